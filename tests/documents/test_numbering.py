"""Numbers: gapless and unique under many hands; a new series on 1 January, Vietnam time."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.db.transaction import TransactionManagementError

from documents.actions.step import issue, take_step
from documents.models import Document, NumberSeries, SeriesPolicy
from documents.numbering import DateBeforeLast, series_of, take
from tests.cast import Cast
from tests.threads import together
from workflow.engine import Refused

HANDS = 50
DAY = date(2024, 3, 1)


def signed(cast: Cast) -> Document:
    submitted = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    return take_step(document=submitted, action="sign", by=cast.leader)


class Rollback(Exception):
    """A mishap after the number was taken."""


def issue_or_fail(cast: Cast, document: Document, fails: bool) -> str:
    with transaction.atomic():
        issued = issue(document=document, by=cast.clerk)
        if fails:
            raise Rollback
    return issued.number


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_with_rollbacks_make_one_to_n():
    cast = Cast()
    documents = [signed(cast) for _ in range(HANDS)]
    answers = together(HANDS, lambda hand: issue_or_fail(cast, documents[hand], fails=hand % 10 == 0))
    numbers = sorted(answer for answer in answers if isinstance(answer, str))
    assert numbers == [f"{number:02d}" for number in range(1, 46)]
    assert [type(answer) for answer in answers if not isinstance(answer, str)] == [Rollback] * 5
    issued = Document.objects.filter(state="issued")
    assert sorted(issued.values_list("number", flat=True)) == numbers
    assert NumberSeries.objects.get().last_number == 45


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_the_highest_plus_one_collides():
    """The twin: who reads the highest number first and writes later meets the others' numbers."""
    cast = Cast()
    documents = [signed(cast) for _ in range(8)]
    all_have_read = threading.Barrier(8)

    def naive(hand: int) -> str:
        document = documents[hand]
        highest = Document.objects.aggregate(highest=Max("number"))["highest"] or "0"
        all_have_read.wait(timeout=30)
        document.number = f"{int(highest) + 1:02d}"
        document.series, document.number_year, document.date, document.state = "KH", DAY.year, DAY, "issued"
        document.save()
        return document.number

    answers = together(8, naive)
    assert [answer for answer in answers if isinstance(answer, str)] == ["01"]
    assert [type(answer) for answer in answers if not isinstance(answer, str)] == [IntegrityError] * 7


@pytest.mark.both_databases
def test_a_rollback_gives_the_number_back(cast):
    with pytest.raises(Rollback), transaction.atomic():
        take(issuer=cast.city, series="KH", on=DAY)
        raise Rollback
    assert take(issuer=cast.city, series="KH", on=DAY) == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_only_inside_a_transaction():
    with pytest.raises(TransactionManagementError):
        take(issuer=Cast().city, series="KH", on=DAY)


@pytest.mark.both_databases
def test_series_count_for_themselves(cast):
    assert [take(issuer=cast.city, series="KH", on=DAY) for _ in range(3)] == [1, 2, 3]
    assert take(issuer=cast.city, series="QĐ", on=DAY) == 1
    assert take(issuer=cast.justice, series="KH", on=DAY) == 1
    assert take(issuer=cast.city, series="KH", on=date(2025, 1, 1)) == 1
    assert take(issuer=cast.city, series="KH", on=DAY) == 4


@pytest.mark.both_databases
def test_days_follow_the_numbers(cast):
    take(issuer=cast.city, series="KH", on=DAY)
    assert take(issuer=cast.city, series="KH", on=DAY) == 2
    with pytest.raises(DateBeforeLast) as refused:
        take(issuer=cast.city, series="KH", on=date(2024, 2, 29))
    assert str(refused.value) == (
        "Đã có văn bản ban hành sau ngày 29/02/2024 trong cùng dãy số. Ngày ban hành không được lùi lại."
    )
    assert take(issuer=cast.city, series="KH", on=date(2024, 3, 2)) == 3


@pytest.mark.parametrize(
    ("scheme", "series"), [(None, "KH"), (SeriesPolicy.Scheme.PER_KIND, "KH"), (SeriesPolicy.Scheme.SINGLE, "chung")]
)
def test_the_issuers_policy_names_the_series(cast, scheme, series):
    if scheme is not None:
        SeriesPolicy.objects.create(issuer=cast.city, scheme=scheme)
    assert series_of(cast.city, "KH") == series
    assert series_of(cast.justice, "KH") == "KH"


def test_a_single_series_numbers_all_kinds_in_one_row(cast):
    SeriesPolicy.objects.create(issuer=cast.city, scheme=SeriesPolicy.Scheme.SINGLE)
    series = [series_of(cast.city, kind) for kind in ("KH", "QĐ", "KH")]
    assert [take(issuer=cast.city, series=each, on=DAY) for each in series] == [1, 2, 3]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("moments", "numbers"),
    [
        # 31/12 23:59 and 1/1 00:01 in Vietnam, both 31/12 in UTC.
        (
            [datetime(2025, 12, 31, 16, 59, tzinfo=UTC), datetime(2025, 12, 31, 17, 1, tzinfo=UTC)],
            ["01/2025", "01/2026"],
        ),
        # UTC's own new year makes no new series: it is 07:00 of 1/1 in Vietnam.
        ([datetime(2025, 12, 31, 23, 59, tzinfo=UTC), datetime(2026, 1, 1, 0, 1, tzinfo=UTC)], ["01/2026", "02/2026"]),
    ],
    ids=["Vietnam's new year", "UTC's new year"],
)
def test_a_new_series_starts_with_vietnams_new_year(cast, moments, numbers):
    documents = [signed(cast) for _ in moments]
    issued = []
    for document, moment in zip(documents, moments, strict=True):
        with time_machine.travel(moment, tick=False):
            issued.append(issue(document=document, by=cast.clerk))
    assert [f"{document.number}/{document.date.year}" for document in issued] == numbers
    assert [document.number_year for document in issued] == [document.date.year for document in issued]


@time_machine.travel(datetime(2024, 3, 5, 3, tzinfo=UTC))
def test_a_day_before_the_last_is_refused_and_no_number_is_lost(cast):
    issue(document=signed(cast), by=cast.clerk, on=date(2024, 3, 4))
    late = signed(cast)
    with pytest.raises(Refused, match="^Đã có văn bản ban hành sau ngày 03/03/2024"):
        issue(document=late, by=cast.clerk, on=date(2024, 3, 3))
    late.refresh_from_db()
    assert (late.state, late.number) == ("signed", "")
    assert issue(document=late, by=cast.clerk, on=date(2024, 3, 4)).number == "02"


@time_machine.travel(datetime(2024, 3, 5, 16, 59, tzinfo=UTC))
def test_a_day_to_come_is_refused(cast):
    with pytest.raises(Refused, match="^Ngày ban hành 06/03/2024 chưa tới."):
        issue(document=signed(cast), by=cast.clerk, on=date(2024, 3, 6))
    assert issue(document=signed(cast), by=cast.clerk, on=date(2024, 3, 5)).number == "01"


def test_a_policy_changed_within_the_year_is_refused_with_a_sentence(cast):
    first = issue(document=signed(cast), by=cast.clerk)
    SeriesPolicy.objects.create(issuer=cast.city, scheme=SeriesPolicy.Scheme.SINGLE)
    with pytest.raises(Refused, match=f"^Số 01/KH-UBND năm {first.date.year} đã có: cách đánh số đã đổi giữa năm."):
        issue(document=signed(cast), by=cast.clerk)


@pytest.mark.both_databases
def test_the_database_refuses_a_number_that_stands(cast):
    first, second = (issue(document=signed(cast), by=cast.clerk) for _ in range(2))
    twin = signed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=twin.pk).update(
            state="issued", number=first.number, number_year=first.number_year, series="chung", date=first.date
        )
    assert (first.number, second.number) == ("01", "02")


@pytest.mark.parametrize("action", ["correct", "recall"])
def test_recall_and_correction_keep_the_number(cast, action):
    issued = issue(document=signed(cast), by=cast.clerk)
    after = take_step(document=issued, action=action, by=cast.leader, reason="Sai thời hạn ở mục II.")
    assert (after.number, after.date, after.snapshot) == (issued.number, issued.date, issued.snapshot)
    assert issue(document=signed(cast), by=cast.clerk).number == "02"


def test_the_counter_and_the_policy_name_themselves(cast):
    take(issuer=cast.city, series="KH", on=DAY)
    policy = SeriesPolicy(issuer=cast.city, scheme=SeriesPolicy.Scheme.SINGLE)
    assert str(NumberSeries.objects.get()) == "KH 2024: 1"
    assert str(policy) == "UBND thành phố Tây Ninh: Một dãy số chung cho mọi loại"

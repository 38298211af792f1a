"""Numbers kept for papers to come: taken in their turn, used once, cancelled with a reason, never given again."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from documents.actions.reserve import MOST_AT_ONCE, cancel_reserved, reserve_numbers
from documents.actions.step import issue, sign, take_step
from documents.models import Document, NumberSeries, ReservedNumber, SeriesPolicy
from tests.cast import Cast
from tests.clients import client_of
from tests.threads import together
from workflow.engine import Refused
from workflow.models import LogEntry

HANDS = 50
MARCH_1, MARCH_5 = (datetime(2024, 3, day, 3, tzinfo=UTC) for day in (1, 5))


def signed(cast: Cast) -> Document:
    submitted = take_step(document=cast.draft(), action="submit", by=cast.clerk)
    return sign(document=submitted, by=cast.leader)


def keep(cast: Cast, count: int = 1, kind: str = "KH") -> list[ReservedNumber]:
    return reserve_numbers(issuer=cast.city, kind=kind, count=count, reason="Chờ ý kiến", by=cast.clerk)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_fifty_reservations_and_issues_at_once_make_one_to_n():
    cast = Cast()
    papers = [signed(cast) for _ in range(HANDS // 2)]

    def work(hand: int) -> int:
        if hand % 2:
            return int(issue(document=papers[hand // 2], by=cast.clerk).number)
        return keep(cast)[0].number

    assert sorted(together(HANDS, work)) == list(range(1, HANDS + 1))
    assert NumberSeries.objects.get(series="KH").last_number == HANDS


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@time_machine.travel(MARCH_5)
def test_keeping_cancelling_using_and_issuing_at_once_leave_a_gapless_series_in_order():
    cast = Cast()
    with time_machine.travel(MARCH_1):
        kept = keep(cast, 16)
    papers = [signed(cast) for _ in range(24)]

    def work(hand: int) -> object:
        what, at = hand % 4, hand // 4
        if what == 0:
            return keep(cast)
        if what == 1:  # each kept number is asked for by two hands: to be cancelled, and to be used
            return cancel_reserved(reserved=kept[at], reason="Không cần", by=cast.clerk)
        if what == 2:
            return issue(document=papers[at], by=cast.clerk, reserved=kept[at])
        return issue(document=papers[12 + at], by=cast.clerk)

    answers = together(48, work)
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(answer) for answer in refused] == [Refused] * 12
    issued = Document.objects.filter(state="issued").order_by("number_value")
    numbers = list(issued.values_list("number_value", flat=True))
    without_paper = list(ReservedNumber.objects.filter(document=None).values_list("number", flat=True))
    assert sorted(numbers + without_paper) == list(range(1, 41))
    assert NumberSeries.objects.get(series="KH").last_number == 40
    assert ReservedNumber.objects.filter(document__isnull=False, cancelled_at__isnull=False).count() == 0
    dates = list(issued.values_list("date", flat=True))
    assert dates == sorted(dates)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_one_kept_number_goes_to_one_of_many_papers():
    cast = Cast()
    papers, number = [signed(cast) for _ in range(8)], keep(cast)[0]

    def work(hand: int) -> str:
        return issue(document=papers[hand], by=cast.clerk, reserved=number).number

    answers = together(8, work)
    assert [answer for answer in answers if isinstance(answer, str)] == ["01"]
    refused = {str(answer) for answer in answers if isinstance(answer, Refused)}
    assert refused == {"Số này đã được dùng hoặc đã hủy. Hãy tải lại trang rồi chọn số khác."}
    assert Document.objects.filter(state="issued").count() == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_number_is_used_or_cancelled_never_both():
    cast = Cast()
    paper, number = signed(cast), keep(cast)[0]
    start = threading.Barrier(2)

    def work(hand: int) -> str:
        start.wait(timeout=30)
        if hand:
            return issue(document=paper, by=cast.clerk, reserved=number).number
        return cancel_reserved(reserved=number, reason="Không cần", by=cast.clerk).cancel_reason

    answers = together(2, work)
    assert sorted(type(answer) is Refused for answer in answers) == [False, True]
    number.refresh_from_db()
    assert (number.document_id is None) == (number.cancelled_at is not None)


@time_machine.travel(MARCH_5)
def test_a_paper_under_a_kept_number_carries_the_day_of_its_issue(cast):
    with time_machine.travel(MARCH_1):
        number = keep(cast)[0]
    paper = issue(document=signed(cast), by=cast.clerk, reserved=number)
    number.refresh_from_db()
    assert (paper.number, paper.number_value, paper.date, paper.number_year) == ("01", 1, date(2024, 3, 5), 2024)
    assert (number.document, number.on) == (paper, date(2024, 3, 1))
    assert LogEntry.objects.about(paper).get(action="issue").data == {"reserved": number.pk}
    # What follows in the series is not dated before it.
    with pytest.raises(Refused, match="^Đã có văn bản ban hành sau ngày 04/03/2024"):
        issue(document=signed(cast), by=cast.clerk, on=date(2024, 3, 4))
    assert issue(document=signed(cast), by=cast.clerk).number == "02"


@time_machine.travel(MARCH_5)
def test_days_run_with_the_numbers_when_a_kept_one_is_used_after_later_ones(cast):
    with time_machine.travel(MARCH_1):
        numbers = keep(cast, 3)
    later = issue(document=signed(cast), by=cast.clerk, on=date(2024, 3, 3))
    days = {}
    for at in (1, 0, 2):
        paper = issue(document=signed(cast), by=cast.clerk, reserved=numbers[at])
        days[paper.number] = paper.date
    assert (later.number, days) == ("04", dict.fromkeys(("02", "01", "03"), date(2024, 3, 3)))
    dates = list(Document.objects.filter(state="issued").order_by("number_value").values_list("date", flat=True))
    assert dates == sorted(dates)


def test_last_years_number_carries_a_day_of_last_year(cast):
    with time_machine.travel(datetime(2024, 12, 31, 3, tzinfo=UTC)):
        number, paper = keep(cast)[0], signed(cast)
    with time_machine.travel(datetime(2025, 1, 2, 3, tzinfo=UTC)):
        issued = issue(document=paper, by=cast.clerk, reserved=number)
    assert (issued.number_year, issued.date) == (2024, date(2024, 12, 31))


@time_machine.travel(MARCH_5)
def test_who_chooses_a_number_reads_which_day_the_paper_will_carry(cast):
    with time_machine.travel(MARCH_1):
        keep(cast)
    issue(document=signed(cast), by=cast.clerk, on=date(2024, 3, 3))
    keep(cast)
    page = client_of(cast.clerk).get(reverse("reserved_use", args=[signed(cast).pk]))
    labels = [label for _, label in page.context["form"].fields["reserved"].choices]
    assert labels == [
        "01/KH-UBND, giữ ngày 01/03/2024: Chờ ý kiến. Văn bản sẽ ghi ngày 03/03/2024",
        "03/KH-UBND, giữ ngày 05/03/2024: Chờ ý kiến. Văn bản sẽ ghi ngày 05/03/2024",
    ]


def test_cancelled_numbers_are_not_given_again(cast):
    numbers = keep(cast, 3)
    cancel_reserved(reserved=numbers[2], reason="Thôi", by=cast.clerk)
    assert issue(document=signed(cast), by=cast.clerk).number == "04"
    with pytest.raises(Refused, match="^Số này đã được dùng hoặc đã hủy"):
        issue(document=signed(cast), by=cast.clerk, reserved=numbers[2])
    with pytest.raises(Refused, match="^Số này đã hủy trước đó."):
        cancel_reserved(reserved=numbers[2], reason="Thôi", by=cast.clerk)
    used = issue(document=signed(cast), by=cast.clerk, reserved=numbers[0])
    with pytest.raises(Refused, match="^Số này đã dùng cho văn bản"):
        cancel_reserved(reserved=used.reserved_number, reason="Thôi", by=cast.clerk)


def test_a_number_serves_only_its_own_series(cast):
    decision, plan = keep(cast, kind="QĐ")[0], keep(cast)[0]
    with pytest.raises(Refused, match="^Số này được giữ trong dãy số khác"):
        issue(document=signed(cast), by=cast.clerk, reserved=decision)
    plan.issuer = cast.other_city
    plan.save()
    paper = signed(cast)
    with pytest.raises(Refused, match="^Số này được giữ trong dãy số khác"):
        issue(document=paper, by=cast.clerk, reserved=plan)
    paper.refresh_from_db()
    assert (paper.state, paper.number) == ("signed", "")


def test_in_a_single_series_a_number_serves_every_kind(cast):
    SeriesPolicy.objects.create(issuer=cast.city, scheme=SeriesPolicy.Scheme.SINGLE)
    number = keep(cast, kind="QĐ")[0]
    assert issue(document=signed(cast), by=cast.clerk, reserved=number).number == "01"


@pytest.mark.parametrize(
    ("count", "reason", "sentence"),
    [
        (0, "x", f"Mỗi lần giữ được từ 1 đến {MOST_AT_ONCE} số."),
        (MOST_AT_ONCE + 1, "x", f"Mỗi lần giữ được từ 1 đến {MOST_AT_ONCE} số."),
        (1, " ", "Hãy ghi lý do giữ số: số dành cho văn bản nào, vì sao phải giữ."),
    ],
)
def test_what_cannot_be_kept(cast, count, reason, sentence):
    with pytest.raises(Refused) as refused:
        reserve_numbers(issuer=cast.city, kind="KH", count=count, reason=reason, by=cast.clerk)
    assert (str(refused.value), ReservedNumber.objects.count()) == (sentence, 0)


def test_numbers_of_other_units_are_not_to_be_kept_or_cancelled(cast):
    number = keep(cast)[0]
    for user in (cast.outsider, cast.justice_officer):
        with pytest.raises(Refused):
            reserve_numbers(issuer=cast.city, kind="KH", count=1, reason="x", by=user)
        with pytest.raises(Refused):
            cancel_reserved(reserved=number, reason="x", by=user)
    with pytest.raises(Refused, match="^Hãy ghi lý do hủy số"):
        cancel_reserved(reserved=number, reason="", by=cast.clerk)


@time_machine.travel(MARCH_1)
def test_after_a_later_day_none_is_kept(cast):
    with time_machine.travel(MARCH_5):
        keep(cast)
    with pytest.raises(Refused, match="^Đã có văn bản ban hành sau ngày 01/03/2024"):
        keep(cast, 2)
    assert NumberSeries.objects.get(series="KH").last_number == 1


def test_the_page_keeps_lists_and_cancels(cast):
    client, page = client_of(cast.clerk), reverse("reserved_list")
    answer = client.post(page, {"unit": cast.city.pk, "kind": "KH", "count": 2, "reason": "Chờ ý kiến"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        f"Đã giữ số 01 đến 02 ngày {ReservedNumber.objects.first().on:%d/%m/%Y} cho UBND thành phố Tây Ninh."
    ]
    assert [row["symbol"] for row in answer.context["rows"]] == ["02/KH-UBND", "01/KH-UBND"]
    bad = client.post(page, {"unit": cast.city.pk, "kind": "KH", "count": "", "reason": "Giữ chữ này"})
    assert (bad.status_code, "Giữ chữ này" in bad.content.decode()) == (422, True)
    number = ReservedNumber.objects.get(number=1)
    cancel = reverse("reserved_cancel", args=[number.pk])
    assert client_of(cast.outsider).post(cancel, {"reason": "x"}).status_code == 404
    assert client_of(cast.outsider).get(page).context["rows"] == []
    client.post(cancel, {"reason": ""})
    number.refresh_from_db()
    assert number.cancelled_at is None
    client.post(cancel, {"reason": "Không ban hành"})
    number.refresh_from_db()
    assert (number.cancel_reason, number.cancelled_by) == ("Không ban hành", cast.clerk)
    # Who signs below keeps numbers below, not here.
    assert (
        client_of(cast.justice_head)
        .post(page, {"unit": cast.city.pk, "kind": "KH", "count": 1, "reason": "x"})
        .status_code
        == 422
    )


def test_a_refused_number_keeps_what_was_typed_and_no_kind_is_chosen_for_the_clerk(cast):
    address, client = reverse("reserved_list"), client_of(cast.clerk)
    with time_machine.travel(MARCH_5):
        keep(cast)
    sent = {"unit": cast.city.pk, "kind": "KH", "count": "1", "reason": "Chờ ý kiến"}
    with time_machine.travel(MARCH_1):
        page = client_of(cast.clerk).post(address, sent)
    assert page.status_code == 422
    [said] = page.context["form"].non_field_errors()
    assert said in page.content.decode()
    assert page.context["form"]["reason"].value() == "Chờ ý kiến"
    assert ReservedNumber.objects.count() == 1
    empty = client.post(address, sent | {"kind": ""})
    assert (empty.status_code, list(empty.context["form"].errors["kind"])) == (422, ["Hãy chọn loại văn bản."])


def test_a_signed_paper_offers_the_kept_numbers_that_fit(cast, settings):
    # Issuing orders two files, which zeal takes for a query per row.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "zeal" not in name]
    paper = signed(cast)
    address = reverse("reserved_use", args=[paper.pk])
    client = client_of(cast.clerk)
    assert address not in client.get(paper.get_absolute_url()).content.decode()
    keep(cast, kind="QĐ")
    number = keep(cast)[0]
    assert address in client.get(paper.get_absolute_url()).content.decode()
    page = client.get(address)
    assert list(page.context["form"].fields["reserved"].queryset) == [number]
    assert client_of(cast.outsider).get(address).status_code == 404
    assert client_of(cast.justice_officer).post(address, {"reserved": number.pk}).status_code == 404
    assert client.post(address, {}).status_code == 422
    client.post(address, {"reserved": number.pk})
    paper.refresh_from_db()
    assert (paper.state, paper.number) == ("issued", "01")
    assert client.get(address).status_code == 302

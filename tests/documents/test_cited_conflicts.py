"""Settling conflicts between mentions: by whom, for whom, what follows from it, and opening it again."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from documents.actions import cited as cited_actions
from documents.actions.cited import cited_in
from documents.actions.finding import dismiss_finding
from documents.actions.receive import register_received
from documents.actions.settle import reopen_conflict, settle_conflict
from documents.actions.step import take_step
from documents.models import CitedPaper, Document, SettledConflict
from documents.models.cited import Code
from documents.queries.cited import settled_about
from documents.queries.findings import findings_of
from documents.queries.readings import open_for
from organizations.models import Role, User
from tests.cast import CONTENT, Cast, make_user
from tests.clients import client_of
from tests.documents.test_cited import citing, received, sample
from tests.threads import together
from workflow.engine import Refused
from workflow.models import LogEntry

TODAY = datetime(2024, 6, 10, 3, tzinfo=UTC)
PAGE = reverse("conflict_list")
SAID = "Thực hiện Kế hoạch số 67/KH-UBND ngày {}/3/2021 của UBND thành phố Tây Ninh về {}."
REASON = "Đối chiếu bản chính lưu tại Văn phòng"


@pytest.fixture(autouse=True)
def in_june() -> object:
    with time_machine.travel(TODAY):
        yield


def two_days(cast: Cast) -> CitedPaper:
    received(cast, citing(SAID.format(30, "trồng cây")), "7")
    received(cast, citing(SAID.format(31, "trồng cây")), "8")
    return CitedPaper.objects.get(printed="67/KH-UBND")


def received_67(cast: Cast, on: date) -> None:
    register_received(
        owner=cast.city, kind="KH", number="67", symbol="KH-UBND", on=on,
        issuer_printed="Ủy ban nhân dân thành phố Tây Ninh", content=CONTENT, by=cast.clerk, creation_key=uuid.uuid4(),
    )  # fmt: skip


def codes(user: User) -> list[str]:
    return [one.code for one in open_for(user)]


def address(paper: CitedPaper, code: str = "date-conflict") -> str:
    return f"{reverse('conflict_settle', args=[paper.pk])}?ve={code}"


def settled_by_form(cast: Cast, paper: CitedPaper) -> SettledConflict:
    answer = client_of(cast.clerk).post(address(paper), {"dung": "2021-03-30", "ghi": "", "ly_do": REASON})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    return SettledConflict.objects.get(cited=paper, unit=cast.city)


def test_a_standing_officer_settles_once_and_it_stays_on_record(cast: Cast) -> None:
    paper = two_days(cast)
    [conflict] = client_of(cast.clerk).get(PAGE).context["conflicts"]
    assert (conflict[0].code, conflict[1]) == ("date-conflict", [paper])
    assert conflict[0].choices == [
        ("2021-03-30", "30/03/2021 (1 chỗ dẫn)"),
        ("2021-03-31", "31/03/2021 (1 chỗ dẫn)"),
    ]
    settled = settled_by_form(cast, paper)
    assert (settled.day, settled.unit, settled.by, settled.reason) == (date(2021, 3, 30), cast.city, cast.clerk, REASON)
    page = client_of(cast.clerk).get(PAGE)
    assert (page.context["count"], page.context["settled"]) == (0, [(settled, True)])
    assert [entry.action for entry in LogEntry.objects.about(settled)] == ["settle"]


def test_what_is_settled_is_no_conflict_again_but_a_finding(cast: Cast) -> None:
    paper = two_days(cast)
    settled_by_form(cast, paper)
    later = received(cast, citing(SAID.format(29, "trồng cây")), "9")
    assert codes(cast.clerk) == []
    citations = [one.citation for one in cited_in(later)]
    assert [one.day for _, one in settled_about(citations, cast.justice_officer)] == [date(2021, 3, 30)]
    page = client_of(cast.justice_officer).get(paper.get_absolute_url())
    assert [(mention.document.number, differs) for mention, differs in page.context["mentions"]] == [
        ("9", True), ("8", True), ("7", False),
    ]  # fmt: skip
    # Another city has not settled it, and is told nothing of it.
    assert settled_about(citations, cast.outsider) == []


def test_a_settled_day_counts_in_drafts_whatever_the_register_says(cast: Cast) -> None:
    paper = two_days(cast)
    received_67(cast, date(2021, 3, 31))
    draft = cast.draft(content=citing(SAID.format(30, "trồng cây")))

    def told() -> list[str]:
        found = findings_of(draft, cast.clerk).open
        return [row.finding.message for row in found if row.finding.code == "date-conflict"]

    assert told() == ["Kế hoạch số 67/KH-UBND trong sổ ghi ngày 31/03/2021: hãy sửa lại ngày."]
    settled_by_form(cast, paper)
    assert told() == []


def test_others_see_but_do_not_settle(cast: Cast) -> None:
    paper = two_days(cast)
    for user in (cast.justice_officer, cast.leader):
        client = client_of(user)
        assert client.get(PAGE).context["count"] == 1
        assert client.get(PAGE).context["can_settle"] is False
        answer = client.post(address(paper), {"dung": "2021-03-30", "ly_do": REASON})
        assert (answer.status_code, answer["Location"]) == (302, paper.get_absolute_url())
        with pytest.raises(Refused):
            settle_conflict(conflict=open_for(user)[0], by=user, day=date(2021, 3, 30), reason=REASON)
    assert client_of(cast.outsider).get(address(paper)).status_code == 404
    assert not SettledConflict.objects.exists()


def test_what_is_typed_and_what_is_missing(cast: Cast) -> None:
    paper = two_days(cast)
    client = client_of(cast.clerk)
    empty = client.post(address(paper), {})
    assert (empty.status_code, sorted(empty.context["form"].errors)) == (422, ["dung", "ly_do"])
    untyped = client.post(address(paper), {"dung": "khac", "ghi": "", "ly_do": REASON})
    assert (untyped.status_code, list(untyped.context["form"].errors)) == (422, ["ghi"])
    client.post(address(paper), {"dung": "khac", "ghi": "29/03/2021", "ly_do": REASON})
    assert SettledConflict.objects.get().day == date(2021, 3, 29)
    assert client.get(address(paper)).status_code == 404


def test_a_settlement_is_opened_again_by_the_unit_that_made_it(cast: Cast) -> None:
    paper = two_days(cast)
    settled = settled_by_form(cast, paper)
    back = reverse("conflict_reopen", args=[settled.pk])
    assert client_of(cast.outsider).post(back).status_code == 404
    client_of(cast.justice_officer).post(back)
    assert codes(cast.clerk) == []
    client_of(cast.clerk).post(back)
    assert codes(cast.clerk) == ["date-conflict"]
    settled.refresh_from_db()
    assert (settled.reopened_by, settled.is_open_again) == (cast.clerk, True)
    with pytest.raises(Refused):
        reopen_conflict(settled=settled, by=cast.clerk)
    second = settle_conflict(conflict=open_for(cast.clerk)[0], by=cast.clerk, day=date(2021, 3, 31), reason=REASON)
    assert [one for one, _ in client_of(cast.clerk).get(PAGE).context["settled"]] == [second, settled]


def test_what_a_unit_below_settles_closes_nothing_above(cast: Cast) -> None:
    paper = two_days(cast)
    officer = make_user("pho", "Hồ Thị Phòng", cast.justice, Role.STANDING_OFFICER)
    settle_conflict(conflict=open_for(officer)[0], by=officer, day=date(2021, 3, 31), reason=REASON)
    assert (codes(officer), codes(cast.clerk)) == ([], ["date-conflict"])
    settled_by_form(cast, paper)
    assert [one.day for one in SettledConflict.objects.visible_to(cast.clerk).order_by("pk")] == [
        date(2021, 3, 31), date(2021, 3, 30),
    ]  # fmt: skip


def test_what_was_settled_about_papers_that_one_does_not_see_is_not_told(cast: Cast) -> None:
    for title in ("trồng cây", "trồng rừng"):
        take_step(document=cast.draft(content=citing(SAID.format(30, title))), action="submit", by=cast.clerk)
    [conflict] = open_for(cast.clerk)
    settle_conflict(conflict=conflict, by=cast.clerk, text="trồng cây", reason=REASON)
    assert [one.text for one, _ in client_of(cast.clerk).get(PAGE).context["settled"]] == ["trồng cây"]
    assert client_of(cast.justice_officer).get(PAGE).context["settled"] == []


def test_a_day_that_is_settled_later_is_asked_again(cast: Cast) -> None:
    paper = two_days(cast)
    draft = cast.draft(content=citing(SAID.format(29, "trồng cây")))
    received_67(cast, date(2021, 3, 28))
    [row] = [row for row in findings_of(draft, cast.clerk).open if row.finding.code == "date-conflict"]
    dismiss_finding(document=draft, finding=row.finding, reason="sổ ghi nhầm", by=cast.clerk)
    settled_by_form(cast, paper)
    again = [row.finding for row in findings_of(draft, cast.clerk).open if row.finding.code == "date-conflict"]
    assert [finding.message for finding in again] == [
        "Kế hoạch số 67, ký hiệu KH-UBND: đã thống nhất ngày là “30/03/2021”. Hãy sửa lại.",
    ]


def test_a_settled_day_is_told_where_the_year_is_mistyped(cast: Cast) -> None:
    settled_by_form(cast, two_days(cast))

    def told(day: int, title: str, year: str, user: User = cast.clerk) -> list[str]:
        draft = cast.draft(content=citing(SAID.format(day, title).replace("2021", year)))
        found = findings_of(draft, user).open
        return [row.finding.message for row in found if row.finding.code == "date-conflict"]

    assert told(30, "trồng cây", "2020") == told(30, "trồng cây", "2022") == [
        "Kế hoạch số 67, ký hiệu KH-UBND: đã thống nhất ngày là “30/03/2021”. Hãy sửa lại.",
    ]  # fmt: skip
    # Another day, or about something else: another paper, for numbers begin anew each year.
    assert told(29, "trồng cây", "2020") == told(30, "trồng rừng", "2020") == told(30, "trồng cây", "2021") == []
    assert told(30, "trồng cây", "2020", cast.outsider) == []


def test_a_settled_title_counts_in_drafts(cast: Cast) -> None:
    for number, title in (("7", "trồng cây"), ("8", "trồng rừng")):
        received(cast, citing(SAID.format(30, title)), number)
    settle_conflict(conflict=open_for(cast.clerk)[0], by=cast.clerk, text="trồng cây", reason=REASON)

    def told(title: str) -> list[str]:
        draft = cast.draft(content=citing(SAID.format(30, title)))
        found = findings_of(draft, cast.clerk).open
        return [row.finding.message for row in found if row.finding.code == "title-conflict"]

    assert told("trồng cây") == []
    assert told("trồng rừng") == [
        "Kế hoạch số 67, ký hiệu KH-UBND: đã thống nhất trích yếu là “trồng cây”. Hãy sửa lại.",
    ]


def test_what_the_province_settles_holds_in_its_cities(cast: Cast) -> None:
    paper = two_days(cast)
    officer = make_user("tinh", "Hồ Thị Tỉnh", cast.province, Role.STANDING_OFFICER)
    settle_conflict(conflict=open_for(officer)[0], by=officer, day=date(2021, 3, 30), reason=REASON)
    assert codes(cast.clerk) == codes(cast.outsider) == []
    client = client_of(cast.clerk)
    assert [may for _, may in client.get(PAGE).context["settled"]] == [False]
    assert client.get(address(paper)).status_code == 404


@pytest.mark.both_databases
def test_each_conflict_of_the_sample_plans_is_settled(cast: Cast) -> None:
    for name in ("chau-thanh-2022", "phong-tu-phap-tp-tay-ninh-2024", "tp-tay-ninh-2023"):
        prefix = "huyen-" if name.startswith("chau") else ""
        sample(cast, f"ke-hoach-{prefix}{name}.txt")
    client = client_of(cast.clerk)
    for code in (Code.DATE, Code.SCOPE, Code.SYMBOL):
        one = next(one for one in open_for(cast.clerk) if one.code == code)
        where = f"{reverse('conflict_settle', args=[one.cited_id])}?ve={code}&voi={one.other_id or ''}"
        assert client.get(where).status_code == 200
        assert client.post(where, {"dung": one.choices[0][0], "ly_do": REASON}).status_code == 302
    assert codes(cast.clerk) == []
    kept = SettledConflict.objects.order_by("pk")
    assert [(one.code, one.other is not None) for one in kept] == [
        ("date-conflict", False), ("scope-conflict", False), ("symbol-near-duplicate", True),
    ]  # fmt: skip
    page = client.get(kept[2].cited.get_absolute_url())
    assert [one.pk for one in page.context["settled"]] == [kept[2].pk]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_settle_it_once() -> None:
    cast = Cast()
    two_days(cast)
    [conflict] = open_for(cast.clerk)

    def settle(_: int) -> str:
        try:
            settle_conflict(conflict=conflict, by=cast.clerk, day=date(2021, 3, 30), reason=REASON)
        except Refused:
            return "refused"
        return "settled"

    assert sorted(together(2, settle)) == ["refused", "settled"]
    assert SettledConflict.objects.count() == 1


def near_symbols_at_once(cast: Cast) -> list[str]:
    """Two registers enter a paper at the same moment; each cites a symbol that nobody has cited before."""
    said = "Thực hiện Kế hoạch số 67/{} ngày 30/3/2021 của UBND thành phố Tây Ninh về trồng cây."
    hands = [("KH-UBND", cast.city, cast.clerk), ("KHH-UBND", cast.justice, cast.justice_officer)]

    def enter(hand: int) -> Document:
        symbol, owner, by = hands[hand]
        # Nothing else in common: a row that is new to both would make one wait for the other.
        return received(cast, replace(citing(said.format(symbol)), bases=""), str(hand + 7), by=by, owner=owner)

    assert [type(entered) for entered in together(2, enter)] == [Document, Document]
    return codes(cast.clerk)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_near_symbols_that_are_new_at_once_are_one_conflict() -> None:
    assert near_symbols_at_once(Cast()) == ["symbol-near-duplicate"]


@pytest.mark.django_db(transaction=True)
def test_without_taking_turns_neither_sees_the_other(monkeypatch) -> None:
    if not connection.features.has_select_for_update:
        pytest.skip("this database has one writer at a time: nothing to defend against")
    both_have_written = threading.Barrier(2)
    mark = cited_actions._mark_contradictions

    def mark_together(keys: list[int]) -> None:
        both_have_written.wait(timeout=30)
        mark(keys)
        both_have_written.wait(timeout=30)

    monkeypatch.setattr(cited_actions, "_take_turns", lambda pairs: None)
    monkeypatch.setattr(cited_actions, "_mark_contradictions", mark_together)
    assert near_symbols_at_once(Cast()) == []


def test_a_paper_without_conflict_is_not_to_be_settled(cast: Cast) -> None:
    received(cast, citing(SAID.format(30, "trồng cây")), "7")
    received(cast, citing(SAID.format(30, "“Trồng cây”")), "8")
    assert codes(cast.clerk) == []
    paper = CitedPaper.objects.get(printed="67/KH-UBND")
    assert client_of(cast.clerk).get(address(paper)).status_code == 404
    assert Document.objects.filter(mentions__cited=paper).distinct().count() == 2

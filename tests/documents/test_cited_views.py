"""Văn bản được dẫn on screen: rows, filters, order, workbook; one paper with its mentions; who sees what."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from documents.actions.step import issue, sign, take_step
from documents.models import CitedPaper, Document, Mention
from documents.rendering.marking import mark_words
from tests.cast import Cast
from tests.clients import client_of
from tests.documents.test_cited import citing, received

LIST = reverse("cited_list")
TODAY = datetime(2024, 6, 10, 3, tzinfo=UTC)
LAW = "Luật Thi đua, khen thưởng năm 2022"
PLAN_67 = "Kế hoạch số 67/KH-UBND ngày {}/3/2021 của UBND thành phố Tây Ninh về trồng cây xanh"
DECREE = "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ quy định chi tiết"


def shown(client: Client, **query: object) -> list[tuple[str, int, str, bool, bool]]:
    """Paper, mentions, state in force, whether in the register, whether in conflict: of the rows on screen."""
    rows = client.get(LIST, query).context.get("rows", [])
    return [(str(row.paper), row.count, row.force, row.held is not None, row.is_open) for row in rows]


def names(client: Client, **query: object) -> list[str]:
    return [row[0] for row in shown(client, **query)]


@pytest.fixture
def papers(cast: Cast) -> list[Document]:
    """Two papers of the city's register; they cite a law twice, a plan with two days, a decree that has ended."""
    with time_machine.travel(TODAY):
        return [
            received(cast, citing(f"Thực hiện {LAW}.\nThực hiện {PLAN_67.format(30)}.\nTheo {DECREE}."), "7"),
            received(cast, citing(f"Thực hiện {LAW}.\nThực hiện {PLAN_67.format(31)}."), "8"),
        ]


def cited(printed: str) -> CitedPaper:
    return CitedPaper.objects.get(printed=printed)


@time_machine.travel(TODAY)
def test_rows_tell_how_often_and_how_a_paper_is_cited(cast: Cast, papers: list[Document]) -> None:
    assert shown(client_of(cast.clerk)) == [
        ("Kế hoạch 67/KH-UBND", 2, "unknown", False, True),
        ("Luật 06/2022/QH15", 2, "in_force", False, False),
        ("Nghị định 91/2017/NĐ-CP", 1, "ended", False, False),
    ]


@time_machine.travel(TODAY)
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"tim": "trong cay xanh"}, ["Kế hoạch 67/KH-UBND"]),
        ({"tim": "TRỒNG cây 67/kh"}, ["Kế hoạch 67/KH-UBND"]),
        ({"tim": "chinh phu"}, ["Nghị định 91/2017/NĐ-CP"]),
        ({"hieu_luc": "ended"}, ["Nghị định 91/2017/NĐ-CP"]),
        ({"hieu_luc": "ended", "ngay": "31/12/2023"}, []),
        ({"hieu_luc": "not_yet", "ngay": "31/12/2023"}, ["Luật 06/2022/QH15"]),
        ({"hieu_luc": "in_force"}, ["Luật 06/2022/QH15"]),
        ({"hieu_luc": "unknown"}, ["Kế hoạch 67/KH-UBND"]),
        ({"mau_thuan": "on"}, ["Kế hoạch 67/KH-UBND"]),
        ({"loai": "Luật"}, ["Luật 06/2022/QH15"]),
        ({"nam": "2017"}, ["Nghị định 91/2017/NĐ-CP"]),
        ({"trong_so": "co"}, []),
        ({"sap": "so-lan", "chieu": "nguoc", "tim": "khen"}, ["Luật 06/2022/QH15"]),
        ({"sap": "ngay"}, ["Kế hoạch 67/KH-UBND", "Nghị định 91/2017/NĐ-CP", "Luật 06/2022/QH15"]),
        ({"sap": "so-ky-hieu"}, ["Kế hoạch 67/KH-UBND", "Nghị định 91/2017/NĐ-CP", "Luật 06/2022/QH15"]),
    ],
)
@pytest.mark.both_databases
def test_filters_and_orders(cast: Cast, papers: list[Document], query: dict[str, str], found: list[str]) -> None:
    assert names(client_of(cast.clerk), **query) == found


@time_machine.travel(TODAY)
def test_what_cannot_be_asked_is_said(cast: Cast, papers: list[Document]) -> None:
    page = client_of(cast.clerk).get(LIST, {"ngay": "31/02/2024"})
    assert "rows" not in page.context
    assert list(page.context["form"].errors) == ["ngay"]


@time_machine.travel(TODAY)
@pytest.mark.both_databases
def test_pages_hold_each_paper_once_also_by_number_of_mentions(cast: Cast) -> None:
    for paper in range(4):
        text = "\n".join(f"Theo Kế hoạch số {n}/KH-UBND ngày 02/02/2022 của UBND tỉnh Tây Ninh về a." for n in
                         range(1 + paper * 20, 71))  # fmt: skip
        received(cast, citing(text), str(100 + paper))
    client = client_of(cast.clerk)
    for order in ("so-lan", "so-ky-hieu", "ngay"):
        first = client.get(LIST, {"sap": order})
        second = client.get(LIST, {"sap": order, "sau": first.context["page"].last})
        keys = [row.paper.pk for page in (first, second) for row in page.context["rows"]]
        assert (len(first.context["rows"]), len(keys), len(set(keys))) == (50, 70, 70)
    counts = [row.count for row in client.get(LIST).context["rows"]]
    assert counts == sorted(counts, reverse=True)


@time_machine.travel(TODAY)
def test_the_workbook_and_the_print_hold_the_filtered_rows(cast: Cast, papers: list[Document]) -> None:
    client = client_of(cast.clerk)
    book = load_workbook(io.BytesIO(client.get(reverse("cited_sheet"), {"nam": "2021"}).content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    wanted = ["Kế hoạch 67/KH-UBND", "Ủy ban nhân dân thành phố Tây Ninh", "trồng cây xanh"]
    assert [row[:3] for row in rows if row[0] == wanted[0]] == [wanted]
    assert "Luật 06/2022/QH15" not in [row[0] for row in rows]
    printed = client.get(reverse("cited_print"), {"nam": "2021"})
    assert [row[0] for row in printed.context["rows"]] == ["Kế hoạch 67/KH-UBND"]
    assert printed.context["conditions"] == ["Chỉ gồm văn bản có Năm: 2021."]


@time_machine.travel(TODAY)
def test_the_page_of_a_cited_paper_leads_to_the_words(cast: Cast, papers: list[Document]) -> None:
    client = client_of(cast.clerk)
    page = client.get(cited("67/KH-UBND").get_absolute_url())
    mentions = [mention for mention, _ in page.context["mentions"]]
    assert [(one.document, one.line) for one in mentions] == [(papers[1], 2), (papers[0], 2)]
    led = client.get(reverse("document_detail", args=[papers[0].pk]), {"dan": mentions[1].pk})
    marks = re.findall(r"<mark[^>]*>(.*?)</mark>", str(led.context["fragment"]))
    assert "".join(marks) == PLAN_67.format(30)
    assert led.context["fragment"].count('id="dan"') == 1
    other = client.get(reverse("document_detail", args=[papers[0].pk]), {"dan": mentions[0].pk})
    assert "<mark" not in other.context["fragment"]


def test_words_are_marked_through_several_elements_and_entities() -> None:
    fragment = "<p>A &amp; <strong>b</strong> c</p><p>d e</p>"
    assert mark_words(fragment, "& b  c d") == (
        '<p>A <mark id="dan" tabindex="-1">&amp; </mark><strong><mark>b</mark></strong><mark> c</mark></p>'
        "<p><mark>d</mark> e</p>"
    )
    assert mark_words(fragment, "không có") == fragment
    assert mark_words(fragment, "") == fragment


@time_machine.travel(TODAY)
def test_the_time_line_says_since_when_and_by_which_text(cast: Cast, papers: list[Document]) -> None:
    page = client_of(cast.clerk).get(cited("91/2017/NĐ-CP").get_absolute_url())
    assert [(one.since, one.until, one.force, one.verified) for one in page.context["periods"]] == [
        (None, date(2023, 12, 31), "in_force", True),
        (date(2024, 1, 1), None, "ended", True),
    ]
    assert page.context["late"] == [papers[0]]


def test_a_paper_of_the_register_is_held_and_ends_with_its_recall(cast: Cast) -> None:
    with time_machine.travel(TODAY):
        draft = cast.draft()
        take_step(document=draft, action="submit", by=cast.clerk)
        issued = issue(document=sign(document=draft, by=cast.leader), by=cast.leader)
    said = "Theo Kế hoạch số 01/KH-UBND ngày 10/6/2024 của UBND thành phố Tây Ninh về thi đua."
    with time_machine.travel(datetime(2024, 7, 1, 3, tzinfo=UTC)):
        received(cast, citing(said), "9", on=date(2024, 6, 20))
        client = client_of(cast.clerk)
        assert shown(client, trong_so="co") == [("Kế hoạch 01/KH-UBND", 1, "in_force", True, False)]
        take_step(document=issued, action="recall", by=cast.leader, reason="Sai thẩm quyền")
    with time_machine.travel(datetime(2024, 7, 5, 3, tzinfo=UTC)):
        late = received(cast, citing(said), "10", on=date(2024, 7, 4))
        client = client_of(cast.clerk)
        assert shown(client, hieu_luc="ended") == [("Kế hoạch 01/KH-UBND", 2, "ended", True, False)]
        assert names(client, hieu_luc="in_force", ngay="30/06/2024", loai="Kế hoạch") == ["Kế hoạch 01/KH-UBND"]
        page = client.get(cited("01/KH-UBND").get_absolute_url())
        assert (page.context["held"], page.context["late"]) == (issued, [late])
        assert [(one.since, one.until, one.force) for one in page.context["periods"]] == [
            (date(2024, 6, 10), date(2024, 6, 30), "in_force"),
            (date(2024, 7, 1), None, "ended"),
        ]


@time_machine.travel(TODAY)
def test_an_outsider_sees_neither_quote_nor_count_nor_conflict(cast: Cast, papers: list[Document]) -> None:
    received(
        cast, citing(f"Thực hiện {LAW}.\nThực hiện {PLAN_67.format(30)}."), "11", cast.outsider, cast.other_city
    )  # fmt: skip
    outsider = client_of(cast.outsider)
    assert shown(outsider) == [
        ("Kế hoạch 67/KH-UBND", 1, "unknown", False, False),
        ("Luật 06/2022/QH15", 1, "in_force", False, False),
    ]
    assert outsider.get(reverse("conflict_list")).context["count"] == 0
    assert names(outsider, mau_thuan="on") == []
    assert [m.document.owner for m, _ in outsider.get(cited("67/KH-UBND").get_absolute_url()).context["mentions"]] == [
        cast.other_city
    ]
    assert outsider.get(cited("91/2017/NĐ-CP").get_absolute_url()).status_code == 404
    foreign = Mention.objects.filter(document=papers[0]).first()
    assert foreign is not None
    own = Mention.objects.get(document__owner=cast.other_city, by_name=True).document
    assert "<mark" not in outsider.get(own.get_absolute_url(), {"dan": foreign.pk}).context["fragment"]


@time_machine.travel(TODAY)
def test_a_law_that_two_units_hold_is_one_paper(cast: Cast, papers: list[Document]) -> None:
    below = received(cast, citing(f"Thực hiện {LAW}."), "12", cast.justice_officer, cast.justice)
    assert below.owner == cast.justice
    assert shown(client_of(cast.clerk), loai="Luật") == [("Luật 06/2022/QH15", 3, "in_force", False, False)]
    # Who is below sees what is published above, and their own.
    assert shown(client_of(cast.justice_officer), loai="Luật") == [("Luật 06/2022/QH15", 3, "in_force", False, False)]
    assert shown(client_of(cast.education_officer), loai="Luật") == [("Luật 06/2022/QH15", 2, "in_force", False, False)]


@time_machine.travel(TODAY)
def test_a_page_asks_the_same_for_one_mention_and_for_many(cast: Cast) -> None:
    text = citing(f"Thực hiện {PLAN_67.format(30)}.")
    received(cast, text, "1")
    received(cast, citing(f"Thực hiện {PLAN_67.format(31)}."), "2")
    client = client_of(cast.clerk)
    address = cited("67/KH-UBND").get_absolute_url()
    client.get(address)
    taken = []
    for start in (3, 6):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        taken.append(len(asked))
        for number in range(start, start + 3):
            received(cast, text, str(number))
    assert taken[0] == taken[1] <= 15

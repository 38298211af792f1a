"""Two plans side by side: rows, filters, the workbook, who sees it, and how fast it is."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.models import Plan
from documents.text import compare_marks
from documents.text.compare import compare
from documents.text.light import parse_body, print_body
from documents.text.reader import read_text
from tests.campaigns.chain import plan, received_plan
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from tests.documents.text.samples import NAMES, sample
from tests.pace import pace

MOST_QUERIES = 15
ABOVE = """I. NỘI DUNG
1. Phòng Nội vụ tham mưu tổ chức hội nghị tổng kết phong trào thi đua yêu nước của thành phố.
2. Các phòng, ban đẩy mạnh cải cách thủ tục hành chính, nâng cao sự hài lòng của người dân.
3. Tăng cường kiểm tra công tác thi đua, khen thưởng tại các cơ quan, đơn vị, địa phương./."""
BELOW = """I. NỘI DUNG
1. Phòng Nội vụ tham mưu tổ chức hội nghị tổng kết phong trào thi đua yêu nước của thành phố.
2. Đẩy mạnh cải cách thủ tục hành chính, nâng cao sự hài lòng của người dân đạt ít nhất 95 % trước ngày 30/11/2024.
3. Mở lớp tập huấn hòa giải ở cơ sở cho hòa giải viên./."""


def pair(cast: Cast) -> tuple[Plan, Plan]:
    """The city's plan, and the draft by which the department carries it out."""
    top = received_plan(cast, ABOVE)
    return top, plan(cast.justice, cast.justice_officer, top, replace(CONTENT, body=BELOW))


def address(one: Plan, **query: object) -> str:
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("plan_compare", args=[one.pk]) + (f"?{words}" if words else "")


def test_the_plan_above_is_compared_by_itself(cast: Cast) -> None:
    top, own = pair(cast)
    response = client_of(cast.justice_officer).get(address(own))
    assert (response.context["above"], response.context["below"]) == (top, own)
    assert [(row["name"], row["above"] and row["above"].item.label) for row in response.context["rows"]] == [
        ("Nguyên văn", "I.1"), ("Cụ thể hóa", "I.2"), ("Mới", None), ("Không trả lời", "I.3"),
    ]  # fmt: skip
    plain = compare(parse_body(ABOVE), parse_body(BELOW))
    assert (response.context["copied"], response.context["specific"]) == (
        round(plain.copied * 100), round(plain.specific * 100),
    )  # fmt: skip
    page = response.content.decode()
    assert '<b class="named named-date">30/11/2024</b>' in page
    assert '<span class="copied">' in page
    assert f'{own.get_absolute_url()}#dong-3"' in page


def test_one_relation_alone_is_shown_when_asked(cast: Cast) -> None:
    _, own = pair(cast)
    response = client_of(cast.justice_officer).get(address(own, loc="khong_tra_loi"))
    assert [row["code"] for row in response.context["rows"]] == ["khong_tra_loi"]
    nonsense = client_of(cast.justice_officer).get(address(own, loc="gi-do"))
    assert len(nonsense.context["rows"]) == 4


def test_the_upper_plan_stands_above_whichever_page_it_is_opened_from(cast: Cast) -> None:
    top, own = pair(cast)
    response = client_of(cast.clerk).get(address(top, voi=own.pk))
    assert (response.context["above"], response.context["below"]) == (top, own)


def test_two_years_of_a_unit_are_called_by_other_words(cast: Cast) -> None:
    _, own = pair(cast)
    last = plan(cast.justice, cast.justice_officer, None, replace(CONTENT, body=ABOVE), year=2023)
    response = client_of(cast.justice_officer).get(address(own, voi=last.pk))
    assert (response.context["above"], response.context["below"]) == (last, own)
    assert [name for _, name, *_ in response.context["tabs"]] == ["Giữ nguyên văn", "Viết lại", "Mới", "Không còn"]


def test_a_plan_without_one_above_offers_others(cast: Cast) -> None:
    top, own = pair(cast)
    last = plan(cast.justice, cast.justice_officer, None, year=2023)
    response = client_of(cast.justice_officer).get(address(last))
    assert response.context["other"] is None
    assert response.context["choices"] == [("Kế hoạch khác của Phòng Tư pháp", [own])]
    found = client_of(cast.justice_officer).get(address(last, tim="53"))
    assert found.context["choices"][0] == ("Tìm thấy với “53”", [top])


def test_a_paper_without_text_is_told(cast: Cast) -> None:
    top = plan(cast.city, cast.clerk, None, replace(CONTENT, body=""))
    own = plan(cast.city, cast.clerk, top, replace(CONTENT, body=""))
    assert "chưa có mục nào để so sánh" in client_of(cast.clerk).get(address(own)).content.decode()


def test_who_does_not_see_both_gets_404(cast: Cast) -> None:
    top, own = pair(cast)
    foreign = plan(cast.other_city, cast.outsider, None)
    for user, one, other in (
        (cast.outsider, own, top),
        (cast.outsider, foreign, own),
        (cast.education_officer, own, top),
        (cast.education_officer, top, own),
        (cast.justice_officer, own, foreign),
    ):
        for name in ("plan_compare", "plan_compare_sheet"):
            page = f"{reverse(name, args=[one.pk])}?voi={other.pk}"
            assert client_of(user).get(page).status_code == 404
    for asked in ("x", own.pk, 987654321, "9" * 30):
        assert client_of(cast.justice_officer).get(address(own, voi=asked)).status_code == 404


def test_the_workbook_has_every_row(cast: Cast) -> None:
    _, own = pair(cast)
    response = client_of(cast.justice_officer).get(reverse("plan_compare_sheet", args=[own.pk]))
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    heading = next(at for at, row in enumerate(rows) if row[0] == "STT")
    assert [row[1] for row in rows[heading + 1 : heading + 5]] == ["Nguyên văn", "Cụ thể hóa", "Mới", "Không trả lời"]
    assert rows[heading + 2][9:11] == ["có", "có"]
    assert rows[heading + 1][3] == ABOVE.splitlines()[1].removeprefix("1. ")


def test_nothing_to_compare_with_makes_no_workbook(cast: Cast) -> None:
    alone = plan(cast.justice, cast.justice_officer, None)
    page = reverse("plan_compare_sheet", args=[alone.pk])
    assert client_of(cast.justice_officer).get(page).status_code == 404


def test_the_number_of_queries_is_small_and_does_not_grow_with_the_choices(cast: Cast) -> None:
    top, own = pair(cast)
    client = client_of(cast.justice_officer)
    client.get(address(own))
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(own, tim="thi")).status_code == 200
        asked.append(len(queries))
        for _ in range(3):
            plan(cast.justice, cast.justice_officer, top)
    assert asked[1] == asked[0]
    assert max(asked) <= MOST_QUERIES


@pytest.mark.parametrize("is_first", [True, False])
def test_two_plans_of_ten_pages_take_less_than_300_ms(cast: Cast, is_first: bool) -> None:
    texts = [print_body(read_text(sample(name)).body) for name in NAMES]
    long = ["\n".join(texts), "\n".join(reversed(texts)).replace("năm", "các năm")]  # 27,000 letters each
    top = plan(cast.city, cast.clerk, None, replace(CONTENT, body=long[0]))
    own = plan(cast.city, cast.clerk, top, replace(CONTENT, body=long[1]))
    client = client_of(cast.clerk)
    client.get(reverse("plan_list"))
    if not is_first:
        client.get(address(own))
    taken = []
    for _ in range(3):
        if is_first:
            compare_marks.items_in.cache_clear()
            compare_marks.side_by_side.cache_clear()
        start = time.process_time()
        assert client.get(address(own)).status_code == 200
        taken.append(time.process_time() - start)
    assert min(taken) < 0.3 * pace()

"""The coverage board: who sees which cells, what they say, totals, filters, the workbook and the print."""

from __future__ import annotations

import io
import re
import secrets
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.actions.answers import answer_not_applicable, confirm_answers
from campaigns.models import ItemAnswer, Plan, PlanItem
from campaigns.models.answer import AnswerState
from campaigns.queries.cascade import tasks_of
from campaigns.queries.coverage import NAMES
from documents.actions.dispatch import send_paper
from documents.models import Dispatch
from organizations.actions.block import join_block, lay_down_block
from organizations.actions.unit import found_unit
from organizations.models import Block, Role, Unit, User
from tests.campaigns.chain import plan as draft
from tests.cascade.papers import JUSTICE, answer, city_plan, edited, issued
from tests.cast import SINCE, Cast, make_user
from tests.clients import client_of
from tests.deadlines import due_so_late

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CONCRETE, COPIED, MAYBE = "Cụ thể hóa", "Nguyên văn", "Đề xuất: cụ thể hóa"
NONE, NO_PLAN = "Chưa trả lời", "Chưa có kế hoạch"


@pytest.fixture
def parent(cast: Cast) -> Plan:
    """The city's plan, at Tư pháp and, five working days late, at Giáo dục."""
    parent = city_plan(cast)
    send_paper(document=parent.document, units=[cast.justice, cast.education], by=cast.clerk, asks_answer=True)
    at = timezone.now() - timedelta(days=10)
    Dispatch.objects.update(sent_at=at, due_on=due_so_late(5, TODAY))
    return parent


def answered(cast: Cast, parent: Plan) -> Plan:
    """Tư pháp's issued plan: two answers confirmed, two proposed, one item that is not theirs."""
    plan = issued(answer(cast, parent), cast.justice_officer, cast.justice_head)
    items = [item(parent, "I.1").pk, item(parent, "II.1 gạch 1").pk]
    confirm_answers(plan=plan, parent_items=items, by=cast.justice_officer)
    answer_not_applicable(
        plan=plan, parent_item=item(parent, "III.2"), reason="=Đã có kế hoạch riêng", by=cast.justice_officer
    )
    return plan


def item(plan: Plan, address: str) -> PlanItem:
    return PlanItem.objects.get(plan=plan, address=address)


def get(user: User, plan: Plan, query: str = "", page: str = ""):
    return client_of(user).get(f"/ke-hoach/{plan.pk}/do-phu/{page}{query}")


def cells(user: User, plan: Plan, query: str = "") -> dict[str, list[str]]:
    """By unit the words of its cells, in the order of the items."""
    board = get(user, plan, query).context["board"]
    return {column.unit.short_name: [NAMES.get(code, "") for code in column.cells] for column in board.columns}


# III.1 lays its task on Tư pháp.
EDUCATION_CELLS = [*[NO_PLAN] * 6, "", NO_PLAN]
JUSTICE_CELLS = [CONCRETE, COPIED, MAYBE, NONE, NONE, MAYBE, NONE, "Không áp dụng"]


def test_each_cell_says_how_the_unit_answers(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    assert cells(cast.clerk, parent) == {
        "Phòng Giáo dục và Đào tạo": EDUCATION_CELLS,
        "Phòng Tư pháp": JUSTICE_CELLS,
    }


def test_the_page_says_states_by_words_and_counts_the_days(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    page = get(cast.clerk, parent).content.decode()
    assert '<td class="k k1"><a href=' in page
    assert "vì: =Đã có kế hoạch riêng" in page
    assert "Trễ 5 ngày làm việc" in page
    assert "5 trên 8 (62 %)" in page
    assert "1 trên 1 đơn vị trả lời (100 %), 1 chưa xác nhận" in page
    assert page.count('scope="col"') == 3
    assert page.count('scope="row"') == 8


def test_a_draft_is_not_seen_from_above_and_is_seen_by_its_unit(cast: Cast, parent: Plan) -> None:
    answer(cast, parent)
    assert cells(cast.clerk, parent)["Phòng Tư pháp"] == [NO_PLAN] * 8
    assert cells(cast.justice_officer, parent) == {
        "Phòng Tư pháp": [MAYBE, "Đề xuất: nguyên văn", MAYBE, NONE, NONE, MAYBE, NONE, NONE]
    }
    [column] = get(cast.clerk, parent).context["board"].columns[1:]
    assert (column.plans, column.days, column.days_late) == ([], 10, 5)


def test_a_unit_sees_its_own_column_alone(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    assert cells(cast.education_officer, parent) == {"Phòng Giáo dục và Đào tạo": EDUCATION_CELLS}
    assert cells(cast.justice_officer, parent) == {"Phòng Tư pháp": JUSTICE_CELLS}
    assert get(cast.outsider, parent).status_code == 404


def test_no_word_reason_or_count_of_another_unit_gets_out(cast: Cast, parent: Plan) -> None:
    """The units beside, one of them drafting, leave no trace in page, workbook, print and item of another unit."""
    marker = f"Zq{secrets.token_hex(6)}"
    own = answer(cast, parent, JUSTICE.replace("khuôn viên", marker))
    answer_not_applicable(plan=own, parent_item=item(parent, "III.2"), reason=f"Vì {marker}", by=cast.justice_officer)
    own = edited(own, JUSTICE.replace("thi đua của Phòng", f"thi đua {marker} của Phòng"), cast.justice_officer)

    def shown(user: User) -> list[bytes]:
        client, board = client_of(user), f"/ke-hoach/{parent.pk}/do-phu/"
        pages = [board, f"{board}?xem=don-vi", f"{board}in/", f"{board}in/?xem=don-vi"]
        pages += [f"/ke-hoach/muc/{one.pk}/" for one in parent.items.standing()]
        pages += [f"/ke-hoach/muc/{item(parent, 'I.1').pk}/?don-vi={cast.justice.pk}"]
        sheets = [client.get(f"{board}excel/{query}") for query in ("", "?xem=don-vi")]
        texts = [str(values(sheet)).encode() for sheet in sheets if sheet.status_code == 200]
        return [client.get(page).content for page in pages] + texts

    assert any(marker.encode() in page for page in shown(cast.justice_officer))
    for user in (cast.clerk, cast.education_officer, cast.outsider):
        assert not any(marker.encode() in page for page in shown(user))
    before = [get(cast.education_officer, parent, page=page).content for page in ("", "in/")]
    issued(own, cast.justice_officer, cast.justice_head)
    after = [get(cast.education_officer, parent, page=page).content for page in ("", "in/")]
    assert [without_token(page) for page in before] == [without_token(page) for page in after]
    assert any(marker.encode() in page for page in shown(cast.clerk))


def without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


def test_a_foreign_unit_or_item_is_absent(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    first = item(parent, "I.1").pk
    ask = client_of(cast.education_officer).get
    assert ask(f"/ke-hoach/muc/{first}/?don-vi={cast.justice.pk}").status_code == 404
    assert ask(f"/ke-hoach/muc/{first}/?don-vi={cast.education.pk}").status_code == 200
    assert client_of(cast.outsider).get(f"/ke-hoach/muc/{first}/").status_code == 404
    unpublished = draft(cast.city, cast.clerk, None)
    assert get(cast.clerk, unpublished).status_code == 404


def test_an_item_shows_the_sentence_above_beside_those_that_answer_it(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    one = item(parent, "II.1 gạch 2")
    page = client_of(cast.clerk).get(f"/ke-hoach/muc/{one.pk}/")
    assert [(row["column"].unit, row["name"]) for row in page.context["rows"]] == [
        (cast.education, NO_PLAN),
        (cast.justice, MAYBE),
    ]
    text = page.content.decode()
    assert one.text in text
    assert "Công chức phụ trách kiểm tra, giám sát" in text
    assert "Máy đề xuất, đơn vị chưa xác nhận." in text
    only = client_of(cast.clerk).get(f"/ke-hoach/muc/{one.pk}/?trang_thai=de-xuat")
    assert [row["column"].unit for row in only.context["rows"]] == [cast.justice]
    with_reason = client_of(cast.clerk).get(f"/ke-hoach/muc/{item(parent, 'III.2').pk}/?don-vi={cast.justice.pk}")
    assert "Vì: =Đã có kế hoạch riêng" in with_reason.content.decode()


def test_two_plans_of_a_unit_count_together(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    more = "I. NỘI DUNG\n- Tham gia phong trào “Cả nước chung sức xây dựng nông thôn mới” tại 02 xã trong quý III./."
    issued(answer(cast, parent, more), cast.justice_officer, cast.justice_head)
    found = cells(cast.clerk, parent)["Phòng Tư pháp"]
    assert found == [*JUSTICE_CELLS[:3], MAYBE, *JUSTICE_CELLS[4:]]


def test_what_is_open_again_or_refused_is_not_answered(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    ItemAnswer.objects.filter(parent_item=item(parent, "II.1 gạch 2")).update(state=AnswerState.REFUSED)
    ItemAnswer.objects.filter(parent_item=item(parent, "II.2 gạch 2")).update(state=AnswerState.OPEN_AGAIN)
    found = cells(cast.clerk, parent)["Phòng Tư pháp"]
    assert (found[2], found[5]) == (NONE, NONE)


@pytest.mark.parametrize(
    ("query", "units", "items"),
    [
        ("?tim=tu+phap", ["Phòng Tư pháp"], 8),
        ("?tre=on", ["Phòng Giáo dục và Đào tạo"], 8),
        ("?trang_thai=nguyen-van", ["Phòng Tư pháp"], 1),
        ("?trang_thai=de-xuat", ["Phòng Tư pháp"], 2),
        ("?trang_thai=chua-co-ke-hoach", ["Phòng Giáo dục và Đào tạo"], 7),
        ("?muc=nhiem-vu", ["Phòng Giáo dục và Đào tạo", "Phòng Tư pháp"], 2),
        ("?muc=chi-tieu", ["Phòng Giáo dục và Đào tạo", "Phòng Tư pháp"], 2),
        ("?sap=nhieu", ["Phòng Tư pháp", "Phòng Giáo dục và Đào tạo"], 8),
        ("?sap=it", ["Phòng Giáo dục và Đào tạo", "Phòng Tư pháp"], 8),
        ("?sap=chep", ["Phòng Tư pháp", "Phòng Giáo dục và Đào tạo"], 8),
        ("?trang_thai=bay+gio&khoi=x&cot=99", ["Phòng Giáo dục và Đào tạo", "Phòng Tư pháp"], 8),
    ],
)
def test_filters_and_orders(cast: Cast, parent: Plan, query: str, units: list[str], items: int) -> None:
    answered(cast, parent)
    board = get(cast.clerk, parent, query).context["board"]
    assert ([column.unit.short_name for column in board.columns], len(board.items)) == (units, items)


def test_a_task_of_another_unit_stands_outside(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    assert cells(cast.clerk, parent, "?muc=nhiem-vu") == {
        "Phòng Giáo dục và Đào tạo": ["", NO_PLAN],
        "Phòng Tư pháp": [NONE, "Không áp dụng"],
    }


def test_items_are_sorted_by_how_many_answer_them(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    board = get(cast.clerk, parent, "?sap_muc=nhieu").context["board"]
    assert [one.address for one in board.items] == [
        "I.1", "II.1 gạch 1", "II.1 gạch 2", "II.2 gạch 2", "III.2", "II.1 gạch 3", "II.2 gạch 1", "III.1",
    ]  # fmt: skip


def test_a_block_is_a_filter_where_its_units_are_on_the_board(cast: Cast, parent: Plan) -> None:
    keeper = make_user("quantri", "Lê Thị Quản", cast.city, Role.ADMINISTRATOR)
    block = lay_down_block(host=cast.city, name="Khối 1", kind=Block.Kind.BLOCK, valid_from=SINCE, by=keeper)
    join_block(block=block, unit=cast.justice, on=SINCE, by=keeper)
    assert list(cells(cast.clerk, parent, f"?khoi={block.pk}")) == ["Phòng Tư pháp"]
    assert "khoi" not in get(cast.justice_officer, parent).context["form"].fields


def test_the_list_of_units_has_totals_and_how_the_plan_is_written(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    education, justice = get(cast.clerk, parent, "?xem=don-vi").context["rows"]
    assert (education["column"].answered, education["copied"]) == (0, "–")
    names = ("share", "concrete", "verbatim", "not_applicable", "proposed", "unanswered", "specific", "copied")
    assert [justice[name] for name in names] == ["62 %", 3, 1, 1, 2, 3, "60 %", "20 %"]


def values(response) -> list[tuple]:
    sheet = load_workbook(io.BytesIO(response.content)).active
    return [row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]


def test_the_workbook_holds_exactly_what_is_filtered(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    rows = values(get(cast.clerk, parent, "?tim=tu+phap", "excel/"))
    assert rows[1][0] == "Chỉ gồm tìm đơn vị: tu phap."
    assert rows[3] == ("Mục", "Nội dung", "Trả lời", "Phòng Tư pháp")
    assert [row[3] for row in rows[4:11]] == JUSTICE_CELLS[:7]
    assert rows[11][3] == "Không áp dụng: =Đã có kế hoạch riêng"
    totals = {row[1]: row[3] for row in rows[12:21]}
    assert totals == {
        "Đã trả lời (mục)": 5,
        "Trong đó máy đề xuất, chưa xác nhận": 2,
        "Cụ thể hóa": 3,
        "Nguyên văn": 1,
        "Không áp dụng": 1,
        "Chưa trả lời": 3,
        "Tỷ lệ trả lời": "62 %",
        "Kế hoạch của đơn vị: mục cụ thể": "60 %",
        "Kế hoạch của đơn vị: mục chép nguyên văn": "20 %",
    }
    assert rows[21][0] == "Tổng số: 8 mục, 1 đơn vị."
    units = values(get(cast.clerk, parent, "?xem=don-vi&tre=on", "excel/"))
    assert units[4][:5] == ("Phòng Giáo dục và Đào tạo", NO_PLAN, *(units[4][2:3]), 10, 5)
    assert len(units) == 8


def test_the_print_has_the_same_cells(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    page = get(cast.clerk, parent, "?trang_thai=nguyen-van", "in/")
    [sheet] = page.context["sheets"]
    assert [row["cells"] for row in sheet["rows"]] == [[(2, COPIED)]]
    assert "Chỉ gồm có ô: Nguyên văn." in page.content.decode()


def test_what_is_too_much_for_paper_is_said_and_not_cut(cast: Cast, parent: Plan, monkeypatch) -> None:
    monkeypatch.setattr("campaigns.views.coverage_out.MOST_IN_PRINT", 5)
    page = client_of(cast.clerk).get(f"/ke-hoach/{parent.pk}/do-phu/in/?tre=on", follow=True)
    assert page.redirect_chain == [(f"/ke-hoach/{parent.pk}/do-phu/?tre=on", 302)]
    assert "Bản in chứa tối đa 5 ô." in page.content.decode()


def test_empty_states_say_what_to_do(cast: Cast) -> None:
    parent = city_plan(cast)
    assert "Chưa có đơn vị nào trên bảng" in get(cast.clerk, parent).content.decode()
    assert "Đơn vị của bạn không có trên bảng" in get(cast.justice_officer, parent).content.decode()
    PlanItem.objects.all().delete()
    assert "Văn bản chưa có mục nào để trả lời" in get(cast.clerk, parent).content.decode()


def more_units(cast: Cast, parent: Plan, start: int, count: int) -> None:
    """Units with an issued-looking plan each: copies of Tư pháp's, answers too."""
    model = ItemAnswer.objects.filter(plan__document__owner=cast.justice).select_related("plan__document")
    for number in range(start, start + count):
        unit = found_unit(
            official_name=f"Phòng {number}", short_name=f"Phòng {number}", level=Unit.Level.DISTRICT,
            kind=Unit.Kind.OFFICE, symbol=f"P{number}", place_name="Tây Ninh", valid_from=SINCE, parent=cast.city,
        )  # fmt: skip
        officer = make_user(f"cb{number}", "Lê Văn Cán", unit, Role.UNIT_HEAD)
        own = draft(unit, officer, parent)
        own = issued(own, officer, officer)
        first = own.items.first()
        for row in model:
            row.pk, row.plan, row.unit, row.child_item = None, own, unit, first
            row.save()


def test_the_number_of_queries_does_not_grow(cast: Cast, parent: Plan) -> None:
    answered(cast, parent)
    board, one = f"/ke-hoach/{parent.pk}/do-phu/", f"/ke-hoach/muc/{item(parent, 'I.1').pk}/"
    addresses = [
        board, f"{board}?xem=don-vi", f"{board}?muc=chi-tieu", f"{board}?muc=nhiem-vu&sap=it&sap_muc=it",
        f"{board}excel/", f"{board}in/", one,
    ]  # fmt: skip
    client = client_of(cast.clerk)

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    few = asked()
    more_units(cast, parent, 1, 3)
    assert asked() == few
    assert max(few) < 12


def test_the_board_is_cut_into_pages_in_both_directions(cast: Cast, parent: Plan, monkeypatch) -> None:
    answered(cast, parent)
    monkeypatch.setattr("campaigns.views.coverage.UNITS_A_PAGE", 1)
    monkeypatch.setattr("campaigns.views.coverage.ITEMS_A_PAGE", 3)
    page = get(cast.clerk, parent, "?cot=2&hang=3")
    assert [head["column"].unit for head in page.context["heads"]] == [cast.justice]
    assert [row["item"].address for row in page.context["rows"]] == ["III.1", "III.2"]
    text = page.content.decode()
    assert "Đơn vị 2–2 trong 2" in text
    assert "Mục 7–8 trong 8" in text
    assert 'href="?cot=2&amp;hang=2"' in text


def test_a_unit_that_is_no_more_is_late_with_nothing(cast: Cast, parent: Plan) -> None:
    Unit.objects.filter(pk=cast.education.pk).update(valid_to=TODAY - timedelta(days=1))
    page = get(cast.clerk, parent)
    days = {column.unit: (column.days > 0, column.days_late > 0) for column in page.context["board"].columns}
    assert days == {cast.justice: (True, True), cast.education: (False, False)}
    assert "<small>đã kết thúc</small>" in page.content.decode()
    for query, name in (("?xem=don-vi", ""), ("?xem=don-vi", "in/")):
        assert "đơn vị đã kết thúc hoạt động" in get(cast.clerk, parent, query, name).content.decode()
    assert page.context["late"] == 1


def test_the_board_asks_a_unit_for_what_the_unit_is_asked_on_its_own_page(cast: Cast, parent: Plan) -> None:
    own = draft(cast.education, cast.education_officer, parent)
    answer_not_applicable(plan=own, parent_item=item(parent, "III.2"), reason="Riêng", by=cast.education_officer)
    page = client_of(cast.education_officer).get(f"/ke-hoach/{own.pk}/tra-loi/")
    [column] = get(cast.education_officer, parent).context["board"].columns
    assert (column.answered, column.asked) == (page.context["answered"], page.context["total"]) == (1, 7)
    one = client_of(cast.education_officer).get(f"/ke-hoach/muc/{item(parent, 'III.1').pk}/")
    assert [row["name"] for row in one.context["rows"]] == ["Không giao đơn vị này"]


def test_a_unit_that_was_founded_after_the_plan_is_one_of_its_kind(cast: Cast, parent: Plan) -> None:
    school = found_unit(
        official_name="Trường Tiểu học Mới", short_name="TH Mới", level=Unit.Level.DISTRICT, kind=Unit.Kind.SCHOOL,
        symbol="THM", place_name="TP. Tây Ninh", valid_from=TODAY + timedelta(days=1), parent=cast.city,
    )  # fmt: skip
    tasks = tasks_of(parent, [school])
    assert {one.address for one in parent.items.all() if not tasks.concern(one.pk, school.pk)} == {"III.1"}
    assert item(parent, "III.2").pk in tasks.named

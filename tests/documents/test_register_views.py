"""Sổ văn bản đi, đến: columns, filters, order, Excel and print of exactly what is shown; a row's own columns."""

from __future__ import annotations

import io
import random
import re
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from documents.actions.receive import register_received
from documents.actions.reserve import cancel_reserved, reserve_numbers
from documents.actions.step import issue, sign, take_step
from documents.models import Document, NumberSeries
from organizations.models import SavedView
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from tests.threads import together
from workflow.engine import Refused
from workflow.models import LogEntry

OUT, IN = reverse("register_out"), reverse("register_in")
TODAY = datetime(2024, 6, 10, 3, tzinfo=UTC)


def issued(cast: Cast, summary: str = CONTENT.summary, **content: str) -> Document:
    draft = cast.draft(content=replace(CONTENT, summary=summary, **content))
    submitted = take_step(document=draft, action="submit", by=cast.clerk)
    return issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)


def received(cast: Cast, number: str = "01", issuer: str = "UBND tỉnh", kind: str = "CT") -> Document:
    return register_received(
        owner=cast.city, kind=kind, number=number, symbol=f"{kind}-UBND", on=date(2024, 1, 3), issuer_printed=issuer,
        content=CONTENT, by=cast.clerk, creation_key=uuid.uuid4(),
    )  # fmt: skip


def table(client: Client, page: str, **query: object) -> list[list[str]]:
    """The cells of the rows on screen."""
    return [[cell["text"] for cell in row["cells"]] for row in client.get(page, query).context.get("rows", [])]


def column(client: Client, page: str, title: str, **query: object) -> list[str]:
    response = client.get(page, query)
    return [cell["text"] for row in response.context.get("rows", []) for cell in row["cells"] if cell["title"] == title]


@time_machine.travel(TODAY)
def test_outgoing_lines_have_the_ten_columns(cast: Cast) -> None:
    paper = issued(cast)
    address = reverse("register_row", args=[paper.pk])
    client = client_of(cast.clerk)
    answer = client.post(
        address, {"archived_at": "", "copies": "12", "sent_on": "11/06/2024", "register_note": "Gửi bưu điện"}
    )
    assert (answer.status_code, answer["Location"]) == (302, OUT)
    assert table(client, OUT) == [
        [
            "01/KH-UBND", "10/06/2024", "Kế hoạch Phát động phong trào thi đua năm 2024", "Trần Văn Hùng",
            "UBND tỉnh", "VT", "12", "11/06/2024", "", "Gửi bưu điện",
        ]
    ]  # fmt: skip


@time_machine.travel(TODAY)
def test_incoming_lines_have_the_ten_columns_and_count_by_arrival(cast: Cast) -> None:
    first, second = received(cast), received(cast, "02")
    assert table(client_of(cast.leader), IN) == [
        ["10/06/2024", "1", "UBND tỉnh", "01/CT-UBND", "03/01/2024", f"Chỉ thị {CONTENT.summary}", "", "", "", ""],
        ["10/06/2024", "2", "UBND tỉnh", "02/CT-UBND", "03/01/2024", f"Chỉ thị {CONTENT.summary}", "", "", "", ""],
    ]
    assert [paper.arrival_year for paper in (first, second)] == [2024, 2024]


@time_machine.travel(TODAY, tick=False)
def test_numbers_of_arrival_begin_anew_each_year_and_in_each_unit(cast: Cast) -> None:
    numbers = [received(cast, number).arrival_number for number in ("01", "02")]
    with time_machine.travel(datetime(2024, 12, 31, 17, 1, tzinfo=UTC)):  # 00:01 of 1 January in Vietnam
        later = received(cast, "03")
    assert (numbers, later.arrival_number, later.arrival_year) == ([1, 2], 1, 2025)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_arrivals_at_once_are_gapless_and_a_form_posted_twice_takes_one_number() -> None:
    cast = Cast()
    key = uuid.uuid4()

    def enter(hand: int) -> int | None:
        return register_received(
            owner=cast.city, kind="CT", number=f"{hand if hand < 15 else 99}", symbol="CT-UBND", on=date(2024, 1, 3),
            issuer_printed="UBND tỉnh", content=CONTENT, by=cast.clerk,
            creation_key=uuid.uuid4() if hand < 15 else key,
        ).arrival_number  # fmt: skip

    numbers = together(20, enter)
    assert sorted(set(numbers)) == list(range(1, 17))
    assert len(set(numbers[15:])) == 1
    assert NumberSeries.objects.get(series="den").last_number == 16


@time_machine.travel(TODAY)
def test_a_unit_reads_its_own_register_and_those_below_not_those_above_or_beside(cast: Cast) -> None:
    issued(cast)
    assert len(table(client_of(cast.clerk), OUT)) == 1
    assert table(client_of(cast.justice_officer), OUT) == []
    below = client_of(cast.clerk).get(OUT, {"don_vi": "Phòng Tư pháp"})
    assert below.context["unit"] == cast.justice
    for user in (cast.justice_officer, cast.outsider):
        page = client_of(user).get(OUT, {"don_vi": cast.city.short_name})
        assert "rows" not in page.context
        assert "Chưa lọc được" in page.content.decode()
        for name in ("register_out_sheet", "register_out_print"):
            assert client_of(user).get(reverse(name), {"don_vi": cast.city.short_name}).status_code == 302


@time_machine.travel(TODAY)
def test_numbers_without_a_paper_stand_in_their_place(cast: Cast) -> None:
    issued(cast)
    kept = reserve_numbers(issuer=cast.city, kind="KH", count=2, reason="Chờ Thường trực cho ý kiến", by=cast.clerk)
    issued(cast)
    cancel_reserved(reserved=kept[0], reason="Không ban hành nữa", by=cast.leader)
    client = client_of(cast.clerk)
    number = "Số, ký hiệu văn bản"
    assert column(client, OUT, number) == ["01/KH-UBND", "02/KH-UBND", "03/KH-UBND", "04/KH-UBND"]
    assert column(client, OUT, number, chieu="giam") == ["04/KH-UBND", "03/KH-UBND", "02/KH-UBND", "01/KH-UBND"]
    assert column(client, OUT, "Tên loại và trích yếu nội dung văn bản", trang_thai="da-huy") == [
        "Số đã hủy, không dùng lại. Lý do: Không ban hành nữa"
    ]
    assert column(client, OUT, number, trang_thai="dang-giu") == ["03/KH-UBND"]
    assert column(client, OUT, number, tim="khong ban hanh") == ["02/KH-UBND"]
    assert column(client, OUT, number, loai="QĐ") == []
    assert client.get(OUT).context["total"] == 4


@pytest.fixture
def full(cast: Cast) -> Cast:
    """Some thirty lines of different kinds, days, signers, notes; a few cells that look like formulas."""
    rng = random.Random(7)
    Document.objects.bulk_create(
        Document(
            owner=cast.city, issuer=cast.city, issuer_printed="UBND", kind=rng.choice(["KH", "QĐ", "CT"]),
            state=rng.choice(["issued", "issued", "recalled", "replaced"]), number=f"{number:02d}",
            number_value=number, symbol=f"X{number}-UBND", series="chung", number_year=2024,
            date=date(2024, 1, 1) + timedelta(days=number * 3), created_by=cast.clerk,
            summary=rng.choice(["=1+1", "+thi đua", "Khen thưởng", "@cmd", "-2+3"]) + f" {number % 3}",
            search_text=f"van ban {number % 3}", sign_name=rng.choice(["Lê An", "Đỗ Bình"]),
            signer_key=rng.choice(["an le", "binh do"]), recipients="- UBND;\n- Lưu: VT, =TC.",
            sent_on=rng.choice([None, date(2024, 5, 1)]), copies=rng.choice([None, 1, 20]),
            register_note="=HYPERLINK(\"http://x\")",
        )
        for number in range(1, 31)
    )  # fmt: skip
    with time_machine.travel(TODAY):
        reserve_numbers(issuer=cast.city, kind="BC", count=2, reason="=2+2", by=cast.clerk)
    return cast


def queries() -> list[dict[str, object]]:
    """Thirty filters by chance, the same in every run."""
    rng = random.Random(11)
    columns = ["so", "ngay", "trich-yeu", "nguoi-ky", "ghi-chu", "so-ban", "ngay-chuyen"]
    choices = {
        "tim": ["", "", "van", "1", "khong"],
        "loai": ["", "", "KH", "BC"],
        "trang_thai": ["", "", "issued", "da-huy", "dang-giu"],
        "ai": ["", "", "Bình", "le"],
        "tu": ["", "01/02/2024"],
        "den": ["", "01/03/2024"],
        "sap": ["", "so", "ngay", "loai", "nguoi-ky", "ngay-chuyen"],
        "chieu": ["", "giam"],
    }
    made = [{name: rng.choice(values) for name, values in choices.items()} for _ in range(30)]
    made += [{}]
    for query in made:
        query |= {"nam": 2024, "cot": rng.sample(columns, rng.randint(0, 4))}
    return made


def sheet(content: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active.iter_rows()]


def shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def test_the_workbook_has_exactly_the_lines_columns_and_order_of_the_page(full: Cast) -> None:
    client = client_of(full.clerk)
    sizes = set()
    for query in queries():
        page = client.get(OUT, query)
        titles = [head["column"].title for head in page.context["heads"]]
        rows = [[cell["text"] for cell in row["cells"]] for row in page.context["rows"]]
        cells = sheet(client.get(reverse("register_out_sheet"), query).content)
        top = next(index for index, row in enumerate(cells) if row[: len(titles)] == titles)
        body = [[shown(value) for value in row[: len(titles)]] for row in cells[top + 1 :]]
        assert body[: len(rows)] == rows, query
        assert f"Tổng số: {len(rows)} dòng." in {cell for row in body[len(rows) :] for cell in row}
        assert page.context["total"] == len(rows)
        printed = client.get(reverse("register_out_print"), query)
        assert [[cell["text"] for cell in row["cells"]] for row in printed.context["rows"]] == rows
        sizes.add(len(rows))
    assert {0, 32} <= sizes  # the filters were neither all empty nor all idle


def test_what_looks_like_a_formula_is_text(full: Cast) -> None:
    content = client_of(full.clerk).get(reverse("register_out_sheet"), {"nam": 2024}).content
    cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if str(cell.value).startswith(("=", "+", "@", "-"))} == {"s"}
    assert "f" not in {cell.data_type for cell in cells}


@pytest.mark.parametrize("order", ["so", "ngay", "loai", "nguoi-ky", "ngay-chuyen"])
@pytest.mark.parametrize("way", ["", "giam"])
def test_pages_lead_through_all_lines_in_order(full: Cast, monkeypatch, order: str, way: str) -> None:
    client, query = client_of(full.clerk), {"nam": 2024, "sap": order, "chieu": way, "cot": "so"}
    whole = column(client, OUT, "Số, ký hiệu văn bản", **query)
    monkeypatch.setattr("documents.views.register.PAGE_SIZE", 7)
    walked, place = [], {}
    while True:
        page = client.get(OUT, query | place)
        walked += [row["cells"][0]["text"] for row in page.context["rows"]]
        if not page.context["page"].has_next:
            break
        next_page = re.search(r'rel="next" href="\?([^"]+)"', page.content.decode())
        assert next_page and "sau=" in next_page[1]
        place = {"sau": page.context["page"].last}
    assert walked == whole
    assert len(walked) == 32


@pytest.mark.parametrize(
    "query",
    [{"tu": "hôm qua"}, {"tu": "02/02/2024", "den": "01/02/2024"}, {"nam": "1999"}, {"loai": "ZZ"}, {"cot": "x"}],
)
def test_a_filter_without_sense_is_said_and_answers_nothing(full: Cast, query: dict[str, str]) -> None:
    page = client_of(full.clerk).get(OUT, query)
    assert "rows" not in page.context
    assert page.content.decode().count("Chưa lọc được. Hãy sửa điều kiện sau") == 1


@pytest.mark.parametrize("name", ["register_out", "register_in", "document_list", "reserved_list"])
def test_lists_take_at_most_twelve_queries_whatever_their_length(
    cast: Cast, name: str, django_assert_max_num_queries
) -> None:
    client, counts = client_of(cast.clerk), []
    client.get(reverse(name))  # what is asked once for a session is asked here
    for rows in (1, 2):
        for number in range(rows):
            issued(cast)
            received(cast, f"{rows}{number}")
            reserve_numbers(issuer=cast.city, kind="QĐ", count=1, reason="Giữ", by=cast.clerk)
        with django_assert_max_num_queries(12) as asked:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@time_machine.travel(TODAY)
def test_a_row_is_written_by_the_units_own_officers_and_logged(cast: Cast) -> None:
    paper = issued(cast)
    address = reverse("register_row", args=[paper.pk])
    values = {"archived_at": "Phòng Nội vụ", "copies": "3", "sent_on": "", "register_note": "Bản giấy"}
    for user, status in ((cast.justice_officer, 302), (cast.outsider, 404)):
        assert client_of(user).post(address, values).status_code == status
    paper.refresh_from_db()
    assert (paper.archived_at, paper.copies) == ("", None)
    client_of(cast.clerk).post(address, values)
    paper.refresh_from_db()
    assert (paper.archived_at, paper.copies, paper.register_note) == ("Phòng Nội vụ", 3, "Bản giấy")
    entry = LogEntry.objects.get(action="register_row")
    assert (entry.actor_name, entry.data) == (
        "Nguyễn Thị Mai",
        {"archived_at": ["", "Phòng Nội vụ"], "copies": [None, 3], "register_note": ["", "Bản giấy"]},
    )
    client_of(cast.clerk).post(address, values)  # nothing new: nothing logged
    assert LogEntry.objects.filter(action="register_row").count() == 1


@time_machine.travel(TODAY)
@pytest.mark.parametrize(
    ("make", "typed", "sentence"),
    [
        (issued, {"sent_on": "09/06/2024"}, "Ngày chuyển đứng trước ngày văn bản 10/06/2024."),
        (received, {"arrived_on": "10/06/2023"}, "Số đến này thuộc năm 2024. Hãy nhập ngày trong năm đó."),
        (received, {"arrived_on": "11/06/2024"}, "Ngày đến chưa tới. Hãy nhập ngày không sau hôm nay."),
        (received, {"arrived_on": "09/06/2024", "sent_on": "08/06/2024"}, "Ngày chuyển đứng trước ngày đến."),
        (received, {"arrived_on": ""}, "Hãy nhập ngày đến."),
    ],
)
def test_days_that_cannot_be_are_refused_and_what_was_typed_stays(cast: Cast, make, typed, sentence) -> None:
    paper = make(cast)
    answer = client_of(cast.clerk).post(
        reverse("register_row", args=[paper.pk]), {"register_note": "Giữ lại chữ này"} | typed
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and "Giữ lại chữ này" in answer.content.decode()


def test_a_draft_stands_in_no_register(cast: Cast) -> None:
    assert client_of(cast.clerk).get(reverse("register_row", args=[cast.draft().pk])).status_code == 404


def test_the_same_paper_is_registered_once(cast: Cast) -> None:
    received(cast)
    with pytest.raises(Refused, match="đã có trong sổ văn bản đến"):
        received(cast)
    assert received(cast, "02").arrival_number == 2  # the refused one took no number


def test_too_many_lines_are_not_cut_but_refused_with_a_way_out(full: Cast, monkeypatch) -> None:
    monkeypatch.setattr("documents.views.register.MOST_IN_SHEET", 31)
    monkeypatch.setattr("documents.views.register.MOST_IN_PRINT", 31)
    client = client_of(full.clerk)
    for name in ("register_out_sheet", "register_out_print"):
        answer = client.get(reverse(name), {"nam": 2024}, follow=True)
        assert answer.redirect_chain == [(f"{OUT}?nam=2024", 302)]
        assert "Hãy chọn “Từ ngày”, “Đến ngày”" in answer.content.decode()
        assert client.get(reverse(name), {"nam": 2024, "loai": "KH"}).status_code == 200


def test_saved_views_are_kept_used_renamed_and_deleted_by_their_owner(full: Cast) -> None:
    client, create = client_of(full.clerk), reverse("saved_view_create", args=["register_out"])
    query = "nam=2024&loai=KH&sap=ngay&chieu=giam&cot=so&cot=ngay"
    answer = client.post(create, {"name": "Kế hoạch", "query": f"{query}&sau=v3.3&tim="})
    view = SavedView.objects.get()
    assert (view.query, answer["Location"]) == (query, f"{OUT}?{query}")
    page = client.get(f"{OUT}?{view.query}")
    assert page.context["view_now"] == view.pk
    assert [head["column"].code for head in page.context["heads"]] == ["so", "ngay"]
    client.post(create, {"name": "Khác", "query": ""})
    renamed = client.post(reverse("saved_view_rename", args=[view.pk]), {"name": "Khác"}, follow=True)
    assert "Bạn đã có bộ lọc tên “Khác”." in renamed.content.decode()
    client.post(reverse("saved_view_rename", args=[view.pk]), {"name": "Năm 2024"})
    assert sorted(SavedView.objects.values_list("name", flat=True)) == ["Khác", "Năm 2024"]
    stranger = client_of(full.leader)
    for name in ("saved_view_rename", "saved_view_delete"):
        assert stranger.post(reverse(name, args=[view.pk]), {"name": "x"}).status_code == 404
    assert stranger.get(OUT).context["views"] == []
    client.post(reverse("saved_view_delete", args=[view.pk]))
    assert list(SavedView.objects.values_list("name", flat=True)) == ["Khác"]
    assert client.post(reverse("saved_view_create", args=["inbox"]), {"name": "x"}).status_code == 404


def test_the_year_of_the_latest_number_opens_first(full: Cast) -> None:
    page = client_of(full.clerk).get(OUT)
    assert page.context["year"] == 2024
    assert timezone.localdate().year in dict(page.context["form"].fields["nam"].choices)


def test_a_filter_drawn_for_one_user_is_not_shown_to_another(full: Cast) -> None:
    query = {"don_vi": full.justice.short_name}
    own = client_of(full.clerk).get(OUT, query).content.decode()
    foreign = client_of(full.outsider).get(OUT, query).content.decode()
    assert (own.count('id="id_don_vi_error"'), foreign.count('id="id_don_vi_error"')) == (0, 1)


def test_a_user_without_a_unit_is_told_so(cast: Cast) -> None:
    cast.clerk.role_assignments.all().delete()
    page = client_of(cast.clerk).get(OUT)
    assert page.status_code == 200
    assert "Bạn chưa được giao vai trò ở đơn vị nào" in page.content.decode()

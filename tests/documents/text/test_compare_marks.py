"""Two plans side by side: relations as ``compare`` gives them, copied words and concrete ones in their places."""

from __future__ import annotations

import pytest

from documents.text.compare import compare
from documents.text.compare_items import item_of
from documents.text.compare_marks import MARK_NAMES, items_in, pieces_of, side_by_side
from documents.text.light import parse_body, print_body
from documents.text.reader import read_text
from tests.documents.text.samples import NAMES, sample

ABOVE = """I. NỘI DUNG
1. Phòng Nội vụ tham mưu tổ chức hội nghị tổng kết phong trào thi đua yêu nước của thành phố.
2. Các trường học đẩy mạnh phong trào đọc sách trong học sinh toàn thành phố.
3. Tăng cường kiểm tra công tác thi đua, khen thưởng tại các cơ quan, đơn vị, địa phương."""
BELOW = """I. NỘI DUNG
1. Phòng Nội vụ tham mưu tổ chức hội nghị tổng kết phong trào thi đua yêu nước của thành phố.
2. Đẩy mạnh phong trào đọc sách trong học sinh, mỗi lớp có ít nhất 20 đầu sách trước ngày 30/4/2024.
3. Mở lớp tập huấn cứu nạn, cứu hộ cho dân quân tự vệ khu phố."""


def test_the_four_relations_with_their_counts_and_shares() -> None:
    found = side_by_side(ABOVE, BELOW)
    labels = [
        (row.relation, row.above and row.above.item.label, row.below and row.below.item.label) for row in found.rows
    ]
    assert labels == [
        ("nguyen_van", "I.1", "I.1"),
        ("cu_the_hoa", "I.2", "I.2"),
        ("moi", None, "I.3"),
        ("khong_tra_loi", "I.3", None),
    ]
    assert found.counts() == {"nguyen_van": 1, "cu_the_hoa": 1, "moi": 1, "khong_tra_loi": 1}
    plain = compare(parse_body(ABOVE), parse_body(BELOW))
    assert (found.copied, found.specific) == (plain.copied, plain.specific)


def test_copied_words_are_marked_as_one_run() -> None:
    first, second = side_by_side(ABOVE, BELOW).rows[:2]
    assert first.below is not None and second.below is not None
    assert "".join(piece.text for piece in first.below.pieces if piece.copied) == first.below.item.text.rstrip(".")
    assert first.below.copied == 1.0
    # Nine words in a row are copied; the two that stand alone in other sentences are not.
    assert [piece.text for piece in second.below.pieces if piece.copied] == [
        "Đẩy mạnh phong trào đọc sách trong học sinh"
    ]


def test_owner_number_and_date_are_marked_where_they_stand() -> None:
    text = (
        "Giao Phòng Tư pháp tổ chức ít nhất 02 hội nghị theo Kế hoạch số 15/KH-UBND ngày 01/02/2024, "
        "xong trước ngày 30/6/2024."
    )
    pieces = pieces_of(item_of("II.1", text, "Phòng Tư pháp"))
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.mark, piece.text) for piece in pieces if piece.mark] == [
        ("owner", "Phòng Tư pháp"), ("number", "02 hội nghị"), ("date", "30/6/2024"),
    ]  # fmt: skip


def test_what_an_item_names_is_said_in_words() -> None:
    row = side_by_side(ABOVE, BELOW).rows[1]
    assert row.below is not None
    assert row.below.concrete == (MARK_NAMES["number"], MARK_NAMES["date"])


def test_an_open_blank_answers_nothing() -> None:
    draft = f"I. NỘI DUNG\n- [… Mục I.1 ghi: “{ABOVE.splitlines()[1][3:]}”]\n[… ai chủ trì], xong trước [… ngày]."
    assert items_in(draft) == ()
    assert {row.relation for row in side_by_side(ABOVE, draft).rows} == {"khong_tra_loi"}


def test_items_know_the_line_that_a_page_leads_to() -> None:
    assert [item.line for item in items_in(ABOVE)] == [2, 3, 4]


def test_two_items_that_read_alike_are_two_rows() -> None:
    twice = f"{BELOW}\n4. Mở lớp tập huấn cứu nạn, cứu hộ cho dân quân tự vệ khu phố."
    assert [row.below.item.label for row in side_by_side(ABOVE, twice).rows if row.relation == "moi" and row.below] == [
        "I.3",
        "I.4",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_marks_of_real_plans_lose_no_letter(name: str) -> None:
    text = print_body(read_text(sample(name)).body)
    for row in side_by_side(text, text).rows:
        assert (row.relation, row.below is not None) == ("nguyen_van", True)
        assert row.below is not None
        item = row.below.item
        assert "".join(piece.text for piece in row.below.pieces) == item.text
        marked = {piece.mark for piece in row.below.pieces if piece.mark}
        assert ("number" in marked, "date" in marked) == (item.has_number, item.has_date)

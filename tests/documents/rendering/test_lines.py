"""The fixed lines of a paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.rendering import lines
from documents.rendering.balance import balanced
from documents.rendering.metrics import width_mm
from documents.text.tree import Signature
from tests.documents.rendering.papers import FULL


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        ("6", "KH-UBND", "Số: 06/KH-UBND"),
        ("53", "KH-UBND", "Số: 53/KH-UBND"),
        ("0124", "KH-UBND", "Số: 0124/KH-UBND"),
        ("", "KH-UBND", "Số:      /KH-UBND"),
        ("7", "", "Số: 07"),
    ],
)
def test_number_line(number: str, symbol: str, line: str) -> None:
    assert lines.number_line(replace(FULL, number=number, symbol=symbol)) == line


@pytest.mark.parametrize(
    ("day", "month", "year", "line"),
    [
        (5, 1, 2024, "Tây Ninh, ngày 05 tháng 01 năm 2024"),
        (9, 2, 2024, "Tây Ninh, ngày 09 tháng 02 năm 2024"),
        (22, 3, 2024, "Tây Ninh, ngày 22 tháng 3 năm 2024"),
        (10, 12, 2024, "Tây Ninh, ngày 10 tháng 12 năm 2024"),
        (None, 1, 2023, "Tây Ninh, ngày       tháng 01 năm 2023"),
        (None, None, 2023, "Tây Ninh, ngày       tháng       năm 2023"),
    ],
)
def test_date_line(day: int | None, month: int | None, year: int, line: str) -> None:
    assert lines.date_line(replace(FULL, day=day, month=month, year=year)) == line


def test_bases_are_closed_only_where_they_are_open() -> None:
    assert lines.basis_lines(replace(FULL, bases=("Một", "Hai;", "Ba,", "Bốn"))) == ["Một;", "Hai;", "Ba,", "Bốn."]
    assert lines.basis_lines(replace(FULL, bases=("Một;",))) == ["Một;"]


def test_recipients() -> None:
    recipients = ("UBND tỉnh", "- Sở Nội vụ;", "Lưu: VT")
    assert lines.recipient_lines(replace(FULL, recipients=recipients)) == ["- UBND tỉnh;", "- Sở Nội vụ;", "- Lưu: VT."]


def test_signature_is_in_capitals_and_broken_where_too_long() -> None:
    block = Signature("TM. Hội đồng Thi đua - Khen thưởng thành phố Tây Ninh", "", "Chủ tịch")
    found = lines.signature_lines(block)
    assert (" ".join(found), found[-1]) == (
        "TM. HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG THÀNH PHỐ TÂY NINH CHỦ TỊCH",
        "CHỦ TỊCH",
    )
    assert max(width_mm(line, lines.SIGNATURE_SIZE) for line in found) <= lines.SIGNATURE_WIDTH


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ủy ban nhân dân thành phố Tây Ninh", ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ TÂY NINH"]),
        ("Ủy ban nhân dân xã An Bình", ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"]),
        ("Bảo hiểm xã hội tỉnh Tây Ninh", ["BẢO HIỂM XÃ HỘI", "TỈNH TÂY NINH"]),
        ("Phòng Nội vụ", ["PHÒNG NỘI VỤ"]),
        ("", []),
    ],
)
def test_issuer_breaks_before_the_name_of_the_place(name: str, found: list[str]) -> None:
    assert lines.issuer_lines(name) == found


def test_balanced_lines_lose_no_word_and_fit() -> None:
    words = ("phát động phong trào thi đua " * 60).split()
    for count in (1, 10, 40, 149, 151, 300):
        text = " ".join(words[:count])
        found = balanced(text, 14, 155)
        assert " ".join(found) == text
        assert max(width_mm(line, 14) for line in found) <= 155


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert balanced("một " + "A" * 80 + " hai", 14, 155) == ["một", "A" * 80, "hai"]


def test_title_of_the_file() -> None:
    assert lines.document_title(FULL) == "Kế hoạch số 06/KH-PNV: Phát động phong trào thi đua yêu nước năm 2024"
    assert lines.document_title(replace(FULL, number="", summary="")) == "Kế hoạch"

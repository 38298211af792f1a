"""Small pure helpers: clean text, inline marks, names of authorities."""

from __future__ import annotations

import unicodedata

import pytest

from documents.text.inline import Run, escape, plain, runs
from documents.text.issuers import acronym, from_capitals, full_name, letterhead, short_name
from organizations.normalize import clean, clean_line


def test_text_comes_out_in_one_form_and_keeps_its_lines() -> None:
    dirty = "\ufeff" + unicodedata.normalize("NFD", "Kế hoạch") + "\u00a0\t số\u200b 5\r\nÐiều 1\x07\x0ctrang\u2028hai"
    assert clean(dirty) == "Kế hoạch số 5\nĐiều 1\ntrang\nhai"
    assert clean_line("  a \u00ad b ") == "a b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("một **hai** ba", (Run("một "), Run("hai", bold=True), Run(" ba"))),
        ("*nghiêng*", (Run("nghiêng", italic=True),)),
        ("***cả hai***", (Run("cả hai", bold=True, italic=True),)),
        ("**a *b* c**", (Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True))),
        ("5 * 3 (*) **", (Run("5 * 3 (*) **"),)),
        ("\\*a\\* \\\\ \\n", (Run("*a* \\ \\n"),)),
        ("", ()),
    ],
)
def test_runs(text: str, expected: tuple[Run, ...]) -> None:
    assert runs(text) == expected


def test_escaped_text_shows_as_it_is() -> None:
    for text in ("a*b**c", "\\*", "**x**", "C:\\dir\\*"):
        assert plain(escape(text)) == text


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBND huyện Châu Thành", "Ủy ban nhân dân huyện Châu Thành"),
        ("HĐND tỉnh Tây Ninh", "Hội đồng nhân dân tỉnh Tây Ninh"),
        ("Phòng Nội vụ", "Phòng Nội vụ"),
    ],
)
def test_short_and_full_names(short: str, full: str) -> None:
    assert (full_name(short), short_name(full)) == (full, short)


def test_city_abbreviations_are_written_out() -> None:
    assert full_name("UBND TP. Tây Ninh") == full_name("UBND TP.Tây Ninh") == "Ủy ban nhân dân thành phố Tây Ninh"


@pytest.mark.parametrize(
    ("issuer", "lines"),
    [
        ("Phòng Tư pháp thành phố Tây Ninh", ("UBND thành phố Tây Ninh", "Phòng Tư pháp")),
        ("UBND huyện Châu Thành", ("", "Ủy ban nhân dân huyện Châu Thành")),
        ("Sở Nội vụ tỉnh Tây Ninh", ("UBND tỉnh Tây Ninh", "Sở Nội vụ")),
        ("Trường THCS Trần Hưng Đạo phường 1", ("UBND phường 1", "Trường THCS Trần Hưng Đạo")),
        ("Thành ủy Tây Ninh", ("", "Thành ủy Tây Ninh")),
        ("Phòng Nội vụ", ("", "Phòng Nội vụ")),
    ],
)
def test_letterhead(issuer: str, lines: tuple[str, str]) -> None:
    assert letterhead(issuer) == lines


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("UỶ BAN NHÂN DÂN XÃ AN BÌNH", "Ủy ban nhân dân xã An Bình"),
        ("UBND THÀNH PHỐ TÂY NINH", "UBND thành phố Tây Ninh"),
        ("HỘI ĐỒNG NHÂN DÂN TP. TÂY NINH", "Hội đồng nhân dân thành phố Tây Ninh"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Phòng Tài chính - Kế hoạch"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("TRƯỜNG TIỂU HỌC KIM ĐỒNG", "Trường Tiểu học Kim Đồng"),
        ("UBND PHƯỜNG 1", "UBND phường 1"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("THÀNH ỦY TÂY NINH", "Thành ủy Tây Ninh"),
    ],
)
def test_names_in_capitals_are_written_as_in_a_text(printed: str, written: str) -> None:
    assert from_capitals(printed) == written


def test_letters_of_a_symbol() -> None:
    assert (acronym("Phòng Tư pháp"), acronym("UBND")) == ("PTP", "UBND")

"""Words whose letters stand apart."""

from __future__ import annotations

import pytest

from documents.text.reader import read_text
from documents.text.spaced import close_letters


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("K Ế H O Ạ C H", "KẾ HOẠCH"),
        ("K Ế   H O Ạ C H", "KẾ HOẠCH"),
        ("Q U Y Ế T  Đ Ị N H:", "QUYẾT ĐỊNH:"),
        ("Q U Y Ế T  Đ Ị N H", "QUYẾT ĐỊNH"),
        ("C Ộ N G H Ò A X Ã H Ộ I C H Ủ N G H Ĩ A V I Ệ T N A M", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Đ ộ c  l ậ p - T ự  d o - H ạ n h  p h ú c", "Độc lập - Tự do - Hạnh phúc"),
        ("Ủ Y B A N N H Â N D Â N", "ỦY BAN NHÂN DÂN"),
        ("C Ô N G A N T Ỉ N H H À N A M", "CÔNG AN TỈNH HÀ NAM"),
        ("I. M Ụ C Đ Í C H, yêu cầu", "I. MỤC ĐÍCH, yêu cầu"),
        ("H Ộ I Đ Ồ N G T H I Đ U A - K H E N T H Ư Ở N G", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"),
        ("Đ Ả N G C Ộ N G S Ả N V I Ệ T N A M", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("B A N A N T O À N G I A O T H Ô N G", "BAN AN TOÀN GIAO THÔNG"),
        ("T Ổ C H Ứ C T H Ự C H I Ệ N", "TỔ CHỨC THỰC HIỆN"),
        ("Các nhóm A B C D", "Các nhóm A B C D"),
        ("o o o o o o", "o o o o o o"),
        ("K\nẾ\nH\nO\nẠ\nC\nH", "KẾ HOẠCH\n\n\n\n\n\n"),
        ("K Ế H O\nẠ C H", "KẾ HOẠCH\n"),
        ("Q U Y Ế T\nĐ Ị N H", "QUYẾT ĐỊNH\n"),
    ],
)
def test_letters_that_stand_apart_are_put_together(printed: str, words: str) -> None:
    assert close_letters(printed) == words


def spaced(text: str) -> str:
    label, dot, words = text.rpartition(". ")
    return label + dot + "  ".join(" ".join(word) for word in words.split(" "))


def test_a_paper_whose_headings_are_spaced_is_read_as_one_without() -> None:
    country, motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
    top = ["ỦY BAN NHÂN DÂN", "HUYỆN CHÂU THÀNH", "Số: 12/KH-UBND", country, motto]
    body = ["Châu Thành, ngày 05 tháng 02 năm 2024", "KẾ HOẠCH", "Thi đua năm 2024", "I. MỤC ĐÍCH", "Thi đua tốt."]
    plain = read_text("\n".join([*top, *body]))
    apart = {country, motto, "ỦY BAN NHÂN DÂN", "HUYỆN CHÂU THÀNH", "KẾ HOẠCH", "I. MỤC ĐÍCH"}
    for form in (spaced, lambda text: spaced(text).replace("  ", " ")):
        read = read_text("\n".join(form(line) if line in apart else line for line in [*top, *body]))
        assert (read.header, read.body) == (plain.header, plain.body)


def test_a_very_long_run_of_letters_is_left_alone() -> None:
    text = "b a " * 100_000
    assert close_letters(text) == text

"""The two columns of a top or foot in a PDF, where their cells touch, are set by spaces or lose a word to the edge."""

from __future__ import annotations

from documents.text.pdf_layout import layout_text
from documents.text.pdf_rows import Page, Word

LINE, LETTER, SPACE = 16.0, 6.0, 3.0


def row(base: float, *cells: tuple[float, str]) -> list[Word]:
    """The words of cells that begin at given places, on one base line."""
    found: list[Word] = []
    for left, text in cells:
        for word in text.split():
            found.append(Word(word, left, left + LETTER * len(word), base, 12.0))
            left += LETTER * len(word) + SPACE
    return found


def text_of(*rows: tuple[tuple[float, str], ...]) -> list[str]:
    """The lines that a page of these rows is read as, without the blank ones."""
    words = [word for at, cells in enumerate(rows) for word in row(700 - LINE * at, *cells)]
    return [line for line in layout_text([Page(595.0, 842.0, words)]).split("\n") if line]


LONG = "- Ủy ban Mặt trận và các đoàn thể;"
RIGHT = 60 + LETTER * (len(LONG) - LONG.count(" ")) + SPACE * (LONG.count(" ") + 1)


def test_a_long_recipient_is_cut_from_the_office_that_begins_where_others_do() -> None:
    read = text_of(
        ((60, "Nơi nhận:"), (RIGHT, "KT. CHỦ TỊCH")),
        ((60, LONG), (RIGHT, "Phó Chủ tịch")),
        ((60, "- UBND xã;"), (RIGHT, "Nông Thế Hưng")),
        ((60, "- Lưu: VT."),),
    )
    assert read == ["Nơi nhận:", LONG, "- UBND xã;", "- Lưu: VT.", "KT. CHỦ TỊCH", "Phó Chủ tịch", "Nông Thế Hưng"]


def test_a_paragraph_above_the_foot_is_not_cut_where_the_columns_of_the_foot_begin() -> None:
    text = "b) Ban chỉ huy các huyện phát động xong. Phòng Chính trị theo dõi"
    place = 60 + sum(LETTER * len(word) + SPACE for word in text.split()[:9])
    read = text_of(
        ((60, text),),
        ((60, "Nơi nhận:"), (place, "TRƯỞNG PHÒNG")),
        ((60, "- Lưu: VT."), (place, "Lê Tấn Phước")),
    )
    assert read[0] == text


def test_a_word_that_the_next_cell_touches_is_cut_from_it() -> None:
    read = text_of(
        ((60, "PHÒNG NỘI VỤ"), (300, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        ((60, "Số: 8/KH-PNVMộ Đức, ngày 3 tháng 9 năm 2024"),),
    )
    assert read == [
        "PHÒNG NỘI VỤ", "Số: 8/KH-PNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Mộ Đức, ngày 3 tháng 9 năm 2024",
    ]  # fmt: skip


def test_a_symbol_that_ends_in_small_letters_is_not_cut() -> None:
    read = text_of(((60, "Số: 31/KH-BTĐKTTw"), (300, "Hà Nội, ngày 3 tháng 9 năm 2024")),
                   ((300, "Độc lập - Tự do - Hạnh phúc"),))  # fmt: skip
    assert "Số: 31/KH-BTĐKTTw" in read


def test_the_last_word_of_the_countrys_name_comes_back_from_the_left_edge() -> None:
    read = text_of(
        ((60, "CỤM THI ĐUA"), (300, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT")),
        ((60, "NAM"),),
        ((60, "TỈNH GIA LAI"), (300, "Độc lập - Tự do - Hạnh phúc")),
    )
    assert read == [
        "CỤM THI ĐUA", "TỈNH GIA LAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip


def test_columns_set_by_spaces_need_no_straight_gutter() -> None:
    read = text_of(
        ((60, "SỞ NỘI VỤ - LIÊN ĐOÀN LAO ĐỘNG"), (290, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        ((60, "TỈNH TIỀN GIANG"), (180, "Độc lập - Tự do - Hạnh phúc")),
    )
    assert read == [
        "SỞ NỘI VỤ - LIÊN ĐOÀN LAO ĐỘNG", "TỈNH TIỀN GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip


def test_a_remark_to_a_recipient_is_no_column() -> None:
    read = text_of(
        ((60, "Nơi nhận:"), (300, "GIÁM ĐỐC")),
        ((60, "- Ban Thi đua tỉnh;"), (220, "(Báo cáo)")),
        ((60, "- Lưu: VT."), (300, "Ma Thị Liên")),
    )
    assert "- Ban Thi đua tỉnh; (Báo cáo)" in read

"""A board in print: what stands on every sheet, how units and items are cut, that cells stand in their columns."""

from __future__ import annotations

import io
import time

import pdfplumber
import pytest

from documents.rendering.board import Board, Head, Mark
from documents.rendering.board_pdf import GEOMETRY, board_pdf, size_for
from documents.rendering.checks import printable
from documents.rendering.sandbox import BOARD_LIMITS, Renderer, RenderFailed
from tests.pace import pace

MARKS = (("1", Mark("●CT", "Cụ thể hóa")), ("6", Mark("×TL", "Chưa trả lời", shaded=True)))


def matrix(items: int, units: int, size: str = "A4") -> Board:
    """Every seventh cell is unanswered."""
    return Board(
        "UBND thành phố Tây Ninh", "BẢNG PHỦ", ("Kế hoạch 53/KH-UBND: Phát động thi đua", "Tính đến ngày 28/11/2026."),
        size, MARKS,
        heads=tuple(Head(f"Phòng số {number}", f"{number} trên {items}") for number in range(units)),
        items=tuple((f"II.{number}", f"Câu <thứ> {number} & sau") for number in range(items)),
        cells=tuple("".join("6" if (unit + at) % 7 == 0 else "1" for at in range(items)) for unit in range(units)),
    )  # fmt: skip


def pages(content: bytes) -> list[pdfplumber.page.Page]:
    return pdfplumber.open(io.BytesIO(content)).pages


def test_a_board_comes_back_from_json() -> None:
    board = matrix(3, 2)
    assert Board.from_json(board.to_json()) == board
    listed = Board("A", "B", columns=(("Đơn vị", 50), ("Số", 50)), rows=(("Phòng", "1"),))
    assert Board.from_json(listed.to_json()) == listed
    assert board.content_hash("1") != board.content_hash("2")
    assert (board.amount, listed.amount) == (6, 2)


@pytest.mark.parametrize(("size", "wide"), [("A4", 842), ("A3", 1191)])
def test_units_and_items_are_cut_into_sheets_and_every_sheet_says_of_what(size: str, wide: int) -> None:
    fits = GEOMETRY[size]
    made = pages(board_pdf(matrix(fits.items + 1, fits.units + 1, size)))
    assert [round(page.width) for page in made] == [wide] * 4
    for number, page in enumerate(made, 1):
        text = page.extract_text()
        for said in ("BẢNG PHỦ", "Kế hoạch 53/KH-UBND", "Tính đến ngày 28/11/2026.", f"Trang {number} trên 4"):
            assert said in text, (number, said)
        assert "×TL Chưa trả lời" in text
    left, right = f"Đơn vị 1–{fits.units} trong", f"Đơn vị {fits.units + 1}–"
    above, below = f"Mục 1–{fits.items} trong", f"Mục {fits.items + 1}–"
    parts = [(left, above), (left, below), (right, above), (right, below)]
    for page, said in zip(made, parts, strict=True):
        assert all(one in page.extract_text() for one in said), said


def test_each_sign_stands_in_the_column_of_its_unit() -> None:
    """Tabs are drawn a little wider than they are laid out: over a whole row the signs would leave their columns."""
    fits = GEOMETRY["A3"]
    (page,) = pages(board_pdf(matrix(fits.items, fits.units, "A3")))
    left = 10 / 25.4 * 72 + fits.items_width * 0.75
    signs = [word for word in page.extract_words() if word["text"] in ("●CT", "×TL")]
    assert len(signs) == fits.items * fits.units + 2  # and two in the legend
    for at in range(fits.items):
        row = signs[at * fits.units : (at + 1) * fits.units]
        assert [word["text"] for word in row] == [
            "×TL" if (unit + at) % 7 == 0 else "●CT" for unit in range(fits.units)
        ]
        for unit, word in enumerate(row):
            start = left + unit * 34 * 0.75
            assert start < word["x0"] < word["x1"] < start + 34 * 0.75, (at, unit)


def test_a_list_repeats_its_heads() -> None:
    columns = (("Đơn vị", 60), ("Trả lời", 40))
    board = Board("A", "THEO ĐƠN VỊ", columns=columns, rows=tuple((f"Phòng {at}", "1 trên 2") for at in range(120)))
    made = [page.extract_text() for page in pages(board_pdf(board))]
    assert len(made) > 2
    assert all("Đơn vị Trả lời" in text for text in made)
    assert sum(text.count("1 trên 2") for text in made) == 120


def test_a_list_of_many_columns_stays_on_the_sheet() -> None:
    columns = (("Đơn vị", 40), *((f"Cột{at}", 6) for at in range(10)))
    board = Board("A", "B", columns=columns, rows=(("Phòng", *(f"số{at}" for at in range(10))),))
    (page,) = pages(board_pdf(board))
    words = page.extract_words()
    assert {"Cột9", "số9"} <= {word["text"] for word in words}
    assert max(word["x1"] for word in words) < page.width - 28


def test_the_same_board_gives_the_same_bytes() -> None:
    assert board_pdf(matrix(3, 3)) == board_pdf(matrix(3, 3))


def test_signs_that_no_page_can_show_are_left_out() -> None:
    assert printable(Board("A\x00", "B\u202e")) == Board("A", "B")


def test_the_size_follows_the_number_of_units() -> None:
    assert [size_for(number) for number in (1, 22, 23, 300)] == ["A4", "A4", "A3", "A3"]


def test_a_word_without_end_is_refused() -> None:
    board = Board("A", "B", columns=(("Đơn vị", 100),), rows=(("a" * 3_000,),))
    with pytest.raises(RenderFailed, match="viết liền"):
        Renderer(BOARD_LIMITS).render_board(board)


def test_two_hundred_items_of_sixty_units_in_the_child_take_a_few_seconds() -> None:
    with Renderer(BOARD_LIMITS) as renderer:
        began = time.monotonic()
        content = renderer.render_board(matrix(200, 68, "A3"))
        took = time.monotonic() - began
    assert len(pages(content)) == 16
    assert took < 60 * pace()

"""Tables of a PDF: their drawn rules tell the cells."""

from __future__ import annotations

from collections.abc import Sequence

from documents.text.pdf_layout import layout_text
from documents.text.pdf_rows import Page, Word
from documents.text.pdf_rules import Rule

LEFT, WIDTH, TOP, HEIGHT = 80.0, 60.0, 700.0, 30.0


def words(text: str, column: int, band: float) -> list[Word]:
    """The words of a text at the left of a cell, whose lines end at "/"; they nearly fill the column."""
    found: list[Word] = []
    for number, line in enumerate(text.split("/")):
        at = LEFT + WIDTH * column + 2
        for word in line.split():
            found.append(Word(word, at, at + 6.0 * len(word), TOP - HEIGHT * band - 12 - 12 * number, 12.0))
            at += 6.0 * len(word) + 3
    return found


def rules(columns: int, bands: int, *, without: Sequence[Rule] = ()) -> list[Rule]:
    """Every edge of every cell as a line of its own, as many programs draw them."""
    across = [
        Rule(True, TOP - HEIGHT * band, LEFT + WIDTH * at, LEFT + WIDTH * (at + 1))
        for band in range(bands + 1)
        for at in range(columns)
    ]
    down = [
        Rule(False, LEFT + WIDTH * at, TOP - HEIGHT * (band + 1), TOP - HEIGHT * band)
        for band in range(bands)
        for at in range(columns + 1)
    ]
    return [rule for rule in (*across, *down) if rule not in without]


def page(rows: Sequence[Sequence[str]], drawn: list[Rule]) -> Page:
    """A page with the texts of the cells."""
    cells = [word for band, row in enumerate(rows) for at, text in enumerate(row) for word in words(text, at, band)]
    return Page(595.0, 842.0, cells, drawn)


ROWS = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Phát động/thi đua", "Nội vụ"], ["2", "Sơ kết", "Văn/phòng"]]
READ = "| TT | Nhiệm vụ | Chủ trì |\n| 1 | Phát động thi đua | Nội vụ |\n| 2 | Sơ kết | Văn phòng |\n"


def test_narrow_columns_are_parted_where_rules_are_drawn() -> None:
    assert layout_text([page(ROWS, rules(3, 3))]) == READ


def test_a_table_without_rules_at_its_sides_is_read_as_one_with_them() -> None:
    outer = [rule for rule in rules(3, 3) if not rule.across and rule.at in (LEFT, LEFT + 3 * WIDTH)]
    assert layout_text([page(ROWS, rules(3, 3, without=outer))]) == READ


def test_rows_that_no_rule_parts_begin_with_their_numbers() -> None:
    inner = [rule for rule in rules(3, 3) if rule.across and rule.at == TOP - 2 * HEIGHT]
    assert layout_text([page(ROWS, rules(3, 3, without=inner))]) == READ


def test_a_cell_over_two_columns_keeps_its_words_together() -> None:
    wide = Rule(False, LEFT + 2 * WIDTH, TOP - HEIGHT, TOP)
    rows = [["TT", "Đơn vị thực hiện", ""], ["1", "Nội vụ", "Tư pháp"]]
    assert layout_text([page(rows, rules(3, 2, without=[wide]))]) == (
        "| TT | Đơn vị thực hiện |  |\n| 1 | Nội vụ | Tư pháp |\n"
    )


def test_a_cell_over_two_rows_counts_in_both() -> None:
    high = Rule(True, TOP - 2 * HEIGHT, LEFT + 2 * WIDTH, LEFT + 3 * WIDTH)
    rows = [["TT", "Việc", "Chủ trì"], ["1", "Sơ kết", "Nội vụ"], ["2", "Tổng kết", ""]]
    assert layout_text([page(rows, rules(3, 3, without=[high]))]) == (
        "| TT | Việc | Chủ trì |\n| 1 | Sơ kết | Nội vụ |\n| 2 | Tổng kết | Nội vụ |\n"
    )


def test_a_table_goes_on_over_a_page_without_its_head_and_with_its_broken_row() -> None:
    first = page([ROWS[0], ["1", "Phát động", "Nội"]], rules(3, 2))
    second = page([ROWS[0], ["", "thi đua", "vụ"], ["2", "Sơ kết", "Văn/phòng"]], rules(3, 3))
    assert layout_text([first, second]) == READ


def test_a_year_that_a_narrow_cell_broke_is_whole_again() -> None:
    broken = [*words("1", 0, 1.0), *words("Trước", 1, 1.0)]
    broken += [Word("15/01/202", 142.0, 196.0, 646.0, 12.0), Word("5", 142.0, 148.0, 642.0, 12.0)]
    head = [*words("TT", 0, 0), *words("Hạn", 1, 0)]
    drawn = Page(595.0, 842.0, [*head, *broken], rules(2, 2))
    assert layout_text([drawn]) == "| TT | Hạn |\n| 1 | Trước 15/01/2025 |\n"


def test_labels_that_a_tab_sets_apart_are_no_column() -> None:
    lines = ["I.", "1.", "2."]
    apart = [*(word for at, label in enumerate(lines) for word in words(label, 0, at))]
    apart += [word for at in range(3) for word in words("Nội dung", 1, at)]
    assert layout_text([Page(595.0, 842.0, apart)]).replace("\n\n", "\n") == "I. Nội dung\n1. Nội dung\n2. Nội dung"


def test_a_frame_and_a_ruled_top_of_a_paper_are_no_tables() -> None:
    framed = page([["KHẨN"]], rules(1, 1))
    assert layout_text([framed]) == "KHẨN"
    top = page([["UBND", "CỘNG HÒA/XÃ HỘI"]], rules(2, 1))
    assert "|" not in layout_text([top])


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    many = [Rule(side, 5.0 * at, 0.0, 2_000.0) for at in range(400) for side in (True, False)]
    assert "|" not in layout_text([page(ROWS[1:2], many)])

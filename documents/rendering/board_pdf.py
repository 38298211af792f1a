"""A board as PDF: A4 or A3 landscape, its heads on every sheet, units cut into as many sheets as they need.

Sixty thousand cells as boxes of their own take the renderer 40 s and more than a gigabyte. So the cells of one item on
one sheet are a single line of text with tab stops, and one drawing behind them holds the grid and the shading: a third
of the time and of the memory, and the text can still be searched and read out in its order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.template import Context

from documents.rendering.board import Board, Size
from documents.rendering.markup import TEMPLATE_FOLDER, template
from documents.rendering.pdf import VARIANT, engine, no_garbage_collection

if TYPE_CHECKING:
    from weasyprint import CSS

#: Pixels of CSS (1/96 inch): a unit's column, an item's row, the heads. ``board.css`` has the same ones.
COLUMN, ROW, HEADS = 34, 28, 168
# WeasyPrint 70 draws a tab 2.4 % wider than it was laid out: after so many units a row begins a new line of text.
_TOGETHER = 12


@dataclass(frozen=True, slots=True)
class Geometry:
    """Of one size of paper: width of the column of items in pixels, units and items on one sheet."""

    items_width: int
    units: int
    items: int


GEOMETRY: dict[Size, Geometry] = {"A4": Geometry(290, 22, 15), "A3": Geometry(330, 34, 27)}


def size_for(units: int) -> Size:
    """A4 as long as all units stand side by side on it, else A3."""
    return "A4" if units <= GEOMETRY["A4"].units else "A3"


def board_pdf(board: Board) -> bytes:
    """The board as PDF."""
    made = engine()
    source = board_html(board)
    with no_garbage_collection():
        document = made.page(source, made.fetcher({}))
        return document.write_pdf(stylesheets=_styles(board.size), font_config=made.fonts, pdf_variant=VARIANT)


def board_html(board: Board) -> str:
    """The whole page, without its style sheets."""
    context = {
        "board": board,
        "legend": [mark for _, mark in board.marks],
        "sheets": list(_sheets(board)),
        "columns": [(title, str(share)) for title, share in board.columns],
    }
    return template("board.html").render(Context(context))


def _sheets(board: Board) -> Iterator[dict[str, Any]]:
    """Units from left to right, for each part of them all items from top to bottom."""
    fits = GEOMETRY[board.size]
    signs = {letter: mark.sign for letter, mark in board.marks}
    shaded = {letter for letter, mark in board.marks if mark.shaded}
    for left in range(0, len(board.heads), fits.units):
        heads = board.heads[left : left + fits.units]
        for top in range(0, len(board.items), fits.items):
            items = board.items[top : top + fits.items]
            cells = [column[top : top + len(items)] for column in board.cells[left : left + len(heads)]]
            yield {
                "units": f"Đơn vị {left + 1}–{left + len(heads)} trong {len(board.heads)}",
                "items": f"Mục {top + 1}–{top + len(items)} trong {len(board.items)}",
                "heads": [(str(at), head) for at, head in enumerate(heads, 1)],
                "rows": [
                    (address, text, _parts([signs.get(column[at], "") for column in cells]))
                    for at, (address, text) in enumerate(items)
                ],
                "count": str(len(heads)),
                "parts": [str(min(_TOGETHER, len(heads) - at)) for at in range(0, len(heads), _TOGETHER)],
                "span": str(-(-len(heads) // _TOGETHER)),
                "width": str(len(heads) * COLUMN),
                "height": str(len(items) * ROW + HEADS),
                "grid": _grid(len(heads), len(items)),
                "shade": _shade(cells, shaded),
            }


def _parts(signs: list[str]) -> list[str]:
    return ["\t".join(signs[at : at + _TOGETHER]) for at in range(0, len(signs), _TOGETHER)]


def _grid(units: int, items: int) -> str:
    width, height = units * COLUMN, items * ROW
    upright = [f"M{at * COLUMN} {-HEADS}L{at * COLUMN} {height}" for at in range(units + 1)]
    return "".join([*upright, *(f"M0 {at * ROW}L{width} {at * ROW}" for at in range(items + 1))])


def _shade(cells: list[str], shaded: set[str]) -> str:
    """The areas of shaded cells, neighbours in a column as one."""
    parts = []
    for column, letters in enumerate(cells):
        start = None
        for at, letter in enumerate(f"{letters}\0"):
            if letter in shaded:
                start = at if start is None else start
            elif start is not None:
                parts.append(f"M{column * COLUMN} {start * ROW}h{COLUMN}v{(at - start) * ROW}h-{COLUMN}z")
                start = None
    return "".join(parts)


@cache
def _styles(size: Size) -> list[CSS]:
    from weasyprint import CSS

    made = engine()
    sheets = [(TEMPLATE_FOLDER / "board.css").read_text("utf-8"), _measures(size)]
    return [CSS(string=one, font_config=made.fonts, url_fetcher=made.fetcher({})) for one in sheets]


def _measures(size: Size) -> str:
    """The rules that depend on the size of the paper; a head is turned upright around the right edge of its column."""
    fits = GEOMETRY[size]
    rules = [f"@page {{ size: {size} landscape; }}", f".items-column {{ width: {fits.items_width}px; }}",
             f".sheet svg {{ left: {fits.items_width}px; }}"]  # fmt: skip
    for count in range(1, fits.units + 1):
        width = count * COLUMN
        # Without a width of its own a table is measured letter by letter: a third of the time.
        rules.append(f".matrix.all-{count} {{ width: {fits.items_width + width}px; }}")
        rules += [f".of-{count} {{ width: {width}px; }}", f".at-{count} {{ left: {width}px; }}"]
    rules += [f".share-{share} {{ width: {share}%; }}" for share in range(1, 101)]
    return "\n".join(rules)

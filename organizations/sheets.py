"""Excel out: a table as offices print it, with title rows, a total and a signature block.

What users typed is always written as text: a cell that begins with "=" must not become a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and its width in letters."""

    title: str
    width: float = 18.0


def table_workbook(
    *,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    sheet: str = "Danh sách",
) -> bytes:
    """A workbook with one table, ready to print: A4 landscape, fitted to its width, headings on every page.

    Args:
        title: centred above the table; ``above``: lines over the title (the unit); ``below``: lines under the table
        (the total, place and date, who signs); ``sheet``: the sheet's name, at most 31 letters.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet[:31])
    for number, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    heading = len(above) + 3
    page.freeze_panes = f"A{heading + 1}"
    page.print_title_rows = f"{heading}:{heading}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for line in above:
        page.append([_cell(page, line, font=_FONT)])
    page.append([_cell(page, title, font=_TITLE)])
    page.append([])
    page.append([_cell(page, column.title, font=_BOLD, alignment=_CENTRED, border=_BORDER) for column in columns])
    # Styles are laid down once: openpyxl looks each of them up again for every cell.
    plain, day = (_cell(page, value, font=_FONT, alignment=_TOP, border=_BORDER) for value in ("", date(2000, 1, 1)))
    for row in rows:
        page.append([_like(day if isinstance(value, date) else plain, _cell(page, value)) for value in row])
    page.append([])
    for line in below:
        page.append([_cell(page, line, font=_FONT)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_SIDE = Side(style="thin", color="808080")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_FONT = Font(name="Times New Roman", size=12)
_BOLD = Font(name="Times New Roman", size=12, bold=True)
_TITLE = Font(name="Times New Roman", size=14, bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _like(model: Any, cell: Any) -> Any:
    cell._style = model._style
    return cell


def _cell(page: Any, value: Value, **styles: Any) -> Any:
    # Letters that XML cannot carry would make a file that Excel refuses.
    if isinstance(value, str):
        value = "".join(char for char in value if char in "\t\n" or char >= " ")[:32_767]
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date | datetime):
        cell.number_format = "dd/mm/yyyy"
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell

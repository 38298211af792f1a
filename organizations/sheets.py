"""Excel out: a table as offices print it, with title rows, a total and a signature block.

What users typed is always written as text: a cell that begins with "=" must not become a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

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
    # A row of models, for their styles; the rows themselves are written without openpyxl, in a tenth of its time.
    page.append(
        [
            _cell(page, "", font=_FONT, alignment=_TOP, border=_BORDER),
            _cell(page, date(2000, 1, 1), font=_FONT, alignment=_TOP, border=_BORDER),
            _cell(page, "", font=_FONT),
        ]
    )
    buffer = io.BytesIO()
    book.save(buffer)
    return _with_rows(buffer, heading + 1, rows, below)


def _with_rows(made: io.BytesIO, number: int, rows: Iterable[Sequence[Value]], below: Sequence[str]) -> bytes:
    """The workbook with the table's rows, a blank one and the lines below in the place of the models, its last row."""
    target = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            text = source.read(entry)
            if entry.filename != _SHEET:
                archive.writestr(entry, text)
                continue
            before, _, rest = text.rpartition(b"<row ")
            models, _, after = rest.partition(b"</row>")
            plain, day, line = (int(style) for style in _STYLE.findall(models))
            with archive.open(entry.filename, "w") as sheet:
                sheet.write(before)
                for row in rows:
                    sheet.write(_row(number, [(value, day if isinstance(value, date) else plain) for value in row]))
                    number += 1
                for words in below:
                    number += 1
                    sheet.write(_row(number, [(words, line)]))
                sheet.write(after)
    return target.getvalue()


def _row(number: int, cells: Sequence[tuple[Value, int]]) -> bytes:
    """One row of a sheet's XML: values, each with the number of its style."""
    parts = [f'<row r="{number}">']
    for column, (value, style) in enumerate(cells, start=1):
        cell = f'<c r="{get_column_letter(column)}{number}" s="{style}"'
        if value is None or value == "":
            parts.append(f"{cell}/>")
        elif isinstance(value, str):
            text = escape(_NO_XML.sub("", value)[:32_767])
            parts.append(f'{cell} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
        else:
            known = (value - _DAY_ZERO).days if isinstance(value, date) else value
            parts.append(f"{cell}><v>{known}</v></c>")
    return "".join([*parts, "</row>"]).encode()


_SHEET = "xl/worksheets/sheet1.xml"
_STYLE = re.compile(rb'<c [^>]*\bs="(\d+)"')
_DAY_ZERO = date(1899, 12, 30)
# Letters that XML cannot carry would make a file that Excel refuses.
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIDE = Side(style="thin", color="808080")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_FONT = Font(name="Times New Roman", size=12)
_BOLD = Font(name="Times New Roman", size=12, bold=True)
_TITLE = Font(name="Times New Roman", size=14, bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _cell(page: Any, value: Value, **styles: Any) -> Any:
    if isinstance(value, str):
        value = _NO_XML.sub("", value)[:32_767]
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell

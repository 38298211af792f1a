"""The workbook as read, with what is wrong coloured and said in a last column "Lỗi"; addresses stay as they were."""

from __future__ import annotations

import io
from collections import defaultdict

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from organizations.imports.cells import Finding, Severity, Sheet
from organizations.imports.columns import Mapping

ERRORS = "Lỗi"
_ERROR = PatternFill("solid", fgColor="F8CBAD")
_WARNING = PatternFill("solid", fgColor="FFE699")
_FONT = Font(name="Times New Roman", size=12)
_BOLD = Font(name="Times New Roman", size=12, bold=True)
_RED = Font(name="Times New Roman", size=12, color="9B1B21")
_WIDEST = 48
_NO_XML = {0xFFFE: None, 0xFFFF: None}  # what XML cannot carry and the border lets through


def marked(sheets: list[Sheet], mappings: list[Mapping], findings: list[Finding]) -> bytes:
    """A copy to correct and bring again; the last column is not read then, for no field is called so."""
    by_row: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for found in findings:
        if found.severity != Severity.NOTE:
            by_row[found.sheet, found.row].append(found)
    book = Workbook(write_only=True)
    used: set[str] = set()
    for index, (sheet, mapping) in enumerate(zip(sheets, mappings, strict=True)):
        _sheet(book, _title(sheet.name, used), index, sheet, mapping, by_row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet(
    book: Workbook, title: str, index: int, sheet: Sheet, mapping: Mapping, by_row: dict[tuple[int, int], list[Finding]]
) -> None:
    page = book.create_sheet(title)
    width, last = sheet.width, 0
    for column in range(width):
        longest = max((len(cells[column]) for _, cells in sheet.rows[:200] if column < len(cells)), default=0)
        page.column_dimensions[get_column_letter(column + 1)].width = min(max(longest + 2, 10), _WIDEST)
    page.column_dimensions[get_column_letter(width + 1)].width = 60
    if mapping.header:
        page.freeze_panes = f"A{mapping.header + 1}"
    for number, cells in sheet.rows:
        for _ in range(number - last - 1):
            page.append([])
        last = number
        found = by_row.get((index, number), [])
        row = [_cell(page, text, _BOLD if number == mapping.header else _FONT) for text in cells]
        row += [_cell(page, "", _FONT) for _ in range(width - len(cells))]
        for each in found:
            if 0 <= each.column < width:
                cell = row[each.column]
                cell.fill = _ERROR if each.severity == Severity.ERROR else _WARNING
                cell.comment = Comment(each.sentence, "Thi đua – Khen thưởng", width=300, height=90)
        words = ERRORS if number == mapping.header else "; ".join(f"{each.cell}: {each.sentence}" for each in found)
        told = _cell(page, words, _BOLD if number == mapping.header else _RED)
        told.alignment = Alignment(wrap_text=True, vertical="top")
        page.append([*row, told])


def _cell(page: object, text: str, font: Font) -> WriteOnlyCell:
    text = text.translate(_NO_XML)
    cell = WriteOnlyCell(page, value=text or None)
    if text:
        cell.data_type, cell.number_format = "s", "@"
    cell.font = font
    return cell


def _title(name: str, used: set[str]) -> str:
    """A sheet's name that Excel takes, once."""
    bare = "".join(" " if char in "[]:*?/\\" else char for char in name).strip("' ")[:28] or "Trang"
    title, number = bare, 2
    while title.casefold() in used:
        title, number = f"{bare} {number}"[:31], number + 1
    used.add(title.casefold())
    return title

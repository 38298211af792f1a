"""The workbook to fill in: a sheet for each table, and "Danh mục" with the lists that cells are chosen from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from organizations.imports.cells import MAX_ROWS
from organizations.imports.columns import Table
from organizations.imports.known import Known, Place
from organizations.imports.places import Places
from organizations.imports.tables import PEOPLE, TABLES, UNITS

LISTS, UNIT_LIST = "Danh mục", "Đơn vị đã có"
_FILLED_ROWS = 5_000
_SIDE = Side(style="thin", color="808080")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_NEEDED = PatternFill("solid", fgColor="DCE6F1")
_OPTIONAL = PatternFill("solid", fgColor="F2F2F2")
_FONT = Font(name="Times New Roman", size=12)
_BOLD = Font(name="Times New Roman", size=12, bold=True)
_SMALL = Font(name="Times New Roman", size=10, italic=True, color="4D5761")


def template(known: Known) -> bytes:
    """An empty workbook for the unit of the snapshot, with its own lists."""
    lists = {
        "Cấp": list(known.levels.values()), "Loại": list(known.kinds.values()), UNIT_LIST: unit_names(known),
    }  # fmt: skip
    offers = (
        (UNITS, "level", "Cấp"),
        (UNITS, "kind", "Loại"),
        (UNITS, "parent", UNIT_LIST),
        (PEOPLE, "unit", UNIT_LIST),
    )
    return form_workbook(TABLES, lists, offers)


def form_workbook(
    tables: Sequence[Table], lists: Mapping[str, Sequence[str]], offers: Sequence[tuple[Table, str, str]]
) -> bytes:
    """A workbook to fill in.

    Args:
        lists: columns of "Danh mục" by title; ``offers``: which field of which table is chosen from which list. The
            list of units only offers, for a row may name another.
    """
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _table_sheet(book, table, {code for other, code, _ in offers if other is table})
    sheet = book.create_sheet(LISTS)
    for column, (title, values) in enumerate(lists.items(), start=1):
        head = sheet.cell(1, column, title)
        head.font, head.fill = _BOLD, _OPTIONAL
        sheet.column_dimensions[get_column_letter(column)].width = 50 if title == UNIT_LIST else 34
        for number, value in enumerate(values, start=2):
            _write(sheet, number, column, value)
    sheet.freeze_panes = "A2"
    for table, code, title in offers:
        _offer(
            book[table.title],
            table,
            code,
            list(lists).index(title) + 1,
            len(lists[title]),
            strict=title != UNIT_LIST,
        )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled_template(table: Table, rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one table whose rows are there already, to be completed."""
    book = Workbook()
    book.remove(book.active)
    _table_sheet(book, table, set())
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            _write(book[table.title], number, column, text)
            book[table.title].cell(number, column).number_format = "@"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _table_sheet(book: Any, table: Table, offered: set[str]) -> None:
    sheet = book.create_sheet(table.title)
    for column, field in enumerate(table.fields, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = field.width
        head = sheet.cell(1, column, f"{field.title} (*)" if field.required else field.title)
        head.font, head.border = _BOLD, _BORDER
        head.fill = _NEEDED if field.required else _OPTIONAL
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        offer = DataValidation(allow_blank=True, showErrorMessage=False)
        offer.promptTitle, offer.prompt, offer.showInputMessage = field.title[:32], (field.hint or " ")[:250], True
        if field.code not in offered:
            sheet.add_data_validation(offer)
            offer.add(f"{letter}2:{letter}{_FILLED_ROWS}")
        # Text, so that Excel keeps "01/02/2024" and "007" as typed.
        for number in range(2, 202):
            sheet.cell(number, column).number_format = "@"
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "A2"


def _offer(sheet: Any, table: Table, code: str, column: int, count: int, *, strict: bool) -> None:
    """A drop-down that points to "Danh mục"; for units it only offers, for rows may name new ones."""
    own = get_column_letter([field.code for field in table.fields].index(code) + 1)
    letter, field = get_column_letter(column), table.field(code)
    offer = DataValidation(
        type="list", formula1=f"'{LISTS}'!${letter}$2:${letter}${max(count, 1) + 1}", allow_blank=True
    )
    offer.showErrorMessage = strict
    offer.errorTitle, offer.error = "Không có trong danh mục", "Hãy chọn trong danh sách thả xuống."
    offer.promptTitle, offer.prompt, offer.showInputMessage = field.title[:32], field.hint[:250], True
    sheet.add_data_validation(offer)
    offer.add(f"{own}2:{own}{_FILLED_ROWS}")


def unit_names(known: Known) -> list[str]:
    """Units that stand, by names that lead back to them."""
    places = Places(known)
    names = []
    for unit in known.units:
        if unit.valid_to is None or unit.valid_to >= known.today:
            place = Place(unit.pk)
            text = places.name_of(place)
            names.append(text if len(places.named(text)) == 1 else places.full_name_of(place))
    return names[:MAX_ROWS]


def _write(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column, text)
    cell.data_type, cell.font = "s", _FONT  # a name that begins with "=" is no formula

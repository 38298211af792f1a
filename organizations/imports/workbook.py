"""Reads an Excel workbook (.xlsx) that a stranger may have made.

Every part is unzipped here once, under a cap, and its cells are counted, before the reader in C sees it; that reader
gets a new archive of just the parts that were measured. So neither a zip bomb, nor a size that lies, nor one cell in
the last corner of a sheet can take the machine's memory.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from organizations.imports.cells import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Mark, Sheet, address, place
from organizations.normalize import clean_line

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ENTRIES = 500
MAX_SHEETS = 20
_BLOCK = 1024 * 1024
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_SAVE_AS = "Hãy mở bằng Excel, chọn “Lưu thành” (Save As), loại “Excel Workbook (*.xlsx)”, rồi tải tệp mới lên."
_DAMAGED = "Tệp Excel bị hỏng nên không đọc được. Hãy mở bằng Excel, lưu lại rồi tải lên lần nữa."
_TOO_MUCH = "Nội dung tệp sau khi giải nén quá lớn nên không đọc. Hãy chép riêng bảng cần nhập sang một tệp mới."
_OTHER_KINDS = {
    "xls": f"Đây là tệp Excel đời cũ (.xls). {_SAVE_AS}",
    "xlsm": f"Tệp .xlsm có thể chứa macro nên không được nhận. {_SAVE_AS}",
    "xlsb": f"Tệp .xlsb chưa đọc được. {_SAVE_AS}",
    "csv": f"Tệp .csv dễ mất dấu tiếng Việt và số 0 ở đầu nên không được nhận. {_SAVE_AS}",
    "ods": f"Đây là tệp của LibreOffice (.ods). {_SAVE_AS.replace('Excel, chọn', 'LibreOffice, chọn')}",
}


class Unreadable(Exception):
    """The file cannot be read; ``str()`` is the sentence for the user."""


def read_workbook(name: str, data: bytes) -> list[Sheet]:
    """The visible sheets of a workbook that hold anything, as text.

    Dates become dd/mm/yyyy, whole numbers lose their ".0", white space and invisible characters are tidied.

    Raises:
        Unreadable: another kind of file, a damaged or locked one, macros, or more than the caps allow.
    """
    refuse_other_kinds(name, data)
    parts = _parts(data)
    scans = {part: _scan(text) for part, text in parts.items() if part.startswith("xl/worksheets/")}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_repacked(parts)))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        if len(shown) > MAX_SHEETS:
            raise Unreadable(f"Tệp có hơn {MAX_SHEETS} trang tính. Hãy chỉ giữ lại các trang cần nhập.")
        files = _files_of_sheets(parts)
        sheets = [_sheet(book.get_sheet_by_name(each), scans.get(files.get(each, ""), _Scan())) for each in shown]
    except PasswordError as error:
        raise Unreadable("Tệp có đặt mật khẩu. Hãy bỏ mật khẩu trong Excel rồi tải lên lại.") from error
    # calamine's errors have one base, but the archive and XML below it raise others: any of them means damage.
    except (CalamineError, ValueError, KeyError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Unreadable("Tệp không có dữ liệu. Hãy chọn tệp có bảng cần nhập.")
    return sheets


def refuse_other_kinds(name: str, data: bytes) -> None:
    """What name and first bytes tell.

    Raises:
        Unreadable: too large, or no .xlsx workbook.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"Tệp lớn hơn {MAX_BYTES // (1024 * 1024)} MB. Hãy chia bảng thành nhiều tệp nhỏ hơn.")
    if ending in _OTHER_KINDS:
        raise Unreadable(_OTHER_KINDS[ending])
    if data.startswith(_OLE):
        raise Unreadable(f"Tệp là Excel đời cũ hoặc có đặt mật khẩu. {_SAVE_AS}")
    if not data.startswith(_ZIP) or ending != "xlsx":
        raise Unreadable(f"Chỉ nhận tệp Excel có đuôi .xlsx. {_SAVE_AS}")


def _parts(data: bytes) -> dict[str, bytes]:
    """The XML parts, each really unzipped and measured."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise Unreadable(_TOO_MUCH)
            if any("vbaproject" in entry.filename.lower() for entry in entries):
                raise Unreadable(_OTHER_KINDS["xlsm"].replace("Tệp .xlsm có thể chứa", "Tệp có chứa"))
            wanted = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
            parts = {entry.filename.lstrip("/"): archive.read(entry) for entry in wanted}
    # A header that lies or an unknown method shows itself as any of these.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    if "xl/workbook.xml" not in parts or any(b"<!DOCTYPE" in text[:2048] for text in parts.values()):
        raise Unreadable(_DAMAGED)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise Unreadable(_OTHER_KINDS["xlsm"])
    return parts


def _repacked(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


@dataclass(slots=True)
class _Scan:
    """What one pass over a sheet's XML found."""

    marks: dict[str, str] = field(default_factory=dict)


def _scan(text: bytes) -> _Scan:
    """One pass over a sheet: no cell with content outside the caps; which cells say nothing, and why."""
    watcher = _Watcher()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = watcher.start
    parser.EndElementHandler = watcher.end
    parser.CharacterDataHandler = watcher.words
    parser.StartDoctypeDeclHandler = watcher.doctype
    try:
        for start in range(0, len(text), _BLOCK):
            parser.Parse(text[start : start + _BLOCK])
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(_DAMAGED) from error
    return watcher.found


class _Watcher:
    """Follows rows and cells; a cell without an address stands right of the last one."""

    def __init__(self) -> None:
        self.found = _Scan()
        self.row, self.column = 0, -1
        self.formula = self.value = self.inside = self.broken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row or cell begins, or what a cell holds."""
        tag = name.rpartition(" ")[2]
        if tag == "row":
            number = attributes.get("r", "")
            self.row, self.column = int(number) if number.isdecimal() and len(number) < 9 else self.row + 1, -1
        elif tag == "c":
            spot = place(attributes.get("r", ""))
            self.row, self.column = spot or (self.row, self.column + 1)
            self.formula = self.value = False
            self.broken = attributes.get("t") == "e"
        elif tag == "f":
            self.formula = True
        elif tag in ("v", "is"):
            self.inside = True

    def words(self, text: str) -> None:
        """Letters of a value: a cell with content has to stand inside the caps."""
        if self.inside and not self.value and text.strip():
            self.value = True
            self._refuse_far()

    def end(self, name: str) -> None:
        """A cell is complete."""
        tag = name.rpartition(" ")[2]
        if tag in ("v", "is"):
            self.inside = False
            # The reader in C takes an empty value for a cell too.
            self._refuse_far()
        elif tag == "c" and (self.broken or (self.formula and not self.value)):
            self._refuse_far()
            self.found.marks[address(self.row, self.column)] = Mark.BROKEN if self.broken else Mark.FORMULA

    def doctype(self, *_: object) -> None:
        """No workbook has one; it is how entities are made to explode."""
        raise Unreadable(_DAMAGED)

    def _refuse_far(self) -> None:
        if self.row > MAX_ROWS:
            raise Unreadable(
                f"Trang tính có dữ liệu ở dòng {self.row}; chỉ nhận đến dòng {MAX_ROWS:,}. Hãy chia thành nhiều tệp, "
                "hoặc xóa các dòng thừa ở cuối.".replace(",", ".", 1)
            )
        if self.column >= MAX_COLUMNS:
            raise Unreadable(
                f"Trang tính có dữ liệu ở ô {address(self.row, self.column)}; chỉ nhận {MAX_COLUMNS} cột đầu. "
                "Hãy xóa các cột thừa."
            )


def _files_of_sheets(parts: dict[str, bytes]) -> dict[str, str]:
    """Per sheet name the part that holds it."""
    names: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            names[attributes.get("name", "")] = link

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    for part, handler in (("xl/workbook.xml", sheet), ("xl/_rels/workbook.xml.rels", relation)):
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = handler
        try:
            parser.Parse(parts.get(part, b"<none/>"), True)
        except expat.ExpatError as error:
            raise Unreadable(_DAMAGED) from error
    return {name: targets.get(link, "") for name, link in names.items()}


def _sheet(source: Any, scan: _Scan) -> Sheet:
    sheet = Sheet(clean_line(source.name)[:31])
    table = source.to_python(skip_empty_area=False)
    merged = [((a, b), (c, d)) for (a, b), (c, d) in source.merged_cell_ranges or ()]
    for (top, left), (bottom, right) in merged:
        # A name merged down over several rows is meant for each of them.
        if left == right and top < len(table) and left < len(table[top]):
            for row in table[top + 1 : min(bottom, len(table) - 1) + 1]:
                row[left] = table[top][left]
    wide = {top for (top, left), (_, right) in merged if right > left}
    for index, values in enumerate(table):
        cells = [_text(value) for value in values[:MAX_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            sheet.rows.append((index + 1, cells))
            if index in wide and sum(map(bool, cells)) == 1:
                sheet.titles.append(index + 1)
    _mark(sheet, scan.marks)
    return sheet


def _mark(sheet: Sheet, marks: dict[str, str]) -> None:
    known = {number for number, _ in sheet.rows}
    for cell, mark in marks.items():
        spot = place(cell)
        if spot is not None:
            sheet.marks[cell] = mark
            if spot[0] not in known:
                known.add(spot[0])
                sheet.rows.append((spot[0], []))
    sheet.rows.sort(key=lambda row: row[0])


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value).replace(".", ",")
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return clean_line(" ".join(str(value).splitlines()))[:MAX_CELL]

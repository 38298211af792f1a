"""A table copied out of Excel and pasted as text: columns parted by tabs, quoted cells over several lines."""

from __future__ import annotations

import csv

from organizations.imports.cells import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Sheet
from organizations.imports.workbook import Unreadable
from organizations.normalize import clean_line

MAX_TEXT = 3_000_000


def read_pasted(text: str) -> list[Sheet]:
    """The pasted table as one sheet; its first row is row 1.

    Raises:
        Unreadable: no tab in it, or more rows or columns than the caps allow.
    """
    if "\t" not in text:
        raise Unreadable(
            "Nội dung dán không phải bảng nhiều cột. Hãy bôi đen các ô trong Excel, kể cả dòng tiêu đề, rồi chép, dán."
        )
    sheet = Sheet("Bảng dán")
    lines = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    csv.field_size_limit(MAX_TEXT + 1)
    for number, values in enumerate(csv.reader((f"{line}\n" for line in lines), delimiter="\t"), start=1):
        if number > MAX_ROWS:
            raise Unreadable(f"Bảng dán dài hơn {MAX_ROWS // 1000}.000 dòng. Hãy chia thành nhiều phần.")
        cells = [clean_line(" ".join(value.splitlines()))[:MAX_CELL] for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise Unreadable(f"Bảng dán rộng hơn {MAX_COLUMNS} cột. Hãy chỉ chép các cột cần nhập.")
        if cells:
            sheet.rows.append((number, cells))
    if not sheet.rows:
        raise Unreadable("Bảng dán không có dữ liệu. Hãy chép lại từ Excel.")
    return [sheet]

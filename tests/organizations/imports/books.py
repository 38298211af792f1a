"""Workbooks for the tests: an office of 200 units and 3,000 people, and 25 faults to plant in it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from openpyxl import Workbook

UNIT_HEADS = ["Tên chính thức", "Tên gọi tắt", "Cấp", "Loại", "Trực thuộc", "Ký hiệu văn bản", "Địa danh",
              "Hoạt động từ ngày", "Đến ngày", "Thứ tự"]  # fmt: skip
PERSON_HEADS = ["Họ và tên", "Đơn vị", "Chức vụ", "Giữ chức vụ từ ngày", "Đến ngày"]

_FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
_MIDDLE = ["Văn", "Thị", "Minh", "Hữu", "Ngọc", "Đức", "Thanh", "Quốc", "Kim", "Hoài", "Xuân", "Thu", "Gia", "Bảo"]
_GIVEN = ["An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hòa", "Khánh", "Lan", "Long",
          "Mai", "Nam", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Yến"]  # fmt: skip


def unit_rows(count: int) -> list[list[Any]]:
    """Communes under the unit of the import, each over its schools."""
    rows: list[list[Any]] = []
    commune = ""
    for number in range(count):
        if number % 10 == 0:
            commune = f"UBND xã Mới {number // 10 + 1}"
            name = commune.replace("UBND", "Ủy ban nhân dân")
            rows.append([name, commune, "Cấp xã", "Ủy ban nhân dân", "", "UBND", f"Mới {number // 10 + 1}",
                         date(2021, 7, 1), None, 10 + number])  # fmt: skip
        else:
            school = f"Trường Tiểu học Mới {number}"
            rows.append(
                [school, school, "Cấp xã", "Trường học", commune, f"THM{number}", None, "01/08/2021", None, None]
            )
    return rows


def person_rows(units: list[list[Any]], count: int) -> list[list[Any]]:
    """People with names that are all different, spread over the units."""
    rows = []
    for number in range(count):
        family, rest = number % len(_FAMILY), number // len(_FAMILY)
        name = f"{_FAMILY[family]} {_MIDDLE[rest % 14]} {_GIVEN[rest // 14 % 25]}"
        rows.append([name, units[number % len(units)][1], "Chuyên viên", date(2022, 1, 1 + number % 28), None])
    return rows


def workbook(units: list[list[Any]], people: list[list[Any]]) -> bytes:
    """Both sheets as the template has them; row 2 is the first."""
    book = Workbook(write_only=True)
    for title, heads, rows in (("Đơn vị", UNIT_HEADS, units), ("Con người", PERSON_HEADS, people)):
        sheet = book.create_sheet(title)
        sheet.append(heads)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The file's bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def office(units: int = 200, people: int = 3_000) -> tuple[list[list[Any]], list[list[Any]]]:
    """Rows of an office without a fault."""
    rows = unit_rows(units)
    members = person_rows(rows, people)
    members[12][1] = members[11][1]
    return rows, members


# Sheet (0 units, 1 people), cell, what is planted, and the code it is found by. Rows count as in Excel.
FAULTS: list[tuple[int, str, Any, str]] = [
    (0, "A3", "", "missing"),
    (0, "E4", "UBND xã Không Có", "unknown_parent"),
    (0, "E5", "Trường Tiểu học Mới 3", "circle"),
    (0, "C6", "Cấp thôn", "unknown_level"),
    (0, "D7", "Xưởng", "unknown_kind"),
    (0, "H8", "31/02/2021", "bad_day"),
    (0, "I9", "01/01/2020", "end_before_start"),
    (0, "H10", "01/01/2999", "implausible"),
    (0, "J13", "mười", "bad_number"),
    (0, "A14", "Trường Tiểu học Mới 11", "twice_in_file"),
    (0, "A15", "Trường Tiểu hоc Mới 13b", "odd_characters"),
    (0, "B16", "Trường Tiểu học " + "rất " * 20 + "dài", "too_long"),
    (0, "H17", "01/01/2019", "before_parent"),
    (1, "A2", "", "missing"),
    (1, "B3", "Phòng Không Có", "unknown_unit"),
    (1, "C4", "", "missing"),
    (1, "D5", "ngày nào đó", "bad_day"),
    (1, "E6", "01/01/2000", "end_before_start"),
    (1, "D7", "44197", "serial"),
    (1, "A8", "Nguyễn Văn An 2", "digit_in_name"),
    (1, "A9", "Trần Vаn An", "odd_characters"),
    (1, "D10", date(2098, 1, 1), "future"),
    (1, "D11", "=TODAY()", "formula"),
    (1, "C12", "Phó " * 40, "too_long"),
    (1, "A14", "Hồ Văn An", "twice_in_file"),
]


def planted() -> bytes:
    """The office of 200 units and 3,000 people with the 25 faults."""
    units, people = office()
    for sheet, cell, value, _ in FAULTS:
        rows = (units, people)[sheet]
        rows[int(cell[1:]) - 2][ord(cell[0]) - 65] = value
    return workbook(units, people)

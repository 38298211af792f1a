"""Workbooks of records for the tests."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook

AWARD_HEADS = ["Tên cá nhân, tập thể, hộ", "Đối tượng", "Đơn vị", "Địa chỉ hộ", "Danh hiệu, hình thức", "Năm thi đua",
               "Số quyết định", "Ngày quyết định", "Người, cơ quan quyết định", "Cấp", "Loại hình", "Số sổ vàng",
               "Chức vụ ghi trong quyết định"]  # fmt: skip
RATING_HEADS = ["Tên cá nhân, tập thể", "Đối tượng", "Đơn vị", "Năm", "Xếp loại", "Số quyết định", "Ngày quyết định",
                "Người, cơ quan quyết định"]  # fmt: skip
IDEA_HEADS = ["Tên sáng kiến, đề tài", "Loại", "Phạm vi", "Năm công nhận", "Tác giả", "Đối tượng", "Tỷ lệ (%)",
              "Đơn vị", "Số quyết định", "Ngày quyết định", "Người, cơ quan quyết định", "Đã dùng để xét"]  # fmt: skip
MEASURE_HEADS = ["Họ và tên", "Đơn vị", "Hình thức kỷ luật", "Từ ngày", "Đến ngày", "Số quyết định",
                 "Ngày quyết định", "Người, cơ quan quyết định"]  # fmt: skip
_SHEETS = {"Khen thưởng": AWARD_HEADS, "Xếp loại": RATING_HEADS, "Sáng kiến": IDEA_HEADS, "Kỷ luật": MEASURE_HEADS}


def workbook(**rows: list[list[Any]]) -> bytes:
    """Sheets ``awards``, ``ratings``, ``ideas``, ``measures`` as the templates have them; row 2 is the first."""
    book = Workbook(write_only=True)
    names = dict(zip(("awards", "ratings", "ideas", "measures"), _SHEETS.items(), strict=True))
    for key, (title, heads) in names.items():
        if key in rows:
            sheet = book.create_sheet(title)
            sheet.append(heads)
            for row in rows[key]:
                sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def award(name: Any, code: Any = "CSTĐCS", year: Any = 2024, unit: Any = "Phòng Tư pháp", **fields: Any) -> list[Any]:
    """One row of awards."""
    order = ("name", "subject", "unit", "address", "code", "year", "number", "decided_on", "authority", "level",
             "merit", "ordinal", "position")  # fmt: skip
    given = {"name": name, "code": code, "year": year, "unit": unit, **fields}
    return [given.get(key) for key in order]


def rating(name: Any, grade: Any = "HTTNV", year: Any = 2024, unit: Any = "Phòng Tư pháp", **fields: Any) -> list[Any]:
    """One row of ratings."""
    given = {"name": name, "rating": grade, "year": year, "unit": unit, **fields}
    return [
        given.get(key) for key in ("name", "subject", "unit", "year", "rating", "number", "decided_on", "authority")
    ]


def idea(title: Any, name: Any, scope: Any = "Cơ sở", year: Any = 2024, **fields: Any) -> list[Any]:
    """One row of initiatives."""
    order = ("title", "kind", "scope", "year", "name", "subject", "share", "unit", "number", "decided_on", "authority",
             "used_for")  # fmt: skip
    given = {"title": title, "scope": scope, "year": year, "name": name, "unit": "Phòng Tư pháp", **fields}
    return [given.get(key) for key in order]


def measure(name: Any, kind: Any = "Khiển trách", since: Any = "01/02/2024", **fields: Any) -> list[Any]:
    """One row of discipline."""
    order = ("name", "unit", "kind", "since", "until", "number", "decided_on", "authority")
    given = {"name": name, "kind": kind, "since": since, "unit": "Phòng Tư pháp", **fields}
    return [given.get(key) for key in order]

"""Cells as read: sheets of text with the addresses that Excel shows, and what is found wrong in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MAX_ROWS, MAX_COLUMNS = 20_000, 60
MAX_CELL = 1_000
_ADDRESS = re.compile(r"^([A-Z]{1,3})([1-9]\d{0,6})$")


class Mark(StrEnum):
    """Why a cell is empty although something stands in it in Excel."""

    FORMULA = "cong_thuc"
    BROKEN = "loi_excel"


@dataclass(slots=True)
class Sheet:
    """One sheet: ``rows`` are pairs of Excel's row number and the row's texts, blank rows left out.

    ``marks`` says per address why a cell could not be read; ``titles`` are numbers of rows that are one merged cell.
    """

    name: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    titles: list[int] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(cells) for _, cells in self.rows), default=0)

    def put(self, row: int, column: int, text: str) -> bool:
        """Writes another text into a cell of a row that is there; says whether there was such a row."""
        for number, cells in self.rows:
            if number == row and 0 <= column < MAX_COLUMNS:
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = text
                self.marks.pop(address(row, column), None)
                return True
        return False

    def drop(self, row: int) -> None:
        """Leaves a row out."""
        self.rows = [(number, cells) for number, cells in self.rows if number != row]

    def as_json(self) -> dict[str, Any]:
        """What is stored."""
        return {"name": self.name, "rows": self.rows, "marks": self.marks, "titles": self.titles}

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> Sheet:
        """What was stored."""
        rows = [(number, list(cells)) for number, cells in data["rows"]]
        return cls(data["name"], rows, dict(data["marks"]), list(data["titles"]))


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "loi"
    WARNING = "canh_bao"
    NOTE = "ghi_chu"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where, how bad, what, and what to do. ``column`` is -1 when no one cell is meant."""

    sheet: int
    row: int
    column: int
    severity: Severity
    code: str
    sentence: str
    advice: str = ""
    text: str = ""

    @property
    def cell(self) -> str:
        """The address as Excel shows it: "B17", or "dòng 17" for the whole row."""
        if self.column < 0:
            return f"dòng {self.row}" if self.row else "cả bảng"
        return address(self.row, self.column)


def letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """Excel's name of a cell; rows count from 1, columns from 0."""
    return f"{letters(column)}{row}"


def place(text: str) -> tuple[int, int] | None:
    """Row and column of an address; None when it is none."""
    found = _ADDRESS.match(text)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1

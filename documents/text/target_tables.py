"""Aims in a table: a row names what is aimed at, a column headed "Chỉ tiêu", "Kế hoạch năm …" holds the number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from documents.text.lines import Paragraph
from documents.text.reading import Direction, Target

_AIM = re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|phấn đấu|đăng ký|cần đạt", re.IGNORECASE)
_DONE = re.compile(r"thực hiện|kết quả|ước|điểm|thời gian|ghi chú", re.IGNORECASE)
_UNIT = re.compile(r"đơn vị tính|đvt|đ/v tính", re.IGNORECASE)
_UNIT_IN_NAME = re.compile(r"\((?P<unit>%|[^()\d]{1,25})\)\s*$")
_CELL = re.compile(
    r"(?P<bound>≥|>|≤|<|[Tt]ừ|[Tt]rên|[Íí]t nhất|[Tt]ối thiểu|[Dd]ưới|[Tt]ăng|[Gg]iảm|[Đđ]ạt|[Kk]hông quá|[Tt]ối đa)?"
    r"\s?(?:[^\W\d_]+\s)?(?P<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?)\s?%?"
    r"(?:\s?[-–]\s?(?P<to>\d+(?:[,.]\d+)?))?\s?(?P<unit>[^\d]{0,40})$"
)
_OF_YEAR = re.compile(r"(?:đến |hết )*(?:năm )?20\d\d$|giao(?: năm.*)?$|KH(?: năm)? 20\d\d$", re.IGNORECASE)
_YEAR = re.compile(r"năm (?P<year>20\d\d)(?!\s?[-–\d])", re.IGNORECASE)
_DIRECTIONS: dict[str, Direction] = {
    "≥": "it_nhat", ">": "tren", "≤": "khong_qua", "<": "duoi", "từ": "it_nhat", "trên": "tren", "ít nhất": "it_nhat",
    "tối thiểu": "it_nhat", "dưới": "duoi", "tăng": "tang", "giảm": "giam", "không quá": "khong_qua",
    "tối đa": "khong_qua",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableTargets:
    """The aims found, and the source lines of the rows they stand in."""

    targets: tuple[Target, ...]
    lines: frozenset[int]


def find_in_tables(paragraphs: Iterable[Paragraph]) -> TableTargets:
    """The aims of every table that has a column for them; rows of a table are paragraphs that begin with "|"."""
    found: list[Target] = []
    lines: set[int] = set()
    for is_table, group in groupby(paragraphs, key=_is_row):
        rows = list(group)
        if is_table and len(rows) > 1:
            here = list(_in_table(rows))
            found += here
            if here:
                lines |= {row.line for row in rows}
    return TableTargets(tuple(found), frozenset(lines))


def _is_row(paragraph: Paragraph) -> bool:
    return paragraph.text[:1] == "|" or paragraph.text.count(" | ") >= 2


def _in_table(rows: Sequence[Paragraph]) -> Iterator[Target]:
    names = _cells(rows[0])
    cells = [(row, _cells(row)) for row in rows[1:]]
    column = _column(names, [row for _, row in cells])
    if column is None:
        return
    said = _YEAR.search(names[column])
    year = int(said["year"]) if said else None
    units = next((at for at, name in enumerate(names) if _UNIT.search(name)), None)
    for row, values in cells:
        if len(values) <= column or (found := _CELL.match(values[column])) is None:
            continue
        named = next((_UNIT_IN_NAME.search(value) for at, value in enumerate(values) if at != column), None)
        unit = "%" if "%" in values[column] else found["unit"].strip(" .;")
        if not unit and units is not None and units < len(values):
            unit = values[units]
        if not unit and (named := named or _UNIT_IN_NAME.search(names[column])):
            unit = named["unit"]
        if unit:
            direction = _DIRECTIONS.get((found["bound"] or "").lower(), "dat")
            text = " | ".join(value for value in values if value)
            yield Target(text, found["value"], unit, row.line, direction, value_to=found["to"] or "", year=year)


def _column(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int | None:
    """The last column headed as an aim, or as its year beside one that names the aims, of numbers; None without."""
    named = [bool(_AIM.search(name) and not _DONE.search(name)) for name in names]
    for at in range(len(names) - 1, 0, -1):
        if (named[at] or (any(named[:at]) and _OF_YEAR.match(names[at]))) and _numbers(rows, at):
            return at
    return None


def _numbers(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether most cells of a column are numbers."""
    numbers = sum(1 for row in rows if at < len(row) and _CELL.match(row[at]))
    return bool(numbers) and numbers >= 0.5 * len(rows)


def _cells(paragraph: Paragraph) -> list[str]:
    return [cell.strip() for cell in paragraph.shown.strip().strip("|").split("|")]

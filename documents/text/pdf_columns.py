"""A table without drawn rules: its columns are where the letters of its rows stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.text.pdf_rows import Part, Row

#: A label that stands apart from its text, as a tab sets it; the number of a table's row has no mark.
LABEL = re.compile(r"(?:[IVX]{1,5}[./]|\d{1,2}(?:\.\d{1,2})*[./)]|[a-zđ]\)|\(\w\)|[-–+•])$")
_NUMBERED = re.compile(r"(?:\d{1,3}\.?|[IVX]{1,5}\.?|[a-z]\)|TT|STT|Stt)$")


def is_table(region: Sequence[Row]) -> bool:
    """Whether rows that stand in columns are a table: most of them have several parts, and not a label and its text."""
    several = [row for row in region if len(row.parts) > 1]
    if all(len(row.parts) == 2 and LABEL.match(row.parts[0].text) for row in several):
        return False
    if len(several) < 2 or len(several) < 0.5 * len(region):
        return False
    return max(len(row.parts) for row in several) > 2 or len(several) >= 3


def table_rows(region: Sequence[Row]) -> list[list[str]]:
    """Rows of a table: a row of the page that does not begin one goes on with the cells above."""
    columns = _column_places(region)
    rows: list[list[str]] = []
    for row in region:
        cells = [""] * len(columns)
        for part in row.parts:
            at = _column_of(part, columns)
            cells[at] = f"{cells[at]} {part.text}".strip()
        if rows and not _begins_row(cells, rows[-1]):
            rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def _column_places(region: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns: stretches of the page that parts cover, with nothing between them."""
    spans = sorted((part.left, part.right) for row in region if len(row.parts) > 1 for part in row.parts)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1] - 1:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return _without_halves(columns, region)


def _without_halves(columns: list[tuple[float, float]], region: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns, with neighbours put together that no row fills both: a centred heading above cells at the left."""
    most = max(len(row.parts) for row in region)
    at = 0
    while len(columns) > most and at + 1 < len(columns):
        both = any(
            len({_column_of(part, columns) for part in row.parts}.intersection((at, at + 1))) == 2 for row in region
        )
        if both:
            at += 1
        else:
            columns = [*columns[:at], (columns[at][0], columns[at + 1][1]), *columns[at + 2 :]]
    return columns


def _column_of(part: Part, columns: Sequence[tuple[float, float]]) -> int:
    middle = (part.left + part.right) / 2
    return min(range(len(columns)), key=lambda at: max(columns[at][0] - middle, middle - columns[at][1], 0.0))


def _begins_row(cells: Sequence[str], above: Sequence[str]) -> bool:
    if cells[0]:
        return bool(_NUMBERED.match(cells[0])) or not _NUMBERED.match(above[0] or "-")
    return False

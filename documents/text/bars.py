"""Rows of a table whose outer bars a page left out: "STT | Chỉ tiêu | Năm 2024" above "1 | Hộ nghèo | 2%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

_TAB = "\t"
_BAR = re.compile(r"\s\|\s")
# Two cells stand side by side at the top and the foot of every paper, so a row has more.
_CELLS = 3
# A row that only draws a line, left empty so that the lines keep their numbers.
_DRAWN = re.compile(r":?-{3,}:?(?:\s\|\s:?-{3,}:?)+$")


def with_outer_bars(lines: Sequence[str]) -> list[str]:
    """The lines; those which are rows of one table, two or more, begin and end with a bar."""
    found: list[str] = []
    for cells, group in groupby(lines, key=_cells):
        rows = list(group)
        if cells >= _CELLS and len(rows) > 1:
            rows = ["" if _DRAWN.match(row.strip()) else f"| {' | '.join(row.split(_TAB))} |" for row in rows]
        found += rows
    return found


def _cells(line: str) -> int:
    """How many cells a line has, when it is a row without outer bars, or with tabs between its cells; else 0."""
    if _TAB in line and "|" not in line:
        cells = line.split(_TAB)
        return len(cells) if all(map(str.strip, cells)) else 0
    if "|" not in line or line[:1] == "|" or line.rstrip()[-1:] == "|":
        return 0
    return len(_BAR.findall(line)) + 1

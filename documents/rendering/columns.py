"""Widths of the columns of a table, from what stands in them (fixed layout: no second pass)."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Widths are whole steps of 2 % of the table: paper.css has a class for each.
STEP_PERCENT = 2
_STEPS = 100 // STEP_PERCENT
# A column is never narrower than this, and a very long text does not starve the others.
_LEAST_STEPS = 4
_MOST_LETTERS = 60
# Numbers and shares stand in the middle of their column.
_FIGURE = re.compile(r"[\d.,/%]{1,12}$")
# Enough rows to know a column by.
_SAMPLE = 200


def column_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """One width per column in percent, steps of 2, together 100; [] for more columns than a page can hold."""
    count = max((len(row) for row in rows), default=0)
    if not 0 < count <= _STEPS // _LEAST_STEPS:
        return []
    sample = rows[:_SAMPLE]
    needs = [max((_need(row[column]) for row in sample if column < len(row)), default=1) for column in range(count)]
    free = _STEPS - count * _LEAST_STEPS
    total = sum(needs)
    steps = [_LEAST_STEPS + free * need // total for need in needs]
    steps[needs.index(max(needs))] += _STEPS - sum(steps)
    return [step * STEP_PERCENT for step in steps]


def is_figure(cell: str) -> bool:
    """True for a cell that holds a number, a date or a share and nothing else."""
    return _FIGURE.match(cell) is not None


def _need(cell: str) -> int:
    return min(max(len(cell), 1), _MOST_LETTERS)

"""Disciplinary measures: which of them count as "từ cảnh cáo trở lên"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legal.dated import Row, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Row):
    """A measure, and whether it is cảnh cáo or heavier."""

    name: str
    from_warning_up: bool


@cache
def measures() -> tuple[Measure, ...]:
    """The measures whose weight is known, from the lightest up."""
    return tuple(Measure(**row) for row in load("measures", "measure"))


def is_from_warning_up(code: str) -> bool | None:
    """Whether a measure ("canh_cao") is cảnh cáo or heavier; None for one whose weight is not known."""
    return next((row.from_warning_up for row in measures() if row.code == code.strip().casefold()), None)

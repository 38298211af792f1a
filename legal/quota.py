"""Quotas: how many at most, of how many. National law has none on titles since 2024; grading has caps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from legal.layers import NATIONAL, LawRow, in_force, load_layered


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(LawRow):
    """At most ``percent`` % (``exceptional_percent`` % in special cases) of those that ``of`` counts.

    ``touches``: the awards that it limits, itself or through grading.
    """

    touches: list[str]
    percent: int
    exceptional_percent: int
    of: str
    text: str

    def at_most(self, total: int, *, exceptional: bool = False) -> int:
        """The greatest whole number within the quota."""
        return (self.exceptional_percent if exceptional else self.percent) * total // 100


@cache
def _rows() -> tuple[Quota, ...]:
    return tuple(Quota(**row) for row in load_layered("quotas", "quota"))


def quotas(code: str, on: date, jurisdiction: str = NATIONAL) -> list[Quota]:
    """The quotas that limit an award on a day, itself or through grading.

    Raises:
        NotCovered: unknown jurisdiction.
    """
    return [row for row in in_force(_rows(), on, jurisdiction, lambda row: row.code) if code in row.touches]

"""General rules that hold for many titles: after discipline, maternity, one achievement one award, women first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from legal.dated import NotCovered
from legal.doubts import citation_on
from legal.layers import NATIONAL, LawRow, in_force, load_layered


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(LawRow):
    """One general rule, in a Vietnamese sentence."""

    text: str


@cache
def principles() -> tuple[Principle, ...]:
    """All general rules of all periods and jurisdictions."""
    return tuple(Principle(**row) for row in load_layered("principles", "principle"))


def principles_on(on: date, jurisdiction: str = NATIONAL) -> list[Principle]:
    """The general rules of a day, each as far verified as it is on that day."""
    rows = in_force(principles(), on, jurisdiction, lambda row: row.code)
    return [replace(row, citation=citation_on(row.citation, on)) for row in rows]


def principle(code: str, on: date) -> Principle:
    """One national rule on a day; legal.dated.NotCovered when the data hold none."""
    for row in principles_on(on):
        if row.code == code:
            return row
    raise NotCovered(f"Dữ liệu pháp luật chưa có nguyên tắc “{code}” cho ngày {on:%d/%m/%Y}.")

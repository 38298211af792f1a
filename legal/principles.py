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
    """One general rule in a Vietnamese sentence; ``number`` is the number in it that is reckoned with."""

    text: str
    number: int | None = None


@cache
def principles() -> tuple[Principle, ...]:
    """All general rules of all periods and jurisdictions."""
    return tuple(Principle(**row) for row in load_layered("principles", "principle"))


def principles_on(on: date, jurisdiction: str = NATIONAL) -> list[Principle]:
    """The general rules of a day, each as far verified as it is on that day."""
    return [_as_on(row, on) for row in in_force(principles(), on, jurisdiction, lambda row: row.code)]


def principle(code: str, on: date) -> Principle:
    """One national rule on a day; legal.dated.NotCovered when the data hold none."""
    for row in principles():
        if row.code == code and row.jurisdiction == NATIONAL and row.in_force(on):
            return _as_on(row, on)
    raise NotCovered(f"Dữ liệu pháp luật chưa có nguyên tắc “{code}” cho ngày {on:%d/%m/%Y}.")


def number(code: str, on: date) -> int:
    """The number of a rule that has one; legal.dated.NotCovered when the data hold none."""
    value = principle(code, on).number
    if value is None:
        raise ValueError(f"{code}: the rule has no number")
    return value


def _as_on(row: Principle, on: date) -> Principle:
    return replace(row, citation=citation_on(row.citation, on))

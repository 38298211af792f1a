"""Terms (thời hạn): until when a dossier goes up, how long an appraisal takes, how long names are published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from legal.doubts import citation_on
from legal.layers import NATIONAL, LawRow, in_force, load_layered


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(LawRow):
    """One term for an award, "*" for every one, in a Vietnamese sentence."""

    term: str
    text: str


@cache
def _rows() -> tuple[Term, ...]:
    return tuple(Term(**row) for row in load_layered("terms", "term"))


def terms(code: str, on: date, jurisdiction: str = NATIONAL) -> list[Term]:
    """The terms of an award on a day; legal.dated.NotCovered for an unknown jurisdiction."""
    rows = in_force(_rows(), on, jurisdiction, lambda row: (row.code, row.term))
    return [replace(row, citation=citation_on(row.citation, on)) for row in rows if row.code in (code, "*")]

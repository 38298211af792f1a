"""The papers of a dossier (hồ sơ đề nghị), with the decree's forms for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from legal.dated import Citation, Row, load
from legal.doubts import citation_on
from legal.gaps import not_covered
from legal.layers import NATIONAL, LawRow, in_force, load_layered
from legal.titles import name


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow(LawRow):
    """A paper (``paper``) in the dossier of an award; ``form`` is the code of its form, "" when none is known."""

    paper: str
    name: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Row):
    """One form of the decree's annex: ``number`` "05"."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that the dossier needs, and its form where there is one."""

    code: str
    name: str
    form: Form | None
    citation: Citation


@cache
def forms() -> tuple[Form, ...]:
    """The forms of the decree's annex, by number."""
    return tuple(Form(**row) for row in load("dossiers", "form"))


@cache
def _rows() -> tuple[PaperRow, ...]:
    return tuple(PaperRow(**row) for row in load_layered("dossiers", "paper"))


def papers_of(title: str, on: date, jurisdiction: str = NATIONAL) -> list[Paper]:
    """The papers of that award's dossier on that day.

    Raises:
        NotCovered: unknown title or jurisdiction, or a day the data do not hold.
    """
    name(title)
    rows = [row for row in in_force(_rows(), on, jurisdiction, lambda row: (row.code, row.paper)) if row.code == title]
    if not rows:
        raise not_covered("dossier", title, on)
    return [Paper(row.paper, row.name, _form(row.form, on), citation_on(row.citation, on)) for row in rows]


def _form(code: str, on: date) -> Form | None:
    return next((form for form in forms() if form.code == code and form.in_force(on)), None)

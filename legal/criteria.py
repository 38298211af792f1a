"""The criteria of each title as data: which test, with which numbers, from which article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from legal.dated import Citation
from legal.gaps import not_covered
from legal.layers import NATIONAL, LawRow, in_force, load_layered
from legal.titles import SUBJECT_TYPES, SubjectType, subjects

EVERY_TITLE = "*"


@dataclass(frozen=True, slots=True)
class Node:
    """One criterion, or several put together (``test`` "any_of", "all_of").

    ``test`` is the name of a function of ``legal.rules``, ``params`` its numbers; ``text`` says the criterion in
    Vietnamese, in the words of the law.
    """

    rule: str
    test: str
    text: str
    citation: Citation
    params: Mapping[str, Any]
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(LawRow):
    """A criterion of one title (``code``) or of every title ("*"), for these types of subject."""

    node: Node
    subjects: tuple[SubjectType, ...]


@cache
def criteria() -> tuple[Criterion, ...]:
    """All criteria of all periods and jurisdictions."""
    return tuple(_criterion(row) for row in load_layered("criteria", "criterion"))


@cache
def first_year() -> int:
    """The first emulation year that can be judged: the one before the oldest criteria, decided on after its end."""
    return min(row.valid_from for row in criteria()).year - 1


def criteria_of(code: str, subject: SubjectType, on: date, jurisdiction: str = NATIONAL) -> list[Criterion]:
    """What a title asks of such a subject on a day, its own criteria first, then those of every title.

    Raises:
        NotCovered: the data hold no criteria of that title for the day, or not the jurisdiction.
    """
    own = _of(code, subject, on, jurisdiction)
    if not own:
        raise not_covered("criteria", code, on)
    return own + _of(EVERY_TITLE, subject, on, jurisdiction)


def _of(code: str, subject: SubjectType, on: date, jurisdiction: str) -> list[Criterion]:
    rows = [row for row in criteria() if row.code == code and subject in row.subjects]
    return in_force(rows, on, jurisdiction, lambda row: row.node.rule)


def _criterion(row: dict[str, Any]) -> Criterion:
    kept = {name: row[name] for name in ("code", "valid_from", "valid_to", "citation", "jurisdiction")}
    everybody = SUBJECT_TYPES if row["code"] == EVERY_TITLE else subjects(row["code"])
    whose = tuple(row.get("subjects", everybody))
    return Criterion(node=_node(row, row["citation"]), subjects=whose, **kept)


def _node(row: dict[str, Any], above: Citation) -> Node:
    """A part cites what the row above it cites, as far as it says nothing else."""
    citation = row.get("citation") or Citation(
        row.get("document", above.document), row.get("article", above.article), row.get("verified", above.verified)
    )
    parts = tuple(_node(part, citation) for part in row.get("parts", ()))
    return Node(row["rule"], row["test"], row["text"], citation, row.get("params", {}), parts)

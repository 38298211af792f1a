"""Everything the data hold about one award on one day: for "Tra cứu"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from legal import authority as authorities
from legal import dossier, money, quota, tally, terms
from legal.criteria import Criterion, Node, criteria_of
from legal.dated import NotCovered
from legal.doubts import Doubt, citation_on, warnings
from legal.findings import citation_dict
from legal.layers import NATIONAL
from legal.principles import Principle, principles_on
from legal.titles import SubjectType, Title, title

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One award as the law of a day has it.

    ``missing`` holds, for what the data do not cover, the sentence that says so, by the name of the field.
    """

    title: Title
    on: date
    jurisdiction: str
    criteria: dict[SubjectType, list[Criterion]]
    authority: authorities.Authority | None
    threshold: tally.Threshold | None
    money: dict[SubjectType, money.Amount]
    dossier: list[dossier.Paper]
    quotas: list[quota.Quota]
    terms: list[terms.Term]
    principles: list[Principle]
    doubts: list[Doubt]
    missing: dict[str, str]


def look_up(code: str, on: date, jurisdiction: str = NATIONAL) -> Entry:
    """What the data hold about an award on a day in a jurisdiction.

    Raises:
        NotCovered: unknown code or jurisdiction, or a day before the titles of the data.
    """
    asked, missing = title(code, on), {}

    def known(field: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except NotCovered as gap:
            missing[field] = str(gap)
            return None

    def criteria_for(one: SubjectType) -> list[Criterion]:
        return known("criteria", lambda: criteria_of(code, one, on, jurisdiction)) or []

    def amount_for(one: SubjectType) -> money.Amount | None:
        return known("money", lambda: money.amount(code, on, one))

    principles = principles_on(on, jurisdiction)
    criteria = {one: criteria_for(one) for one in asked.subjects}
    documents = {row.node.citation.document for rows in criteria.values() for row in rows}
    return Entry(
        title=asked,
        on=on,
        jurisdiction=jurisdiction,
        criteria=criteria,
        authority=known("authority", lambda: authorities.authority(code, on, jurisdiction)),
        threshold=known("threshold", lambda: tally.threshold(code, on, jurisdiction)),
        money={one: amount for one in asked.subjects if (amount := amount_for(one))},
        dossier=known("dossier", lambda: dossier.papers_of(code, on, jurisdiction)) or [],
        quotas=quota.quotas(code, on, jurisdiction),
        terms=terms.terms(code, on, jurisdiction),
        principles=principles,
        doubts=warnings(documents, on),
        missing=missing,
    )


def as_dict(entry: Entry) -> dict[str, Any]:
    """The entry as JSON data."""
    return {
        "title": {"code": entry.title.code, "name": entry.title.name, "subjects": list(entry.title.subjects)},
        "on": entry.on.isoformat(),
        "jurisdiction": entry.jurisdiction,
        "criteria": {
            one: [_node(row.node, entry.on) | {"jurisdiction": row.jurisdiction} for row in rows]
            for one, rows in entry.criteria.items()
        },
        "authority": entry.authority and authority_dict(entry.authority),
        "threshold": entry.threshold
        and {
            "percent": entry.threshold.percent or None,
            "citation": citation_dict(entry.threshold.citation),
        },
        "money": {one: money_dict(amount) for one, amount in entry.money.items()},
        "dossier": [
            {"name": paper.name, "form": paper.form and paper.form.number, "citation": citation_dict(paper.citation)}
            for paper in entry.dossier
        ],
        **{
            field: [{"text": row.text, "citation": citation_dict(row.citation)} for row in getattr(entry, field)]
            for field in ("quotas", "terms", "principles", "doubts")
        },
        "missing": entry.missing,
    }


def money_dict(amount: money.Amount) -> dict[str, Any]:
    """Prize money as JSON data."""
    found: dict[str, Any] = {
        "amount": amount.amount,
        "coefficient": str(amount.coefficient),
        "base": amount.base,
        "citation": citation_dict(amount.citation),
        "base_citation": citation_dict(amount.base_citation),
        "verified": amount.verified,
    }
    return found if amount.multiplier == 1 else found | {"multiplier": str(amount.multiplier)}


def authority_dict(found: authorities.Authority) -> dict[str, Any]:
    """Who decides, as JSON data."""
    return {
        "authority": [{"code": one.code, "name": one.name} for one in found.decided_by],
        "own_unit": [{"code": one.code, "name": one.name} for one in found.own_unit],
        "citation": citation_dict(found.citation),
    }


def _node(node: Node, on: date) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": node.rule,
        "text": node.text,
        "citation": citation_dict(citation_on(node.citation, on)),
    }
    return found | ({node.test: [_node(part, on) for part in node.parts]} if node.parts else {})

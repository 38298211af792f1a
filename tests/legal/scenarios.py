"""Scenarios for the tests of the law: subjects of whom everything is known, and what the tests change in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from legal.evaluate import check
from legal.findings import Finding, Result
from legal.scenario import Award, Discipline, Initiative, Rating, Research, Scenario, Subject

# A day under NĐ 98/2023, and one under NĐ 152/2025.
OLD = date(2024, 12, 10)
NEW = date(2025, 12, 10)

PERSON = Subject(
    type="person",
    awards=(),
    ratings=(),
    initiatives=(),
    research=(),
    combat_resourcefulness=False,
    discipline=(),
    under_review=False,
    maternity_years=(),
)
COLLECTIVE = Subject(
    type="collective",
    awards=(),
    ratings=(),
    discipline=(),
    under_review=False,
    members=20,
    members_ldtt=14,
    members_completed=20,
    members_cstdcs=1,
)
HOUSEHOLD = Subject(type="household", awards=(), under_review=False)


def person(**changes: Any) -> Subject:
    return replace(PERSON, **changes)


def collective(**changes: Any) -> Subject:
    return replace(COLLECTIVE, **changes)


def awards(code: str, *years: int, revoked: tuple[int, ...] = ()) -> tuple[Award, ...]:
    return tuple(Award(code, year, date(year, 12, 1), year in revoked) for year in years)


def ratings(rating: Any, *years: int) -> tuple[Rating, ...]:
    return tuple(Rating(year, rating) for year in years)


def initiative(scope: Any = "co_so", on: date | None = date(2024, 5, 5), used_for: str | None = None) -> Initiative:
    return Initiative(scope, on, used_for)


def research(scope: Any = "co_so", on: date | None = date(2024, 5, 5), used_for: str | None = None) -> Research:
    return Research(scope, on, used_for)


def measure(kind: str, since: date, until: date | None = None) -> Discipline:
    return Discipline(kind, since, until)


def asked(title: str, subject: Subject, on: date = NEW, year: int | None = None, **more: Any) -> Scenario:
    return Scenario(title=title, on=on, year=on.year if year is None else year, subject=subject, **more)


def result(title: str, subject: Subject, on: date = NEW, year: int | None = None, **more: Any) -> Result:
    return check(asked(title, subject, on, year, **more))


def verdict(title: str, subject: Subject, on: date = NEW, year: int | None = None, **more: Any) -> str:
    return result(title, subject, on, year, **more).verdict


def finding(found: Result, rule: str) -> Finding:
    """The only finding of that rule, also inside others."""
    (one,) = [part for part in every_finding(found.findings) if part.rule == rule]
    return one


def every_finding(findings: tuple[Finding, ...]) -> list[Finding]:
    """All findings and the parts they were put together from."""
    return [one for part in findings for one in (part, *every_finding(part.any_of + part.all_of))]

"""What the law says about the people, units and households of the records: the only caller of its evaluator here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from awards.models import Household
from awards.models.subject import field_of
from awards.queries.evidence import evidence_of
from awards.text.titles import TITLES
from legal.dated import NotCovered
from legal.evaluate import check
from legal.findings import Result
from legal.forecast import Assumption, Possible, forecast
from legal.layers import NATIONAL
from legal.scenario import Scenario, Subject
from legal.scenario_reading import read_scenario
from organizations.models import Person, Unit

Candidate = Person | Unit | Household


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the law says about one title; ``gap`` is the sentence for a title or day that the data do not cover."""

    code: str
    result: Result | None
    gap: str = ""

    @property
    def name(self) -> str:
        """The title's name."""
        return TITLES[self.code].name


def facts_of(candidate: Candidate, year: int, on: date) -> Subject:
    """What the records hold about the candidate for an emulation year, as the law is asked."""
    code = next(code for code, title in TITLES.items() if field_of(candidate) in title.subjects)
    data = {"title": code, "on": on.isoformat(), "year": year, "subject": evidence_of(candidate, year, on)}
    return read_scenario(data).subject


def judge(facts: Subject, code: str, *, year: int, on: date, jurisdiction: str = NATIONAL) -> Judgement:
    """One title for one candidate, with every criterion.

    Args:
        on: the day whose law applies; ``year``: the emulation year.
    """
    scenario = Scenario(title=code, on=on, year=year, subject=facts, jurisdiction=jurisdiction)
    try:
        return Judgement(code, check(scenario))
    except NotCovered as gap:
        return Judgement(code, None, str(gap))


def judge_all(facts: Subject, *, year: int, on: date, jurisdiction: str = NATIONAL) -> list[Judgement]:
    """Every title that such a candidate may hold, in the order of the catalogue."""
    codes = [code for code, title in TITLES.items() if facts.type in title.subjects]
    return [judge(facts, code, year=year, on=on, jurisdiction=jurisdiction) for code in codes]


def foresee(facts: Subject, year: int, assumption: Assumption, jurisdiction: str = NATIONAL) -> list[Possible]:
    """The first year in which each higher award becomes possible; empty for what the data do not cover."""
    try:
        return forecast(facts, year, assumption=assumption, jurisdiction=jurisdiction)
    except NotCovered:
        return []

"""What a rule works on and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from legal.findings import COUNCIL, Finding
from legal.principles import Principle, principle
from legal.scenario import Award, Rating, Scenario, Subject

Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test says: ``text`` continues the criterion's own sentence after a colon, without a full stop.

    ``judged``: only people can say; ``over_years``: waiting may change it; ``warnings`` decide nothing.
    """

    ok: bool | None
    text: str
    evidence: Any = None
    needs: str | None = None
    judged: bool = False
    over_years: bool = False
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario under judgement, with the questions that several rules ask."""

    scenario: Scenario

    @property
    def subject(self) -> Subject:
        return self.scenario.subject

    @property
    def on(self) -> date:
        return self.scenario.on

    @property
    def year(self) -> int:
        return self.scenario.year

    def principle(self, code: str) -> Principle:
        """The general rule with that code on the day of judgement."""
        return principle(code, self.on)

    def on_maternity_leave(self, year: int) -> bool:
        """Whether that year is known to hold maternity leave."""
        return year in (self.subject.maternity_years or ())

    def rating(self, year: int) -> Rating | None:
        """The rating of that year, None when there is none among those known."""
        return next((row for row in self.subject.ratings or () if row.year == year), None)

    def decided(self, code: str, year: int | None = None) -> list[Award]:
        """Awards of that code (and year) decided by the day of judgement, revoked ones too."""
        return [
            award
            for award in self.subject.awards or ()
            if award.code == code
            and award.decided
            and year in (None, award.year)
            and (award.decided_on is None or award.decided_on <= self.on)
        ]

    def aside(self, code: str, needs: str | None = None) -> Finding:
        """A general rule that plays a part, for people to look at; it decides nothing by itself."""
        rule = self.principle(code)
        return Finding(
            rule=code,
            ok=None,
            text=f"{rule.text}.",
            citation=rule.citation,
            needs=needs,
            judged_by=COUNCIL,
            warning=True,
        )

    def first_year_counted(self) -> int:
        """The first whole year after the last disciplinary measure, from which a person's achievements count."""
        if self.subject.type != "person":
            return 0
        ends = [
            9999 if measure.until is None else measure.until.year + 1
            for measure in self.subject.discipline or ()
            if measure.since <= self.on
        ]
        return max(ends, default=0)


def never_fails(ok: bool | None, *, verified: bool) -> bool | None:
    """The value of a rule that may keep somebody out: one that nobody read in the text cannot fail anybody."""
    return None if ok is False and not verified else ok

"""In which year a higher award becomes possible, if a person goes on as assumed: "đủ điều kiện năm nào nếu …"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from legal.evaluate import check
from legal.findings import Finding
from legal.layers import NATIONAL
from legal.scenario import Award, Rating, RatingCode, Scenario, Subject

HIGHER: dict[str, tuple[str, ...]] = {
    "person": ("CSTDCS", "CSTDT", "CSTDTQ", "BKT", "BKTTG", "HCLD3"),
    "collective": ("TTLDXS", "CTDT", "BKT"),
    "household": (),
}


@dataclass(frozen=True, slots=True)
class Assumption:
    """What every coming year brings.

    Args:
        awards: titles received each year; ``rating``: the rating of each year.
        climb: each higher title is received too from the year in which it becomes possible.
    """

    awards: tuple[str, ...] = ("LDTT", "CSTDCS")
    rating: RatingCode | None = "HTXSNV"
    climb: bool = True


@dataclass(frozen=True, slots=True)
class Possible:
    """The first year in which an award becomes possible.

    ``year`` is None when it does not within the horizon; ``still_needs`` says what has to come beside the years.
    """

    code: str
    year: int | None
    still_needs: tuple[str, ...]


def forecast(
    subject: Subject,
    year: int,
    *,
    assumption: Assumption | None = None,
    codes: Iterable[str] | None = None,
    jurisdiction: str = NATIONAL,
    horizon: int = 15,
) -> list[Possible]:
    """The first year, from ``year`` on, in which each higher award becomes possible.

    The past is the subject's own; from ``year`` on the assumption is added. Years are judged on their last day, by
    the law known today. Sáng kiến, reviews and other things that no row of years decides are listed as still needed.

    Args:
        year: the first year that is not over yet; ``horizon``: how many years to look ahead, this one included.

    Raises:
        NotCovered: unknown code or jurisdiction, or a day the data do not hold.
    """
    assumed = assumption or Assumption()
    wanted = tuple(codes) if codes is not None else HIGHER[subject.type]
    found: dict[str, Possible] = {}
    for now in range(year, year + horizon):
        subject = _with_year(subject, now, assumed)
        for code in wanted:
            possible = found.get(code) or _possible(subject, code, now, jurisdiction)
            if possible is None:
                continue
            found[code] = possible
            if assumed.climb:
                subject = _with_award(subject, code, now)
    return [found.get(code, Possible(code, None, ())) for code in wanted]


def _possible(subject: Subject, code: str, year: int, jurisdiction: str) -> Possible | None:
    scenario = Scenario(title=code, on=date(year, 12, 31), year=year, subject=subject, jurisdiction=jurisdiction)
    findings = [finding for finding in check(scenario).findings if not finding.warning]
    if not all(_in_time(finding) for finding in findings):
        return None
    needs = (need for finding in findings for need in _needs(finding))
    return Possible(code, year, tuple(dict.fromkeys(needs)))


def _in_time(finding: Finding) -> bool:
    """Whether the years are there, whatever else is still unknown or missing."""
    if finding.rule == "doi_tuong":
        return finding.ok is True
    parts = [part for part in finding.any_of if part.over_years]
    if parts:
        return any(_in_time(part) for part in parts)
    if finding.all_of:
        return all(_in_time(part) for part in finding.all_of)
    return finding.ok is True if finding.over_years else True


def _needs(finding: Finding) -> list[str]:
    if finding.ok or (finding.over_years and not finding.any_of and not finding.all_of):
        return []
    for part in finding.any_of:
        if part.over_years and _in_time(part):
            return _needs(part)
    if finding.all_of:
        return [need for part in finding.all_of for need in _needs(part)]
    return [finding.needs] if finding.needs else []


def _with_year(subject: Subject, year: int, assumed: Assumption) -> Subject:
    for code in assumed.awards:
        subject = _with_award(subject, code, year)
    if assumed.rating is None or any(row.year == year for row in subject.ratings or ()):
        return subject
    return replace(subject, ratings=(*(subject.ratings or ()), Rating(year, assumed.rating)))


def _with_award(subject: Subject, code: str, year: int) -> Subject:
    held = subject.awards or ()
    if any(award.code == code and award.year == year for award in held):
        return subject
    return replace(subject, awards=(*held, Award(code, year, date(year, 12, 31))))

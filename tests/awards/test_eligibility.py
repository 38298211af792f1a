"""What the records of a candidate are worth before the law, title by title."""

from __future__ import annotations

from datetime import date

import pytest

from awards.eligibility import facts_of, foresee, judge, judge_all
from legal.forecast import Assumption
from organizations.models import Person
from tests.awards.facts import award, discipline, household, initiative, rating, review, statement
from tests.cast import Cast

ON = date(2024, 12, 20)


@pytest.fixture
def person(cast: Cast) -> Person:
    """Of 2024 everything is written down: an excellent year with the title below and no measure."""
    person = cast.justice_officer.person
    award(person, cast.clerk, "LDTT", 2024, decided_on=date(2024, 12, 1))
    rating(person, cast.clerk, "HTXSNV", 2024)
    for topic in ("discipline", "under_review"):
        statement(person, cast.clerk, topic, 2024)
    return person


def verdicts(candidate: object, year: int = 2024) -> dict[str, str]:
    facts = facts_of(candidate, year, ON)  # type: ignore[arg-type]
    return {one.code: one.result.verdict if one.result else one.gap for one in judge_all(facts, year=year, on=ON)}


def test_every_title_of_a_person_is_judged_by_the_records(person: Person) -> None:
    found = verdicts(person)
    assert list(found) == ["LDTT", "CSTDCS", "CSTDT", "CSTDTQ", "GK", "BKT", "BKTTG", "HCLD3", "HCLD2", "HCLD1"]
    assert (found["LDTT"], found["CSTDCS"], found["CSTDT"]) == ("eligible", "eligible", "not_eligible")


def test_a_chain_of_years_and_an_initiative_open_the_next_title(cast: Cast, person: Person) -> None:
    for year in (2022, 2023, 2024):
        award(person, cast.clerk, "CSTDCS", year, decided_on=date(year, 12, 15))
    facts = facts_of(person, 2024, ON)
    one = judge(facts, "CSTDT", year=2024, on=ON)
    assert (one.name, one.result.verdict) == ("Chiến sĩ thi đua bộ, ban, ngành, tỉnh", "unknown")
    initiative(person, cast.clerk, "tinh", 2024, decided_on=date(2024, 10, 1))
    assert verdicts(person)["CSTDT"] == "eligible"


def test_nothing_on_record_is_not_known_rather_than_refused(cast: Cast) -> None:
    assert verdicts(cast.clerk.person)["CSTDCS"] == "unknown"
    assert set(verdicts(household(cast.city))) == {"GDVH", "GK", "BKT"}
    assert verdicts(cast.justice)["TTLDTT"] == "unknown"


def test_a_day_that_the_data_do_not_cover_is_told(person: Person) -> None:
    facts = facts_of(person, 2023, date(2023, 12, 20))
    one = judge(facts, "LDTT", year=2023, on=date(2023, 12, 20))
    assert one.result is None
    assert one.gap.startswith("Dữ liệu pháp luật chưa có")


def test_the_years_to_come_as_assumed(person: Person) -> None:
    assumed = Assumption(awards=("LDTT", "CSTDCS"), rating="HTXSNV")
    found = {one.code: one.year for one in foresee(facts_of(person, 2024, ON), 2025, assumed)}
    assert (found["CSTDCS"], found["CSTDT"]) == (2025, 2027)
    assert foresee(facts_of(person, 2024, ON), 1990, assumed) == []


def test_what_began_between_the_year_and_the_judgement_keeps_back(cast: Cast, person: Person) -> None:
    """A year is judged in the first months of the next: a measure or a review of January counts."""
    day = date(2025, 2, 10)

    def verdict(on: date = day) -> str:
        return judge(facts_of(person, 2024, on), "CSTDCS", year=2024, on=on).result.verdict

    assert verdict() == "eligible"
    opened = review(person, cast.clerk, since=date(2025, 1, 15))
    assert (verdict(), verdict(ON)) == ("unknown", "eligible")
    # An end that is expected, or that came later, does not make it over on the day; its last day belongs to it.
    for until, expected in ((date(2025, 3, 1), "unknown"), (day, "unknown"), (date(2025, 2, 9), "eligible")):
        opened.until = until
        opened.save()
        assert verdict() == expected
    discipline(person, cast.clerk, since=date(2025, 1, 20))
    assert (verdict() != "eligible", verdict(ON)) == (True, "eligible")

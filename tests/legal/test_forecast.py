"""In which year a higher award becomes possible, if a person goes on as assumed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.dated import NotCovered
from legal.forecast import Assumption, Possible, forecast
from legal.scenario import Subject
from tests.legal.scenarios import COLLECTIVE, HOUSEHOLD, PERSON, awards, measure, person, ratings

GOES_ON = Assumption()


def years(subject: Subject, year: int = 2026, **more: object) -> dict[str, int | None]:
    return {one.code: one.year for one in forecast(subject, year, **more)}  # type: ignore[arg-type]


def test_a_beginner_climbs_year_by_year():
    assert years(PERSON) == {
        "CSTDCS": 2026,
        "CSTDT": 2028,
        "CSTDTQ": 2029,
        "BKT": 2027,
        "BKTTG": 2032,
        "HCLD3": 2037,
    }


def test_what_was_received_counts():
    held = person(awards=awards("CSTDCS", 2024, 2025))
    assert years(held, codes=["CSTDT", "BKT"]) == {"CSTDT": 2026, "BKT": 2026}
    broken = person(awards=awards("CSTDCS", 2024, 2025, revoked=(2025,)))
    assert years(broken, codes=["CSTDT", "BKT"]) == {"CSTDT": 2028, "BKT": 2027}


def test_a_long_record_makes_an_order_possible_at_once():
    held = person(
        awards=awards("BKTTG", 2021) + awards("CSTDCS", 2023, 2024, 2025),
        ratings=ratings("HTXSNV", *range(2022, 2026)),
    )
    assert years(held, codes=["HCLD3"]) == {"HCLD3": 2026}


def test_the_years_are_there_but_something_else_is_still_needed():
    held = person(awards=awards("CSTDCS", 2024, 2025))
    (found,) = forecast(held, 2026, codes=["CSTDT"])
    assert found == Possible(
        "CSTDT",
        2026,
        ("Giấy chứng nhận sáng kiến, phạm vi tỉnh hoặc Giấy chứng nhận đề tài, đề án, phạm vi tỉnh",),
    )


def test_a_way_made_of_years_and_other_things_names_the_other_things():
    held = person(ratings=ratings("HTXSNV", 2025))
    assumed = Assumption(awards=(), rating="HTXSNV")
    (found,) = forecast(held, 2026, codes=["BKT"], assumption=assumed)
    assert found == Possible(
        "BKT",
        2026,
        ("Giấy chứng nhận sáng kiến, phạm vi cơ sở hoặc Giấy chứng nhận đề tài, đề án, phạm vi cơ sở",),
    )


def test_without_the_titles_nothing_higher_comes():
    assumed = Assumption(awards=("LDTT",), rating=None)
    assert years(PERSON, codes=["CSTDT", "HCLD3"], assumption=assumed, horizon=4) == {"CSTDT": None, "HCLD3": None}
    assert forecast(PERSON, 2026, codes=["CSTDT"], assumption=assumed, horizon=2) == [Possible("CSTDT", None, ())]


def test_without_climbing_the_next_step_never_comes():
    assumed = replace(GOES_ON, climb=False)
    assert years(PERSON, codes=["CSTDT", "CSTDTQ"], assumption=assumed) == {"CSTDT": 2028, "CSTDTQ": None}


def test_ratings_and_awards_that_are_known_are_kept():
    bad = person(ratings=ratings("KHTNV", 2026), awards=awards("CSTDCS", 2026, revoked=(2026,)))
    assert years(bad, codes=["CSTDT", "BKTTG"]) == {"CSTDT": 2029, "BKTTG": None}
    assert years(bad, codes=["BKT", "BKTTG"]) == {"BKT": 2028, "BKTTG": 2033}


def test_discipline_moves_everything_back():
    held = person(discipline=(measure("khien_trach", date(2026, 2, 1), date(2027, 2, 1)),))
    assert years(held, codes=["CSTDCS", "CSTDT"]) == {"CSTDCS": 2028, "CSTDT": 2030}


def test_unknown_histories_start_from_now():
    assert years(Subject(type="person"), codes=["CSTDT", "BKTTG"]) == {"CSTDT": 2028, "BKTTG": None}


def test_a_collective_and_a_household():
    assumed = Assumption(awards=("TTLDTT",), rating="HTXSNV")
    assert years(COLLECTIVE, assumption=assumed) == {"TTLDXS": 2026, "CTDT": 2026, "BKT": 2027}
    assert forecast(HOUSEHOLD, 2026) == []


def test_an_award_of_another_class_of_subject_never_becomes_possible():
    assert years(COLLECTIVE, codes=["CSTDT"], horizon=3) == {"CSTDT": None}


def test_a_day_without_law_is_an_error():
    with pytest.raises(NotCovered):
        forecast(PERSON, 2022)

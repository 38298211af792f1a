"""When a step of a reminder has come: days around a deadline, repeated steps, rules that change on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.text.reminding import (
    ACKNOWLEDGE,
    ANSWER,
    CAUGHT_UP_WITHIN,
    Due,
    Step,
    acknowledge_by,
    step_due,
    steps,
)
from legal.workdays import add_working_days, deadline, is_working_day, working_days_between

DUE = date(2024, 4, 15)
LONG_AGO = date(2024, 1, 2)


def code(today: date, due: date = DUE, since: date = LONG_AGO, duty: str = ANSWER) -> str:
    """The step that has come, "" for none."""
    found = step_due(duty, due, since, today)
    return found.code if found else ""


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (-6, ""), (-5, "truoc-5"), (-2, "truoc-5"), (-1, "truoc-1"), (0, "den-han"), (2, "den-han"), (3, "tre-3"),
        (9, "tre-3"), (10, "tre-10"), (14, "tre-10"), (15, "tre-15"), (59, "tre-55"), (60, "tre-60"), (80, "tre-60"),
        (81, ""),
    ],
)  # fmt: skip
def test_the_steps_of_an_answer(passed: int, expected: str) -> None:
    today = add_working_days(DUE, passed) if passed else DUE
    assert code(today) == expected


@pytest.mark.parametrize(
    ("passed", "expected"), [(-1, ""), (0, ""), (1, "tiep-nhan-1"), (3, "tiep-nhan-3"), (30, "tiep-nhan-10"), (31, "")]
)
def test_the_steps_of_acknowledging(passed: int, expected: str) -> None:
    today = add_working_days(DUE, passed) if passed else DUE
    assert code(today, duty=ACKNOWLEDGE) == expected


def test_what_came_before_the_duty_is_not_reminded_of() -> None:
    assert code(date(2024, 4, 9), since=date(2024, 4, 9)) == ""
    assert code(date(2024, 4, 12), since=date(2024, 4, 9)) == "truoc-1"


def test_a_paper_is_to_be_acknowledged_on_the_next_working_day() -> None:
    assert acknowledge_by(date(2024, 4, 26)) == date(2024, 5, 2)


def test_a_rule_that_changes_holds_from_its_day() -> None:
    old = Step(code="cu", duty=ANSWER, days=0, to=("officers",), valid_from=LONG_AGO, valid_to=date(2024, 4, 15))
    new = Step(code="moi", duty=ANSWER, days=0, to=("heads",), valid_from=date(2024, 4, 16))
    found = [step_due(ANSWER, DUE, LONG_AGO, day, [old, new]) for day in (DUE, date(2024, 4, 16))]
    assert found == [Due("cu", ("officers",), DUE), Due("moi", ("heads",), DUE)]


@given(st.dates(date(2022, 1, 3), date(2026, 12, 1)), st.integers(-40, 150))
def test_a_step_lies_in_the_past_near_enough_and_is_one_of_the_rules(due: date, days: int) -> None:
    today = due + timedelta(days=days)
    found = step_due(ANSWER, due, date(2021, 1, 1), today)
    passed = working_days_between(deadline(due), today)
    if found is None:
        assert passed < -5 or passed > 60 + CAUGHT_UP_WITHIN
    else:
        assert found.on <= today or not is_working_day(today)
        assert working_days_between(found.on, today) <= CAUGHT_UP_WITHIN
        assert found.code.rpartition("-")[0] in {step.code.rpartition("-")[0] for step in steps()}

"""When a duty is reminded of: the steps of ``campaigns/data/reminders.toml`` in working days around its deadline."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from legal.workdays import add_working_days, deadline, working_days_between

ANSWER, ACKNOWLEDGE, REPORT, REMEDY = "answer", "acknowledge", "report", "remedy"
Audience = Literal["officers", "heads", "above"]
# Working days after its day within which a step that nobody sent is caught up; an older one says nothing new.
CAUGHT_UP_WITHIN = 20
_DATA = Path(__file__).parents[1] / "data" / "reminders.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One reminder: ``days`` after the deadline (before it when negative), to whom; again ``every`` so many days."""

    code: str
    duty: str
    days: int
    to: tuple[Audience, ...]
    valid_from: date
    valid_to: date | None = None
    every: int = 0
    until: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A step whose day has come: its name in the log ("tre-15" for the second "tre-10"), and that day."""

    code: str
    to: tuple[Audience, ...]
    on: date


@cache
def steps() -> tuple[Step, ...]:
    """All steps, of every time."""
    return tuple(Step(**{**row, "to": tuple(row["to"])}) for row in _table("step"))


def acknowledge_by(sent_on: date) -> date:
    """The day by which a paper sent on that day is to be acknowledged."""
    [days] = [row["days"] for row in _table("acknowledge") if _holds(row["valid_from"], row.get("valid_to"), sent_on)]
    return add_working_days(sent_on, days)


def step_due(duty: str, due_on: date, since: date, today: date, known: Iterable[Step] | None = None) -> Due | None:
    """The latest step of a duty whose day has come, not too long ago; earlier ones that nobody sent are over.

    Args:
        due_on: the deadline; ``since``: when the unit got the duty: no step reminds of it on that day or before.
    """
    last = deadline(due_on)
    passed = working_days_between(last, today)
    found: tuple[int, Step] | None = None
    for step in known if known is not None else steps():
        days = _reached(step, passed)
        if step.duty == duty and _holds(step.valid_from, step.valid_to, today) and days is not None:
            found = max(found, (days, step), key=lambda pair: pair[0]) if found else (days, step)
    if found is None:
        return None
    days, step = found
    if passed - days > CAUGHT_UP_WITHIN:
        return None
    on = add_working_days(last, days)
    code = step.code if days == step.days else f"{step.code.rpartition('-')[0]}-{days}"
    return Due(code, step.to, on) if on > since else None


def _reached(step: Step, passed: int) -> int | None:
    """The days of the step's latest turn within so many days since the deadline; None before its first."""
    if passed < step.days:
        return None
    if not step.every:
        return step.days
    turns = (min(passed, step.until) - step.days) // step.every
    return step.days + max(turns, 0) * step.every


def _holds(valid_from: date, valid_to: date | None, on: date) -> bool:
    return valid_from <= on and (valid_to is None or on <= valid_to)


@cache
def _table(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_DATA.read_text(encoding="utf-8"))[name])

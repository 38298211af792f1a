"""Reminders by the clock. A tick may run at any time, in any number of workers: each step of a duty is sent once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from campaigns.models import ClockReminder
from campaigns.notifications import Reminded, notify_reminded
from campaigns.queries.late import Duty, Owed, name_them, owed_about
from campaigns.text.reminding import ANSWER, Due, step_due
from documents.models import Dispatch, Reminder
from documents.workflow import SIGNERS
from legal.workdays import deadline, is_working_day, working_days_between
from organizations.models import Role, User
from organizations.notifications import holders

REMIND_FROM = time(7)  # Vietnam time: before the digest of 7:30 goes out
OFFICERS = (Role.STANDING_OFFICER, Role.UNIT_OFFICER)
HEADS = SIGNERS
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """A step whose day has come for a unit."""

    row: Owed
    duty: Duty
    due: Due


def remind_by_clock(now: datetime | None = None) -> int:
    """Reminds of every duty whose step has come and was not sent yet; on working days, from seven o'clock on.

    A clock that stood still for days sends the latest step alone. Rows of the log and notices are written together:
    what breaks in between is sent by the next tick.

    Returns:
        How many duties were reminded of now.
    """
    here = timezone.localtime(now)
    if here.time() < REMIND_FROM or not is_working_day(here.date()):
        return 0
    turns = _not_sent(turns_on(here.date()))
    if not turns:
        return 0
    with transaction.atomic():
        return _send(turns, here.date())


def turns_on(today: date) -> list[Turn]:
    """The step that each duty has come to. A paper may have two: one of its answer, one of acknowledging it."""
    found = []
    for row in owed_about(Dispatch.objects.all(), today):
        for duty in row.duties:
            due = step_due(duty.kind, duty.due_on, row.sent_on, today) if duty.due_on else None
            if due is not None:
                found.append(Turn(row, duty, due))
    return found


def _not_sent(turns: list[Turn]) -> list[Turn]:
    """Those whose step is not in the log."""
    sent: set[tuple[int, str, date, str]] = set()
    for part in _parts([turn.row.dispatch_id for turn in turns]):
        known = ClockReminder.objects.filter(dispatch__in=part)
        sent.update(known.values_list("dispatch_id", "duty", "due_on", "step"))
    return [turn for turn in turns if _key(turn) not in sent]


def _key(turn: Turn) -> tuple[int, str, date | None, str]:
    return turn.row.dispatch_id, turn.duty.kind, turn.duty.due_on, turn.due.code


def _send(turns: list[Turn], today: date) -> int:
    name_them(turn.row for turn in turns)
    people = _people(turns)
    by_hand = _reminded_by_hand([turn.row.dispatch_id for turn in turns])
    run = uuid.uuid4()
    rows: dict[tuple[int, str], tuple[ClockReminder, Reminded]] = {}
    for turn in turns:
        reminder = _reminder(turn, today, run)
        reminded = _reminded(turn, reminder, people, by_hand.get(turn.row.dispatch_id))
        if reminded.own or reminded.above:
            reminder.told = sorted({user.pk for user in (*reminded.own, *reminded.above)})
            rows[reminder.dispatch_id, reminder.duty] = (reminder, reminded)
    # Another clock may be at work: the database takes each step once, and says which rows are of this run.
    ClockReminder.objects.bulk_create([row for row, _ in rows.values()], _BATCH, ignore_conflicts=True)
    sent: list[Reminded] = []
    for made in ClockReminder.objects.filter(run=run).order_by("pk"):
        _, reminded = rows[made.dispatch_id, made.duty]
        reminded.reminder = made
        sent.append(reminded)
    _say_once(sent)
    notify_reminded(sent)
    return len(sent)


def _say_once(sent: list[Reminded]) -> None:
    """Of two duties about one paper that come on one day whoever hears of both hears it in one notice, the answer's.

    Both steps stand in the log, with everybody who was told.
    """
    answers = {one.reminder.dispatch_id: one for one in sent if one.reminder.duty == ANSWER}
    for one in sent:
        answer = answers.get(one.reminder.dispatch_id)
        if answer is None or answer is one:
            continue
        answer.unacknowledged = one.reminder
        one.own = [user for user in one.own if user not in answer.own]
        one.above = [user for user in one.above if user not in answer.above]


def _reminder(turn: Turn, today: date, run: uuid.UUID) -> ClockReminder:
    assert turn.duty.due_on is not None
    return ClockReminder(
        dispatch_id=turn.row.dispatch_id,
        duty=turn.duty.kind,
        step=turn.due.code,
        due_on=turn.duty.due_on,
        days_late=working_days_between(deadline(turn.duty.due_on), today),
        on=today,
        run=run,
    )


@dataclass(frozen=True, slots=True)
class _People:
    """Who is told: officers and heads by unit id."""

    officers: dict[int, list[User]]
    heads: dict[int, list[User]]

    def of(self, unit_id: int, *, with_heads: bool = False) -> dict[int, User]:
        """The unit's officers, and its heads when they are asked for or nobody else is there; each once."""
        officers, heads = self.officers.get(unit_id, []), self.heads.get(unit_id, [])
        return {user.pk: user for user in (*officers, *(heads if with_heads or not officers else []))}


def _people(turns: Iterable[Turn]) -> _People:
    units = {unit for turn in turns for unit in (turn.row.unit_id, *_units_above(turn.row))}
    return _People(holders(OFFICERS, units), holders(HEADS, units))


def _units_above(row: Owed) -> set[int]:
    """The office that sent the paper, and the unit above the one that owes."""
    assert row.unit is not None
    return {row.owner_id, *row.unit.ancestor_ids[-1:]}


def _reminded(turn: Turn, reminder: ClockReminder, people: _People, by_hand: date | None) -> Reminded:
    """To whom the step goes: nobody twice, and not to the unit when somebody reminded it since the step's day."""
    row = turn.row
    assert row.unit is not None
    assert row.document is not None
    own = people.of(row.unit_id, with_heads="heads" in turn.due.to)
    above: dict[int, User] = {}
    if "above" in turn.due.to:
        for unit in sorted(_units_above(row)):
            above |= {pk: user for pk, user in people.of(unit).items() if pk not in own}
    if by_hand is not None and by_hand >= turn.due.on:
        own = {}
    return Reminded(reminder, row.unit, row.document, list(own.values()), list(above.values()))


def _reminded_by_hand(dispatches: list[int]) -> dict[int, date]:
    """The day of the last reminder by hand."""
    found: dict[int, date] = {}
    for part in _parts(dispatches):
        last = Reminder.objects.filter(dispatch__in=part).order_by().values_list("dispatch").annotate(last=Max("at"))
        found |= {dispatch: timezone.localdate(at) for dispatch, at in last}
    return found


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))

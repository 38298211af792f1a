"""Reminders of reports by the clock: before the deadline, at it, and with more people after it; each step once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from campaigns.actions.clock import HEADS, OFFICERS, REMIND_FROM
from campaigns.models import ProgressReport, ReportReminder
from campaigns.notifications import RemindedReport, notify_reports_by_clock
from campaigns.queries.progress import owed_reports
from campaigns.text.reminding import REPORT, Due, step_due
from legal.workdays import deadline, is_working_day, working_days_between
from organizations.models import User
from organizations.notifications import holders

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """A step whose day has come for a report that is owed."""

    report: ProgressReport
    due: Due


def remind_reports_by_clock(now: datetime | None = None) -> int:
    """Reminds of every report whose step has come and was not sent yet; on working days, from seven o'clock on.

    A clock that stood still for days sends the latest step alone. Rows and notices are written together: what breaks
    in between is sent by the next tick.

    Returns:
        How many units were reminded now.
    """
    here = timezone.localtime(now)
    if here.time() < REMIND_FROM or not is_working_day(here.date()):
        return 0
    turns = _not_sent(report_turns(here.date()))
    if not turns:
        return 0
    with transaction.atomic():
        return _send(turns, here.date())


def report_turns(today: date) -> list[Turn]:
    """The step that each owed report has come to; in one query."""
    owed = ProgressReport.objects.filter(owed_reports(today)).select_related("round__host", "unit").order_by("pk")
    found = []
    for report in owed.defer("highlights", "difficulties", "proposals"):
        opened_on = timezone.localdate(report.round.opened_at)
        if due := step_due(REPORT, report.round.due_on, opened_on, today):
            found.append(Turn(report, due))
    return found


def _not_sent(turns: list[Turn]) -> list[Turn]:
    sent: set[tuple[int, date, str]] = set()
    for part in _parts([turn.report.pk for turn in turns]):
        rows = ReportReminder.objects.filter(report__in=part).exclude(step="")
        sent.update(rows.values_list("report_id", "due_on", "step"))
    return [turn for turn in turns if (turn.report.pk, turn.report.round.due_on, turn.due.code) not in sent]


def _send(turns: list[Turn], today: date) -> int:
    units = {unit for turn in turns for unit in (turn.report.unit_id, *_above(turn.report))}
    officers, heads = holders(OFFICERS, units), holders(HEADS, units)
    by_hand = _reminded_by_hand([turn.report.pk for turn in turns])
    run = uuid.uuid4()
    told: dict[int, RemindedReport] = {}
    rows = []
    for turn in turns:
        reminded = _reminded(turn, officers, heads, by_hand.get(turn.report.pk))
        if reminded.own or reminded.above:
            told[turn.report.pk] = reminded
            rows.append(_row(turn, today, run))
    # Another clock may be at work: the database takes each step once, and says which rows are of this run.
    ReportReminder.objects.bulk_create(rows, _BATCH, ignore_conflicts=True)
    sent = []
    for made in ReportReminder.objects.filter(run=run).order_by("pk"):
        told[made.report_id].reminder = made
        sent.append(told[made.report_id])
    notify_reports_by_clock(sent)
    return len(sent)


def _row(turn: Turn, today: date, run: uuid.UUID) -> ReportReminder:
    due_on = turn.report.round.due_on
    late = working_days_between(deadline(due_on), today)
    return ReportReminder(
        report=turn.report, step=turn.due.code, due_on=due_on, days_late=late, on=today, run=run
    )  # fmt: skip


def _above(report: ProgressReport) -> set[int]:
    """The office that asked, and the unit above the one that owes."""
    return {report.office_id, *report.unit.ancestor_ids[-1:]}


def _people(unit: int, officers: dict[int, list[User]], heads: dict[int, list[User]], *, both: bool) -> dict[int, User]:
    """The unit's officers, and its heads when they are asked for or nobody else is there; each once."""
    own, leading = officers.get(unit, []), heads.get(unit, [])
    return {user.pk: user for user in (*own, *(leading if both or not own else []))}


def _reminded(
    turn: Turn, officers: dict[int, list[User]], heads: dict[int, list[User]], by_hand: date | None
) -> RemindedReport:
    """To whom the step goes: nobody twice, and not to the unit when somebody reminded it since the step's day."""
    report = turn.report
    own = _people(report.unit_id, officers, heads, both="heads" in turn.due.to)
    above: dict[int, User] = {}
    if "above" in turn.due.to:
        for unit in sorted(_above(report)):
            found = _people(unit, officers, heads, both=False)
            above |= {pk: user for pk, user in found.items() if pk not in own}
    if by_hand is not None and by_hand >= turn.due.on:
        own = {}
    return RemindedReport(report, list(own.values()), list(above.values()))


def _reminded_by_hand(reports: list[int]) -> dict[int, date]:
    found: dict[int, date] = {}
    for part in _parts(reports):
        rows = ReportReminder.objects.filter(report__in=part, step="").order_by().values_list("report")
        found |= dict(rows.annotate(last=Max("on")))
    return found


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))

"""Reminders of kiến nghị by the clock: the steps of an answer's deadline, each sent once however many clocks tick."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from campaigns.actions.clock import HEADS, OFFICERS, REMIND_FROM
from campaigns.actions.inspection_notices import reminder_key
from campaigns.models import FindingReminder, InspectionFinding
from campaigns.queries.inspection_tasks import standing_on
from campaigns.text.reminding import ANSWER, Due, step_due
from legal.workdays import deadline, is_working_day, working_days_between
from organizations.models import Notice, User
from organizations.notifications import Told, holders, notify_each

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """A step whose day has come for a kiến nghị."""

    finding: InspectionFinding
    due_on: date
    due: Due


def remind_of_findings(now: datetime | None = None) -> int:
    """Reminds of every kiến nghị that a unit has not answered and whose step has come; see ``remind_by_clock``.

    Returns:
        How many were reminded of now.
    """
    here = timezone.localtime(now)
    if here.time() < REMIND_FROM or not is_working_day(here.date()):
        return 0
    turns = _not_sent(finding_turns_on(here.date()))
    if not turns:
        return 0
    with transaction.atomic():
        return _send(turns, here.date())


def finding_turns_on(today: date) -> list[Turn]:
    """The step that each kiến nghị has come to, of units that stand today."""
    findings = standing_on(InspectionFinding.objects.to_answer(), today).filter(due_on__isnull=False)
    found = []
    for finding in findings.select_related("visit__unit", "visit__host").order_by("pk"):
        assert finding.due_on is not None
        assert finding.visit.concluded_at is not None
        due = step_due(ANSWER, finding.due_on, timezone.localdate(finding.visit.concluded_at), today)
        if due is not None:
            found.append(Turn(finding, finding.due_on, due))
    return found


def _not_sent(turns: list[Turn]) -> list[Turn]:
    sent: set[tuple[int, date, str]] = set()
    ids = [turn.finding.pk for turn in turns]
    for start in range(0, len(ids), _BATCH):
        known = FindingReminder.objects.filter(finding__in=ids[start : start + _BATCH])
        sent.update(known.values_list("finding_id", "due_on", "step"))
    return [turn for turn in turns if (turn.finding.pk, turn.due_on, turn.due.code) not in sent]


def _send(turns: list[Turn], today: date) -> int:
    people = _People(turns)
    run = uuid.uuid4()
    rows: dict[int, tuple[FindingReminder, Turn, list[User]]] = {}
    for turn in turns:
        told = people.of(turn)
        if told:
            row = FindingReminder(
                finding=turn.finding,
                step=turn.due.code,
                due_on=turn.due_on,
                days_late=working_days_between(deadline(turn.due_on), today),
                on=today,
                told=sorted(user.pk for user in told),
                run=run,
            )
            rows[turn.finding.pk] = (row, turn, told)
    # Another clock may be at work: the database takes each step once, and says which rows are of this run.
    FindingReminder.objects.bulk_create([row for row, _, _ in rows.values()], _BATCH, ignore_conflicts=True)
    notices: list[Told] = []
    made = list(FindingReminder.objects.filter(run=run).order_by("pk"))
    for reminder in made:
        _, turn, told = rows[reminder.finding_id]
        key = f"{reminder_key(turn.finding)}{reminder.pk}"
        text = _text(turn.finding, reminder)
        notices += [Told(user, text, turn.finding.get_absolute_url(), key) for user in told]
    notify_each(kind=Notice.Kind.REMINDER, told=notices)
    return len(made)


class _People:
    """Who is told of a turn: the officers of the unit; its heads and the office, as the step says; each once."""

    def __init__(self, turns: Iterable[Turn]) -> None:
        units = {pk for turn in turns for pk in (turn.finding.visit.unit_id, turn.finding.visit.host_id)}
        self.officers, self.heads = holders(OFFICERS, units), holders(HEADS, units)

    def of(self, turn: Turn) -> list[User]:
        visit = turn.finding.visit
        officers, heads = self.officers.get(visit.unit_id, []), self.heads.get(visit.unit_id, [])
        told = [*officers, *(heads if "heads" in turn.due.to or not officers else [])]
        if "above" in turn.due.to:
            told += self.officers.get(visit.host_id, []) or self.heads.get(visit.host_id, [])
        return list({user.pk: user for user in told}.values())


def _text(finding: InspectionFinding, reminder: FindingReminder) -> str:
    """ "Phòng Tư pháp trễ 3 ngày làm việc (hạn 15/04/2024), chưa trả lời kiến nghị kiểm tra: …"."""
    unit, late, what = finding.visit.unit, reminder.days_late, f"kiến nghị kiểm tra: {finding.text[:200]}"
    by = f"hạn {reminder.due_on:%d/%m/%Y}"
    if late > 0:
        return f"{unit} trễ {late} ngày làm việc ({by}), chưa trả lời {what}"
    if late == 0:
        return f"{unit} đến hạn hôm nay ({by}) trả lời {what}"
    return f"{unit} còn {-late} ngày làm việc ({by}) để trả lời {what}"

"""Reports that wait for a user: to be sent by the user's units, or to be accepted by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from campaigns.models import ProgressReport, ReportRound
from campaigns.models.progress import WRITTEN, ReportState
from campaigns.queries.progress import days_late
from organizations.models import User
from workflow.engine import waiting_for

MOST = 150


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A report to be sent, and for how many working days it is late."""

    report: ProgressReport
    days_late: int
    due_on: date


@dataclass(slots=True)
class RoundTask:
    """Reports of one round that wait to be accepted."""

    round: ReportRound
    count: int


def reports_waiting(user: User, unit_id: int | None = None) -> QuerySet[ProgressReport]:
    """Reports at a step of the user's, by the workflow table; what a closed round has not got is waited for no more."""
    found: QuerySet[ProgressReport] = ProgressReport.objects.none()
    for waiting in waiting_for(user):
        if waiting.workflow.model is ProgressReport:
            found = waiting.things if found.query.is_empty() else found | waiting.things
    if unit_id is not None:
        found = found.filter(Q(state__in=WRITTEN, unit=unit_id) | Q(state=ReportState.SENT, office=unit_id))
    return found.filter(Q(round__closed_at__isnull=True) | Q(state=ReportState.SENT))


def report_tasks(user: User, unit_id: int | None = None) -> tuple[list[ReportTask], list[RoundTask]]:
    """What the user has to send, late first, and what to accept, by round; one query."""
    today = timezone.localdate()
    waiting = reports_waiting(user, unit_id).select_related("round", "unit", "office")
    to_send: list[ReportTask] = []
    to_accept: dict[int, RoundTask] = {}
    for report in waiting.defer("highlights", "difficulties", "proposals").order_by("round__due_on", "-pk")[:MOST]:
        if report.state == ReportState.SENT:
            to_accept.setdefault(report.round_id, RoundTask(report.round, 0)).count += 1
        else:
            to_send.append(ReportTask(report, days_late(report, today), report.round.due_on))
    to_send.sort(key=lambda task: (-task.days_late, task.due_on))
    return to_send, list(to_accept.values())

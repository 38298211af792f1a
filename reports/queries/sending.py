"""What was sent to the user's units and waits there, and what the user sent and waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from campaigns.models import Plan
from campaigns.queries import IN_FORCE, answers_to, days_late
from documents.actions.dispatch import SENDABLE
from documents.models import Dispatch, Document, Forwarding
from documents.models.document import State
from documents.notifications import RECEIVERS
from documents.queries import units_where
from legal.workdays import last_missed
from organizations.models import User
from reports.queries.counts import Counts, open_at

MOST = 150


@dataclass(frozen=True, slots=True)
class Duty:
    """A paper sent to a unit, with what is to be done about it: "acknowledge", "answer" or "forwarded"."""

    what: str
    dispatch: Dispatch
    since: datetime
    due_on: date | None
    days_late: int
    days: int
    by: str = ""
    note: str = ""
    answer_id: int | None = None
    answer_state: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A paper that the user sent, and how many units still owe something."""

    document: Document
    sent: int
    unacknowledged: int
    owed: int
    late: int


def duties_for(user: User, counts: Counts, unit_id: int | None = None) -> list[Duty]:
    """What waits for the user of what was sent to units: late first, then by deadline.

    One query for what the units owe and one for the plans that answer it, one for what was passed on; none for what
    there is none of by ``counts``, the user's.
    """
    today = timezone.localdate()
    owing = [unit for unit in units_where(user, RECEIVERS) if unit_id in (None, unit)]
    own = _owed_by(owing) if counts.to_acknowledge or counts.to_answer else []
    answers = answers_to(row for row in own if row.asks_answer)
    found = [_own_duty(row, answers.get((row.document_id, row.unit_id)), today) for row in own]
    if counts.forwarded:
        passed = Forwarding.objects.open_for(user).for_duties().order_by("-pk")
        if unit_id is not None:
            passed = passed.filter(dispatch__unit=unit_id)
        found += [_passed_duty(row, today) for row in passed[:MOST]]
    found.sort(key=lambda duty: (-duty.days_late, duty.dispatch.due_on or date.max, -duty.dispatch.pk))
    return found[:MOST]


def _owed_by(units: list[int]) -> list[Dispatch]:
    if not units:
        return []
    to_acknowledge, to_answer = open_at(units)
    rows = Dispatch.objects.filter(to_acknowledge | to_answer).for_duties()
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "-pk")[:MOST])


def _own_duty(row: Dispatch, answer: Plan | None, today: date) -> Duty:
    state = State(answer.document.state) if answer else None
    owed = row.asks_answer and row.document.state in SENDABLE and state not in SENDABLE
    return Duty(
        "answer" if row.acknowledged_at else "acknowledge",
        row,
        row.sent_at,
        row.due_on,
        _late(row.due_on, today) if owed else 0,
        _days(row.sent_at, today),
        answer_id=answer.pk if answer else None,
        answer_state=str(state.label).lower() if state else "chưa soạn",
    )


def _passed_duty(row: Forwarding, today: date) -> Duty:
    late, days = _late(row.due_on, today), _days(row.at, today)
    return Duty("forwarded", row.dispatch, row.at, row.due_on, late, days, by=str(row.by), note=row.note)


def sent_by(user: User, unit_id: int | None = None) -> list[Sent]:
    """Papers that the user sent and that units did not acknowledge or answer yet, the late ones first; two queries."""
    today = timezone.localdate()
    rows = Dispatch.objects.filter(sent_by=user, document__state__in=SENDABLE)
    if unit_id is not None:
        rows = rows.filter(document__owner=unit_id)
    names = ("pk", "kind", "number", "symbol", "summary")
    asks = Q(asks_answer=True, document__state__in=IN_FORCE)
    counted = list(
        rows.order_by()
        .values(*(f"document__{name}" for name in names))
        .annotate(
            sent=Count("pk"),
            unacknowledged=Count("pk", filter=Q(acknowledged_at__isnull=True)),
            asked=Count("pk", filter=asks),
            late=Count("pk", filter=asks & Q(due_on__lte=last_missed(today))),
        )
        .filter(Q(unacknowledged__gt=0) | Q(asked__gt=0))
        .order_by("-document__pk")
    )
    answers = _answers([row["document__pk"] for row in counted if row["asked"]], today)
    found = []
    for row in counted:
        answered, answered_late = answers.get(row["document__pk"], (0, 0))
        paper = Document(**{name: row[f"document__{name}"] for name in names})
        one = Sent(paper, row["sent"], row["unacknowledged"], row["asked"] - answered, row["late"] - answered_late)
        if one.unacknowledged or one.owed:
            found.append(one)
    return sorted(found, key=lambda one: -one.late)[:MOST]


def _answers(documents: list[int], today: date) -> dict[int, tuple[int, int]]:
    """How many units that were asked have answered each paper, and how many of them had a deadline that is over.

    Counted from the plans, each of which finds its dispatch by an index: from the dispatches it would be units times
    plans.
    """
    if not documents:
        return {}
    asked = Dispatch.objects.filter(
        document=OuterRef("parent__document"), unit=OuterRef("document__owner"), asks_answer=True
    )
    plans = Plan.objects.filter(parent__document__in=documents, document__state__in=IN_FORCE).order_by()
    counted = plans.values("parent__document").annotate(
        all=Count("document__owner", distinct=True, filter=Exists(asked)),
        late=Count("document__owner", distinct=True, filter=Exists(asked.filter(due_on__lte=last_missed(today)))),
    )
    return {row["parent__document"]: (row["all"], row["late"]) for row in counted}


def _late(due: date | None, today: date) -> int:
    return days_late(due, today) if due else 0


def _days(since: datetime, today: date) -> int:
    return max((today - timezone.localdate(since)).days, 0)

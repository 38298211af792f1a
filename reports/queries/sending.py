"""What was sent to the user's units and waits there, and what the user sent and waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, FilteredRelation, Q
from django.utils import timezone

from campaigns.queries import furthest_answer, owes_answer
from documents.actions.dispatch import SENDABLE
from documents.models import Dispatch, Document
from documents.models.document import State
from documents.notifications import RECEIVERS
from documents.queries import units_where
from organizations.models import User
from reports.queries.counts import open_at

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


def duties_for(user: User, unit_id: int | None = None) -> list[Duty]:
    """What waits for the user of what was sent to units: late first, then by deadline; in one query."""
    today = timezone.localdate()
    units = [unit for unit in units_where(user, RECEIVERS) if unit_id in (None, unit)]
    to_acknowledge, to_answer = open_at(units)
    waiting = Dispatch.objects.annotate(passed=_passed_to(user)).filter(
        to_acknowledge | to_answer | Q(passed__isnull=False)
    )
    if unit_id is not None:
        waiting = waiting.filter(unit=unit_id)
    order = (F("due_on").asc(nulls_last=True), "-pk")
    # Chosen first, then looked at closely: the rest is asked of the shown rows alone.
    rows = (
        Dispatch.objects.filter(pk__in=waiting.order_by(*order).values("pk")[:MOST])
        .annotate(passed=_passed_to(user))
        .annotate(
            passed_at=F("passed__at"),
            passed_due=F("passed__due_on"),
            passed_note=F("passed__note"),
            passed_by=F("passed__by__person__full_name"),
            answer_id=furthest_answer("pk"),
            answer_state=furthest_answer("document__state"),
        )
        .for_list()
        .order_by(*order)
    )
    found = [duty for row in rows for duty in _duties(row, set(units), today)]
    return sorted(found, key=lambda duty: -duty.days_late)


def _passed_to(user: User) -> FilteredRelation:
    """What was passed on to the user and is not done; a new one for each query, for Django names it there."""
    return FilteredRelation("forwardings", condition=Q(forwardings__to=user, forwardings__done_at__isnull=True))


def _duties(row: Dispatch, units: set[int], today: date) -> list[Duty]:
    found = []
    state = row.answer_state or ""  # type: ignore[attr-defined]
    owed = row.asks_answer and row.document.state in SENDABLE and state not in SENDABLE
    if row.unit_id in units and (owed or row.acknowledged_at is None):
        found.append(
            Duty(
                "answer" if row.acknowledged_at else "acknowledge",
                row,
                row.sent_at,
                row.due_on,
                _late(row.due_on, today) if owed else 0,
                _days(row.sent_at, today),
                answer_id=row.answer_id,  # type: ignore[attr-defined]
                answer_state=str(State(state).label).lower() if state else "chưa soạn",
            )
        )
    since = row.passed_at  # type: ignore[attr-defined]
    if since is not None:
        due, by, note = row.passed_due, row.passed_by, row.passed_note  # type: ignore[attr-defined]
        late, days = _late(due, today), _days(since, today)
        found.append(Duty("forwarded", row, since, due, late, days, by=by or "", note=note))
    return found


def sent_by(user: User, unit_id: int | None = None) -> list[Sent]:
    """Papers that the user sent and that units did not acknowledge or answer yet, the late ones first; one query."""
    today = timezone.localdate()
    owes = owes_answer()
    rows = Dispatch.objects.filter(sent_by=user, document__state__in=SENDABLE)
    if unit_id is not None:
        rows = rows.filter(document__owner=unit_id)
    names = ("pk", "kind", "number", "symbol", "summary")
    counted = (
        rows.order_by()
        .values(*(f"document__{name}" for name in names))
        .annotate(
            sent=Count("pk"),
            unacknowledged=Count("pk", filter=Q(acknowledged_at__isnull=True)),
            owed=Count("pk", filter=owes),
            late=Count("pk", filter=owes & Q(due_on__lt=today)),
        )
        .filter(Q(unacknowledged__gt=0) | Q(owed__gt=0))
        .order_by("-late", "-document__pk")
    )
    return [
        Sent(
            Document(**{name: row[f"document__{name}"] for name in names}),
            row["sent"],
            row["unacknowledged"],
            row["owed"],
            row["late"],
        )
        for row in counted[:MOST]
    ]


def _late(due: date | None, today: date) -> int:
    return max((today - due).days, 0) if due else 0


def _days(since: datetime, today: date) -> int:
    return max((today - timezone.localdate(since)).days, 0)

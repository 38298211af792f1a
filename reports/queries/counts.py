"""How much waits for a user: the numbers of the menu and of the page Việc của tôi, in one query."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from campaigns.queries import owes_answer
from campaigns.queries.inspection_tasks import findings_to_answer, responses_to_judge, visits_to_move
from documents.models import Dispatch, Document, Forwarding
from documents.notifications import RECEIVERS
from documents.queries import units_where
from organizations.models import Notice, RoleRequest, User
from organizations.queries.roles import requests_to_decide
from reports.queries.exemplars import adoptions_waiting, exemplars_waiting
from reports.queries.progress import reports_waiting
from workflow.engine import waiting_for


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits for one user: papers at a step, sent papers to acknowledge, plans owed, work passed on, reports to be
    sent or accepted, role requests, exemplars and results of adopted models at a step, what is to be done about
    inspections; and notices not read."""

    steps: int = 0
    to_acknowledge: int = 0
    to_answer: int = 0
    forwarded: int = 0
    requests: int = 0
    inspections: int = 0
    unread: int = 0
    exemplars: int = 0
    adoptions: int = 0
    reports: int = 0

    @property
    def waiting(self) -> int:
        """Everything that is on the page Việc của tôi."""
        papers = self.steps + self.to_acknowledge + self.to_answer + self.forwarded
        return papers + self.requests + self.reports + self.exemplars + self.adoptions + self.inspections


def menu_counts(user: User) -> dict[str, int]:
    """What waits for the user, by the name of the address where it is seen; one query for each request."""
    counts = counts_for(user)
    return {
        "inbox": counts.waiting,
        "received_list": counts.to_acknowledge,
        "role_request_list": counts.requests,
        "notice_list": counts.unread,
    }


def counts_for(user: User) -> Counts:
    """The numbers of a user, read once for each request: the user is loaded anew for the next one."""
    known: Counts | None = user.__dict__.get("_counts")
    if known is None:
        known = user.__dict__["_counts"] = _read(user)
    return known


def open_at(units: list[int]) -> tuple[Q, Q]:
    """Conditions on what was sent to these units: to acknowledge, and acknowledged with a plan still owed."""
    own = Q(unit__in=units)
    open_ = Q(acknowledged_at__isnull=True)
    return own & open_, own & ~open_ & owes_answer()


def steps_of(user: User) -> QuerySet[Document]:
    """Papers that wait for a step of the user's."""
    found: QuerySet[Document] = Document.objects.none()
    for waiting in waiting_for(user):
        if waiting.workflow.model is Document:
            found = waiting.things if found.query.is_empty() else found | waiting.things
    return found


def _read(user: User) -> Counts:
    held = frozenset((one.role, one.unit_id, one.unit.path) for one in user.assignments())
    sql, params = _question(user, held, timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return Counts(*row) if row else Counts()


@lru_cache(maxsize=512)
def _question(user: User, held: frozenset[tuple[str, int, str]], today: date) -> tuple[str, tuple[Any, ...]]:
    """The query for one user with these roles in these units (id, path) on this day.

    Django takes far longer to write it than the database to answer it (9 of 10 ms); it depends on the arguments
    alone, so that it is kept.
    """
    to_acknowledge, to_answer = open_at(units_where(user, RECEIVERS))
    parts = {
        "steps": _count(steps_of(user)),
        "to_acknowledge": _count(Dispatch.objects.filter(to_acknowledge)),
        "to_answer": _count(Dispatch.objects.filter(to_answer)),
        "forwarded": _count(Forwarding.objects.open_for(user)),
        "reports": _count(reports_waiting(user)),
        "requests": _count(RoleRequest.objects.filter(requests_to_decide(user), state=RoleRequest.State.PENDING)),
        "inspections": _inspections(user, today),
        "unread": _count(Notice.objects.visible_to(user).unread()),
        "exemplars": _count(exemplars_waiting(user)),
        "adoptions": _count(adoptions_waiting(user)),
    }
    asked = {f"n_{field.name}": parts[field.name] for field in fields(Counts)}
    rows = User.objects.filter(pk=user.pk).annotate(**asked).values_list(*asked)
    return rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()


def _inspections(user: User, today: date) -> Combinable:
    """Kiến nghị to answer, answers to judge and visits to move on, together."""
    visits = visits_to_move(user, today)
    return _count(findings_to_answer(user)) + _count(responses_to_judge(user)) + _count(visits)


def _count(rows: QuerySet) -> Coalesce:
    # Grouped by a constant: one row with the number, or none.
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

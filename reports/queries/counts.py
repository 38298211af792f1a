"""How much waits for a user: the numbers of the menu, in one query; the page Việc của tôi counts what it read."""

from __future__ import annotations

from dataclasses import dataclass

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
from organizations.queries.roles import decides, requests_to_decide
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
    return known or keep_counts(user, _read(user))


def keep_counts(user: User, counts: Counts) -> Counts:
    """Notes for the rest of the request what a page has counted: its menu must say the same."""
    user.__dict__["_counts"] = counts
    return counts


def requests_for(user: User) -> int:
    """How many role requests the user may decide as the second person."""
    pending = RoleRequest.objects.filter(state=RoleRequest.State.PENDING)
    return pending.filter(requests_to_decide(user)).count() if decides(user) else 0


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
    to_acknowledge, to_answer = open_at(units_where(user, RECEIVERS))
    parts = {
        "steps": _count(steps_of(user)),
        "to_acknowledge": _count(Dispatch.objects.filter(to_acknowledge)),
        "to_answer": _count(Dispatch.objects.filter(to_answer)),
        "forwarded": _count(Forwarding.objects.open_for(user)),
        "reports": _count(reports_waiting(user)),
        "requests": _count(RoleRequest.objects.filter(requests_to_decide(user), state=RoleRequest.State.PENDING)),
        "inspections": _inspections(user),
        "unread": _count(Notice.objects.visible_to(user).unread()),
        "exemplars": _count(exemplars_waiting(user)),
        "adoptions": _count(adoptions_waiting(user)),
    }
    row = User.objects.filter(pk=user.pk).annotate(**{f"n_{name}": part for name, part in parts.items()})
    values = row.values(*(f"n_{name}" for name in parts)).first() or {}
    return Counts(**{name.removeprefix("n_"): number for name, number in values.items()})


def _inspections(user: User) -> Combinable:
    """Kiến nghị to answer, answers to judge and visits to move on, together."""
    visits = visits_to_move(user, timezone.localdate())
    return _count(findings_to_answer(user)) + _count(responses_to_judge(user)) + _count(visits)


def _count(rows: QuerySet) -> Coalesce:
    # Grouped by a constant: one row with the number, or none.
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

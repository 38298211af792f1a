"""Papers that wait for a step of the user's, and papers of the user's that wait for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, CharField, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from documents.models import Document
from documents.models.document import State
from organizations.models import User
from reports.queries.counts import steps_of
from workflow.engine import waiting_for
from workflow.models import LogEntry

# A page shows the latest of each step; the register has the rest.
SHOWN = 50
MOST = 3 * SHOWN


@dataclass(frozen=True, slots=True)
class Task:
    """One paper that waits: since when, for how many days, and with which words it came back, if it did."""

    document: Document
    since: datetime
    days: int
    returned_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The papers that wait at one step; ``is_cut`` when there are more than are shown."""

    label: str
    tasks: list[Task]
    is_cut: bool


def inbox_documents(user: User, unit_id: int | None = None) -> tuple[list[Step], list[Task]]:
    """What waits for the user per step of the workflow table, latest first; and what others have to move now.

    One query for both. Args: ``unit_id``: of this unit's papers alone.
    """
    own_units = {unit for _, unit in user.roles_held()}
    others = Document.objects.filter(
        created_by=user, state__in=[State.SUBMITTED, State.SIGNED], owner__in=sorted(own_units)
    )
    papers = _with_last_change(steps_of(user) | others if _waits_somewhere(user) else others)
    if unit_id is not None:
        papers = papers.filter(owner=unit_id)
    today = timezone.localdate()
    tasks = [_task(document, today) for document in papers[: MOST + 1]]
    steps = []
    for waiting in waiting_for(user):
        row = waiting.transition
        found = [
            task
            for task in tasks
            if task.document.state in row.source and user.holds(row.roles, task.document.owner_id)
        ]
        if found:
            steps.append(Step(row.label, found[:SHOWN], len(found) > SHOWN or len(tasks) > MOST))
    mine = [task for task in tasks if task.document.created_by_id == user.pk and task.document.state in _MOVED]
    return steps, mine[:SHOWN]


_MOVED = (State.SUBMITTED, State.SIGNED)
_LONG = ("bases", "body", "recipients", "snapshot", "search_text")


def _waits_somewhere(user: User) -> bool:
    return any(waiting.workflow.model is Document for waiting in waiting_for(user))


def _with_last_change(papers: QuerySet[Document]) -> QuerySet[Document]:
    """With the last change of state from the log, in the same query; what others wait for longest stands first cut."""
    entries = (
        LogEntry.objects.filter(
            target_type=Document._meta.label_lower, target_id=Cast(OuterRef("pk"), CharField(max_length=40))
        )
        .exclude(target="")
        .order_by("-pk")
    )
    # When there are too many, drafts are left out first: nobody else waits for them.
    rank = Case(
        When(state=State.SIGNED, then=Value(0)), When(state=State.SUBMITTED, then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    return (
        papers.annotate(
            last_action=Subquery(entries.values("action")[:1]),
            last_at=Subquery(entries.values("at")[:1]),
            last_by=Subquery(entries.values("actor_name")[:1]),
            last_reason=Subquery(entries.values("reason")[:1]),
        )
        .select_related("owner", "plan")
        .defer(*_LONG)
        .order_by(rank, "-pk")
    )


def _task(document: Document, today: date) -> Task:
    since: datetime = document.last_at or document.created_at  # type: ignore[attr-defined]
    days = max((today - timezone.localdate(since)).days, 0)
    if document.last_action == "return":  # type: ignore[attr-defined]
        return Task(document, since, days, document.last_by, document.last_reason)  # type: ignore[attr-defined]
    return Task(document, since, days)

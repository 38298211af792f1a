"""Papers that wait for a step of the user's, and papers of the user's that wait for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from documents.models import Document
from documents.models.document import ROW_FIELDS, State
from organizations.models import User
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

    One query for both, one for the last change of each. Args: ``unit_id``: of this unit's papers alone.
    """
    waits = [waiting for waiting in waiting_for(user) if waiting.workflow.model is Document]
    own_units = {unit for _, unit in user.roles_held()}
    papers = Document.objects.filter(created_by=user, state__in=_MOVED, owner__in=sorted(own_units))
    for waiting in waits:
        papers = papers | waiting.things
    if unit_id is not None:
        papers = papers.filter(owner=unit_id)
    tasks = _tasks(list(_in_order(papers)[: MOST + 1]))
    steps = []
    for waiting in waits:
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


def _in_order(papers: QuerySet[Document]) -> QuerySet[Document]:
    # When there are too many, drafts are left out first: nobody else waits for them.
    rank = Case(
        When(state=State.SIGNED, then=Value(0)), When(state=State.SUBMITTED, then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    shown = papers.select_related("owner", "plan").only(*ROW_FIELDS, "owner__short_name", "plan__document")
    return shown.order_by(rank, "-pk")


def _tasks(papers: list[Document]) -> list[Task]:
    today = timezone.localdate()
    shown = ("target_id", "action", "at", "actor_name", "reason")
    entries = LogEntry.objects.about_all(papers).exclude(target="").only(*shown)
    last = {int(entry.target_id): entry for entry in entries}
    return [_task(paper, last.get(paper.pk), today) for paper in papers]


def _task(document: Document, last: LogEntry | None, today: date) -> Task:
    since = last.at if last else document.created_at
    days = max((today - timezone.localdate(since)).days, 0)
    if last and last.action == "return":
        return Task(document, since, days, last.actor_name, last.reason)
    return Task(document, since, days)

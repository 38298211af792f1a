"""What waits, and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from documents.models import Document
from documents.models.document import State
from organizations.models import User
from workflow.engine import waiting_for
from workflow.models import LogEntry

# A page shows the latest of each step; the register has the rest.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: since when, and with which words it came back, if it did."""

    document: Document
    since: datetime
    returned_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The things that wait at one step; ``is_cut`` when there are more than are shown."""

    label: str
    tasks: list[Task]
    is_cut: bool


def tasks_for(user: User) -> list[Step]:
    """What waits for the user, per step of the workflow table, latest first. A fixed number of queries."""
    rows = [
        (found.transition.label, list(found.things.select_related("owner", "plan").defer(*_LONG)[: SHOWN + 1]))
        for found in waiting_for(user)
    ]
    last = _last_entries(thing for _, things in rows for thing in things)
    return [
        Step(label, [_task(thing, last) for thing in things[:SHOWN]], len(things) > SHOWN)
        for label, things in rows
        if things
    ]


def waiting_on_others(user: User) -> list[Task]:
    """What the user began and others have to move now."""
    mine = (
        Document.objects.visible_to(user)
        .filter(created_by=user, state__in=[State.SUBMITTED, State.SIGNED])
        .select_related("owner", "plan")
        .defer(*_LONG)
        .order_by("-pk")
    )
    documents = list(mine[:SHOWN])
    last = _last_entries(documents)
    return [_task(document, last) for document in documents]


_LONG = ("bases", "body", "recipients", "snapshot", "search_text")


def _last_entries(documents: Iterable[Document]) -> dict[str, LogEntry]:
    """The last change of state of each paper, by its id."""
    ids = {str(document.pk) for document in documents}
    entries = LogEntry.objects.filter(target_type=Document._meta.label_lower, target_id__in=ids).exclude(target="")
    return {entry.target_id: entry for entry in entries.order_by("pk")}


def _task(document: Document, last: dict[str, LogEntry]) -> Task:
    entry = last.get(str(document.pk))
    if entry is None:
        return Task(document, document.created_at)
    if entry.action == "return":
        return Task(document, entry.at, entry.actor_name, entry.reason)
    return Task(document, entry.at)

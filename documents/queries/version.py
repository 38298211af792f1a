"""What a draft said before: its history, and the text of one version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from documents.models import Document, DocumentVersion
from documents.text.difference import paragraphs
from organizations.models import User
from workflow.models import LogEntry

FOLDED_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Saved:
    """One row of the history: the version, the one before it in the list, and what changed between them."""

    row: DocumentVersion
    before: DocumentVersion | None
    changed: tuple[str, ...]
    came: int
    went: int


def same_row(one: DocumentVersion, following: DocumentVersion) -> bool:
    """Whether two versions in a row are one row of the history: autosaves of one person in ten minutes of the clock."""
    return (
        one.is_autosave
        and following.is_autosave
        and one.saved_by_id == following.saved_by_id
        and one.saved_at.timestamp() // FOLDED_SECONDS == following.saved_at.timestamp() // FOLDED_SECONDS
    )


def rows_of(document: Document) -> list[DocumentVersion]:
    """The versions that the history lists, newest first, without their texts."""
    rows = list(document.versions.defer("content").select_related("saved_by__person").order_by("-version"))
    return [row for row, after in zip(rows, [None, *rows], strict=False) if after is None or not same_row(row, after)]


def history_of(document: Document, rows: Sequence[DocumentVersion]) -> list[Saved]:
    """What each row changed against the next (older) one; the last row of ``rows`` serves as the end alone."""
    texts: dict[int, dict[str, Any]] = dict(
        document.versions.filter(pk__in=[row.pk for row in rows]).values_list("pk", "content")
    )
    found = []
    for row, before in zip(rows, [*rows[1:], None], strict=False):
        new, old = texts[row.pk], texts[before.pk] if before else {}
        names = tuple(name for name in new if new[name] != old.get(name, ""))
        came, went = _counted(old.get("body", ""), new.get("body", ""))
        found.append(Saved(row, before, names if before else (), came, went))
    return found


def content_at(document: Document, version: int) -> dict[str, Any] | None:
    """The text saved under that number, else the nearest one before it; None when no such text is kept."""
    row = document.versions.filter(version__lte=version).order_by("-version").first()
    return row.content if row else None


def returned_version(document: Document, log: Sequence[LogEntry]) -> int | None:
    """Which version was last sent back to its drafters, if any: what the leader saw; ``log``: newest first."""
    entry = next((entry for entry in log if entry.action == "return"), None)
    if entry is None:
        return None
    return document.versions.filter(saved_at__lte=entry.at).values_list("version", flat=True).first()


def may_read_history(document: Document, user: User) -> bool:
    """How a paper was written is seen by those who see its drafts; a received paper was not written here."""
    return document.state != "received" and document.shows_drafts_to(user)


def _counted(old: str, new: str) -> tuple[int, int]:
    before, after = Counter(paragraphs(old)), Counter(paragraphs(new))
    return (after - before).total(), (before - after).total()

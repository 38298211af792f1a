"""What the page of a paper reads: its log, files and corrections."""

from __future__ import annotations

from django.db.models.lookups import Exact

from documents.models import Document, RenderJob, StoredFile
from documents.models.document import PUBLISHED, DocumentQuerySet, State
from documents.models.list_year import ListYear
from documents.rendering.paper import Paper
from organizations.models import User
from workflow.models import LogEntry


def of_year(documents: DocumentQuerySet, year: int) -> DocumentQuerySet:
    """Papers dated in that year; drafts, which have no date, begun in it."""
    return documents.filter(Exact(ListYear(), year))


def log_of(document: Document) -> list[LogEntry]:
    """The paper's log, newest first."""
    return list(LogEntry.objects.about(document).order_by("-pk"))


def log_for(document: Document, user: User) -> list[LogEntry]:
    """The part of the log that is the user's to read: of drafts and why they came back, nothing goes to those below."""
    log = log_of(document)
    return log if document.shows_drafts_to(user) else [entry for entry in log if entry.target in PUBLISHED]


def source_for(document: Document, user: User) -> StoredFile | None:
    """The file that the paper was read from, if it is the user's to read: a file of ours is a draft."""
    is_final = document.state == State.RECEIVED
    return document.source_file if is_final or document.shows_drafts_to(user) else None


def corrections_of(document: Document) -> list[LogEntry]:
    """Corrections (đính chính) of the paper, oldest first."""
    return list(LogEntry.objects.about(document).filter(action="correct"))


def issued_file_hashes(document: Document) -> dict[str, str]:
    """SHA-256 (hex) and format name of every file made of the issued paper."""
    done = document.render_jobs.filter(state=RenderJob.State.DONE).exclude(sha256="")
    return {job.sha256: job.get_kind_display() for job in done if not _is_draft(job)}


def units_where(user: User, roles: tuple[str, ...]) -> list[int]:
    """Ids of the units where the user holds one of the roles today."""
    return sorted({unit_id for role, unit_id in user.roles_held() if role in roles})


def _is_draft(job: RenderJob) -> bool:
    return Paper.from_json(job.snapshot).draft

"""Every saved text of a draft is kept: what two writers' changes are compared with, and what can be read again.

Autosaves of one person within ten minutes of the clock are one row of the history (``documents.queries.version``).
Their texts are all kept for a day, for somebody's form may come from any of them; then the last one of each row stays.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone

from documents.models import Document, DocumentVersion
from documents.queries.version import same_row
from organizations.models import User

_KEPT = timedelta(days=1)


def keep_version(
    *, document: Document, content: dict[str, Any], by: User, autosave: bool = False, note: str = ""
) -> bool:
    """Keeps the text just written under the document's ``version``; call it under the lock of the document.

    Args:
        note: what the change was for, as the history shows it.

    Returns:
        Whether it begins a row of the history; False for a further autosave of the row before.
    """
    before = document.versions.defer("content").order_by("-version").first()
    row = DocumentVersion.objects.create(
        document=document,
        version=document.version,
        content=content,
        is_autosave=autosave,
        note=note[:300],
        saved_by=by,
    )
    if before is not None and same_row(before, row):
        return False
    _thin_out(document)
    return True


def keep_present(*, document: Document, content: dict[str, Any]) -> None:
    """Keeps the text that is about to be changed, if it was written before texts were kept."""
    if not document.versions.filter(version=document.version).exists():
        row = DocumentVersion.objects.create(
            document=document, version=document.version, content=content, saved_by=document.created_by
        )
        DocumentVersion.objects.filter(pk=row.pk).update(saved_at=document.updated_at)


def confirm_autosave(*, document: Document, by: User) -> None:
    """The writer pressed "Lưu" on what was saved by itself: from now on it counts as saved by hand."""
    document.versions.filter(version=document.version, saved_by=by, is_autosave=True).update(is_autosave=False)


def _thin_out(document: Document) -> None:
    old = list(
        document.versions.defer("content")
        .filter(saved_at__lt=timezone.now() - _KEPT, is_autosave=True)
        .order_by("version")
    )
    between = [row.pk for row, following in pairwise(old) if same_row(row, following)]
    if between:
        DocumentVersion.objects.filter(pk__in=between).delete()

"""Work that the clock starts (Celery beat; ``CELERY_BEAT_SCHEDULE``)."""

from __future__ import annotations

from celery import shared_task

from documents import storage
from documents.actions import upload


@shared_task(name="documents.tidy_files")
def tidy_files() -> None:
    """Every hour: uploads that nobody made a paper of, and what killed writers left behind."""
    upload.remove_abandoned()
    storage.remove_stale()

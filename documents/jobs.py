"""Work that the clock starts (Celery beat; ``CELERY_BEAT_SCHEDULE``)."""

from __future__ import annotations

from celery import shared_task

from documents import queue
from documents.actions import upload


@shared_task(name="documents.sweep")
def sweep() -> None:
    """Every 15 seconds: what dead workers and lost messages left behind (``queue.sweep``)."""
    queue.sweep()


@shared_task(name="documents.tidy_uploads")
def tidy_uploads() -> None:
    """Every hour: uploads that nobody made a paper of (``upload.remove_abandoned``)."""
    upload.remove_abandoned()

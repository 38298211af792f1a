"""Work that the clock starts (Celery beat; ``CELERY_BEAT_SCHEDULE``)."""

from __future__ import annotations

from celery import shared_task

from documents import queue


@shared_task(name="documents.sweep")
def sweep() -> None:
    """Every 15 seconds: what dead workers and lost messages left behind (``queue.sweep``)."""
    queue.sweep()

"""Work that the clock starts (Celery beat; ``CELERY_BEAT_SCHEDULE``)."""

from __future__ import annotations

from celery import shared_task

from workflow.queue import sweep_all


@shared_task(name="workflow.sweep")
def sweep() -> None:
    """Every 15 seconds: what dead workers and lost messages left behind, of every kind of job."""
    sweep_all()

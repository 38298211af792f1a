"""Work that the clock starts (Celery beat; ``CELERY_BEAT_SCHEDULE``)."""

from __future__ import annotations

from celery import shared_task

from campaigns.actions import clock
from campaigns.actions.progress_clock import remind_reports_by_clock


@shared_task(name="campaigns.remind")
def remind() -> None:
    """Every half hour: duties that have come to a step, once each."""
    clock.remind_by_clock()
    remind_reports_by_clock()

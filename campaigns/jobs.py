"""Work that the clock starts (Celery beat; ``CELERY_BEAT_SCHEDULE``)."""

from __future__ import annotations

from celery import shared_task

from campaigns import queue
from campaigns.actions import clock, inspection_clock
from campaigns.actions.progress_clock import remind_reports_by_clock


@shared_task(name="campaigns.remind")
def remind() -> None:
    """Every half hour: duties that have come to a step, once each."""
    clock.remind_by_clock()
    inspection_clock.remind_of_findings()
    remind_reports_by_clock()


@shared_task(name="campaigns.tidy_boards")
def tidy_boards() -> None:
    """Every hour: boards in PDF that are out of date."""
    queue.remove_old()

"""Steps of large imports, as Celery workers and embedded workers run them."""

from __future__ import annotations

from celery import shared_task

from organizations.actions.batch_job import carry_out
from organizations.queue import imports


@shared_task(name=imports.task)
def work_on_import(job_id: int) -> None:
    """Does one step of a batch, unless it is done, failed or another worker's. However it ends, the row says so."""
    carry_out(job_id)

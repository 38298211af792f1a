"""Large imports' part of the queue (``workflow.queue``): one step of a batch at a time."""

from __future__ import annotations

from organizations.models import ImportBatch, ImportJob, User
from workflow.queue import Queue, register

imports = register(Queue(ImportJob, task="organizations.import", what="nhập từ Excel"))

State, Kind = ImportJob.State, ImportJob.Kind


def enqueue(batch: ImportBatch, kind: str, by: User, *, file_name: str = "", content: bytes = b"") -> ImportJob:
    """Orders a step of the batch; call it in the transaction that holds the batch, when ``open_job`` is None.

    Args:
        kind: an ``ImportJob.Kind``; ``file_name``, ``content``: the workbook that is to be read.
    """
    job = ImportJob.objects.create(batch=batch, kind=kind, by=by, file_name=file_name, content=content)
    imports.wake_after_commit(job.pk)
    return job


def last_job(batch: ImportBatch) -> ImportJob | None:
    """The latest step that a worker did, does or will do; None for a batch that never needed one."""
    return batch.jobs.defer("content").order_by("-pk").first()


def open_job(batch: ImportBatch) -> ImportJob | None:
    """The step that waits or runs."""
    return batch.jobs.defer("content").filter(state__in=[State.QUEUED, State.RUNNING]).first()

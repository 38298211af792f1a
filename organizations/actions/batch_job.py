"""What a worker does for a large batch, and how it is ordered.

Each step ends in one transaction that first marks the job done: a worker that was killed or has lost the job has
written nothing, and another one does the step anew.
"""

from __future__ import annotations

from django.db import transaction

from organizations.actions.batch import READ, REPLACE, put_sheets, store_report
from organizations.actions.batch_commit import commit_batch, undo_batch
from organizations.actions.batch_open import locked, log, open_batch, refuse_unless_keeper, refuse_while_busy
from organizations.imports.workbook import Unreadable, read_workbook
from organizations.models import ImportBatch, ImportJob, User
from organizations.queries.imports import report_now
from organizations.queue import Kind, enqueue, imports, last_job
from workflow.engine import Refused
from workflow.worker import JobFailed, run


def order_step(*, batch: ImportBatch, kind: str, by: User) -> ImportJob:
    """Orders writing, taking back or checking a large batch.

    Raises:
        Refused: another step is under way, or ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        batch = locked(batch)
        refuse_unless_keeper(by, batch.unit, batch.kind)
        refuse_while_busy(batch)
        return enqueue(batch, kind, by)


def retry_step(*, batch: ImportBatch, by: User) -> bool:
    """Thử lại the step that failed last; False when none did.

    Raises:
        Refused: ``by`` does not keep the unit's people.
    """
    with transaction.atomic():
        batch = locked(batch)
        refuse_unless_keeper(by, batch.unit, batch.kind)
        job = last_job(batch)
        return job is not None and imports.retry(job)


def carry_out(job_id: int) -> None:
    """Does one step, in a worker."""
    run(imports, job_id, _work)


def _work(job: ImportJob, worker: str) -> None:
    try:
        {Kind.READ: _read, Kind.CHECK: _check, Kind.COMMIT: _commit, Kind.UNDO: _undo}[Kind(job.kind)](job, worker)
    except Refused as refusal:
        raise JobFailed(str(refusal)) from refusal


def _read(job: ImportJob, worker: str) -> None:
    try:
        sheets = read_workbook(job.file_name, bytes(job.content))
    except Unreadable as error:
        raise JobFailed(str(error)) from error
    imports.heartbeat(job, worker, 35)
    batch = job.batch
    put_sheets(batch, sheets)
    imports.heartbeat(job, worker, 45)
    seen = report_now(batch)
    imports.heartbeat(job, worker, 90)
    with transaction.atomic():
        imports.finish(job, worker, content=b"")
        found = open_batch(batch, job.by)
        is_first = not found.sheets
        found.sheets, found.mapping, found.size = batch.sheets, batch.mapping, batch.size
        found.file_name = job.file_name or found.file_name
        found.save(update_fields=["sheets", "mapping", "size", "file_name"])
        store_report(found, seen)
        log(found, *(READ if is_first else REPLACE), job.by)


def _check(job: ImportJob, worker: str) -> None:
    imports.heartbeat(job, worker, 10)
    seen = report_now(job.batch)
    imports.heartbeat(job, worker, 90)
    with transaction.atomic():
        imports.finish(job, worker)
        store_report(locked(job.batch), seen)


def _commit(job: ImportJob, worker: str) -> None:
    try:
        with transaction.atomic():
            imports.finish(job, worker)
            commit_batch(batch=job.batch, by=job.by)
    except Refused:
        store_report(job.batch, report_now(job.batch))  # what is new since the last check keeps it out: it is shown
        raise


def _undo(job: ImportJob, worker: str) -> None:
    with transaction.atomic():
        imports.finish(job, worker)
        undo_batch(batch=job.batch, by=job.by)

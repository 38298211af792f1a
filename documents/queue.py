"""This package's queues (``workflow.queue``): papers' files that are made, and uploaded files that are read.

Of the first: which file is ordered when, and where it goes.
"""

from __future__ import annotations

import hashlib

from django.db import transaction

from documents import storage
from documents.models import Document, ReadingItem, RenderJob
from documents.papers import paper_of
from documents.rendering.version import TEMPLATE_VERSION
from documents.sandbox.reading import ReadFile
from workflow.queue import Queue, register

renders = register(Queue(RenderJob, task="documents.render", what="tạo tệp"))
readings = register(Queue(ReadingItem, task="documents.read", what="đọc tệp"))

State = RenderJob.State


def find(document: Document, kind: str) -> RenderJob | None:
    """The job for the paper as it stands now, or None: ask this to know which file belongs to the paper."""
    return find_all(document).get(kind)


def find_all(document: Document) -> dict[str, RenderJob]:
    """Per format the job for the paper as it stands now, in one query.

    An issued paper's job is the one made from the text that was issued, by whatever version of the template;
    a file made from a draft is never it. Of any other paper it is the job of its present text.
    """
    jobs = RenderJob.objects.filter(document=document)
    if document.snapshot:
        jobs = jobs.filter(snapshot=document.snapshot)
    else:
        jobs = jobs.filter(content_hash=paper_of(document).content_hash(TEMPLATE_VERSION))
    # At most one job a format unless the template changed before the first was done: the finished one counts.
    best_last = sorted(jobs, key=lambda job: (job.state != State.DONE, job.pk), reverse=True)
    return {job.kind: job for job in best_last}


def enqueue(document: Document, kind: str) -> RenderJob:
    """Orders a paper's file; call it in the transaction that changes the paper.

    Args:
        document: the paper; ``kind``: a ``RenderJob.Kind``.

    Returns:
        The new job, or the one that was ordered before for the same text: that is not rendered again, and stays
        failed until somebody calls ``renders.retry``.
    """
    if earlier := find(document, kind):
        return earlier
    paper = paper_of(document)
    job, is_new = RenderJob.objects.get_or_create(
        document=document,
        kind=kind,
        content_hash=paper.content_hash(TEMPLATE_VERSION),
        defaults={"template_version": TEMPLATE_VERSION, "snapshot": document.snapshot or paper.to_json()},
    )
    if is_new:
        renders.wake_after_commit(job.pk)
    return job


def publish(job: RenderJob, worker: str, content: bytes) -> None:
    """Stores the finished file and marks the job done.

    The row is changed before the file gets its name, in one transaction: a worker that has lost the job never
    touches the file of the one that has it.

    Raises:
        LeaseLost: another worker has the job; the content is thrown away.
        OSError: the file cannot be written.
    """
    staged = storage.stage(content)
    try:
        with transaction.atomic():
            renders.finish(
                job,
                worker,
                template_version=TEMPLATE_VERSION,
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
            )
            storage.place(staged, job.path)
    finally:
        staged.unlink(missing_ok=True)


def keep_reading(item: ReadingItem, worker: str, found: ReadFile) -> None:
    """Writes what was read, cut to what its columns hold, and marks the job done.

    Raises:
        LeaseLost: another worker has the job; what was read is thrown away.
    """
    head = {name: getattr(found, name)[: _LONGEST[name]] for name in ("kind", "number", "symbol", "issuer", "summary")}
    counts = {name: min(getattr(found, name), 999) for name in ("errors", "warnings", "hints")}
    with transaction.atomic():
        readings.finish(
            item, worker, text=found.text, notes=list(found.notes), on=found.on, ocr=found.ocr, **head, **counts
        )
        # Cleaned up while it was read: what was read of it goes with it.
        ReadingItem.objects.filter(pk=item.pk, stored=None).update(text="", notes=[])


_LONGEST = {field.name: field.max_length or 0 for field in ReadingItem._meta.concrete_fields}

"""The queue of render jobs. The database row is the truth; a message only wakes a worker up (ADR 0004).

A job goes queued → running → done or failed. A running job belongs to one worker for as long as its lease
lasts; each heartbeat extends the lease. Every step of a worker is one conditional UPDATE, so whoever has lost
the job changes nothing. Deadlines are computed and compared by the database's clock alone.
"""

from __future__ import annotations

import hashlib
import itertools
import logging
import os
import secrets
import socket
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from documents import storage
from documents.models import Document, RenderJob
from documents.models.render_job import RenderJobQuerySet
from documents.papers import paper_of
from documents.rendering.version import TEMPLATE_VERSION

RENDER_TASK = "documents.render"
ATTEMPTS = 3
# More in one sweep would only pile up messages while no worker reads them; it is more than workers do in 15 s.
WAKE_AT_ONCE = 200
# Seconds. A page that orders PDF and Word waits twice for a broker that hangs, and that for less than 2 s.
_BROKER_LIMITS = {"socket_connect_timeout": 0.8, "socket_timeout": 0.8, "max_retries": 0}

GAVE_UP = (
    f"Đã thử {ATTEMPTS} lần nhưng việc tạo tệp đều bị ngắt giữa chừng. "
    "Hãy bấm “Thử lại”; nếu vẫn không được, xin báo người quản trị."
)

State = RenderJob.State
_log = logging.getLogger(__name__)
_unreachable = itertools.count(1)


class LeaseLost(Exception):
    """The job is not this worker's any more; what it made is to be thrown away."""


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
        failed until somebody calls ``retry``.
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
        _wake_after_commit(job.pk)
    return job


def retry(job: RenderJob) -> bool:
    """Puts a failed job at the end of the queue with all its attempts; False when it has not failed."""
    put_back = RenderJob.objects.filter(pk=job.pk, state=State.FAILED).update(
        state=State.QUEUED, attempts=0, error="", progress=0, created_at=Now(), finished_at=None
    )
    if put_back:
        _wake_after_commit(job.pk)
    return bool(put_back)


def wake(job_id: int) -> bool:
    """Tells the Celery workers about a job; embedded workers look by themselves.

    Never raises: when the broker is down the job stays in the queue, and ``sweep`` calls again.

    Returns:
        Whether the message was sent, or none is needed.
    """
    if not settings.REDIS_URL:
        return True
    try:
        # A connection of its own (3 ms): one from the pool may be dead since the broker was restarted.
        with current_app.connection_for_write(settings.REDIS_URL, transport_options=_BROKER_LIMITS) as connection:
            current_app.send_task(RENDER_TASK, args=[job_id], connection=connection, retry=False)
    except Exception as error:  # whatever the broker's client raises, the saved order must not become an error page
        _log.warning(
            "broker unreachable, %d. time in this process; job %d waits for the sweep: %s",
            next(_unreachable), job_id, error,
        )  # fmt: skip
        return False
    return True


def worker_name() -> str:
    """A name for one claim, told apart from every other one, also of the same process."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def next_job_id() -> int | None:
    """The oldest job that could be claimed now."""
    return _claimable().order_by("created_at", "pk").values_list("pk", flat=True).first()


def claim(job_id: int, worker: str) -> RenderJob | None:
    """Takes a job that is waiting, or whose worker let its lease run out; None when there is nothing to take.

    Of any number of workers that ask at once exactly one gets it.
    """
    taken = (
        _claimable()
        .filter(pk=job_id)
        .update(state=State.RUNNING, worker=worker, attempts=F("attempts") + 1, lease_until=_lease(), progress=0)
    )
    return RenderJob.objects.get(pk=job_id) if taken else None


def heartbeat(job: RenderJob, worker: str, progress: int) -> None:
    """Extends the lease and shows how far the work is (percent).

    Raises:
        LeaseLost: another worker has the job.
    """
    _change(job, worker, lease_until=_lease(), progress=progress)


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
            _change(
                job,
                worker,
                state=State.DONE,
                template_version=TEMPLATE_VERSION,
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
                progress=100,
                lease_until=None,
                finished_at=Now(),
            )
            storage.place(staged, job.path)
    finally:
        staged.unlink(missing_ok=True)


def fail(job: RenderJob, worker: str, reason: str) -> None:
    """Ends the job for good, with a sentence for the person who waits.

    Raises:
        LeaseLost: another worker has the job.
    """
    _change(job, worker, state=State.FAILED, error=reason[:500], lease_until=None, finished_at=Now())


def release(job: RenderJob, worker: str, reason: str) -> None:
    """After a mishap that another attempt may not meet: queues the job again, or fails it after the last attempt.

    Raises:
        LeaseLost: another worker has the job.
    """
    if job.attempts >= ATTEMPTS:
        fail(job, worker, reason)
        return
    _change(job, worker, state=State.QUEUED, progress=0, lease_until=None)
    _wake_after_commit(job.pk)


def give_back(job: RenderJob, worker: str) -> None:
    """Queues the job again because its worker was told to stop; that does not count as an attempt.

    Raises:
        LeaseLost: another worker has the job.
    """
    _change(job, worker, state=State.QUEUED, attempts=F("attempts") - 1, progress=0, lease_until=None)
    _wake_after_commit(job.pk)


def sweep() -> None:
    """What dead workers and lost messages left behind: jobs are failed or sent again, stale files deleted.

    Writes nothing when there is nothing to do.
    """
    storage.remove_stale()
    abandoned = RenderJob.objects.filter(state=State.RUNNING, lease_until__lt=Now(), attempts__gte=ATTEMPTS)
    if abandoned.exists():
        abandoned.update(state=State.FAILED, error=GAVE_UP, lease_until=None, finished_at=Now())
    if not settings.REDIS_URL:
        return
    # A message is on its way for moments: what still waits after a lease has none.
    called = Q(state=State.QUEUED, created_at__gte=Now() - timedelta(seconds=settings.RENDER_LEASE_SECONDS))
    waiting = _claimable().exclude(called).order_by("created_at", "pk").values_list("pk", flat=True)
    for job_id in waiting[:WAKE_AT_ONCE]:
        if not wake(job_id):
            break


def _claimable() -> RenderJobQuerySet:
    free = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=Now())
    return RenderJob.objects.filter(free, attempts__lt=ATTEMPTS)


def _lease() -> Combinable:
    return Now() + timedelta(seconds=settings.RENDER_LEASE_SECONDS)


def _change(job: RenderJob, worker: str, **values: object) -> None:
    """The one way in which a worker writes: only while the job is its own."""
    if not RenderJob.objects.filter(pk=job.pk, state=State.RUNNING, worker=worker).update(**values):
        raise LeaseLost


def _wake_after_commit(job_id: int) -> None:
    # Not a partial: Django asks a robust callback that failed for its __qualname__.
    transaction.on_commit(lambda: wake(job_id), robust=True)

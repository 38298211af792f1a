"""The queue of one kind of job: its rows are the truth; a message only wakes a worker up (ADR 0004).

A job goes queued → running → done or failed. A running job belongs to one worker for as long as its lease
lasts; each heartbeat extends the lease. Every step of a worker is one conditional UPDATE, so whoever has lost
the job changes nothing. Deadlines are computed and compared by the database's clock alone.
"""

from __future__ import annotations

import itertools
import logging
from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from workflow.models import Job

J = TypeVar("J", bound=Job)
State = Job.State

ATTEMPTS = 3
# More in one sweep would only pile up messages while no worker reads them; it is more than workers do in 15 s.
WAKE_AT_ONCE = 200
# Seconds. A page that orders two jobs waits twice for a broker that hangs, and that for less than 2 s.
_BROKER_LIMITS = {"socket_connect_timeout": 0.8, "socket_timeout": 0.8, "max_retries": 0}

_log = logging.getLogger(__name__)
_unreachable = itertools.count(1)


class LeaseLost(Exception):
    """The job is not this worker's any more; what it made is to be thrown away."""


class Queue(Generic[J]):
    """All jobs of one kind.

    Args:
        model: whose rows are the jobs; ``task``: name of the Celery task that does one, given its id; ``what``:
        what is done, as it stands in sentences after "việc" and "khi" ("tạo tệp").
    """

    def __init__(self, model: type[J], *, task: str, what: str) -> None:
        self.model, self.task = model, task
        self.gave_up = (
            f"Đã thử {ATTEMPTS} lần nhưng việc {what} đều bị ngắt giữa chừng. "
            "Hãy bấm “Thử lại”; nếu vẫn không được, xin báo người quản trị."
        )
        self.unexpected = (
            f"Có lỗi khi {what}. Hãy bấm “Thử lại”; nếu vẫn không được, xin báo người quản trị."
        )  # fmt: skip

    def __str__(self) -> str:
        return self.task

    def next_id(self) -> int | None:
        """The oldest job that could be claimed now."""
        return self._claimable().order_by("created_at", "pk").values_list("pk", flat=True).first()

    def claim(self, job_id: int, worker: str) -> J | None:
        """Takes a job that is waiting, or whose worker let its lease run out; None when there is nothing to take.

        Of any number of workers that ask at once exactly one gets it.
        """
        taken = (
            self._claimable()
            .filter(pk=job_id)
            .update(state=State.RUNNING, worker=worker, attempts=F("attempts") + 1, lease_until=_lease(), progress=0)
        )
        return self._rows().get(pk=job_id) if taken else None

    def heartbeat(self, job: J, worker: str, progress: int) -> None:
        """Extends the lease and shows how far the work is (percent).

        Raises:
            LeaseLost: another worker has the job.
        """
        self._change(job, worker, lease_until=_lease(), progress=progress)

    def finish(self, job: J, worker: str, **results: Any) -> None:
        """Marks the job done and writes what came out of it: fields of its row.

        In a transaction with other effects this comes first: who has lost the job then has none.

        Raises:
            LeaseLost: another worker has the job; the results are thrown away.
        """
        ended = {"state": State.DONE, "progress": 100, "lease_until": None, "finished_at": Now()}
        self._change(job, worker, **ended, **results)

    def fail(self, job: J, worker: str, reason: str) -> None:
        """Ends the job for good, with a sentence for the person who waits.

        Raises:
            LeaseLost: another worker has the job.
        """
        self._change(job, worker, state=State.FAILED, error=reason[:500], lease_until=None, finished_at=Now())

    def release(self, job: J, worker: str, reason: str) -> None:
        """After a mishap that another attempt may not meet: queues the job again, or fails it after the last attempt.

        Raises:
            LeaseLost: another worker has the job.
        """
        if job.attempts >= ATTEMPTS:
            self.fail(job, worker, reason)
            return
        self._change(job, worker, state=State.QUEUED, progress=0, lease_until=None)
        self.wake_after_commit(job.pk)

    def give_back(self, job: J, worker: str) -> None:
        """Queues the job again because its worker was told to stop; that does not count as an attempt.

        Raises:
            LeaseLost: another worker has the job.
        """
        self._change(job, worker, state=State.QUEUED, attempts=F("attempts") - 1, progress=0, lease_until=None)
        self.wake_after_commit(job.pk)

    def retry(self, job: J) -> bool:
        """Puts a failed job at the end of the queue with all its attempts; False when it has not failed."""
        put_back = (
            self._rows()
            .filter(pk=job.pk, state=State.FAILED)
            .update(state=State.QUEUED, attempts=0, error="", progress=0, created_at=Now(), finished_at=None)
        )
        if put_back:
            self.wake_after_commit(job.pk)
        return bool(put_back)

    def wake(self, job_id: int) -> bool:
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
                current_app.send_task(self.task, args=[job_id], connection=connection, retry=False)
        except Exception as error:  # whatever the broker's client raises, the saved order must not become an error page
            _log.warning(
                "broker unreachable, %d. time in this process; %s: job %d waits for the sweep: %s",
                next(_unreachable), self, job_id, error,
            )  # fmt: skip
            return False
        return True

    def wake_after_commit(self, job_id: int) -> None:
        """Calls the workers once the transaction that orders the job is committed; a call that fails breaks nothing."""
        # Not a partial: Django asks a robust callback that failed for its __qualname__.
        transaction.on_commit(lambda: self.wake(job_id), robust=True)

    def sweep(self) -> None:
        """What dead workers and lost messages left behind: jobs are failed or sent again.

        Writes nothing when there is nothing to do.
        """
        abandoned = self._rows().filter(state=State.RUNNING, lease_until__lt=Now(), attempts__gte=ATTEMPTS)
        if abandoned.exists():
            abandoned.update(state=State.FAILED, error=self.gave_up, lease_until=None, finished_at=Now())
        if not settings.REDIS_URL:
            return
        # A message is on its way for moments: what still waits after a lease has none.
        called = Q(state=State.QUEUED, created_at__gte=Now() - timedelta(seconds=settings.JOB_LEASE_SECONDS))
        waiting = self._claimable().exclude(called).order_by("created_at", "pk").values_list("pk", flat=True)
        for job_id in waiting[:WAKE_AT_ONCE]:
            if not self.wake(job_id):
                break

    def is_stuck(self, since: datetime) -> bool:
        """Whether nobody works: a job has waited since then, and none was held or ended after it.

        A long queue that moves is not stuck.
        """
        waiting = Q(state=State.QUEUED, created_at__lt=since)
        abandoned = Q(state=State.RUNNING, lease_until__lt=since)
        if not self._rows().filter(waiting | abandoned).exists():
            return False
        return not self._rows().filter(Q(lease_until__gte=since) | Q(finished_at__gte=since)).exists()

    def _rows(self) -> QuerySet[J]:
        return self.model._default_manager.all()

    def _claimable(self) -> QuerySet[J]:
        free = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=Now())
        return self._rows().filter(free, attempts__lt=ATTEMPTS)

    def _change(self, job: J, worker: str, **values: Any) -> None:
        """The one way in which a worker writes: only while the job is its own."""
        if not self._rows().filter(pk=job.pk, state=State.RUNNING, worker=worker).update(**values):
            raise LeaseLost


def _lease() -> Combinable:
    return Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


_registry: dict[str, Queue[Any]] = {}


def register(queue: Queue[J]) -> Queue[J]:
    """Makes a kind of job known to the workers, the sweep and ``/healthz``; returns it.

    Raises:
        ValueError: another kind has the task or the model already.
    """
    if queue.task in _registry or any(queue.model is known.model for known in _registry.values()):
        raise ValueError(f"queue {queue.task} is registered already")
    _registry[queue.task] = queue
    return queue


def registered() -> list[Queue[Any]]:
    """Every kind of job, by the name of its task."""
    return [_registry[task] for task in sorted(_registry)]


def sweep_all() -> None:
    """``Queue.sweep`` for every kind of job."""
    for queue in registered():
        queue.sweep()


class Turns:
    """Which job comes next: the kinds take turns, and within a kind the oldest comes first.

    So a thousand uploads hold up a paper's file for one upload, not for a thousand.
    """

    def __init__(self, queues: Iterable[Queue[Any]]) -> None:
        self._queues = deque(queues)

    def next(self) -> tuple[Queue[Any], int] | None:
        """The kind whose turn it is among those with work, and its job's id; None when nothing waits."""
        for _ in range(len(self._queues)):
            queue = self._queues[0]
            self._queues.rotate(-1)
            if (job_id := queue.next_id()) is not None:
                return queue, job_id
        return None

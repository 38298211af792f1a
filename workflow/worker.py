"""Doing one job: however it ends, its row says so."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import time
from collections.abc import Callable
from typing import Generic

from django.conf import settings

from workflow.queue import J, LeaseLost, Queue

MACHINE = (
    "Máy chủ không ghi được tệp hoặc thiếu bộ nhớ. "
    "Xin báo người quản trị xem ổ đĩa còn chỗ không, sau đó bấm “Thử lại”."
)

_log = logging.getLogger(__name__)


class JobFailed(Exception):
    """The work cannot be done, and another attempt would end the same way; ``reason`` says in Vietnamese why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class JobInterrupted(JobFailed):
    """A mishap that another attempt may not meet."""


def run(queue: Queue[J], job_id: int, work: Callable[[J, str], None]) -> None:
    """Does one job, unless it is done, failed or another worker's.

    Args:
        work: does it, given the job and the worker's name, and ends it with ``queue.finish``; or raises
        ``JobFailed``, ``JobInterrupted``, or whatever goes wrong: then it is tried again, at most three times.

    Raises:
        BaseException: the process was told to stop (SystemExit, a time limit); the job was given back.
    """
    worker = worker_name()
    job = queue.claim(job_id, worker)
    if job is None:
        return
    try:
        work(job, worker)
    except LeaseLost:
        _log.warning("%s: job %d was taken over by another worker", queue, job_id)
    except JobInterrupted as error:
        queue.release(job, worker, error.reason)
    except JobFailed as error:
        queue.fail(job, worker, error.reason)
    except OSError:
        _log.exception("%s: the machine refused what job %d needs", queue, job_id)
        queue.release(job, worker, MACHINE)
    except Exception:
        _log.exception("%s: job %d failed", queue, job_id)
        queue.release(job, worker, queue.unexpected)
    except BaseException:  # told to stop
        queue.give_back(job, worker)
        raise


def worker_name() -> str:
    """A name for one claim, told apart from every other one, also of the same process."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


class Pulse(Generic[J]):
    """Called about once a second while a job runs: extends its lease in good time and shows the progress.

    ``progress`` tells how far the work is (percent), given the seconds since it began.
    """

    def __init__(self, queue: Queue[J], job: J, worker: str, progress: Callable[[float], int]) -> None:
        self.queue, self.job, self.worker, self.progress = queue, job, worker, progress
        self.started = self.last = time.monotonic()

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self.last >= settings.JOB_LEASE_SECONDS / 5:
            self.last = now
            self.queue.heartbeat(self.job, self.worker, self.progress(now - self.started))

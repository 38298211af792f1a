"""``manage.py work``: the embedded worker, for a machine without Redis."""

from __future__ import annotations

import logging
import os
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from celery import Task, current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from workflow.queue import Turns, registered

IDLE_SECONDS = 0.5
# Layout engines grow: after so much the process ends, and `manage.py serve` starts a fresh one.
MOST_JOBS = 200
MOST_MEGABYTES = 300

_log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Looks into the queues twice a second and runs there what Celery's workers would run, in this process."""

    help = "Tiến trình tạo tệp, đọc tệp trên máy không có Redis (lệnh serve tự chạy lệnh này)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For work by hand and for tests."""
        parser.add_argument(
            "--job",
            nargs=2,
            metavar=("LOẠI", "SỐ"),
            help="Chỉ làm việc có số này rồi dừng, ví dụ --job documents.render 12.",
        )
        parser.add_argument("--once", action="store_true", help="Làm hết các việc đang chờ rồi dừng.")

    def handle(self, *, job: tuple[str, str] | None, once: bool, **options: Any) -> None:
        """Works until SIGTERM or SIGINT; a job that is not finished then is given back."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        if job is None:
            work(once=once)
            return
        task, job_id = job
        if task not in {queue.task for queue in registered()} or not job_id.isdecimal():
            raise CommandError(
                "Không có việc nào như vậy. Hãy ghi loại và số của việc, ví dụ --job documents.render 12."
            )
        do(task, int(job_id))


def stop(number: int, frame: FrameType | None) -> None:
    """Ends the process wherever it is: the task gives its job back, the renderer ends its child."""
    raise SystemExit(0)


def do(task: str, job_id: int) -> None:
    """Runs a kind's Celery task for one job, here and now."""
    _tasks()[task].apply(args=[job_id])


@cache
def _tasks() -> Mapping[str, Task]:
    """Every package's tasks by name, as Celery's workers know them."""
    current_app.loader.import_default_modules()
    return current_app.tasks


def work(*, once: bool) -> None:
    """Runs one job after the other, kinds in turns, and in between what is due by the clock; while idle it only reads.

    Args:
        once: return when nothing waits any more.
    """
    schedule: Mapping[str, Mapping[str, Any]] = settings.CELERY_BEAT_SCHEDULE
    chores = [Chore(entry["schedule"], _tasks()[entry["task"]].apply) for entry in schedule.values()]
    turns = Turns(registered())
    for _ in range(MOST_JOBS):
        found = None
        while found is None:
            try:
                for chore in chores:
                    chore.run_if_due()
                found = turns.next()
            except (OperationalError, InterfaceError):
                _log.exception("the queue could not be read")
                connection.close()
            if found is None:
                if once:
                    return
                time.sleep(IDLE_SECONDS)
        queue, job_id = found
        do(queue.task, job_id)
        close_old_connections()
        if megabytes() > MOST_MEGABYTES:
            return


class Chore:
    """Work of the clock: at once, and then every so many seconds (Celery beat's part on a machine with Redis).

    The same tasks as beat's, so that no part of the program is forgotten on a machine without Redis.
    """

    def __init__(self, seconds: float, run: Callable[[], object]) -> None:
        self.seconds, self.run = seconds, run
        self.due = 0.0

    def run_if_due(self) -> None:
        """Runs it when its time has come; when it fails, it is due again after its time."""
        now = time.monotonic()
        if now >= self.due:
            self.due = now + self.seconds
            self.run()


def megabytes() -> float:
    """Resident memory of this process and of its renderer."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in [os.getpid(), *children])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

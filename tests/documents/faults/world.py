"""Real processes around the test's own database: workers, beat, a Redis; and a view of who does what."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection

from documents.models import RenderJob

ROOT = Path(__file__).resolve().parents[3]
# Seconds. Far shorter than in use, so that a test need not wait; FAULTS_AT_FULL_LENGTH=1 takes the real ones.
FULL_LENGTH = os.environ.get("FAULTS_AT_FULL_LENGTH") == "1"
# A worker beats once a second: with five a busy machine may keep it waiting for four before its job is taken away.
LEASE, SWEEP = (20, 15) if FULL_LENGTH else (5, 1)
# After so long a job that is not saved by now will not be.
LOST = LEASE + 2 * SWEEP
OUTAGE = 60 if FULL_LENGTH else 3
# The contract is 75 s at full length: a lease, a sweep, and the rest for starting and rendering on a busy machine.
PATIENCE = 40 + LEASE + SWEEP
# Rows of the table that is killed: it must still be rendering when its first heartbeat comes, after a fifth of a lease.
SLOW_ROWS = 2500 if FULL_LENGTH else 500
State = RenderJob.State


class World:
    """Starts processes on the test's database and files, and ends every one of them.

    Args:
        lease: seconds after which a silent worker is taken for dead; ``redis_url``: "" for embedded workers.
    """

    def __init__(self, folder: Path, *, lease: int = LEASE, redis_url: str = "") -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = os.environ | {
            "DATABASE_URL": database_url(),
            "REDIS_URL": redis_url,
            "DATA_DIR": str(folder),
            "FILES_DIR": str(settings.FILES_DIR),
            "JOB_LEASE_SECONDS": str(lease),
            "JOB_SWEEP_SECONDS": str(SWEEP),
        }

    def __enter__(self) -> World:
        return self

    def __exit__(self, *error: object) -> None:
        for process in self.processes:
            self.kill(process)
        if error[0] is not None:
            print((self.folder / "log.txt").read_text(errors="replace")[-8000:])

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A Python process in a session of its own; what it prints goes to ``log.txt``."""
        with (self.folder / "log.txt").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def embedded(self) -> subprocess.Popen[bytes]:
        """An embedded worker, as ``manage.py serve`` starts it."""
        return self.start("manage.py", "work")

    def celery(self) -> subprocess.Popen[bytes]:
        """A Celery worker with two children, as in ``docs/deployment.md``."""
        return self.start("-m", "celery", "-A", "thidua", "worker", "-Q", "pdf,import,default", "-c", "2")

    def beat(self) -> subprocess.Popen[bytes]:
        """Celery's clock, which starts the sweep."""
        return self.start("-m", "celery", "-A", "thidua", "beat")

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """``kill -9`` of the process and of all that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Redis:
    """A Redis of our own that can be stopped; it keeps nothing on disk, so a stop loses every message."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def __enter__(self) -> Redis:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [str(shutil.which("redis-server")), "--bind", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--save", "", "--appendonly", "no", "--dir", str(self.folder)], stdout=subprocess.DEVNULL
        )
        client = redis.Redis(port=self.port)
        until(lambda: answers(client), "Redis answers")
        client.close()

    def hang(self) -> None:
        """Let it accept connections and answer nothing."""
        if self.process is not None:
            self.process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        """``kill -9``."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def answers(client: redis.Redis) -> bool:
    """Whether that Redis is there."""
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def until(true: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Waits for something.

    Raises:
        AssertionError: it did not come in time.
    """
    if not within(true, seconds):
        raise AssertionError(f"not within {seconds:g} s: {what}; jobs: {outcome()}")


def until_jobs(true: Callable[[], object], what: str) -> None:
    """Waits for something that jobs bring about, as long as they give signs of life.

    Patience begins anew with each claim, heartbeat and end: a machine where everything is slow has lost no job. It
    ends all the same, for attempts and the time of one are limited.

    Raises:
        AssertionError: it did not come, and no job moved for ``PATIENCE`` seconds.
    """
    seen = life()
    while not within(true, PATIENCE):
        before, seen = seen, life()
        if seen == before:
            raise AssertionError(f"no job moved within {PATIENCE:g} s; awaited: {what}; jobs: {outcome()}")


def life() -> list[tuple[object, ...]]:
    """What changes with each step of a worker."""
    return list(RenderJob.objects.order_by("pk").values_list("pk", "state", "attempts", "lease_until", "progress"))


def within(true: Callable[[], object], seconds: float) -> bool:
    """Whether something comes true within so many seconds."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def outcome() -> list[tuple[str, int, str]]:
    """State, attempts and error of each job, oldest first."""
    return list(RenderJob.objects.order_by("pk").values_list("state", "attempts", "error"))


def all_ended() -> bool:
    """Whether no job waits or runs."""
    return not RenderJob.objects.filter(state__in=[State.QUEUED, State.RUNNING]).exists()


def one_file_each() -> bool:
    """Whether each done job has its file, and there is no other one."""
    wanted = {job.path for job in RenderJob.objects.filter(state=State.DONE)}
    return wanted == {path for path in (Path(settings.FILES_DIR) / "rendered").rglob("*") if path.is_file()}


def pid_of(job: RenderJob) -> int | None:
    """The process that renders the job now, or None."""
    job.refresh_from_db()
    return int(job.worker.split(":")[1]) if job.state == State.RUNNING else None


def is_rendering(job: RenderJob) -> bool:
    """Whether the job's layout is under way: its worker has sent a heartbeat since it took it."""
    job.refresh_from_db()
    return job.state == State.RUNNING and job.progress > 0


def gone(pid: int) -> bool:
    """Whether the process has ended (a zombie has)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def children(pid: int) -> list[int]:
    """The processes that one has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_url() -> str:
    """The test's database, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**values)

"""The embedded worker: what it runs, when it sleeps, when it ends."""

from __future__ import annotations

import signal
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from campaigns.actions import clock
from documents import queue
from documents.actions import upload
from documents.management.commands import work
from documents.models import RenderJob
from documents.tasks import render
from organizations.notifications import mail
from tests.documents.faults.world import World, children, gone, until

# The worker opens and closes its connection as it likes.
pytestmark = pytest.mark.django_db(transaction=True)
State = RenderJob.State


@pytest.fixture(autouse=True)
def own_signals():
    """The command sets handlers for the whole process; the tests get theirs back."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def room_for_the_tests(monkeypatch):
    """The process that runs the tests may itself be larger than a worker is allowed to be."""
    monkeypatch.setattr(work, "MOST_MEGABYTES", 100_000)


@pytest.fixture
def jobs(cast) -> list[RenderJob]:
    """Three queued jobs, oldest first."""
    return [queue.enqueue(cast.draft(), kind) for kind in ("pdf", "docx", "pdf")]


@pytest.fixture
def rendered(monkeypatch) -> list[int]:
    """Ids that were handed to the task, which ends them without rendering."""
    ids: list[int] = []

    def apply(args):
        ids.extend(args)
        RenderJob.objects.filter(pk__in=args).update(state=State.DONE)

    monkeypatch.setattr(render, "apply", apply)
    return ids


def states() -> list[str]:
    return list(RenderJob.objects.order_by("pk").values_list("state", flat=True))


def test_once_makes_all_that_waits(jobs):
    call_command("work", once=True)
    assert states() == [State.DONE] * 3


def test_one_job_by_its_number(jobs):
    call_command("work", job=("documents.render", str(jobs[1].pk)))
    assert states() == [State.QUEUED, State.DONE, State.QUEUED]


@pytest.mark.parametrize("job", [("documents.render", "twelve"), ("documents.unknown", "12")])
def test_a_job_that_cannot_be_is_a_sentence(job):
    with pytest.raises(CommandError) as refused:
        call_command("work", job=job)
    assert str(refused.value) == (
        "Không có việc nào như vậy. Hãy ghi loại và số của việc, ví dụ --job documents.render 12."
    )


def test_the_oldest_comes_first(jobs, rendered):
    work.work(once=True)
    assert rendered == [job.pk for job in jobs]


def test_it_ends_after_its_share_of_jobs(jobs, rendered, monkeypatch):
    monkeypatch.setattr(work, "MOST_JOBS", 2)
    work.work(once=False)
    assert len(rendered) == 2


def test_it_ends_when_it_has_grown(jobs, rendered, monkeypatch):
    monkeypatch.setattr(work, "megabytes", lambda: work.MOST_MEGABYTES + 1)
    work.work(once=False)
    assert len(rendered) == 1


def test_idle_it_sleeps_and_looks_again(jobs, rendered, monkeypatch):
    naps = []

    def nap(seconds):
        naps.append(seconds)
        if len(naps) == 2:
            queue.renders.retry(jobs[0])

    RenderJob.objects.update(state=State.FAILED)
    monkeypatch.setattr(work, "MOST_JOBS", 1)
    monkeypatch.setattr(work.time, "sleep", nap)
    work.work(once=False)
    assert naps == [work.IDLE_SECONDS] * 2
    assert rendered == [jobs[0].pk]


def test_it_sweeps_first_and_then_every_fifteen_seconds(db, monkeypatch, settings):
    clock, sweeps = [1000.0], []
    monkeypatch.setattr(work.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(queue.renders, "sweep", lambda: sweeps.append(clock[0]))

    def nap(seconds):
        clock[0] += seconds
        if clock[0] > 1040:
            raise SystemExit

    monkeypatch.setattr(work.time, "sleep", nap)
    with pytest.raises(SystemExit):
        work.work(once=False)
    assert settings.JOB_SWEEP_SECONDS == 15
    assert sweeps == [1000, 1015, 1030]


def test_abandoned_uploads_go_first_and_then_every_hour(db, monkeypatch):
    clock, runs = [1000.0], []
    monkeypatch.setattr(work.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(upload, "remove_abandoned", lambda: runs.append(clock[0]))

    def nap(seconds):
        clock[0] += 900
        if clock[0] > 8500:
            raise SystemExit

    monkeypatch.setattr(work.time, "sleep", nap)
    with pytest.raises(SystemExit):
        work.work(once=False)
    assert runs == [1000, 4600, 8200]


def test_it_runs_every_task_of_the_clock_and_outlives_one_that_breaks(db, monkeypatch, settings):
    runs = []

    def broken() -> None:
        runs.append("remind")
        raise RuntimeError("no")

    monkeypatch.setattr(clock, "remind_by_clock", broken)
    monkeypatch.setattr(mail, "send_due", lambda: runs.append("mail"))
    names = [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    assert names == [
        "workflow.sweep",
        "documents.tidy_files",
        "campaigns.tidy_boards",
        "organizations.send_mail",
        "campaigns.remind",
    ]
    work.work(once=True)
    assert runs == ["mail", "remind"]


def test_a_database_that_is_away_for_a_moment_does_not_end_it(jobs, rendered, monkeypatch):
    real, calls = queue.renders.next_id, []

    def away_at_first():
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        return real()

    monkeypatch.setattr(queue.renders, "next_id", away_at_first)
    monkeypatch.setattr(work, "MOST_JOBS", 3)
    monkeypatch.setattr(work.time, "sleep", lambda seconds: None)
    work.work(once=False)
    assert rendered == [job.pk for job in jobs]


def test_its_memory_is_counted():
    assert 20 < work.megabytes() < 2000


def test_a_signal_ends_it():
    with pytest.raises(SystemExit) as ended:
        work.stop(signal.SIGTERM, None)
    assert ended.value.code == 0


def test_worker_and_renderer_end_when_their_parent_is_killed(tmp_path, cast):
    """As ``manage.py serve`` starts it: a child of the supervisor."""
    queue.enqueue(cast.draft(), "pdf")
    command = [sys.executable, "manage.py", "work"]
    with World(tmp_path) as world:
        parent = world.start(
            "-c",
            f"import time; from thidua.supervisor import Child; Child('work', {command!r}).start(); time.sleep(60)",
        )
        until(lambda: states() == [State.DONE], "the worker has made a file")
        (worker,) = children(parent.pid)
        (renderer,) = children(worker)
        parent.kill()
        until(lambda: gone(worker) and gone(renderer), "both have ended", 10)

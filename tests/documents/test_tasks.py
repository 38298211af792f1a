"""However a rendering ends, its job says so; the worker goes on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from campaigns.jobs import remind, tidy_boards
from documents import jobs as clock
from documents import queue, tasks
from documents.models import RenderJob
from documents.rendering.sandbox import Limits, Renderer, RendererLost, RenderFailed
from organizations.tasks import send_mail
from tests.cast import CONTENT
from tests.documents.faults.papers import big_table
from workflow import jobs, worker
from workflow.queue import ATTEMPTS

State = RenderJob.State


@pytest.fixture
def renderer(monkeypatch):
    """The renderer of this test alone: small limits, no process left behind."""
    with Renderer(Limits(wall_seconds=1.5)) as renderer:
        monkeypatch.setattr(tasks, "renderer", lambda: renderer)
        yield renderer


def run(job: RenderJob) -> RenderJob:
    """The job after a worker has had it."""
    tasks.render.apply(args=[job.pk], throw=True)
    return RenderJob.objects.get(pk=job.pk)


def renderer_that(monkeypatch, *, raises: BaseException) -> None:
    """Puts something in the renderer's place that raises."""

    class Broken:
        def render(self, paper, format, on_tick):
            raise raises

    monkeypatch.setattr(tasks, "renderer", Broken)


@pytest.mark.parametrize(("kind", "magic"), [("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")])
def test_a_paper_becomes_a_file(cast, renderer, kind, magic):
    done = run(queue.enqueue(cast.draft(), kind))
    content = done.path.read_bytes()
    assert (done.state, done.attempts, done.progress) == (State.DONE, 1, 100)
    assert content[: len(magic)] == magic
    assert (len(content), hashlib.sha256(content).hexdigest()) == (done.size, done.sha256)


def test_a_second_message_changes_nothing(job, renderer):
    done = run(job)
    changed = done.path.stat().st_mtime_ns
    assert run(job).finished_at == done.finished_at
    assert done.path.stat().st_mtime_ns == changed


def test_a_paper_that_is_too_much_fails_at_once_and_the_next_one_is_made(cast, job, renderer):
    bomb = queue.enqueue(cast.draft(content=replace(CONTENT, body=big_table(3000))), "pdf")
    failed = run(bomb)
    assert (failed.state, failed.attempts) == (State.FAILED, 1)
    assert failed.error[:34] == "Văn bản quá dài hoặc quá phức tạp:"
    assert run(job).state == State.DONE


def test_a_renderer_that_is_killed_is_replaced_and_the_job_tried_again(cast, renderer, monkeypatch, settings):
    settings.JOB_LEASE_SECONDS = 1
    renderer.limits = Limits()
    real, beats = queue.renders.heartbeat, []

    def beat_and_kill(job, worker, progress):
        beats.append(progress)
        real(job, worker, progress)
        if len(beats) == 1:
            renderer._child.kill()

    monkeypatch.setattr(queue.renders, "heartbeat", beat_and_kill)
    job = queue.enqueue(cast.draft(content=replace(CONTENT, body=big_table(900))), "pdf")
    again = run(job)
    assert (again.state, again.attempts, again.error) == (State.QUEUED, 1, "")
    assert run(job).state == State.DONE


def test_without_telling_it_from_a_bomb_the_paper_would_fail(job, monkeypatch):
    """The twin: a renderer that was killed is taken for one that was asked too much."""
    renderer_that(monkeypatch, raises=RendererLost("Bộ tạo tệp dừng đột ngột."))
    monkeypatch.setattr(tasks, "RendererLost", ZeroDivisionError)
    assert run(job).state == State.FAILED


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(28, "No space left on device"), worker.MACHINE), (ValueError("a bug"), queue.renders.unexpected)],
)
def test_a_mishap_is_tried_three_times_and_then_told(job, monkeypatch, error, reason):
    renderer_that(monkeypatch, raises=error)
    seen = [(run(job).state, RenderJob.objects.get().error) for _ in range(3)]
    assert seen == [(State.QUEUED, ""), (State.QUEUED, ""), (State.FAILED, reason)]


def test_the_reason_of_the_renderer_is_shown(job, monkeypatch):
    renderer_that(monkeypatch, raises=RenderFailed("Văn bản có một từ quá dài."))
    assert run(job).error == "Văn bản có một từ quá dài."


def test_a_worker_that_is_told_to_stop_gives_the_job_back(job, monkeypatch):
    renderer_that(monkeypatch, raises=SystemExit(0))
    with pytest.raises(SystemExit):
        tasks.render.apply(args=[job.pk])
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 0)


def test_without_that_it_stays_with_a_worker_that_is_gone(job, monkeypatch):
    """The twin: nobody takes it before the lease is over."""
    renderer_that(monkeypatch, raises=SystemExit(0))
    monkeypatch.setattr(queue.renders, "give_back", lambda job, worker: None)
    with pytest.raises(SystemExit):
        tasks.render.apply(args=[job.pk])
    assert queue.renders.next_id() is None
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.RUNNING, 1)


def test_a_worker_that_has_lost_the_job_leaves_it_alone(job, monkeypatch, caplog):
    class Slow:
        """Takes so long that another worker takes over."""

        def render(self, paper, format, on_tick):
            RenderJob.objects.update(lease_until=Now() - timedelta(seconds=1))
            queue.renders.claim(job.pk, "other")
            return b"late"

    monkeypatch.setattr(tasks, "renderer", Slow)
    left = run(job)
    assert (left.state, left.worker, left.attempts) == (State.RUNNING, "other", 2)
    assert not left.path.exists()
    assert [record.getMessage() for record in caplog.records] == [
        f"documents.render: job {job.pk} was taken over by another worker"
    ]


def test_the_lease_is_extended_every_fifth_of_it(job, monkeypatch, settings):
    settings.JOB_LEASE_SECONDS = 20
    clock, beats = [100.0], []
    monkeypatch.setattr(worker.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(queue.renders, "heartbeat", lambda job, worker, progress: beats.append(clock[0]))
    pulse = worker.Pulse(queue.renders, job, "a", lambda seconds: 50)
    for clock[0] in range(101, 112):
        pulse()
    assert beats == [104, 108]


def test_progress_grows_and_stops_short_of_the_end():
    seen = [tasks.progress(seconds, 40_000) for seconds in (0, 1, 2, 3, 60)]
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0, 95)


def test_a_process_has_one_renderer():
    assert tasks.renderer() is tasks.renderer()


def test_the_clock_starts_the_sweep(job):
    RenderJob.objects.update(state=State.RUNNING, attempts=ATTEMPTS, lease_until=Now() - timedelta(seconds=1))
    jobs.sweep.apply(throw=True)
    assert RenderJob.objects.get().error == queue.renders.gave_up


def test_beat_knows_the_tasks_of_the_clock(settings):
    entries = settings.CELERY_BEAT_SCHEDULE.values()
    assert [(entry["task"], entry["schedule"]) for entry in entries] == [
        (jobs.sweep.name, 15),
        (clock.tidy_files.name, 3600),
        (tidy_boards.name, 3600),
        (send_mail.name, 60),
        (remind.name, 1800),
    ]

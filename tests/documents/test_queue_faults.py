"""Workers are killed and Redis is stopped in mid-render: every job still ends, with one file each.

Each test has a twin in which the defence is switched off and the job is lost.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from documents import queue
from documents.actions.step import issue, sign, take_step
from documents.models import Document, RenderJob
from tests.cast import CONTENT, Cast
from tests.documents.faults.papers import big_table
from tests.documents.faults.world import (
    LOST,
    OUTAGE,
    SLOW_ROWS,
    Redis,
    World,
    all_ended,
    children,
    gone,
    is_rendering,
    one_file_each,
    outcome,
    pid_of,
    until,
    until_jobs,
    within,
)
from tests.services import needs_redis_server
from workflow import queue as engine

pytestmark = pytest.mark.django_db(transaction=True)
State = RenderJob.State
NEVER = 3600  # a lease that does not end during a test


@pytest.fixture
def slow(cast) -> RenderJob:
    """A job of some seconds, ordered before the quick ones."""
    return queue.enqueue(cast.draft(content=replace(CONTENT, body=big_table(SLOW_ROWS))), "pdf")


@pytest.fixture
def quick(cast, slow) -> list[RenderJob]:
    """Three jobs of a moment."""
    return [queue.enqueue(cast.draft(), kind) for kind in ("pdf", "docx", "pdf")]


def kill_one(pid: int) -> None:
    """``kill -9`` of one process; what it started is left to itself."""
    os.kill(pid, signal.SIGKILL)


@pytest.mark.both_databases
class TestEmbedded:
    def test_a_worker_killed_in_mid_render(self, tmp_path, slow, quick):
        with World(tmp_path) as world:
            world.embedded()
            until_jobs(lambda: is_rendering(slow), "the slow job is being rendered")
            victim = pid_of(slow)
            renderer = children(victim)
            world.embedded()
            kill_one(victim)
            until(lambda: all(map(gone, renderer)), "the renderer ends with its worker", 5)
            until_jobs(all_ended, "every job has ended")
        assert slow_and_rest() == (State.DONE, {State.DONE})
        assert RenderJob.objects.get(pk=slow.pk).attempts > 1
        assert one_file_each()

    def test_without_the_end_of_the_lease_its_job_is_lost(self, tmp_path, slow, quick):
        with World(tmp_path, lease=NEVER) as world:
            victim = world.embedded()
            until_jobs(lambda: pid_of(slow), "the slow job is taken")
            world.kill(victim)
            world.embedded()
            until_jobs(lambda: [job.state for job in reread(quick)] == [State.DONE] * 3, "the others are done")
            assert not within(all_ended, LOST)
        assert slow_and_rest() == (State.RUNNING, {State.DONE})

    def test_all_workers_killed_and_started_again(self, tmp_path, slow, quick):
        with World(tmp_path) as world:
            workers = [world.embedded(), world.embedded()]
            until_jobs(lambda: is_rendering(slow), "the slow job is being rendered")
            for worker in workers:
                world.kill(worker)
            assert not within(all_ended, 0.5)
            for _ in workers:
                world.embedded()
            until_jobs(all_ended, "every job has ended")
        assert slow_and_rest() == (State.DONE, {State.DONE})
        assert one_file_each()

    def test_a_worker_that_is_asked_to_stop_gives_its_job_back(self, tmp_path, slow):
        with World(tmp_path) as world:
            worker = world.embedded()
            until_jobs(lambda: is_rendering(slow), "the slow job is being rendered")
            renderer = children(worker.pid)
            worker.terminate()
            assert worker.wait(timeout=5) == 0
            until(lambda: all(map(gone, renderer)), "its renderer ends too", 5)
        assert outcome() == [(State.QUEUED, 0, "")]


@pytest.fixture
def broker(tmp_path, settings):
    """A Redis of this test's own, which may be stopped; orders go there."""
    with Redis(tmp_path) as redis:
        settings.REDIS_URL = redis.url
        yield redis


@needs_redis_server()
@pytest.mark.usefixtures("broker")
class TestCelery:
    def test_a_child_killed_in_mid_render(self, tmp_path, broker, slow, quick):
        with World(tmp_path, redis_url=broker.url) as world:
            world.celery()
            world.beat()
            until_jobs(lambda: is_rendering(slow), "the slow job is being rendered")
            kill_one(pid_of(slow))
            until_jobs(all_ended, "every job has ended")
        assert slow_and_rest() == (State.DONE, {State.DONE})
        assert RenderJob.objects.get(pk=slow.pk).attempts > 1
        assert one_file_each()

    def test_without_the_end_of_the_lease_its_job_is_lost(self, tmp_path, broker, slow, quick):
        """Celery alone does not save it: the message comes again, but the job belongs to the dead worker."""
        with World(tmp_path, redis_url=broker.url, lease=NEVER) as world:
            world.celery()
            world.beat()
            until_jobs(lambda: pid_of(slow), "the slow job is taken")
            kill_one(pid_of(slow))
            until_jobs(lambda: [job.state for job in reread(quick)] == [State.DONE] * 3, "the others are done")
            assert not within(all_ended, LOST)
        assert slow_and_rest() == (State.RUNNING, {State.DONE})

    def test_all_workers_killed_and_started_again(self, tmp_path, broker, slow, quick):
        with World(tmp_path, redis_url=broker.url) as world:
            worker = world.celery()
            world.beat()
            until_jobs(lambda: is_rendering(slow), "the slow job is being rendered")
            world.kill(worker)
            world.celery()
            until_jobs(all_ended, "every job has ended")
        assert slow_and_rest() == (State.DONE, {State.DONE})
        assert one_file_each()

    def test_redis_stopped(self, tmp_path, broker, cast, slow):
        """No order fails or waits while Redis is away, and all are carried out once it is back, empty."""
        with World(tmp_path, redis_url=broker.url) as world:
            world.celery()
            world.beat()
            until_jobs(lambda: is_rendering(slow), "the slow job is being rendered")
            broker.stop()
            slowest = max(seconds_to_order(cast) for _ in range(3))
            time.sleep(OUTAGE)
            broker.start()
            until_jobs(all_ended, "every job has ended")
        assert slowest < 2.5
        assert [state for state, *_ in outcome()] == [State.DONE] * 4
        assert one_file_each()

    def test_without_the_sweep_what_was_ordered_meanwhile_is_lost(self, tmp_path, broker, cast):
        with World(tmp_path, redis_url=broker.url) as world:
            broker.stop()
            seconds_to_order(cast)
            broker.start()
            world.celery()
            queue.enqueue(cast.draft(), "docx")
            until_jobs(lambda: RenderJob.objects.filter(state=State.DONE).exists(), "the later order is carried out")
            assert not within(all_ended, LOST)
        assert [state for state, *_ in outcome()] == [State.QUEUED, State.DONE]


@needs_redis_server()
class TestHangingRedis:
    def test_a_page_that_issues_a_paper_waits_less_than_two_seconds_for_it(self, broker, cast):
        document = signed(cast)
        broker.hang()
        started = time.monotonic()
        issue(document=document, by=cast.leader)
        assert time.monotonic() - started < 2.5  # 1.6 s for Redis, and its own work on a busy machine
        assert outcome() == [(State.QUEUED, 0, "")] * 2

    def test_without_limits_of_its_own_it_waits_for_long(self, broker, cast, monkeypatch):
        monkeypatch.setattr(engine, "_BROKER_LIMITS", {})
        broker.hang()
        assert seconds_to_order(cast) > 4


def signed(cast: Cast) -> Document:
    """A plan of the city that its leader has signed."""
    document = cast.draft()
    take_step(document=document, action="submit", by=cast.clerk)
    return sign(document=document, by=cast.leader)


def seconds_to_order(cast: Cast) -> float:
    """How long the page takes on which the clerk orders a PDF."""
    client = Client()
    client.force_login(cast.clerk)
    address = reverse("file_make", args=[cast.draft().pk, "pdf"])
    started = time.monotonic()
    answer = client.post(address)
    assert answer.status_code == 302
    return time.monotonic() - started


def reread(jobs: list[RenderJob]) -> list[RenderJob]:
    """The jobs as they stand now."""
    return list(RenderJob.objects.filter(pk__in=[job.pk for job in jobs]))


def slow_and_rest() -> tuple[str, set[str]]:
    """State of the first job, and states of the others."""
    first, *others = (state for state, *_ in outcome())
    return first, set(others)

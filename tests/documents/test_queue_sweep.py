"""Calling workers, and calling again for what was left behind."""

from __future__ import annotations

import logging
import os
import time
from datetime import timedelta

import pytest
from celery import current_app
from django.db import transaction
from django.db.models.functions import Now

from documents import jobs, queue, storage
from documents.models import RenderJob
from tests.documents.jobs import PDF, files, let_lease_run_out, row
from workflow.queue import ATTEMPTS

State = RenderJob.State


class TestSweep:
    def test_a_job_abandoned_three_times_fails_with_a_sentence(self, job):
        for attempt in range(ATTEMPTS):
            queue.renders.claim(job.pk, str(attempt))
            let_lease_run_out(job)
        queue.renders.sweep()
        assert (row(job).state, row(job).error, row(job).lease_until) == (State.FAILED, queue.renders.gave_up, None)
        assert row(job).finished_at is not None

    def test_the_last_attempt_is_not_cut_short(self, job):
        RenderJob.objects.filter(pk=job.pk).update(attempts=ATTEMPTS - 1)
        queue.renders.claim(job.pk, "a")
        queue.renders.sweep()
        assert row(job).state == State.RUNNING

    def test_idle_it_only_reads(self, job, settings, django_assert_num_queries):
        settings.REDIS_URL = ""
        queue.publish(queue.renders.claim(job.pk, "a"), "a", PDF)
        with django_assert_num_queries(1) as asked:
            queue.renders.sweep()
        assert asked.captured_queries[0]["sql"].startswith("SELECT")

    def test_with_a_broker_it_calls_again_for_what_has_no_message_any_more(self, cast, job, woken, settings):
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        fresh, silent, alive = (queue.enqueue(cast.draft(), "pdf") for _ in range(3))
        queue.renders.claim(silent.pk, "a")
        let_lease_run_out(silent)
        queue.renders.claim(alive.pk, "b")
        long_ago = Now() - timedelta(seconds=settings.JOB_LEASE_SECONDS + 1)
        RenderJob.objects.filter(pk=job.pk).update(created_at=long_ago)
        queue.renders.sweep()
        assert woken == [job.pk, silent.pk]
        assert row(fresh).state == State.QUEUED

    def test_it_stops_calling_when_the_broker_is_down(self, cast, settings, monkeypatch):
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        calls = []
        monkeypatch.setattr(queue.renders, "wake", lambda job_id: calls.append(job_id))
        for _ in range(3):
            queue.enqueue(cast.draft(), "pdf")
        RenderJob.objects.update(created_at=Now() - timedelta(hours=1))
        queue.renders.sweep()
        assert len(calls) == 1

    def test_files_left_by_killed_writers_go_after_an_hour(self, db, tmp_path):
        left, fresh = storage.stage(b"left"), storage.stage(b"fresh")
        os.utime(left, (time.time() - storage.STALE_SECONDS - 1,) * 2)
        jobs.tidy_files.apply(throw=True)
        assert files(tmp_path) == [fresh.name]


class TestWake:
    def test_embedded_workers_need_no_message(self, settings, caplog):
        settings.REDIS_URL = ""
        assert queue.renders.wake(1)
        assert caplog.records == []

    def test_the_message_holds_the_id_and_lies_in_the_queue_of_the_renderers(self, settings):
        settings.REDIS_URL = "memory://"
        assert queue.renders.wake(7)
        with current_app.connection_for_read("memory://") as broker:
            message = broker.SimpleQueue("pdf").get(timeout=1)
        assert message.headers["task"] == "documents.render"
        assert message.payload[0] == [7]

    def test_a_broker_that_is_down_is_noted_and_not_raised(self, settings, caplog):
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        started = time.monotonic()
        with caplog.at_level(logging.WARNING, "workflow.queue"):
            assert not queue.renders.wake(7)
        assert time.monotonic() - started < 2
        (record,) = caplog.records
        assert "job 7 waits for the sweep" in record.getMessage()

    @pytest.mark.django_db(transaction=True)
    def test_the_order_is_kept_when_the_call_breaks(self, cast, monkeypatch):
        def breaks(job_id):
            raise RuntimeError

        monkeypatch.setattr(queue.renders, "wake", breaks)
        with transaction.atomic():
            job = queue.enqueue(cast.draft(), "pdf")
        assert row(job).state == State.QUEUED

    @pytest.mark.django_db(transaction=True)
    def test_without_robust_a_broken_call_breaks_the_page(self, cast):
        """The twin: the order is saved, and the user is shown an error."""

        def breaks():
            raise RuntimeError

        with pytest.raises(RuntimeError), transaction.atomic():
            queue.enqueue(cast.draft(), "pdf")
            transaction.on_commit(breaks)
        assert RenderJob.objects.count() == 1

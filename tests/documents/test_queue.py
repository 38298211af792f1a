"""One job has one worker, one file, and an end."""

from __future__ import annotations

import hashlib
import os
import threading

import pytest
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from documents import queue, storage
from documents.models import RenderJob
from tests.documents.jobs import PDF, files, let_lease_run_out, row
from workflow.queue import ATTEMPTS, LeaseLost
from workflow.worker import worker_name

State = RenderJob.State


class TestClaim:
    def test_a_waiting_job_is_taken_for_a_lease(self, job, settings):
        taken = queue.renders.claim(job.pk, "a")
        assert (taken.state, taken.worker, taken.attempts) == (State.RUNNING, "a", 1)
        left = RenderJob.objects.annotate(left=F("lease_until") - Now()).get(pk=job.pk).left
        assert abs(left.total_seconds() - settings.JOB_LEASE_SECONDS) < 2

    def test_a_running_job_is_taken_only_when_its_lease_is_over(self, job):
        queue.renders.claim(job.pk, "a")
        assert queue.renders.claim(job.pk, "b") is None
        let_lease_run_out(job)
        assert queue.renders.claim(job.pk, "b").attempts == 2

    @pytest.mark.parametrize("state", [State.DONE, State.FAILED])
    def test_a_finished_job_is_not_taken(self, job, state):
        RenderJob.objects.filter(pk=job.pk).update(state=state)
        assert queue.renders.claim(job.pk, "a") is None

    def test_there_is_no_fourth_attempt(self, job):
        RenderJob.objects.filter(pk=job.pk).update(attempts=ATTEMPTS)
        assert queue.renders.claim(job.pk, "a") is None

    def test_an_unknown_job_is_nothing_to_take(self, db):
        assert queue.renders.claim(12345, "a") is None

    def test_the_oldest_comes_first(self, cast, job):
        newer = queue.enqueue(job.document, "docx")
        assert queue.renders.next_id() == job.pk
        queue.renders.claim(job.pk, "a")
        assert queue.renders.next_id() == newer.pk
        queue.renders.claim(newer.pk, "a")
        assert queue.renders.next_id() is None

    def test_names_differ_also_within_a_process(self):
        first, second = worker_name(), worker_name()
        assert first != second
        assert first.split(":")[1] == str(os.getpid())
        assert len(first) <= RenderJob._meta.get_field("worker").max_length


def together(function, count: int = 8) -> list:
    """What ``function(n)`` returned in ``count`` threads that started at the same moment."""
    start, results = threading.Barrier(count), []

    def run(number: int) -> None:
        start.wait()
        try:
            results.append(function(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_of_eight_workers_one_gets_the_job(self, job):
        taken = together(lambda number: queue.renders.claim(job.pk, f"worker {number}"))
        assert len(taken) == 8
        (winner,) = [job for job in taken if job]
        assert (row(job).worker, row(job).attempts) == (winner.worker, 1)

    def test_without_the_condition_several_get_it(self, job):
        """The twin: looking first and taking afterwards."""
        looked = threading.Barrier(8)

        def look_then_take(number: int) -> bool:
            free = RenderJob.objects.filter(pk=job.pk, state=State.QUEUED).exists()
            looked.wait()
            return free and bool(RenderJob.objects.filter(pk=job.pk).update(state=State.RUNNING, worker=number))

        assert sum(together(look_then_take)) > 1

    def test_eight_orders_of_one_paper_are_one_job(self, cast):
        document = cast.draft()
        ids = together(lambda _: queue.enqueue(document, "pdf").pk)
        assert len(ids) == 8
        assert set(ids) == {RenderJob.objects.get().pk}


class TestLease:
    def test_a_heartbeat_extends_it_and_shows_progress(self, job):
        queue.renders.claim(job.pk, "a")
        let_lease_run_out(job)
        queue.renders.heartbeat(job, "a", 40)
        assert row(job).progress == 40
        assert queue.renders.claim(job.pk, "b") is None

    @pytest.mark.parametrize(
        "step",
        [
            lambda job: queue.renders.heartbeat(job, "a", 40),
            lambda job: queue.publish(job, "a", PDF),
            lambda job: queue.renders.fail(job, "a", "Quá lớn."),
            lambda job: queue.renders.release(job, "a", "Hỏng."),
            lambda job: queue.renders.give_back(job, "a"),
        ],
    )
    def test_who_has_lost_it_changes_nothing(self, job, step, tmp_path):
        queue.renders.claim(job.pk, "a")
        let_lease_run_out(job)
        queue.renders.claim(job.pk, "b")
        before = RenderJob.objects.values().get(pk=job.pk)
        with pytest.raises(LeaseLost):
            step(job)
        assert RenderJob.objects.values().get(pk=job.pk) == before
        assert files(tmp_path) == []


class TestPublish:
    def test_the_row_tells_what_lies_in_the_file(self, job, tmp_path):
        queue.renders.claim(job.pk, "a")
        queue.publish(job, "a", PDF)
        done = row(job)
        assert (done.state, done.progress, done.lease_until) == (State.DONE, 100, None)
        assert (done.size, done.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
        assert done.finished_at is not None
        assert done.path.read_bytes() == PDF
        assert files(tmp_path) == [f"{job.content_hash}.pdf"]

    def test_a_late_worker_does_not_touch_the_winners_file(self, job, tmp_path):
        queue.renders.claim(job.pk, "late")
        let_lease_run_out(job)
        queue.renders.claim(job.pk, "winner")
        queue.publish(job, "winner", PDF)
        with pytest.raises(LeaseLost):
            queue.publish(job, "late", b"other bytes")
        assert job.path.read_bytes() == PDF
        assert files(tmp_path) == [f"{job.content_hash}.pdf"]

    def test_without_the_condition_it_would(self, job, monkeypatch):
        """The twin: an update by number alone."""
        monkeypatch.setattr(queue.renders, "_change", lambda job, worker, **values: RenderJob.objects.update(**values))
        queue.publish(queue.renders.claim(job.pk, "winner"), "winner", PDF)
        queue.publish(job, "late", b"other bytes")
        assert job.path.read_bytes() == b"other bytes"

    def test_a_file_that_cannot_be_placed_leaves_the_job_running(self, job, monkeypatch, tmp_path):
        def full(staged, path):
            raise OSError(28, "No space left on device")

        queue.renders.claim(job.pk, "a")
        monkeypatch.setattr(storage, "place", full)
        with pytest.raises(OSError):
            queue.publish(job, "a", PDF)
        assert (row(job).state, row(job).sha256) == (State.RUNNING, "")
        assert files(tmp_path) == []


class TestEnds:
    def test_a_failure_keeps_its_reason(self, job):
        queue.renders.claim(job.pk, "a")
        queue.renders.fail(job, "a", "Văn bản quá dài." + "." * 600)
        failed = row(job)
        assert (failed.state, failed.lease_until) == (State.FAILED, None)
        assert failed.error == ("Văn bản quá dài." + "." * 600)[:500]

    def test_a_mishap_is_tried_again_and_fails_at_the_third_time(self, job, woken, django_capture_on_commit_callbacks):
        states = []
        with django_capture_on_commit_callbacks(execute=True):
            for attempt in range(ATTEMPTS):
                taken = queue.renders.claim(job.pk, str(attempt))
                queue.renders.release(taken, str(attempt), "Bộ tạo tệp dừng.")
                states.append(row(job).state)
        assert states == [State.QUEUED, State.QUEUED, State.FAILED]
        assert row(job).error == "Bộ tạo tệp dừng."
        assert woken == [job.pk] * 2

    def test_a_job_given_back_has_lost_no_attempt(self, job):
        for _ in range(5):
            queue.renders.give_back(queue.renders.claim(job.pk, "a"), "a")
        assert (row(job).state, row(job).attempts, row(job).lease_until) == (State.QUEUED, 0, None)

    def test_trying_again_starts_anew_at_the_end_of_the_queue(self, job, woken, django_capture_on_commit_callbacks):
        newer = queue.enqueue(job.document, "docx")
        queue.renders.fail(queue.renders.claim(job.pk, "a"), "a", "Quá lớn.")
        with django_capture_on_commit_callbacks(execute=True):
            assert queue.renders.retry(job)
        again = row(job)
        assert (again.state, again.attempts, again.error, again.finished_at) == (State.QUEUED, 0, "", None)
        assert woken == [job.pk]
        assert queue.renders.next_id() == newer.pk

    @pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.DONE])
    def test_only_a_failed_job_is_tried_again(self, job, state):
        RenderJob.objects.filter(pk=job.pk).update(state=state)
        assert not queue.renders.retry(job)
        assert row(job).state == state

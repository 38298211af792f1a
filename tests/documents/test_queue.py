"""The queue of render jobs: one order, one worker, one file, and an end for every job."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from documents import queue, storage
from documents.actions.document import Content, issue, save_draft, sign, take_step
from documents.models import Document, RenderJob
from documents.queue import LeaseLost
from tests.cast import CONTENT

State = RenderJob.State
PDF = b"%PDF-1.7 made up"


@pytest.fixture
def job(cast) -> RenderJob:
    """A queued job for the PDF of a draft."""
    return queue.enqueue(cast.draft(), "pdf")


@pytest.fixture
def woken(monkeypatch) -> list[int]:
    """Ids for which workers were called."""
    calls: list[int] = []
    monkeypatch.setattr(queue, "wake", lambda job_id: calls.append(job_id) or True)
    return calls


def issued(cast) -> Document:
    """A plan of the justice office, issued by its head."""
    document = cast.draft(cast.justice_officer, replace(CONTENT, sign_name=""))
    take_step(document=document, action="submit", by=cast.justice_officer)
    sign(document=document, by=cast.justice_head)
    return issue(document=document, by=cast.justice_head)


def change_text(document: Document, cast) -> Document:
    """The draft with another sentence."""
    content = Content(**{name: getattr(document, name) for name in Content.__slots__} | {"body": "I. KHÁC\nCâu khác."})
    return save_draft(document=document, version=document.version, content=content, by=cast.clerk)


def let_lease_run_out(job: RenderJob) -> None:
    RenderJob.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def row(job: RenderJob) -> RenderJob:
    return RenderJob.objects.get(pk=job.pk)


class TestEnqueue:
    def test_the_order_holds_the_paper_as_it_stands(self, cast):
        document = cast.draft()
        job = queue.enqueue(document, "pdf")
        assert (job.state, job.attempts, job.kind, job.lease_until) == (State.QUEUED, 0, "pdf", None)
        document.refresh_from_db()
        change_text(document, cast)
        assert "Tạo phong trào sôi nổi" in row(job).snapshot

    def test_the_same_text_is_ordered_once(self, cast, job):
        assert queue.enqueue(job.document, "pdf") == job
        assert RenderJob.objects.count() == 1

    def test_another_format_and_another_text_are_other_orders(self, cast, job):
        word = queue.enqueue(job.document, "docx")
        changed = queue.enqueue(change_text(job.document, cast), "pdf")
        assert len({job.pk, word.pk, changed.pk}) == 3

    def test_a_new_template_makes_a_new_file_of_a_draft(self, job, monkeypatch):
        monkeypatch.setattr(queue, "TEMPLATE_VERSION", "another")
        assert queue.enqueue(job.document, "pdf") != job

    def test_it_goes_with_its_transaction(self, cast, woken, django_capture_on_commit_callbacks):
        document = cast.draft()
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
            queue.enqueue(document, "pdf")
            raise ZeroDivisionError
        assert (RenderJob.objects.count(), woken) == (0, [])

    def test_workers_are_called_after_the_commit_and_once(self, cast, woken, django_capture_on_commit_callbacks):
        document = cast.draft()
        with django_capture_on_commit_callbacks(execute=True):
            job = queue.enqueue(document, "pdf")
            queue.enqueue(document, "pdf")
            assert woken == []
        assert woken == [job.pk]

    def test_a_failed_order_stays_failed_until_somebody_tries_again(self, job):
        queue.claim(job.pk, "a")
        queue.fail(job, "a", "Quá lớn.")
        assert queue.enqueue(job.document, "pdf").state == State.FAILED


class TestIssuedPapers:
    def test_issuing_orders_both_files_of_the_final_text(self, cast):
        jobs = RenderJob.objects.filter(document=(document := issued(cast)))
        assert {(job.kind, job.snapshot == document.snapshot) for job in jobs} == {("pdf", True), ("docx", True)}

    def test_the_file_of_the_draft_is_not_the_file_of_the_paper(self, cast):
        document = cast.draft(cast.justice_officer, replace(CONTENT, sign_name=""))
        draft_job = queue.enqueue(document, "pdf")
        queue.claim(draft_job.pk, "a")
        queue.publish(draft_job, "a", PDF)
        take_step(document=document, action="submit", by=cast.justice_officer)
        sign(document=document, by=cast.justice_head)
        final = issue(document=document, by=cast.justice_head)
        assert queue.find(final, "pdf") not in (None, draft_job)

    def test_an_issued_file_is_never_made_again(self, cast, monkeypatch):
        document = issued(cast)
        job = queue.find(document, "pdf")
        queue.claim(job.pk, "a")
        queue.publish(job, "a", PDF)
        monkeypatch.setattr(queue, "TEMPLATE_VERSION", "another")
        assert queue.enqueue(document, "pdf") == job
        assert RenderJob.objects.filter(kind="pdf").count() == 1

    def test_of_two_orders_the_finished_one_counts(self, cast):
        document = issued(cast)
        first = queue.find(document, "pdf")
        second = RenderJob.objects.create(
            document=document, kind="pdf", snapshot=document.snapshot, content_hash="b" * 64, state=State.DONE
        )
        assert queue.find(document, "pdf") == second
        RenderJob.objects.filter(pk=first.pk).update(state=State.DONE)
        assert queue.find(document, "pdf") == first

    def test_nothing_ordered_nothing_found(self, cast):
        assert queue.find(cast.draft(), "pdf") is None


class TestClaim:
    def test_a_waiting_job_is_taken_for_a_lease(self, job, settings):
        taken = queue.claim(job.pk, "a")
        assert (taken.state, taken.worker, taken.attempts) == (State.RUNNING, "a", 1)
        left = RenderJob.objects.annotate(left=F("lease_until") - Now()).get(pk=job.pk).left
        assert abs(left.total_seconds() - settings.RENDER_LEASE_SECONDS) < 2

    def test_a_running_job_is_taken_only_when_its_lease_is_over(self, job):
        queue.claim(job.pk, "a")
        assert queue.claim(job.pk, "b") is None
        let_lease_run_out(job)
        assert queue.claim(job.pk, "b").attempts == 2

    @pytest.mark.parametrize("state", [State.DONE, State.FAILED])
    def test_a_finished_job_is_not_taken(self, job, state):
        RenderJob.objects.filter(pk=job.pk).update(state=state)
        assert queue.claim(job.pk, "a") is None

    def test_there_is_no_fourth_attempt(self, job):
        RenderJob.objects.filter(pk=job.pk).update(attempts=queue.ATTEMPTS)
        assert queue.claim(job.pk, "a") is None

    def test_an_unknown_job_is_nothing_to_take(self, db):
        assert queue.claim(12345, "a") is None

    def test_the_oldest_comes_first(self, cast, job):
        newer = queue.enqueue(job.document, "docx")
        assert queue.next_job_id() == job.pk
        queue.claim(job.pk, "a")
        assert queue.next_job_id() == newer.pk
        queue.claim(newer.pk, "a")
        assert queue.next_job_id() is None

    def test_names_differ_also_within_a_process(self):
        first, second = queue.worker_name(), queue.worker_name()
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
        taken = together(lambda number: queue.claim(job.pk, f"worker {number}"))
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
        queue.claim(job.pk, "a")
        let_lease_run_out(job)
        queue.heartbeat(job, "a", 40)
        assert row(job).progress == 40
        assert queue.claim(job.pk, "b") is None

    @pytest.mark.parametrize(
        "step",
        [
            lambda job: queue.heartbeat(job, "a", 40),
            lambda job: queue.publish(job, "a", PDF),
            lambda job: queue.fail(job, "a", "Quá lớn."),
            lambda job: queue.release(job, "a", "Hỏng."),
            lambda job: queue.give_back(job, "a"),
        ],
    )
    def test_who_has_lost_it_changes_nothing(self, job, step, tmp_path):
        queue.claim(job.pk, "a")
        let_lease_run_out(job)
        queue.claim(job.pk, "b")
        before = RenderJob.objects.values().get(pk=job.pk)
        with pytest.raises(LeaseLost):
            step(job)
        assert RenderJob.objects.values().get(pk=job.pk) == before
        assert files(tmp_path) == []


def files(folder) -> list[str]:
    """Names of all files below the folder of the test's files."""
    return sorted(path.name for path in (folder / "files").rglob("*") if path.is_file())


class TestPublish:
    def test_the_row_tells_what_lies_in_the_file(self, job, tmp_path):
        queue.claim(job.pk, "a")
        queue.publish(job, "a", PDF)
        done = row(job)
        assert (done.state, done.progress, done.lease_until) == (State.DONE, 100, None)
        assert (done.size, done.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
        assert done.finished_at is not None
        assert done.path.read_bytes() == PDF
        assert files(tmp_path) == [f"{job.content_hash}.pdf"]

    def test_a_late_worker_does_not_touch_the_winners_file(self, job, tmp_path):
        queue.claim(job.pk, "late")
        let_lease_run_out(job)
        queue.claim(job.pk, "winner")
        queue.publish(job, "winner", PDF)
        with pytest.raises(LeaseLost):
            queue.publish(job, "late", b"other bytes")
        assert job.path.read_bytes() == PDF
        assert files(tmp_path) == [f"{job.content_hash}.pdf"]

    def test_a_file_that_cannot_be_placed_leaves_the_job_running(self, job, monkeypatch, tmp_path):
        def full(staged, path):
            raise OSError(28, "No space left on device")

        queue.claim(job.pk, "a")
        monkeypatch.setattr(storage, "place", full)
        with pytest.raises(OSError):
            queue.publish(job, "a", PDF)
        assert (row(job).state, row(job).sha256) == (State.RUNNING, "")
        assert files(tmp_path) == []


class TestEnds:
    def test_a_failure_keeps_its_reason(self, job):
        queue.claim(job.pk, "a")
        queue.fail(job, "a", "Văn bản quá dài." + "." * 600)
        failed = row(job)
        assert (failed.state, failed.lease_until) == (State.FAILED, None)
        assert failed.error == ("Văn bản quá dài." + "." * 600)[:500]

    def test_a_mishap_is_tried_again_and_fails_at_the_third_time(self, job, woken, django_capture_on_commit_callbacks):
        states = []
        with django_capture_on_commit_callbacks(execute=True):
            for attempt in range(queue.ATTEMPTS):
                taken = queue.claim(job.pk, str(attempt))
                queue.release(taken, str(attempt), "Bộ tạo tệp dừng.")
                states.append(row(job).state)
        assert states == [State.QUEUED, State.QUEUED, State.FAILED]
        assert row(job).error == "Bộ tạo tệp dừng."
        assert woken == [job.pk] * 2

    def test_a_job_given_back_has_lost_no_attempt(self, job):
        for _ in range(5):
            queue.give_back(queue.claim(job.pk, "a"), "a")
        assert (row(job).state, row(job).attempts, row(job).lease_until) == (State.QUEUED, 0, None)

    def test_trying_again_starts_anew_at_the_end_of_the_queue(self, job, woken, django_capture_on_commit_callbacks):
        newer = queue.enqueue(job.document, "docx")
        queue.fail(queue.claim(job.pk, "a"), "a", "Quá lớn.")
        with django_capture_on_commit_callbacks(execute=True):
            assert queue.retry(job)
        again = row(job)
        assert (again.state, again.attempts, again.error, again.finished_at) == (State.QUEUED, 0, "", None)
        assert woken == [job.pk]
        assert queue.next_job_id() == newer.pk

    @pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.DONE])
    def test_only_a_failed_job_is_tried_again(self, job, state):
        RenderJob.objects.filter(pk=job.pk).update(state=state)
        assert not queue.retry(job)
        assert row(job).state == state


class TestSweep:
    def test_a_job_abandoned_three_times_fails_with_a_sentence(self, job):
        for attempt in range(queue.ATTEMPTS):
            queue.claim(job.pk, str(attempt))
            let_lease_run_out(job)
        queue.sweep()
        assert (row(job).state, row(job).error, row(job).lease_until) == (State.FAILED, queue.GAVE_UP, None)
        assert row(job).finished_at is not None

    def test_the_last_attempt_is_not_cut_short(self, job):
        RenderJob.objects.filter(pk=job.pk).update(attempts=queue.ATTEMPTS - 1)
        queue.claim(job.pk, "a")
        queue.sweep()
        assert row(job).state == State.RUNNING

    def test_idle_it_only_reads(self, job, django_assert_num_queries):
        queue.publish(queue.claim(job.pk, "a"), "a", PDF)
        with django_assert_num_queries(1) as asked:
            queue.sweep()
        assert asked.captured_queries[0]["sql"].startswith("SELECT")

    def test_with_a_broker_it_calls_again_for_what_has_no_message_any_more(self, cast, job, woken, settings):
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        fresh, silent, alive = (queue.enqueue(cast.draft(), "pdf") for _ in range(3))
        queue.claim(silent.pk, "a")
        let_lease_run_out(silent)
        queue.claim(alive.pk, "b")
        long_ago = Now() - timedelta(seconds=settings.RENDER_LEASE_SECONDS + 1)
        RenderJob.objects.filter(pk=job.pk).update(created_at=long_ago)
        queue.sweep()
        assert woken == [job.pk, silent.pk]
        assert row(fresh).state == State.QUEUED

    def test_it_stops_calling_when_the_broker_is_down(self, cast, settings, monkeypatch):
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        calls = []
        monkeypatch.setattr(queue, "wake", lambda job_id: calls.append(job_id))
        for _ in range(3):
            queue.enqueue(cast.draft(), "pdf")
        RenderJob.objects.update(created_at=Now() - timedelta(hours=1))
        queue.sweep()
        assert len(calls) == 1

    def test_files_left_by_killed_writers_go_after_an_hour(self, db, tmp_path):
        left, fresh = storage.stage(b"left"), storage.stage(b"fresh")
        os.utime(left, (time.time() - storage.STALE_SECONDS - 1,) * 2)
        queue.sweep()
        assert files(tmp_path) == [fresh.name]


class TestWake:
    def test_embedded_workers_need_no_message(self, settings, caplog):
        settings.REDIS_URL = ""
        assert queue.wake(1)
        assert caplog.records == []

    def test_the_message_holds_the_id_and_lies_in_the_queue_of_the_renderers(self, settings):
        settings.REDIS_URL = "memory://"
        assert queue.wake(7)
        with current_app.connection_for_read("memory://") as broker:
            message = broker.SimpleQueue("pdf").get(timeout=1)
        assert message.headers["task"] == "documents.render"
        assert message.payload[0] == [7]

    def test_a_broker_that_is_down_is_noted_and_not_raised(self, settings, caplog):
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        started = time.monotonic()
        with caplog.at_level(logging.WARNING, "documents.queue"):
            assert not queue.wake(7)
        assert time.monotonic() - started < 2
        (record,) = caplog.records
        assert "job 7 waits for the sweep" in record.getMessage()

    @pytest.mark.django_db(transaction=True)
    def test_the_order_is_kept_when_the_call_breaks(self, cast, monkeypatch):
        def breaks(job_id):
            raise RuntimeError

        monkeypatch.setattr(queue, "wake", breaks)
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

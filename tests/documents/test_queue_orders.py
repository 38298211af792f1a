"""What is ordered when, and which file is a paper's file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction

from documents import queue
from documents.actions.document import Content, save_draft
from documents.actions.step import issue, sign, take_step
from documents.models import Document, RenderJob
from tests.cast import CONTENT
from tests.documents.jobs import PDF, row

State = RenderJob.State


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
        queue.renders.claim(job.pk, "a")
        queue.renders.fail(job, "a", "Quá lớn.")
        assert queue.enqueue(job.document, "pdf").state == State.FAILED


class TestIssuedPapers:
    def test_issuing_orders_both_files_of_the_final_text(self, cast):
        jobs = RenderJob.objects.filter(document=(document := issued(cast)))
        assert {(job.kind, job.snapshot == document.snapshot) for job in jobs} == {("pdf", True), ("docx", True)}

    def test_the_file_of_the_draft_is_not_the_file_of_the_paper(self, cast):
        document = cast.draft(cast.justice_officer, replace(CONTENT, sign_name=""))
        draft_job = queue.enqueue(document, "pdf")
        queue.renders.claim(draft_job.pk, "a")
        queue.publish(draft_job, "a", PDF)
        take_step(document=document, action="submit", by=cast.justice_officer)
        sign(document=document, by=cast.justice_head)
        final = issue(document=document, by=cast.justice_head)
        assert queue.find(final, "pdf") not in (None, draft_job)

    def test_an_issued_file_is_never_made_again(self, cast, monkeypatch):
        document = issued(cast)
        job = queue.find(document, "pdf")
        queue.renders.claim(job.pk, "a")
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

"""A paper shows itself to the units below when it is published: nothing of how it was made goes down with it."""

from __future__ import annotations

from django.urls import reverse

from documents import queue
from documents.actions.step import issue, send_back, sign, take_step
from documents.actions.upload import attach_source, store_upload
from documents.models import Document, RenderJob
from tests.cast import Cast
from tests.clients import client_of
from tests.documents.test_file_views import finish


def issued_after_a_return(cast: Cast) -> tuple[Document, RenderJob]:
    """An issued paper that came back once, read from a file; and the PDF of its draft."""
    document = cast.draft()
    file = store_upload(name="goc.txt", data="Chữ của bản thảo".encode(), by=cast.clerk)
    attach_source(document=document, file=file, by=cast.clerk)
    draft_job = finish(queue.enqueue(document, "pdf"))
    take_step(document=document, action="submit", by=cast.clerk)
    send_back(document=document, by=cast.leader, reason="Chuyện nội bộ")
    take_step(document=document, action="submit", by=cast.clerk)
    paper = issue(document=sign(document=document, by=cast.leader), by=cast.leader)
    return paper, draft_job


def test_a_file_of_the_draft_is_nobodys_once_the_paper_is_issued(cast: Cast) -> None:
    paper, draft_job = issued_after_a_return(cast)
    final_job = finish(RenderJob.objects.get(document=paper, kind="pdf", snapshot=paper.snapshot))
    for name in ("file_status", "file_download"):
        for user in (cast.justice_officer, cast.clerk):
            assert client_of(user).get(reverse(name, args=[draft_job.pk])).status_code == 404
            assert client_of(user).get(reverse(name, args=[final_job.pk])).status_code == 200


def test_those_below_get_neither_the_file_it_was_read_from_nor_the_talk_about_the_draft(cast: Cast) -> None:
    paper, _ = issued_after_a_return(cast)
    page, source = (reverse(name, args=[paper.pk]) for name in ("document_detail", "source_download"))
    own, below = (client_of(user) for user in (cast.clerk, cast.justice_officer))
    assert own.get(source).status_code == 200
    assert below.get(source).status_code == 404
    assert [entry.action for entry in below.get(page).context["log"]] == ["issue"]
    for shown in ("Chuyện nội bộ", source):
        assert shown in own.get(page).content.decode()
        assert shown not in below.get(page).content.decode()

"""Ordering, watching and fetching files."""

from __future__ import annotations

import pytest
from django.urls import reverse

from documents import queue
from documents.actions.upload import attach_source, store_upload
from documents.models import Document, RenderJob
from documents.views.files import file_name
from tests.cast import Cast
from tests.clients import client_of
from tests.documents.test_document_views import issued


def finish(job: RenderJob, content: bytes = b"%PDF-1.7 thu") -> RenderJob:
    """What a worker does, without rendering."""
    taken = queue.renders.claim(job.pk, "worker")
    assert taken is not None
    queue.publish(taken, "worker", content)
    job.refresh_from_db()
    return job


def order(cast: Cast, document: Document, **options: object):
    return client_of(cast.clerk).post(reverse("file_make", args=[document.pk, "pdf"]), **options)


def test_ordering_makes_one_job_and_leads_to_its_page(cast: Cast) -> None:
    document = cast.draft()
    first, second = order(cast, document), order(cast, document)
    job = RenderJob.objects.get()
    assert first.url == second.url == reverse("file_status", args=[job.pk])
    page = client_of(cast.clerk).get(first.url).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert "Đang chờ tệp PDF" in page


def test_by_htmx_the_fragment_polls_until_something_changes(cast: Cast) -> None:
    document = cast.draft()
    fragment = order(cast, document, headers={"HX-Request": "true"}).content.decode()
    job = RenderJob.objects.get()
    poll = f"{reverse('file_status', args=[job.pk])}?da=queued-0"
    assert f'hx-get="{poll}"' in fragment
    client = client_of(cast.clerk)
    assert client.get(poll, headers={"HX-Request": "true"}).status_code == 204
    finish(job)
    done = client.get(poll, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in done
    assert f'href="{reverse("file_download", args=[job.pk])}"' in done


def test_failed_file_says_why_and_can_be_tried_again(cast: Cast) -> None:
    document = cast.draft()
    job = queue.enqueue(document, "pdf")
    queue.renders.fail(queue.renders.claim(job.pk, "worker"), "worker", "Văn bản có bảng quá lớn.")
    page = client_of(cast.clerk).get(reverse("document_detail", args=[document.pk])).content.decode()
    assert "Không tạo được tệp PDF: Văn bản có bảng quá lớn." in page
    assert "Thử lại tệp PDF" in page
    order(cast, document)
    job.refresh_from_db()
    assert (job.state, job.error) == (RenderJob.State.QUEUED, "")


def test_changed_draft_offers_a_new_file(cast: Cast) -> None:
    document = cast.draft()
    finish(queue.enqueue(document, "pdf"))
    page = reverse("document_detail", args=[document.pk])
    assert "Tải PDF" in client_of(cast.clerk).get(page).content.decode()
    Document.objects.filter(pk=document.pk).update(body="Chữ khác")
    changed = client_of(cast.clerk).get(page).content.decode()
    assert "Tải PDF" not in changed
    assert "Tạo tệp PDF" in changed


def test_download_is_a_named_attachment_that_no_cache_keeps(cast: Cast) -> None:
    paper = issued(cast)
    job = finish(RenderJob.objects.get(document=paper, kind="pdf"))
    response = client_of(cast.justice_officer).get(reverse("file_download", args=[job.pk]))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 thu"
    assert response["Content-Disposition"] == f'attachment; filename="KH-01-UBND-{paper.date.year}.pdf"'
    assert (response["Content-Type"], response["Cache-Control"], response["X-Content-Type-Options"]) == (
        "application/pdf",
        "no-store",
        "nosniff",
    )


def test_unfinished_download_leads_to_the_progress(cast: Cast) -> None:
    job = queue.enqueue(cast.draft(), "docx")
    response = client_of(cast.clerk).get(reverse("file_download", args=[job.pk]))
    assert response.url == reverse("file_status", args=[job.pk])


def test_file_that_left_the_disk_is_not_found(cast: Cast) -> None:
    job = finish(queue.enqueue(cast.draft(), "pdf"))
    job.path.unlink()
    assert client_of(cast.clerk).get(reverse("file_download", args=[job.pk])).status_code == 404


@pytest.mark.parametrize("name", ["file_status", "file_download"])
def test_files_of_others_are_absent(cast: Cast, name: str) -> None:
    job = finish(queue.enqueue(cast.draft(cast.justice_officer), "pdf"))
    page = reverse(name, args=[job.pk])
    assert client_of(cast.justice_head).get(page).status_code == 200
    assert client_of(cast.outsider).get(page).status_code == 404
    assert client_of(cast.education_officer).get(page).status_code == 404


def test_unknown_format_is_not_found(cast: Cast) -> None:
    address = reverse("file_make", args=[cast.draft().pk, "exe"])
    assert client_of(cast.clerk).post(address).status_code == 404


def test_source_file_comes_back_as_it_was_under_its_own_name(cast: Cast) -> None:
    document = cast.draft()
    page = reverse("source_download", args=[document.pk])
    assert client_of(cast.clerk).get(page).status_code == 404
    stored = store_upload(name="../../Kế hoạch “gốc”.txt", data="Nội dung".encode(), by=cast.clerk)
    attach_source(document=document, file=stored, by=cast.clerk)
    response = client_of(cast.clerk).get(page)
    assert b"".join(response.streaming_content) == "Nội dung".encode()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch")
    assert client_of(cast.outsider).get(page).status_code == 404
    assert stored.path.name == stored.pk.hex


def test_file_names_are_plain_letters(cast: Cast) -> None:
    draft, paper = cast.draft(), issued(cast)
    assert file_name(draft, "docx") == f"KH-du-thao-UBND-{draft.pk}.docx"
    assert file_name(paper, "pdf") == f"KH-01-UBND-{paper.date.year}.pdf"
    assert file_name(cast.draft(cast.education_officer), "pdf").startswith("KH-du-thao-PGDDT-")

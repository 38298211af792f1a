"""PDF and Word files: ordering, watching and fetching them; and the file that a paper came in."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents import queue
from documents.models import Document, RenderJob
from documents.models.document import State
from documents.queries import source_for
from documents.views.access import visible_document
from organizations.names import search_key
from organizations.views.access import signed_in

MEDIA_TYPES = {
    RenderJob.Kind.PDF: "application/pdf",
    RenderJob.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_POST
def file_make(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Orders a PDF or Word file of the paper as it stands, or tries a failed one again."""
    document = visible_document(request, pk)
    if kind not in RenderJob.Kind.values:
        raise Http404
    if document.state == State.RECEIVED:
        messages.error(request, "Văn bản đến có tệp gốc; hãy tải tệp gốc.")
        return redirect(document)
    job = queue.enqueue(document, kind)
    if queue.renders.retry(job):
        job.refresh_from_db(fields=["state", "progress", "error"])
    if request.headers.get("HX-Request"):
        return render(request, "documents/file_status.html", status_of(job.document, job.kind, job))
    return redirect("file_status", pk=job.pk)


@require_safe
def file_status(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file is: a fragment for htmx, a page that reloads itself for browsers without JavaScript.

    While nothing has changed since the fragment that asks (``da``) the answer is empty, and the page stays still.
    """
    job = _visible_job(request, pk)
    is_fragment = bool(request.headers.get("HX-Request"))
    if is_fragment and request.GET.get("da") == f"{job.state}-{job.progress}":
        return HttpResponse(status=204)
    name = "documents/file_status.html" if is_fragment else "documents/file_page.html"
    return render(request, name, {"section": "documents", **status_of(job.document, job.kind, job)})


@require_safe
def file_download(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The finished file, as an attachment under a name that says which paper it is."""
    job = _visible_job(request, pk)
    if job.state != RenderJob.State.DONE:
        return redirect("file_status", pk=job.pk)
    return send_file(job.path, file_name(job.document, job.kind), MEDIA_TYPES[RenderJob.Kind(job.kind)])


@require_safe
def source_download(request: HttpRequest, pk: int) -> FileResponse:
    """The file that the paper was read from, as it came."""
    document = visible_document(request, pk)
    source = source_for(document, signed_in(request))
    if source is None:
        raise Http404
    return send_file(source.path, source.original_name, source.media_type)


def file_name(document: Document, suffix: str) -> str:
    """A file name in plain letters: "KH-53-UBND-2024.pdf", of a draft "KH-du-thao-UBND-12.docx"."""
    issuer_symbol = document.symbol.removeprefix(f"{document.kind}-")
    year = str(document.date.year) if document.date else str(document.pk)
    parts = (document.kind, document.number or "du thao", issuer_symbol, year)
    words = " ".join(search_key(part).upper() if part.isupper() else search_key(part) for part in parts)
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in words)
    return "-".join(filter(None, plain.split("-"))) + f".{suffix}"


def status_of(document: Document, kind: str, job: RenderJob | None) -> dict[str, Any]:
    """What ``documents/file_status.html`` shows of one format of the paper; ``job`` None: nobody ordered it yet."""
    state = job.state if job else ""
    return {
        "document": document,
        "job": job,
        "kind": kind,
        "kind_name": RenderJob.Kind(kind).label,
        "is_waiting": state in (RenderJob.State.QUEUED, RenderJob.State.RUNNING),
    }


def _visible_job(request: HttpRequest, pk: int) -> RenderJob:
    jobs = RenderJob.objects.visible_to(signed_in(request)).defer("snapshot").select_related("document")
    return get_object_or_404(jobs, pk=pk)


def send_file(path: Path, name: str, media_type: str) -> FileResponse:
    """A stored file as an attachment: never shown by the browser itself, never kept by a cache between.

    Raises:
        Http404: it is gone from the disk.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise Http404("Tệp không còn trên máy chủ.") from error
    name = unicodedata.normalize("NFC", name)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response

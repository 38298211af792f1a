"""Nhập văn bản: files go to the workers, pasted text is read here; each is reviewed and kept."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campaigns.actions.imports import Imported, import_for_reference, import_plan, import_received
from campaigns.forms.importing import RECEIVED, REFERENCE, ReviewForm, review_initial
from campaigns.queries import drafting_units
from campaigns.views.reviewing import corrections, pressed, review_page
from campaigns.views.wanted import wanted
from documents.actions.attachment import attach_upload
from documents.actions.reading import begin_batch
from documents.actions.upload import KEPT, store_upload
from documents.forms.upload import ImportForm
from documents.models import Document, ReadingBatch, StoredFile
from documents.models.reading import LONGEST_IMPORT
from documents.queries.reading import source_for_review
from documents.text.reader import read_text
from documents.text.reading import Reading, ReadingError
from documents.text.sources import Source
from organizations.models import User
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

PASTED_NAME = "van-ban-dan.txt"
# After a single file: its batch leads on to the review as soon as it is read.
ONE_FILE = "?xem-lai=1"


@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request: HttpRequest) -> HttpResponse:
    """Takes files, which the workers read, or pasted text, which is read at once and goes on to the review."""
    user = _drafter(request)
    units = drafting_units(user)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*data, units=units, initial={"creation_key": uuid.uuid4()})
    asked = wanted(request, user)
    if form.is_valid():
        try:
            if form.cleaned_data["text"]:
                stored = _keep_text(form.cleaned_data["text"], user)
                return redirect(f"{reverse('import_review', args=[stored.pk])}{f'?{asked.query}' if asked else ''}")
            files = form.cleaned_data["file"]
            key = form.cleaned_data["creation_key"]
            batch = begin_batch(unit=form.cleaned_data["unit"], files=files, by=user, creation_key=key)
        except ReadingError as error:
            form.add_error("text", str(error))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            goes_on = f"{ONE_FILE}{f'&{asked.query}' if asked else ''}" if len(files) == 1 else ""
            return redirect(f"{batch.get_absolute_url()}{goes_on}")
    context = {
        "section": "documents",
        "form": form,
        "wanted": asked,
        "has_batches": ReadingBatch.objects.visible_to(user).exists(),
        "most_files": settings.MAX_BATCH_FILES,
        "most_bytes": settings.MAX_UPLOAD_BYTES,
        "most_bytes_together": settings.MAX_BATCH_BYTES,
    }
    return render(request, "campaigns/import_start.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was read, in a form beside the text it was read from; saved as a received paper or an own draft.

    The file is the uploader's until then. Its id is the creation key: saving twice makes one paper.
    """
    user = _drafter(request)
    stored = get_object_or_404(StoredFile, pk=pk, uploaded_by=user)
    if saved := _saved_as(stored, user):
        messages.info(request, f"Tệp này đã được lưu thành {saved}.")
        return redirect(getattr(saved, "plan", saved))
    if "pair" in request.POST:
        return _pair(request, stored, user)
    source = _source_of(stored)
    reading = read_text(source.text, notes=source.notes)
    button = pressed(request.POST, reading, source.text)
    given = None if button else posted(request)
    asked, read = wanted(request, user), _initial(reading, user)
    first, added = asked.filled(read) if asked and not asked.is_other(read) else (read, [])
    form = ReviewForm(given, initial=button.values if button else first, user=user)
    if button is None and form.is_valid():
        try:
            saved = _save(form, stored, reading, user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã lưu {saved}. Trạng thái hiện nay: {saved.get_state_display()}.")
            return redirect(getattr(saved, "plan", saved))
    context = {
        "section": "documents",
        "form": form,
        "stored": stored,
        "days_kept": KEPT.days,
        "reading": reading,
        "button": button,
        "wanted": asked if not button and given is None else None,
        "is_other": asked is not None and asked.is_other(read),
        "added": [form[name].label for name in added],
        **review_page(form, stored, reading, source.text, user),
    }
    return render(request, "campaigns/import_review.html", context, status=422 if form.errors else 200)


def _saved_as(stored: StoredFile, user: User) -> Document | None:
    """The paper that the file became, or beside which it is kept."""
    kept = Document.objects.visible_to(user).filter(Q(source_file=stored) | Q(attachments__file=stored))
    return kept.order_by("pk").first()


def _pair(request: HttpRequest, stored: StoredFile, user: User) -> HttpResponse:
    """The scan is kept beside the clean paper that it is a copy of; it becomes no paper of its own."""
    key = request.POST["pair"]
    pk = int(key) if key.isdecimal() and len(key) < 19 else 0
    document = get_object_or_404(Document.objects.visible_to(user), pk=pk)
    try:
        attach_upload(document=document, file=stored, title=f"Bản quét {stored.original_name}", by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("import_review", pk=stored.pk)
    messages.success(request, f"Đã gắn bản quét vào {document}, ở phần tài liệu kèm theo. Không có văn bản thứ hai.")
    return redirect(document)


def _drafter(request: HttpRequest) -> User:
    user = signed_in(request)
    if not drafting_units(user):
        raise PermissionDenied
    return user


def _keep_text(text: str, user: User) -> StoredFile:
    """Pasted text is no stranger's file: it is read here."""
    read_text(text, longest=LONGEST_IMPORT)
    return store_upload(name=PASTED_NAME, data=text.encode(), by=user)


def _source_of(stored: StoredFile) -> Source:
    try:
        return source_for_review(stored)
    except FileNotFoundError:
        # Cleaned up since the row was read? Then it is gone as for whoever comes a moment later.
        get_object_or_404(StoredFile, pk=stored.pk)
        raise


def _initial(reading: Reading, user: User) -> dict[str, Any]:
    units = drafting_units(user)
    own = [unit for unit in units if unit.official_name.casefold() == reading.header.issuer.casefold()]
    return review_initial(reading, timezone.localdate()) | {"unit": own[0] if own else units[0]}


def _save(form: ReviewForm, stored: StoredFile, reading: Reading, user: User) -> Document:
    unit, save_as = form.cleaned_data["unit"], form.cleaned_data["save_as"]
    content, corrected = form.content(), corrections(form, reading)
    if save_as == REFERENCE:
        return import_for_reference(
            owner=unit, printed=form.printed(), content=content, source=stored, by=user, corrections=corrected
        )
    paper = Imported(content=content, source=stored, corrections=corrected, **form.chain_place())
    if save_as == RECEIVED:
        return import_received(owner=unit, printed=form.printed(), paper=paper, by=user).document
    return import_plan(issuer=unit, paper=paper, by=user).document

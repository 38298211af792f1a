"""Nhập văn bản: a file or pasted text is read, reviewed and kept."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campaigns.actions.imports import Imported, import_for_reference, import_plan, import_received
from campaigns.forms.importing import PRINTED, RECEIVED, REFERENCE, ReviewForm, review_initial
from campaigns.queries import drafting_units
from documents.actions.upload import KEPT, store_upload
from documents.forms.upload import LONGEST_IMPORT, ImportForm
from documents.models import Document, StoredFile
from documents.text.reader import read_file
from documents.text.reading import Reading, ReadingError
from documents.text.sources import text_of
from organizations.models import User
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

PASTED_NAME = "van-ban-dan.txt"


@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request: HttpRequest) -> HttpResponse:
    """Takes a file or pasted text, keeps it and goes on to the review; what cannot be read is not kept."""
    user = _drafter(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        name, data = _given(form)
        try:
            read_file(name, data, longest=LONGEST_IMPORT)
            stored = store_upload(name=name, data=data, by=user)
        except ReadingError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        else:
            return redirect("import_review", pk=stored.pk)
    context = {"section": "documents", "form": form}
    return render(request, "campaigns/import_start.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was read, in a form beside the text it was read from; saved as a received paper or an own draft.

    The file is the uploader's until then. Its id is the creation key: saving twice makes one paper.
    """
    user = _drafter(request)
    stored = get_object_or_404(StoredFile, pk=pk, uploaded_by=user)
    saved = Document.objects.visible_to(user).filter(source_file=stored).first()
    if saved is not None:
        messages.info(request, f"Tệp này đã được lưu thành {saved}.")
        return redirect(getattr(saved, "plan", saved))
    data = _bytes_of(stored)
    reading = read_file(stored.original_name, data)
    form = ReviewForm(posted(request), initial=_initial(reading, user), user=user)
    if form.is_valid():
        try:
            saved = _save(form, stored, user)
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
        "source": text_of(stored.original_name, data),
        "doubtful": [form[name] for name in (*PRINTED, "summary", "body") if not form.initial.get(name)],
    }
    return render(request, "campaigns/import_review.html", context, status=422 if form.errors else 200)


def _drafter(request: HttpRequest) -> User:
    user = signed_in(request)
    if not drafting_units(user):
        raise PermissionDenied
    return user


def _bytes_of(stored: StoredFile) -> bytes:
    try:
        return stored.path.read_bytes()
    except FileNotFoundError:
        # Cleaned up since the row was read? Then it is gone as for whoever comes a moment later.
        get_object_or_404(StoredFile, pk=stored.pk)
        raise


def _given(form: ImportForm) -> tuple[str, bytes]:
    file = form.cleaned_data["file"]
    if file:
        return file.name, file.read()
    return PASTED_NAME, form.cleaned_data["text"].encode()


def _initial(reading: Reading, user: User) -> dict[str, Any]:
    units = drafting_units(user)
    own = [unit for unit in units if unit.official_name.casefold() == reading.header.issuer.casefold()]
    return review_initial(reading, timezone.localdate()) | {"unit": own[0] if own else units[0]}


def _save(form: ReviewForm, stored: StoredFile, user: User) -> Document:
    unit, save_as = form.cleaned_data["unit"], form.cleaned_data["save_as"]
    if save_as == REFERENCE:
        return import_for_reference(owner=unit, printed=form.printed(), content=form.content(), source=stored, by=user)
    paper = Imported(content=form.content(), source=stored, **form.chain_place())
    if save_as == RECEIVED:
        return import_received(owner=unit, printed=form.printed(), paper=paper, by=user).document
    return import_plan(issuer=unit, paper=paper, by=user).document

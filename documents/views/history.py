"""Lịch sử sửa: who saved what when, two versions compared, an earlier one taken up again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from documents.actions.document import Conflict, Content
from documents.actions.restore import restore_version
from documents.forms.content import ContentForm
from documents.models import Document, DocumentVersion
from documents.queries.paper import log_of
from documents.queries.version import history_of, returned_version, rows_of
from documents.text.difference import Stretch, compare, folded
from documents.views.access import section_of
from documents.views.comment import drafted_document
from documents.workflow import DRAFTERS
from organizations.views.access import signed_in
from workflow.engine import Refused

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """What changed in one field; counts of paragraphs that came, went and were rewritten."""

    label: str
    stretches: list[Stretch]
    came: int
    went: int
    changed: int


@require_safe
def version_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Every saved text of the draft, newest first, with what each changed."""
    document = drafted_document(request, pk)
    rows = rows_of(document)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    first = (page.number - 1) * PAGE_SIZE
    shown = history_of(document, rows[first : first + PAGE_SIZE + 1])[:PAGE_SIZE]
    context = {
        "section": section_of(document),
        "document": document,
        "page": page,
        "history": [(saved, [label_of(name) for name in saved.changed]) for saved in shown],
        "versions": rows,
        "returned": returned_version(document, log_of(document)),
        "can_restore": _can_write(request, document),
        "query": "",
    }
    return render(request, "documents/version_list.html", context)


@require_safe
def version_diff(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions (``tu``, ``den``), field by field; default: the last two."""
    document = drafted_document(request, pk)
    rows = rows_of(document)
    if not rows:
        raise Http404
    new = _version(document, request.GET.get("den", ""), rows[0])
    old = _version(document, request.GET.get("tu", ""), rows[1] if len(rows) > 1 else rows[0])
    if old.version > new.version:
        old, new = new, old
    context = {
        "section": section_of(document),
        "document": document,
        "old": old,
        "new": new,
        "versions": rows,
        "differences": differences(old.content, new.content),
    }
    return render(request, "documents/version_diff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version_restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Khôi phục: first what will change, then a new version with that text."""
    document = drafted_document(request, pk)
    row = get_object_or_404(document.versions.select_related("saved_by__person"), version=number)
    if request.method == "POST":
        return _restored(request, document, number)
    if not _can_write(request, document):
        messages.error(request, "Chỉ người soạn mới khôi phục được, và chỉ khi văn bản còn là bản thảo.")
        return redirect("version_list", pk=pk)
    present = {field.name: getattr(document, field.name) for field in fields(Content)}
    context = {
        "section": section_of(document),
        "document": document,
        "row": row,
        "differences": differences(present, row.content),
    }
    return render(request, "documents/version_restore.html", context)


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[FieldDiff]:
    """The fields that differ, in the order of the paper."""
    found = []
    for name in (field.name for field in fields(Content)):
        before, after = str(old.get(name, "")), str(new.get(name, ""))
        if before != after:
            rows = compare(before, after)
            counts = [sum(row.kind == kind for row in rows) for kind in ("added", "removed", "changed")]
            found.append(FieldDiff(label_of(name), folded(rows), *counts))
    return found


def label_of(name: str) -> str:
    """The field's name on screen."""
    return str(ContentForm.base_fields[name].label)


def _restored(request: HttpRequest, document: Document, number: int) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        saved = restore_version(
            document=document,
            number=number,
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            by=signed_in(request),
        )
    except Conflict:
        messages.error(request, "Người khác vừa lưu văn bản này nên chưa khôi phục. Hãy xem lại rồi khôi phục lần nữa.")
        return redirect("version_list", pk=document.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("version_list", pk=document.pk)
    messages.success(request, f"Đã khôi phục lần sửa {number} thành lần sửa {saved.version}.")
    return redirect("version_list", pk=document.pk)


def _can_write(request: HttpRequest, document: Document) -> bool:
    return document.is_editable and signed_in(request).holds(DRAFTERS, document.owner_id)


def _version(document: Document, asked: str, otherwise: DocumentVersion) -> DocumentVersion:
    if not asked:
        number = otherwise.version
    elif asked.isdecimal() and len(asked) < 10:
        number = int(asked)
    else:
        raise Http404
    return get_object_or_404(document.versions.select_related("saved_by__person"), version=number)

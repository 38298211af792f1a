"""Writing a draft: form, live preview, and what happens when two people write at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from documents.actions.document import Conflict, Content, save_draft
from documents.forms.content import EditForm, content_initial
from documents.models import Document
from documents.papers import build
from documents.queries import log_of
from documents.rendering.markup import paper_fragment
from documents.views.access import visible_document
from documents.workflow import DRAFTERS
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa bản thảo of a paper outside the chain."""
    return edit_draft(request, visible_document(request, pk), section="documents")


def edit_draft(request: HttpRequest, document: Document, *, section: str) -> HttpResponse:
    """The editing page of a draft that the user may see; ``section`` is the menu's part it belongs to.

    "Xem trước" (by htmx while typing, or by its button) shows the paper and saves nothing; saving stays on the
    page. Whatever goes wrong, the typed text stays in the form.
    """
    form = EditForm(posted(request), initial=content_initial(document))
    context: dict[str, Any] = {"section": section, "document": document, "form": form}
    if request.method != "POST":
        refusal = why_not_editable(document, request)
        if refusal:
            messages.error(request, refusal)
            return redirect(document)
        return _page(request, {**context, "fragment": preview(document, form.content_so_far())})
    fragment = preview(document, form.content_so_far())
    if "preview" in request.POST:
        if request.headers.get("HX-Request"):
            return HttpResponse(fragment)
        return _page(request, {**context, "fragment": fragment, "is_preview": True})
    context["fragment"] = fragment
    if not form.is_valid():
        return _page(request, context, status=422)
    return _save(request, document, form, context)


def preview(document: Document, content: Content) -> SafeString:
    """The paper as it would stand with that text, as a fragment of the page; the row is not touched."""
    shown = Document(**{name: getattr(document, name) for name in _LETTERHEAD}, **asdict(content))
    shown.created_at = document.created_at or timezone.now()
    return paper_fragment(build(shown, draft=True), heading="p")


def why_not_editable(document: Document, request: HttpRequest) -> str | None:
    """Why this user cannot edit the paper now, or None."""
    if not document.is_editable:
        return f"{document} đang “{document.get_state_display()}” nên không sửa được."
    if not signed_in(request).holds(DRAFTERS, document.owner_id):
        return "Bạn không có quyền sửa văn bản này."
    return None


def _save(request: HttpRequest, document: Document, form: EditForm, context: dict[str, Any]) -> HttpResponse:
    try:
        saved = save_draft(
            document=document,
            version=form.cleaned_data["version"],
            content=form.content(),
            by=signed_in(request),
        )
    except Conflict as conflict:
        return _conflict_page(request, conflict.current, form, context)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, context, status=409)
    messages.success(request, f"Đã lưu bản thảo lúc {timezone.localtime():%H:%M:%S} (lần sửa {saved.version}).")
    return redirect(request.path)


def _conflict_page(request: HttpRequest, current: Document, form: EditForm, context: dict[str, Any]) -> HttpResponse:
    """Both texts, field by field, and a form that holds the typed text on top of what is saved now."""
    typed = form.content()
    data = request.POST.copy()
    data["version"] = str(current.version)
    context["form"] = EditForm(data)
    context["differences"] = [
        (field.label, getattr(current, field.name), getattr(typed, field.name))
        for field in form.visible_fields()
        if getattr(current, field.name) != getattr(typed, field.name)
    ]
    context["last"] = log_of(current)[0]
    return _page(request, context, status=409)


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "documents/document_edit.html", context, status=status)


_LETTERHEAD = ("kind", "issuer_printed", "parent_printed", "number", "symbol", "date", "place")

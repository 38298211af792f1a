"""Writing a draft: form, live preview, and what happens when two people write at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from documents.actions.document import Conflict, Content, save_draft
from documents.forms.content import EditForm, content_initial
from documents.models import Clause, Document, RecipientList
from documents.papers import build
from documents.queries.comment import threads_of
from documents.rendering.markup import paper_fragment
from documents.views.access import visible_document
from documents.views.check import acts_on_findings, check_draft_form
from documents.views.findings import EDITOR, Said, finding_context
from documents.views.insert import asks_insert, inserted
from documents.views.merge import merge_or_ask, settle_conflict
from documents.workflow import DRAFTERS
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa bản thảo of a paper outside the chain."""
    return edit_draft(request, visible_document(request, pk), section="documents")


def edit_draft(request: HttpRequest, document: Document, *, section: str) -> HttpResponse:
    """The editing page of a draft that the user may see; ``section`` is the menu's part it belongs to.

    "Xem trước" and "Kiểm tra" (by htmx while typing, or by their buttons) and "Chèn" show the text and save nothing;
    saving stays on the page; ``autosave`` answers JSON. Whatever goes wrong, the typed text stays in the form.
    """
    form = EditForm(posted(request), initial=content_initial(document))
    if "autosave" in request.POST:
        return _autosave(request, document, form)
    context: dict[str, Any] = {"section": section, "document": document, "form": form}
    if request.method != "POST":
        refusal = why_not_editable(document, request)
        if refusal:
            messages.error(request, refusal)
            return redirect(document)
        return _page(request, context)
    if asks_insert(request):
        data, said = inserted(request)
        return _page(request, {**context, **said, "form": EditForm(data), "is_preview": True})
    if "preview" in request.POST:
        if request.headers.get("HX-Request"):
            return HttpResponse(preview(document, form.content_so_far()))
        return _page(request, {**context, "is_preview": True})
    if acts_on_findings(request):
        return check_draft_form(
            request, document, form, lambda said, status: _page(request, context | said, status), section=section
        )
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


def _autosave(request: HttpRequest, document: Document, form: EditForm) -> HttpResponse:
    """Saves what the page sends by itself and says so in a few words. Two writers are for the writer to settle."""
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        saved = save_draft(
            document=document,
            version=form.cleaned_data["version"],
            content=form.content(),
            by=signed_in(request),
            autosave=True,
        )
    except Conflict:
        return JsonResponse({"conflict": True, "url": request.path}, status=409)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    return JsonResponse({"saved": True, "version": saved.version, "at": f"{timezone.localtime():%H:%M}"})


def _save(request: HttpRequest, document: Document, form: EditForm, context: dict[str, Any]) -> HttpResponse:
    section, version = context["section"], form.cleaned_data["version"]
    try:
        if "merge" in request.POST:
            return settle_conflict(request, document, section=section, typed=form)
        saved = save_draft(document=document, version=version, content=form.content(), by=signed_in(request))
    except Conflict:
        return merge_or_ask(request, document, version=version, mine=form.content(), section=section)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, context, status=409)
    messages.success(request, f"Đã lưu bản thảo lúc {timezone.localtime():%H:%M:%S} (lần sửa {saved.version}).")
    return redirect(request.path)


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    document, form, user = context["document"], context["form"], signed_in(request)
    typed = form.content_so_far()
    context |= {
        "fragment": preview(document, typed),
        "comments": threads_of(document, typed.body),
        **finding_context(document, user, EDITOR, asdict(typed), context.get("said", Said())),
        "clauses": Clause.objects.visible_to(user),
        "recipient_lists": RecipientList.objects.visible_to(user),
    }
    return render(request, "documents/document_edit.html", context, status=status)


_LETTERHEAD = ("kind", "issuer_printed", "parent_printed", "number", "symbol", "date", "place")

"""The page of one paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import queue
from documents.models import Document, RenderJob
from documents.models.document import State
from documents.papers import paper_of
from documents.queries import log_for, source_for
from documents.queries.reserved import has_open_number
from documents.rendering.marking import mark_words
from documents.rendering.markup import paper_fragment
from documents.views.access import visible_document
from documents.views.attachment import attachment_panel
from documents.views.comment import writing_panel
from documents.views.dispatch import dispatch_panel
from documents.views.files import status_of
from documents.views.findings import finding_panel
from documents.workflow import DRAFTERS, ISSUERS
from organizations.models import User
from organizations.views.access import signed_in
from workflow.engine import options


@require_safe
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper. A paper in the chain has its page there, with what stands above and below it."""
    document = visible_document(request, pk)
    place = getattr(document, "plan", None)  # campaigns adds it; this package knows only that it has a page
    if place is not None:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{place.get_absolute_url()}{query}")
    context = document_context(document, signed_in(request), words=cited_words(request, document))
    return render(request, "documents/document_detail.html", {"section": "documents", **context})


def cited_words(request: HttpRequest, document: Document) -> str:
    """The words of the mention that the address asks for (``dan``); "" when it asks for none of this paper."""
    asked = request.GET.get("dan", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return ""
    return document.mentions.filter(pk=int(asked)).values_list("quote", flat=True).first() or ""


def document_context(document: Document, user: User, *, words: str = "") -> dict[str, Any]:
    """What the page of a paper shows, also inside the chain: text, files, steps, log; ``words`` of it are marked."""
    paper = paper_of(document)
    log = log_for(document, user)
    return {
        "document": document,
        "fragment": mark_words(paper_fragment(paper, heading="p", anchors=True), words),
        "is_led": bool(words),
        "files": files_of(document),
        "source": source_for(document, user),
        "options": options(document, user),
        "edit_address": reverse("document_edit", args=[document.pk]),
        "can_edit": document.is_editable and user.holds(DRAFTERS, document.owner_id),
        "log": log,
        "round_paper": _drafted_from(document, user),
        "corrections": [entry for entry in reversed(log) if entry.action == "correct"],
        "replaced_by": _replacement(document),
        "returned": log[0] if log and log[0].action == "return" else None,
        **dispatch_panel(document, user),
        **attachment_panel(document, user),
        **writing_panel(document, user, log),
        **finding_panel(document, user),
        "has_reserved": user.holds(ISSUERS, document.owner_id) and has_open_number(document),
    }


def _drafted_from(document: Document, user: User) -> Any:
    """What a báo cáo was drafted from, for who sees how it was made; campaigns adds it."""
    is_shown = document.kind == "BC" and document.shows_drafts_to(user)
    return getattr(document, "round_paper", None) if is_shown else None


def _replacement(document: Document) -> Document | None:
    """The paper in force that stands in the place of a replaced one."""
    if document.state != State.REPLACED:
        return None
    return document.replaced_by.filter(state=State.ISSUED).first()


def files_of(document: Document) -> list[dict[str, Any]]:
    """Per format what the page shows of the paper's file; a received paper has its source file instead."""
    if document.state == State.RECEIVED:
        return []
    jobs = queue.find_all(document)
    return [status_of(document, str(kind), jobs.get(kind)) for kind in RenderJob.Kind]

"""The register of papers and the page of one paper."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import queue
from documents.forms.search import RegisterForm
from documents.models import Document, RenderJob
from documents.models.document import DocumentQuerySet, State
from documents.papers import paper_of
from documents.queries import log_for, of_year, source_for, units_where, years_of
from documents.rendering.markup import paper_fragment
from documents.views.access import visible_document
from documents.views.dispatch import dispatch_panel
from documents.views.files import status_of
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.views.access import signed_in
from workflow.engine import options

PAGE_SIZE = 50


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Văn bản: the register, searched and filtered, newest first."""
    visible = Document.objects.visible_to(signed_in(request))
    form = RegisterForm(request.GET or None, years=years_of(visible))
    found = _filtered(visible, form)
    page = Paginator(found.for_list(), PAGE_SIZE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    return render(
        request,
        "documents/document_list.html",
        {
            "section": "documents",
            "can_draft": bool(units_where(signed_in(request), DRAFTERS)),
            "form": form,
            "page": page,
            "query": f"{query.urlencode()}&" if query else "",
            "totals": _totals(found),
            "is_filtered": form.is_bound and any(form.data.values()),
        },
    )


@require_safe
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper. A paper in the chain has its page there, with what stands above and below it."""
    document = visible_document(request, pk)
    place = getattr(document, "plan", None)  # campaigns adds it; this package knows only that it has a page
    if place is not None:
        return redirect(place)
    context = document_context(document, signed_in(request))
    return render(request, "documents/document_detail.html", {"section": "documents", **context})


def document_context(document: Document, user: User) -> dict[str, Any]:
    """What the page of a paper shows, also inside the chain: text, files, steps, log."""
    paper = paper_of(document)
    log = log_for(document, user)
    return {
        "document": document,
        "fragment": paper_fragment(paper, heading="p"),
        "files": files_of(document),
        "source": source_for(document, user),
        "options": options(document, user),
        "edit_address": reverse("document_edit", args=[document.pk]),
        "can_edit": document.is_editable and user.holds(DRAFTERS, document.owner_id),
        "log": log,
        "corrections": [entry for entry in reversed(log) if entry.action == "correct"],
        "replaced_by": _replacement(document),
        "returned": log[0] if log and log[0].action == "return" else None,
        **dispatch_panel(document, user),
    }


def _replacement(document: Document) -> Document | None:
    """The paper in force that stands in the place of a replaced one."""
    if document.state != State.REPLACED:
        return None
    return document.replaced_by.filter(state=State.ISSUED).first()


def files_of(document: Document) -> list[dict[str, Any]]:
    """Per format what the page shows of the paper's file; a received paper has its source file instead."""
    if document.state == State.RECEIVED:
        return []
    return [status_of(document, str(kind), queue.find(document, kind)) for kind in RenderJob.Kind]


def _filtered(papers: DocumentQuerySet, form: RegisterForm) -> DocumentQuerySet:
    """The papers that the form asks for; without an answer to a field, all; discarded ones only when asked for."""
    asked = form.cleaned_data if form.is_valid() else {}
    state = asked.get("trang_thai")
    papers = papers.filter(state=state) if state else papers.exclude(state=State.DISCARDED)
    if asked.get("loai"):
        papers = papers.filter(kind=asked["loai"])
    if asked.get("nam"):
        papers = of_year(papers, asked["nam"])
    return papers.matching(asked["tim"]) if asked.get("tim") else papers


def _totals(papers: DocumentQuerySet) -> list[tuple[str, int]]:
    """How many papers are in each state, in the order of their life."""
    counted = dict(papers.order_by().values_list("state").annotate(Count("pk")))
    return [(str(state.label), counted[state]) for state in State if state in counted]

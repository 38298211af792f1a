"""Văn bản: the list of all papers that a user may read."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.forms.search import ORDERS, ListForm
from documents.models import Document
from documents.models.document import ROW_FIELDS, DocumentQuerySet, State
from documents.queries import of_year, units_where
from documents.queries.keyset import COUNT_LIMIT, Order, Place, slice_at
from documents.views.saved import saved_views, without_place
from documents.workflow import DRAFTERS
from organizations.views.access import signed_in

PAGE_SIZE = 50


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Văn bản: searched and filtered, newest first."""
    user = signed_in(request)
    visible = Document.objects.visible_to(user)
    form = ListForm(request.GET or None)
    found = _filtered(visible, form)
    field = ORDERS[form.cleaned_data["sap"] or "moi"] if form.is_valid() else "created_at"
    order = Order(field, descending=True, has_index=True)
    place = slice_at(found, order=order, place=Place.of(request.GET), size=PAGE_SIZE)
    totals = _totals(found)
    total = sum(count for _, count in totals)
    context = {
        "section": "documents",
        "can_draft": bool(units_where(user, DRAFTERS)),
        "form": form,
        "papers": _papers([pk for _, _, pk in place.keys]),
        "page": place,
        "query": without_place(request.GET),
        "total": min(total, COUNT_LIMIT),
        "is_more": total > COUNT_LIMIT,
        "totals": totals if total <= COUNT_LIMIT else [],
        "is_filtered": _is_filtered(form),
        "today": timezone.localdate(),
        **saved_views(user, "document_list", request.GET),
    }
    return render(request, "documents/document_list.html", context)


def _filtered(papers: DocumentQuerySet, form: ListForm) -> DocumentQuerySet:
    """The papers that the form asks for; without an answer to a field, all; discarded ones only when asked for."""
    if form.is_bound and not form.is_valid():
        return papers.none()
    asked: dict[str, Any] = form.cleaned_data if form.is_bound else {}
    state = asked.get("trang_thai")
    papers = papers.filter(state=state) if state else papers.exclude(state=State.DISCARDED)
    if asked.get("loai"):
        papers = papers.filter(kind=asked["loai"])
    if asked.get("nam"):
        papers = of_year(papers, asked["nam"])
    if asked.get("tu"):
        papers = papers.filter(date__gte=asked["tu"])
    if asked.get("den"):
        papers = papers.filter(date__lte=asked["den"])
    return papers.matching(asked.get("tim", ""))


def _is_filtered(form: ListForm) -> bool:
    return form.is_bound and any(form.data.get(name) for name in form.fields if name != "sap")


def _papers(keys: list[int]) -> list[Document]:
    """The papers of one page in its order, with what a row shows."""
    by_key = {paper.pk: paper for paper in Document.objects.filter(pk__in=keys).only(*ROW_FIELDS)}
    return [by_key[key] for key in keys]


def _totals(papers: DocumentQuerySet) -> list[tuple[str, int]]:
    """How many papers are in each state, in the order of their life; of more than ``COUNT_LIMIT`` papers only some."""
    some = papers.order_by().only("state")[: COUNT_LIMIT + 1]
    counted = some.aggregate(**{state.value: Count("pk", filter=Q(state=state)) for state in State})
    return [(str(state.label), counted[state.value]) for state in State if counted[state.value]]

"""Saved views (bộ lọc đã lưu) of the lists of papers: kept, renamed and deleted by their user."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from documents.actions.register import delete_view, rename_view, save_view
from documents.forms.register import ViewForm
from organizations.models import SavedView, User
from organizations.views.access import signed_in
from workflow.engine import Refused

PAGES = ("document_list", "register_out", "register_in", "cited_list")
_PLACES = ("sau", "truoc", "cuoi", "trang")


def without_place(query: QueryDict) -> str:
    """The query string without the place in the list, ending in "&" when it says anything."""
    kept = query.copy()
    for name in _PLACES:
        kept.pop(name, None)
    for name in [name for name, values in kept.lists() if not any(values)]:
        del kept[name]
    return f"{kept.urlencode()}&" if kept else ""


def saved_views(user: User, page: str, query: QueryDict) -> dict[str, Any]:
    """What ``documents/saved_views.html`` shows: the user's views of the page, and which one is on screen."""
    views = list(SavedView.objects.filter(user=user, page=page))
    now = without_place(query).removesuffix("&")
    return {"views": views, "view_now": next((view.pk for view in views if view.query == now), None), "view_page": page}


@require_POST
def saved_view_create(request: HttpRequest, page: str) -> HttpResponse:
    """Keeps the filter that the form carries under a name."""
    if page not in PAGES:
        raise Http404
    query = without_place(QueryDict(request.POST.get("query", ""))).removesuffix("&")
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _errors(form))
        return redirect(f"{reverse(page)}?{query}")
    try:
        view = save_view(page=page, name=form.cleaned_data["name"], query=query, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã lưu bộ lọc “{view}”.")
    return redirect(f"{reverse(page)}?{query}")


@require_POST
def saved_view_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a saved view another name."""
    view = _own(request, pk)
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _errors(form))
        return _back(view)
    try:
        rename_view(view=view, name=form.cleaned_data["name"])
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã đổi tên bộ lọc thành “{view}”.")
    return _back(view)


@require_POST
def saved_view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes a saved view; the papers stay as they are."""
    view = _own(request, pk)
    delete_view(view=view)
    messages.success(request, f"Đã xóa bộ lọc “{view}”.")
    return redirect(reverse(view.page))


def _own(request: HttpRequest, pk: int) -> SavedView:
    return get_object_or_404(SavedView, pk=pk, user=signed_in(request), page__in=PAGES)


def _back(view: SavedView) -> HttpResponse:
    return redirect(f"{reverse(view.page)}?{view.query}")


def _errors(form: ViewForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)

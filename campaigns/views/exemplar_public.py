"""The public pages of exemplars: approved, public, with consent; name, unit and story, nothing else of a person."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.forms.exemplar_filter import ExemplarFilter
from campaigns.models import Exemplar, ExemplarPhoto
from campaigns.queries.exemplars import add_adopters, add_covers
from campaigns.views.exemplar_access import send_picture
from campaigns.views.exemplar_detail import shown

PAGE_SIZE = 24


@login_not_required
@require_safe
def exemplar_public_list(request: HttpRequest) -> HttpResponse:
    """All public exemplars, the latest year first."""
    seen = Exemplar.objects.public()
    asked = ExemplarFilter.read(request.GET)
    # States are nobody's business here, and filtering by unit or movement has no field on this page.
    wanted = ExemplarFilter(kind=asked.kind, year=asked.year, words=asked.words)
    page = Paginator(wanted.applied(seen).for_list(), PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = list(page.object_list)
    page.object_list = rows
    add_covers(rows)
    add_adopters(rows, None)
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "page": page,
        "wanted": wanted,
        "kinds": Exemplar.Kind.choices,
        "years": sorted(set(seen.order_by().values_list("year", flat=True).distinct()), reverse=True),
        "query": f"{query.urlencode()}&" if query else "",
        "is_public_page": True,
    }
    return render(request, "campaigns/exemplar_public_list.html", context)


@login_not_required
@require_safe
def exemplar_public(request: HttpRequest, pk: int) -> HttpResponse:
    """One public exemplar; any other answers as an absent one."""
    exemplar = get_object_or_404(Exemplar.objects.public().select_related("unit", "campaign"), pk=pk)
    add_adopters([exemplar], None)
    context = {"exemplar": exemplar, "is_public_page": True, **shown(exemplar)}
    return render(request, "campaigns/exemplar_public.html", context)


@login_not_required
@require_safe
def exemplar_public_photo(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """A picture of a public exemplar, as long as it is public."""
    public = Exemplar.objects.public().values("pk")
    photo = get_object_or_404(ExemplarPhoto, pk=pk, exemplar__in=public)
    return send_picture(photo, small=request.GET.get("co") == "nho")

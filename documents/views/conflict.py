"""Mâu thuẫn: what papers say against each other about cited papers, and settling it once for all."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.actions.settle import SETTLERS, reopen_conflict, settle_conflict, settling_unit
from documents.forms.cited import SettleForm
from documents.models import CitedPaper, Mention, SettledConflict
from documents.models.document import ROW_FIELDS
from documents.queries.readings import Contradiction, open_for, said_in
from organizations.models import User
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

_MOST_SHOWN = 200
_MOST_MENTIONS = 30


@require_safe
def conflict_list(request: HttpRequest) -> HttpResponse:
    """What is still open, and what was settled by whom."""
    user = signed_in(request)
    found = open_for(user)
    settled = SettledConflict.objects.visible_to(user).select_related(
        "cited", "other", "unit", "by__person", "reopened_by__person"
    )
    context = {
        "section": "documents",
        "conflicts": _with_papers(found[:_MOST_SHOWN]),
        "count": len(found),
        "most": _MOST_SHOWN,
        "settled": [(one, user.holds(SETTLERS, one.unit_id)) for one in settled.order_by("-pk")[:_MOST_SHOWN]],
        "can_settle": settling_unit(user) is not None,
    }
    return render(request, "documents/conflict_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """One conflict with all its mentions, and the answer of a standing officer."""
    user = signed_in(request)
    conflict = _asked_conflict(request, user, pk)
    unit = settling_unit(user)
    if unit is None:
        messages.error(request, "Chỉ chuyên viên thường trực thống nhất được các mâu thuẫn này. Bạn chỉ xem.")
        return redirect("cited_detail", pk=pk)
    form = SettleForm(posted(request), conflict=conflict)
    if form.is_bound and form.is_valid():
        try:
            settled = settle_conflict(conflict=conflict, by=user, **form.answer())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã thống nhất: {settled}. Văn bản nào ghi khác sẽ có nhận xét.")
            return redirect("conflict_list")
    [(_, papers)] = _with_papers([conflict])
    context = {
        "section": "documents",
        "conflict": conflict,
        "papers": papers,
        "unit": unit,
        "form": form,
        "mentions": _mentions(conflict, user),
    }
    return render(request, "documents/conflict_settle.html", context, status=422 if form.is_bound else 200)


@require_POST
def conflict_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a settlement back."""
    user = signed_in(request)
    settled = get_object_or_404(SettledConflict.objects.visible_to(user).select_related("cited", "unit"), pk=pk)
    try:
        reopen_conflict(settled=settled, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã mở lại {settled.cited}. Mâu thuẫn hiện lại trong danh sách.")
    return redirect("conflict_list")


def _asked_conflict(request: HttpRequest, user: User, pk: int) -> Contradiction:
    """The open conflict that the address names: in what (``ve``) and with which other paper (``voi``)."""
    about, other = request.GET.get("ve", ""), request.GET.get("voi", "")
    for one in open_for(user, CitedPaper.objects.filter(pk=pk)):
        if one.cited_id == pk and about in ("", one.code) and other in ("", str(one.other_id or "")):
            return one
    raise Http404


def _with_papers(found: list[Contradiction]) -> list[tuple[Contradiction, list[CitedPaper]]]:
    keys = {key for one in found for key in (one.cited_id, one.other_id) if key is not None}
    papers = CitedPaper.objects.in_bulk(sorted(keys))
    return [(one, [papers[key] for key in (one.cited_id, one.other_id) if key is not None]) for one in found]


def _mentions(conflict: Contradiction, user: User) -> list[Mention]:
    """Mentions that say something of the thing in doubt, as the user sees them."""
    keys = [key for key in (conflict.cited_id, conflict.other_id) if key is not None]
    found = Mention.objects.visible_to(user).filter(cited__in=keys, by_name=False).select_related("document")
    only = ("cited_id", "field", "line", "date", "issuer", "title", "quote", "symbol",
            *(f"document__{name}" for name in ROW_FIELDS))  # fmt: skip
    says = {(one.cited_id, one.citation.date, one.citation.title, one.citation.symbol, one.citation.issuer)
            for one in conflict.readings if said_in(one.citation, conflict.code)}  # fmt: skip
    told = [one for one in found.only(*only).order_by("pk")[: _MOST_MENTIONS * 10]
            if (one.cited_id, one.date, one.title, one.symbol, one.issuer) in says]  # fmt: skip
    return told[:_MOST_MENTIONS]

"""Soạn kế hoạch: first where it belongs, then its text with live preview."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from campaigns.actions.plan import draft_plan
from campaigns.forms.create import NewPlanForm
from campaigns.forms.start import StartForm, first_content, place_of
from campaigns.models import Plan
from campaigns.queries import replaceable
from documents.actions.document import blank_paper
from documents.views.edit import preview
from organizations.active import active_unit
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

PLAN = "KH"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_create(request: HttpRequest) -> HttpResponse:
    """A new plan. Unit, paper above and year stand in the address, the text in the form."""
    old = old_plan(request)
    start = start_form(request, old)
    if not start.is_valid():
        return render(request, "campaigns/plan_start.html", {"section": "plans", "form": start})
    unit, place = start.cleaned_data["don-vi"], start.chain_place()
    replaces = old.document if old else None
    first = first_content(
        unit=unit, parent=place["parent"], year=place["year"], start=start.cleaned_data["mau"], replaces=replaces
    )
    form = NewPlanForm(posted(request), initial={**first, "creation_key": uuid.uuid4()})
    fragment = preview(blank_paper(unit, PLAN), form.content_so_far())
    context = {"section": "plans", "form": form, "unit": unit, "replaces": replaces, "fragment": fragment, **place}
    if "preview" in request.POST and request.headers.get("HX-Request"):
        return HttpResponse(fragment)
    if "preview" not in request.POST and form.is_valid():
        return _create(request, form, context)
    context["is_preview"] = "preview" in request.POST
    if context["is_preview"]:
        form.errors.clear()
    return render(request, "campaigns/plan_create.html", context, status=422 if form.errors else 200)


def start_form(request: HttpRequest, old: Plan | None) -> StartForm:
    """The first step as answered in the address; unanswered (unbound) when a choice is left to the user.

    ``old`` is the plan to be replaced: the new one stands in its place.

    Raises:
        PermissionDenied: the user drafts for no unit.
    """
    user = signed_in(request)
    asked = request.GET.copy()
    here = active_unit(request)
    start = StartForm(user=user, initial={"don-vi": here.pk if here else None, **asked.dict()})
    if not start.units:
        raise PermissionDenied
    if "don-vi" not in asked and "cap-tren" in asked and len(start.units) == 1:
        asked["don-vi"] = str(start.units[0].pk)
    if "don-vi" not in asked and old is not None:
        asked.update(place_of(old))
    return StartForm(asked, user=user) if "don-vi" in asked else start


def old_plan(request: HttpRequest) -> Plan | None:
    """The plan that the new one is to replace, if the address names one.

    Raises:
        Http404: it is not an issued plan of the user's units.
    """
    key = request.GET.get("thay-the", "")
    if not key:
        return None
    return get_object_or_404(replaceable(signed_in(request)), pk=key if key.isdecimal() else 0)


def _create(request: HttpRequest, form: NewPlanForm, context: dict[str, Any]) -> HttpResponse:
    try:
        plan = draft_plan(
            issuer=context["unit"],
            year=context["year"],
            content=form.content(),
            by=signed_in(request),
            creation_key=form.cleaned_data["creation_key"],
            parent=context["parent"],
            campaign=context["campaign"],
            replaces=context["replaces"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "campaigns/plan_create.html", context, status=409)
    messages.success(request, f"Đã lưu bản thảo {plan}. Bạn có thể sửa tiếp hoặc trình ký.")
    return redirect("plan_edit", pk=plan.pk)

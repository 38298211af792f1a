"""Tạo kế hoạch từ kế hoạch cấp trên: what it asks of the unit becomes prompts of a draft, after a choice."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from campaigns.actions.plan import draft_plan
from campaigns.forms.answer import AnswerForm
from campaigns.models import Plan
from campaigns.queries import IN_FORCE, campaign_for, drafting_units
from campaigns.views.access import visible_plan
from documents.actions.document import blank_paper
from documents.forms.content import ContentForm
from documents.models.document import State
from documents.views.edit import preview
from organizations.active import active_unit
from organizations.models import Unit, User
from organizations.models.unit import ids_on
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

PLAN = "KH"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The choices, a preview when asked for, and the draft that comes of them. The unit stands in the address."""
    user = signed_in(request)
    parent = visible_plan(request, pk)
    units = answering_units(parent, user)
    if not units:
        messages.error(
            request,
            "Chỉ người soạn của đơn vị thuộc cơ quan ban hành mới tạo được kế hoạch từ đây, và chỉ từ văn bản còn "
            "hiệu lực.",
        )
        return redirect(parent)
    unit = _unit(request, units)
    context: dict[str, Any] = {"section": "plans", "parent": parent, "unit": unit, "units": units}
    if unit is None:
        return render(request, "campaigns/plan_answer.html", context)
    form = AnswerForm(posted(request), parent=parent, unit=unit, user=user, initial={"creation_key": uuid.uuid4()})
    context |= {"form": form, "own": _own(parent, unit)}
    if form.is_bound and form.is_valid():
        content = ContentForm(form.texts())
        if "preview" in request.POST:
            context["fragment"] = preview(blank_paper(unit, PLAN), content.content_so_far())
            return render(request, "campaigns/plan_answer.html", context)
        if made := _made(form, content, user):
            messages.success(request, _done(made, form.prompt_count()))
            return redirect("plan_edit", pk=made.pk)
    return render(request, "campaigns/plan_answer.html", context, status=422 if form.errors else 200)


def answering_units(parent: Plan, user: User) -> list[Unit]:
    """The user's units that may carry out the paper: its owner's own and those below, while it is in force."""
    if parent.document.state not in IN_FORCE:
        return []
    return [unit for unit in drafting_units(user) if parent.document.owner_id in ids_on(unit.path)]


def _unit(request: HttpRequest, units: list[Unit]) -> Unit | None:
    """The unit asked for in the address, else the only one, else the one that the user works for just now."""
    known = {str(unit.pk): unit for unit in units}
    if "don-vi" in request.GET:
        return known.get(request.GET["don-vi"])
    if len(units) == 1:
        return units[0]
    here = active_unit(request)
    return known.get(str(here.pk)) if here else None


def _own(parent: Plan, unit: Unit) -> Plan | None:
    """The plan by which the unit carries out that one already."""
    gone = (State.DISCARDED, State.RECALLED, State.REPLACED)
    under = Plan.objects.filter(parent=parent, document__owner=unit).exclude(document__state__in=gone)
    return under.select_related("document").order_by("-pk").first()


def _made(form: AnswerForm, content: ContentForm, user: User) -> Plan | None:
    if not content.is_valid():
        for name, errors in content.errors.items():
            form.add_error(None, f"{content[name].label}: {' '.join(map(str, errors))}")
        return None
    try:
        return draft_plan(
            issuer=form.unit,
            year=form.parent.year,
            content=content.content(),
            by=user,
            creation_key=form.cleaned_data["creation_key"],
            parent=form.parent,
            campaign=campaign_for(form.parent),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _done(plan: Plan, prompts: int) -> str:
    return (
        f"Đã tạo bản thảo {plan} với {prompts} mục của văn bản cấp trên. Hãy viết vào từng chỗ “[…”, rồi xóa lời nhắc; "
        "còn chỗ nào thì chưa trình được."
    )

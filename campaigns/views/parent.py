"""Thực hiện văn bản: choosing the paper above a plan that is in the chain already."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from campaigns.actions.plan import NOT_CHANGEABLE, choose_parent, may_choose_parent
from campaigns.forms.parent import ParentForm
from campaigns.models import Plan
from campaigns.views.access import visible_plan
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def plan_parent(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with what can be chosen, and the choice."""
    plan, user = visible_plan(request, pk), signed_in(request)
    if not may_choose_parent(plan, user):
        messages.error(request, NOT_CHANGEABLE)
        return redirect(plan)
    form = ParentForm(posted(request), plan=plan, user=user)
    if form.is_valid():
        parent: Plan | None = form.cleaned_data["parent"]
        try:
            moved = choose_parent(plan=plan, parent=parent, by=user)
        except Refused as refusal:
            form.add_error("parent", str(refusal))
        else:
            under = f"thực hiện {parent}" if parent else "đứng đầu chuỗi"
            messages.success(request, f"{moved} nay {under}.")
            return redirect(moved)
    choices = {choice.pk for choice in form.fields["parent"].queryset}  # type: ignore[attr-defined]
    context = {
        "section": "plans",
        "plan": plan,
        "form": form,
        "has_choice": bool(choices),
        "is_hidden": plan.parent_id is not None and plan.parent_id not in choices,
    }
    return render(request, "campaigns/plan_parent.html", context, status=422 if form.errors else 200)

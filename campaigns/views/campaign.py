"""Movements: their page, and launching one by a paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.actions.campaign import LAUNCHERS, launch_campaign
from campaigns.forms.campaign import CampaignForm
from campaigns.models import Campaign, Plan
from campaigns.queries import IN_FORCE
from campaigns.views.access import visible_plan
from documents.models import Document
from documents.models.document import State
from organizations.names import normalize
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


@require_safe
def campaign_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One movement: theme, period, peaks, the paper that launched it, its plans."""
    user = signed_in(request)
    visible = Campaign.objects.visible_to(user).select_related("host", "launched_by").prefetch_related("peaks")
    campaign = get_object_or_404(visible, pk=pk)
    launched_by = Document.objects.visible_to(user).filter(launches=campaign).first()
    plans = Plan.objects.visible_to(user).filter(campaign=campaign).exclude(document__state=State.DISCARDED)
    context = {"section": "plans", "campaign": campaign, "launched_by": launched_by, "plans": plans.for_tree()}
    return render(request, "campaigns/campaign_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Phát động phong trào by the paper of a plan in force, in the name of the unit that keeps it."""
    user = signed_in(request)
    plan = visible_plan(request, pk)
    if plan.document.state not in IN_FORCE or not user.holds(LAUNCHERS, plan.document.owner_id):
        raise PermissionDenied
    form = CampaignForm(posted(request), initial={"name": plan.document.summary, **_whole_year(plan.year)})
    if form.is_valid():
        campaign = _launch(request, plan, form)
        if campaign is not None:
            return redirect("campaign_detail", pk=campaign.pk)
    context = {"section": "plans", "plan": plan, "form": form}
    return render(request, "campaigns/campaign_form.html", context, status=422 if form.errors else 200)


def _launch(request: HttpRequest, plan: Plan, form: CampaignForm) -> Campaign | None:
    """The new movement, or the one that an earlier post of the same form made; None after adding the errors."""
    user, host = signed_in(request), plan.document.owner
    try:
        campaign = launch_campaign(host=host, year=plan.year, by=user, launched_by=plan.document, **form.movement())
    except ValidationError as error:
        same = Campaign.objects.filter(
            host=host,
            year=plan.year,
            name=normalize(form.cleaned_data["name"]),
            launched_by=plan.document,
            created_by=user,
        ).first()
        if same is None:
            form.add_error(None, error)
        else:
            messages.info(request, f"Phong trào “{same}” đã được phát động trước đó; không tạo thêm.")
        return same
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, f"Đã phát động phong trào “{campaign}”.")
    return campaign


def _whole_year(year: int) -> dict[str, str]:
    return {"starts_on": f"01/01/{year}", "ends_on": f"31/12/{year}"}

"""Chỉ tiêu: how a plan's targets are divided among units, what was reached, and what is given to a unit from above."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.targets import check_in_force, link_share, report_actual, share_target
from campaigns.forms.targets import ActualForm, ShareForm, equal_parts
from campaigns.forms.unit_search import STEPS
from campaigns.models import Plan, Target, TargetActual, TargetShare
from campaigns.queries import IN_FORCE
from campaigns.queries.addressed import units_below
from campaigns.queries.targets import check_sum, former_shares, given_to, own_rows
from campaigns.views.access import visible_plan
from documents.forms.dispatch import ids_of
from documents.queries import units_where
from documents.workflow import DRAFTERS
from organizations.active import active_unit
from organizations.models import Unit
from organizations.views.access import posted, signed_in
from workflow.engine import Refused


@require_safe
def plan_targets(request: HttpRequest, pk: int) -> HttpResponse:
    """The confirmed targets of a plan; whoever is above sees the shares and figures of all, a unit its own."""
    plan, user = visible_plan(request, pk), signed_in(request)
    can_share = user.holds(DRAFTERS, plan.document.owner_id)
    targets = list(Target.objects.filter(item__plan=plan).settled().standing().select_related("item__plan"))
    context = {
        "section": "plans",
        "plan": plan,
        "rows": own_rows(targets, user, plan.document.owner, _below(plan)),
        "given": given_to(plan, user),
        "own": targets,
        "reports_for": set(units_where(user, DRAFTERS)),
        "can_share": can_share,
        "is_in_force": plan.document.state in IN_FORCE,
        "waiting": Target.objects.filter(item__plan=plan).standing().open().count(),
    }
    return render(request, "campaigns/plan_targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def target_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Giao chỉ tiêu: a value for each unit; ``buoc=deu`` only proposes equal parts."""
    target, user = _target(request, pk), signed_in(request)
    plan = target.item.plan
    if not user.holds(DRAFTERS, plan.document.owner_id):
        raise PermissionDenied
    try:
        check_in_force(plan)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("plan_targets", pk=plan.pk)
    units = list(units_below(plan, timezone.localdate()))
    given = dict(TargetShare.objects.filter(target=target).values_list("unit_id", "value"))
    initial: dict[str, Any] = {f"unit-{unit_id}": value for unit_id, value in given.items()}
    initial["sharing"] = target.sharing or Target.Sharing.DIVIDED
    data = posted(request)
    if data is not None and data.get("buoc") == "deu":
        initial = _equal(target, units, data.get("sharing", ""))
        data = None
    form = ShareForm(data, units=units, initial=initial)
    if request.POST.get("buoc") in STEPS:  # nothing is judged before it is to be saved
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        try:
            rows = share_target(target=target, sharing=form.cleaned_data["sharing"], values=form.values(), by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, check_sum(target, [share.value for share in rows]).sentence)
            return redirect("plan_targets", pk=plan.pk)
    former = former_shares(target, {unit.pk for unit in units})
    context = {"section": "plans", "plan": plan, "target": target, "form": form, "former": former}
    return render(request, "campaigns/target_share.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def target_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Báo kết quả of one of the user's units: for a target of its own plan, or for its share of one above."""
    target, user = _target(request, pk), signed_in(request)
    plan = target.item.plan
    unit, others = _reporting_unit(request, target, plan)
    form = ActualForm(posted(request), initial={"period_end": timezone.localdate()})
    if form.is_bound and form.is_valid():
        try:
            report_actual(target=target, unit=unit, by=user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi kết quả của {unit}.")
            return redirect(f"{reverse('target_report', args=[pk])}?don-vi={unit.pk}")
    context = {
        "section": "plans",
        "plan": plan,
        "target": target,
        "unit": unit,
        "others": others,
        "share": TargetShare.objects.filter(target=target, unit=unit).first(),
        "form": form,
        "actuals": TargetActual.objects.filter(target=target, unit=unit)
        .select_related("by__person")
        .order_by("-period_end"),
    }
    return render(request, "campaigns/target_report.html", context, status=422 if form.errors else 200)


@require_POST
def share_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Says which target of the unit's own plan answers a share from above."""
    user = signed_in(request)
    shares = TargetShare.objects.visible_to(user).select_related("target__item")
    share = get_object_or_404(shares, pk=pk)
    if not user.holds(DRAFTERS, share.unit_id):
        raise PermissionDenied
    targets = Target.objects.filter(pk__in=ids_of([request.POST.get("chi-tieu", "")]))
    own = targets.filter(item__plan__document__owner=share.unit_id).select_related("item__plan__document").first()
    try:
        link_share(share=share, own=own, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã nối chỉ tiêu của đơn vị." if own else "Đã bỏ nối chỉ tiêu.")
    seen = Plan.objects.visible_to(user)
    plan = seen.filter(pk__in=ids_of([request.POST.get("ke-hoach", "")])).first()
    return redirect("plan_targets", pk=plan.pk if plan else share.target.item.plan_id)


def _below(plan: Plan) -> set[int]:
    return set(units_below(plan, timezone.localdate()).values_list("pk", flat=True))


def _equal(target: Target, units: list[Unit], sharing: str) -> dict[str, Any]:
    """What the form shows after "Điền đều": the number itself for each, or its equal parts."""
    repeated = sharing == Target.Sharing.REPEATED
    parts = [target.value] * len(units) if repeated else equal_parts(target.value, len(units))
    values: dict[str, Any] = {f"unit-{unit.pk}": part for unit, part in zip(units, parts, strict=True)}
    return values | {"sharing": Target.Sharing.REPEATED if repeated else Target.Sharing.DIVIDED}


def _target(request: HttpRequest, pk: int) -> Target:
    rows = Target.objects.visible_to(signed_in(request)).settled().standing()
    found: Target = get_object_or_404(
        rows.select_related("item__plan__document__owner", "item__plan__document__issuer"), pk=pk
    )
    return found


def _reporting_unit(request: HttpRequest, target: Target, plan: Plan) -> tuple[Unit, list[Unit]]:
    """The unit for which the user reports, and the others for which they could: the plan's own and those with a share.

    It is the one that the address names (``don-vi``), else the one the user works for now, else the first.

    Raises:
        Http404: the target is none of theirs.
    """
    user = signed_in(request)
    shares = TargetShare.objects.filter(target=target, unit__in=units_where(user, DRAFTERS)).select_related("unit")
    found = [share.unit for share in shares.order_by("unit__protocol_order", "unit__official_name", "pk")]
    if user.holds(DRAFTERS, plan.document.owner_id):
        found.insert(0, plan.document.owner)
    units = list({unit.pk: unit for unit in found}.values())
    if not units:
        raise Http404
    asked, active = request.GET.get("don-vi", ""), active_unit(request)
    chosen = next((unit for unit in units if str(unit.pk) == asked), None)
    chosen = chosen or next((unit for unit in units if unit == active), units[0])
    return chosen, [unit for unit in units if unit != chosen]

"""Mục, nhiệm vụ, chỉ tiêu: the items of a plan, and what the machine read in them, for a person to confirm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.judging import confirm_readings, reject_reading, save_obligation, save_target
from campaigns.forms.readings import ObligationForm, TargetForm
from campaigns.forms.unit_search import STEPS
from campaigns.models import Obligation, Plan, PlanItem, Target
from campaigns.models.obligation import group_choices
from campaigns.queries.addressed import units_below
from campaigns.queries.cascade import ItemRow, item_rows, retired_readings
from campaigns.views.access import visible_plan
from documents.forms.dispatch import ids_of
from documents.workflow import DRAFTERS
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

VIEWS: dict[str, tuple[str, Callable[[ItemRow], bool]]] = {
    "": ("Tất cả", lambda row: True),
    "co": ("Có nhiệm vụ, chỉ tiêu", lambda row: bool(row.obligations or row.targets)),
    "cho": ("Chờ xác nhận", lambda row: any(one.is_open for one in (*row.obligations, *row.targets))),
}
_OF_READING = ("item__plan__document__owner", "item__plan__document__issuer")


@require_safe
def plan_items(request: HttpRequest, pk: int) -> HttpResponse:
    """The items in the order of the text; what is certain is marked, so that one press confirms it."""
    plan, user = visible_plan(request, pk), signed_in(request)
    rows = item_rows(plan)
    read = [one for row in rows for one in (*row.obligations, *row.targets)]
    wanted = request.GET.get("loc", "")
    wanted = wanted if wanted in VIEWS else ""
    context = {
        "section": "plans",
        "plan": plan,
        "total": len(rows),
        "rows": [row for row in rows if VIEWS[wanted][1](row)],
        "tabs": [(code, name, sum(map(test, rows))) for code, (name, test) in VIEWS.items()],
        "wanted": wanted,
        "gone": retired_readings(plan),
        "groups": dict(group_choices()),
        "can_judge": user.holds(DRAFTERS, plan.document.owner_id),
        "open": sum(one.is_open for one in read),
        "certain": {one.pk for row in rows for one in row.obligations if is_certain(one)},
        "certain_targets": {one.pk for row in rows for one in row.targets if is_certain(one)},
        "totals": _totals(rows),
    }
    return render(request, "campaigns/plan_items.html", context)


@require_POST
def plan_items_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirms the marked rows, or rejects the one whose button was pressed."""
    plan, user = visible_plan(request, pk), signed_in(request)
    if not user.holds(DRAFTERS, plan.document.owner_id):
        raise PermissionDenied
    rejected = request.POST.get("bo", "")
    try:
        if rejected:
            row = _reading(plan, rejected)
            reject_reading(row=row, by=user)
            messages.success(request, f"Đã loại: {row}.")
            return redirect(row.item)
        duties, targets = confirm_readings(
            plan=plan,
            by=user,
            obligations=ids_of(request.POST.getlist("nhiem-vu")),
            targets=ids_of(request.POST.getlist("chi-tieu")),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("plan_items", pk=pk)
    if duties or targets:
        messages.success(request, f"Đã xác nhận {duties} nhiệm vụ và {targets} chỉ tiêu.")
    else:
        messages.error(request, "Hãy đánh dấu ít nhất một dòng còn chờ xác nhận rồi bấm lại.")
    return redirect("plan_items", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def obligation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrects an obligation; what is saved is confirmed."""
    rows = Obligation.objects.visible_to(signed_in(request)).select_related(*_OF_READING)
    duty = get_object_or_404(rows, pk=pk)
    return _obligation_page(request, duty.item, duty)


@require_http_methods(["GET", "HEAD", "POST"])
def obligation_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds an obligation that the machine did not read in an item."""
    return _obligation_page(request, _item(request, pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
def target_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrects a target; what is saved is confirmed."""
    rows = Target.objects.visible_to(signed_in(request)).select_related(*_OF_READING)
    target = get_object_or_404(rows, pk=pk)
    return _target_page(request, target.item, target)


@require_http_methods(["GET", "HEAD", "POST"])
def target_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a target that the machine did not read in an item."""
    return _target_page(request, _item(request, pk), None)


def is_certain(row: Obligation | Target) -> bool:
    """Whether what is open is read so that a person will hardly have to change it: the unit is known, the number has
    its unit of measure."""
    if not row.is_open or row.is_stale:
        return False
    return bool(row.unit) if isinstance(row, Target) else bool(row.groups or row.units.all())


def _obligation_page(request: HttpRequest, item: PlanItem, row: Obligation | None) -> HttpResponse:
    _check_drafter(request, item)
    form = ObligationForm(
        posted(request),
        below=units_below(item.plan),
        initial=ObligationForm.of(row) if row else {"unit_printed": item.owner, "what": item.text},
    )
    title = "Sửa nhiệm vụ giao" if row else "Thêm nhiệm vụ giao"
    if request.POST.get("buoc") in STEPS:  # nothing is judged before it is to be saved
        form.errors.clear()
        return _form_page(request, item, form, title)
    if form.is_bound and form.is_valid():
        try:
            save_obligation(item=item, by=signed_in(request), row=row, **form.cleaned_data)
        except (Refused, ValidationError) as fault:
            _tell(form, fault)
        else:
            messages.success(request, f"Đã lưu và xác nhận nhiệm vụ của {item}.")
            return redirect(item)
    return _form_page(request, item, form, title)


def _target_page(request: HttpRequest, item: PlanItem, row: Target | None) -> HttpResponse:
    _check_drafter(request, item)
    form = TargetForm(posted(request), initial=TargetForm.of(row) if row else {})
    if form.is_bound and form.is_valid():
        try:
            save_target(item=item, by=signed_in(request), row=row, **form.cleaned_data)
        except (Refused, ValidationError) as fault:
            _tell(form, fault)
        else:
            messages.success(request, f"Đã lưu và xác nhận chỉ tiêu của {item}.")
            return redirect(item)
    return _form_page(request, item, form, "Sửa chỉ tiêu" if row else "Thêm chỉ tiêu")


def _form_page(request: HttpRequest, item: PlanItem, form: forms.Form, title: str) -> HttpResponse:
    context: dict[str, Any] = {"section": "plans", "plan": item.plan, "item": item, "form": form, "title": title}
    return render(request, "campaigns/reading_form.html", context, status=422 if form.errors else 200)


def _tell(form: forms.Form, fault: Refused | ValidationError) -> None:
    form.add_error(None, str(fault) if isinstance(fault, Refused) else fault)


def _check_drafter(request: HttpRequest, item: PlanItem) -> None:
    """Who may only read the plan is turned away."""
    if not signed_in(request).holds(DRAFTERS, item.plan.document.owner_id):
        raise PermissionDenied


def _item(request: HttpRequest, pk: int) -> PlanItem:
    items = PlanItem.objects.visible_to(signed_in(request)).filter(retired_at__isnull=True)
    return get_object_or_404(items.select_related("plan__document__owner", "plan__document__issuer"), pk=pk)


def _reading(plan: Plan, named: str) -> Obligation | Target:
    """The row that a button names: "nhiem-vu-12"."""
    kind, _, key = named.rpartition("-")
    model: type[Obligation | Target] = Target if kind == "chi-tieu" else Obligation
    rows = model.objects.filter(item__plan=plan).select_related("item__plan__document__owner")
    found: Obligation | Target = get_object_or_404(rows, pk__in=ids_of([key]))
    return found


def _totals(rows: list[ItemRow]) -> list[tuple[str, int, int]]:
    """Name, how many are confirmed, of how many."""
    duties = [duty for row in rows for duty in row.obligations]
    targets = [target for row in rows for target in row.targets]
    return [
        ("Nhiệm vụ giao đã xác nhận", sum(not one.is_open for one in duties), len(duties)),
        ("Chỉ tiêu đã xác nhận", sum(not one.is_open for one in targets), len(targets)),
    ]

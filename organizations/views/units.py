"""Units of a day: tree, list, Excel, and the page of one unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizations.forms.unit import UnitFilterForm
from organizations.guards import may_administer, paths_where
from organizations.models import Role, Unit, User
from organizations.models.unit import UnitQuerySet
from organizations.queries.unit_changes import latest_change
from organizations.queries.units import page_of, parent_names_on, parents_on, sees_inside, tree_of, under
from organizations.sheets import Column, table_workbook
from organizations.views.access import signed_in
from organizations.views.sheet import sheet_response
from workflow.models import LogEntry

PAGE_SIZE = 50
COLUMNS = (
    Column("STT", 6), Column("Tên chính thức", 46), Column("Tên gọi tắt", 32), Column("Cấp", 14), Column("Loại", 24),
    Column("Trực thuộc", 32), Column("Ký hiệu", 12), Column("Địa danh", 18), Column("Từ ngày", 13),
    Column("Đến ngày", 13),
)  # fmt: skip


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """Đơn vị: the tree of a day, or the list when something is searched for."""
    user = signed_in(request)
    form = UnitFilterForm(request.GET or None)
    on, top = form.day(), _top(request, user)
    found = filtered(Unit.objects.visible_to(user), form, top)
    as_list = request.GET.get("xem") == "danh-sach" or is_filtered(form)
    context: dict[str, Any] = {
        "section": "units",
        "form": form,
        "on": on,
        "is_today": on == timezone.localdate(),
        "top": top,
        "as_list": as_list,
        "is_filtered": is_filtered(form) or bool(form.asked().get("ngay")) or top is not None,
        "day_query": _without(request, "trang", "goc", "xem", "tim", "cap", "loai", "het"),
        "query": _without(request, "trang"),
        "view_query": _without(request, "trang", "xem"),
        "can_found": bool(paths_where(user, (Role.ADMINISTRATOR,))),
    }
    if as_list:
        page = Paginator(found.in_protocol_order(), PAGE_SIZE).get_page(request.GET.get("trang"))
        above = parents_on(page.object_list, on)
        rows = [(unit, above.get(unit.pk)) for unit in page.object_list]
        context |= {"page": page, "rows": rows, "total": page.paginator.count}
    else:
        context["tree"] = tree_of(user, on, top)
    return render(request, "organizations/unit_list.html", context, status=422 if form.errors else 200)


@require_safe
def unit_sheet(request: HttpRequest) -> HttpResponse:
    """The units of the list, all pages, as an Excel workbook."""
    user = signed_in(request)
    form = UnitFilterForm(request.GET or None)
    if form.errors:  # a workbook of something else than was asked for would pass for the right one
        return redirect(f"{reverse('unit_list')}?{request.GET.urlencode()}")
    on = form.day()
    found = filtered(Unit.objects.visible_to(user), form, _top(request, user)).in_protocol_order()
    above = parent_names_on(found, on)
    rows = [
        [number, unit.official_name, unit.short_name, unit.get_level_display(), unit.get_kind_display(),
         above.get(unit.pk, ""), unit.symbol, unit.place_name, unit.valid_from, unit.valid_to]
        for number, unit in enumerate(found, start=1)
    ]  # fmt: skip
    data = table_workbook(
        title=f"DANH SÁCH ĐƠN VỊ TẠI NGÀY {on:%d/%m/%Y}",
        columns=COLUMNS,
        rows=rows,
        below=[f"Tổng số: {len(rows)} đơn vị"],
        sheet="Đơn vị",
    )
    return sheet_response(data, f"don-vi-{on:%Y-%m-%d}.xlsx")


@require_safe
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what it is, where it stood, what came before and after, who is in it today."""
    user = signed_in(request)
    unit = visible_unit(user, pk)
    today = timezone.localdate()
    last = min(today, unit.valid_to or today)
    page = page_of(unit, user, last)
    administers = may_administer(user, unit)
    context = {
        "section": "units",
        "unit": unit,
        "page": page,
        "parent": next((link.parent for link in page.links if link.holds_on(last)), None),
        "stands": unit.holds_on(today),
        "inside": sees_inside(user, unit),
        "can_change": administers and unit.valid_to is None,
        "can_correct": administers,
        "undoable": latest_change(unit) if administers else None,
        "can_delete": administers and not page.below and not page.positions and _founded_today(page.log, today),
    }
    return render(request, "organizations/unit_detail.html", context)


def visible_unit(user: User, pk: int) -> Unit:
    """The unit, if the user may see it.

    Raises:
        Http404: it does not exist, or it is not the user's to see.
    """
    unit: Unit = get_object_or_404(Unit.objects.visible_to(user), pk=pk)
    return unit


def filtered(units: UnitQuerySet, form: UnitFilterForm, top: Unit | None) -> UnitQuerySet:
    """The units that the form asks for, of those right under ``top`` if it is given."""
    asked, on = form.asked(), form.day()
    units = units.filter(valid_from__lte=on) if asked.get("het") else units.as_of(on)
    if asked.get("cap"):
        units = units.filter(level=asked["cap"])
    if asked.get("loai"):
        units = units.filter(kind=asked["loai"])
    if top is not None:
        units = under(units, top, on)
    return units.matching(asked["tim"]) if asked.get("tim") else units


def is_filtered(form: UnitFilterForm) -> bool:
    """Whether more than a day is asked for."""
    asked = form.asked()
    return any(asked.get(name) for name in ("tim", "cap", "loai", "het"))


def _founded_today(log: list[LogEntry], today: date) -> bool:
    return any(entry.action == "found" and timezone.localdate(entry.at) == today for entry in log)


def _top(request: HttpRequest, user: User) -> Unit | None:
    typed = request.GET.get("goc", "")
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 18:
        raise Http404
    return visible_unit(user, int(typed))


def _without(request: HttpRequest, *names: str) -> str:
    """The question of this page without some of its parts, ending in "&" unless it is empty."""
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return f"{query.urlencode()}&" if query else ""

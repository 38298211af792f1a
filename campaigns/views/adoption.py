"""Nhân rộng: adopting a model, reporting what came of it, confirming it; all adoptions by unit and by model."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.adoption import adopt_model, report_result, take_adoption_step, why_not_adopt
from campaigns.forms.adoption import AdoptForm, ResultForm
from campaigns.forms.adoption_filter import AdoptionFilter
from campaigns.models import Exemplar, ModelAdoption
from campaigns.views.exemplar_access import is_inside, visible_adoption, visible_exemplar, writing_units
from campaigns.workflow.adoption import ADOPTION
from campaigns.workflow.exemplar import WRITERS
from organizations.models import Unit
from organizations.sheets import Column, Value, table_workbook
from organizations.views.access import posted, signed_in
from organizations.views.sheet import sheet_response
from organizations.views.stepping import posted_step
from workflow.engine import Refused, options
from workflow.models import LogEntry

PAGE_SIZE = 100
MOST_OUT = 20_000
COLUMNS = (
    Column("STT", 6),
    Column("Mô hình", 36),
    Column("Của đơn vị", 28),
    Column("Đơn vị áp dụng", 32),
    Column("Từ ngày", 13),
    Column("Cách áp dụng", 40),
    Column("Kết quả", 50),
    Column("Số lượng", 12),
    Column("Tính theo", 12),
    Column("Trạng thái", 20),
    Column("Xác nhận ngày", 13),
)


@require_http_methods(["GET", "HEAD", "POST"])
def model_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Đơn vị tôi áp dụng mô hình này"; who cannot is led to the page with a sentence."""
    user, exemplar = signed_in(request), visible_exemplar(request, pk)
    units = _may_adopt(request, exemplar)
    if not units:
        refusal = next((why for unit in writing_units(request) if (why := why_not_adopt(exemplar, unit))), "")
        messages.error(request, refusal or "Đơn vị bạn đã ghi nhận áp dụng, hoặc bạn không làm việc này.")
        return redirect(exemplar)
    form = AdoptForm(posted(request), units=units)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            made = adopt_model(exemplar=exemplar, by=user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, f"Đã ghi nhận {made.unit} áp dụng mô hình. Có kết quả thì bấm “Báo kết quả”.")
            return redirect("adoption_detail", pk=made.pk)
    context = {"section": "plans", "exemplar": exemplar, "form": form}
    return render(request, "campaigns/adoption_form.html", context, status=status)


@require_safe
def adoption_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One adoption: since when, how, with what result, and what can be done now."""
    user, adoption = signed_in(request), visible_adoption(request, pk)
    inside = is_inside(adoption.unit, user)
    context = {
        "section": "plans",
        "adoption": adoption,
        "inside": inside,
        "sees_model": Exemplar.objects.visible_to(user).filter(pk=adoption.exemplar_id).exists(),
        "options": options(adoption, user),
        "can_report": adoption.may_report and user.holds(WRITERS, adoption.unit_id),
        "log": list(LogEntry.objects.about(adoption).order_by("-pk")[:50]) if inside else [],
    }
    return render(request, "campaigns/adoption_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adoption_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Báo kết quả."""
    user, adoption = signed_in(request), visible_adoption(request, pk)
    if not adoption.may_report or not user.holds(WRITERS, adoption.unit_id):
        messages.error(request, "Chỉ cán bộ của đơn vị áp dụng báo được kết quả, và chỉ khi đang áp dụng.")
        return redirect("adoption_detail", pk=adoption.pk)
    initial = {name: getattr(adoption, name) for name in ("result", "quantity", "quantity_unit")}
    form = ResultForm(posted(request), initial=initial)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            done = report_result(adoption=adoption, by=user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, f"Đã gửi kết quả tới {done.desk} để xác nhận.")
            return redirect("adoption_detail", pk=done.pk)
    context = {"section": "plans", "adoption": adoption, "form": form}
    return render(request, "campaigns/adoption_report.html", context, status=status)


@require_POST
def adoption_step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One step of the table; a refusal is shown as a sentence."""
    adoption = visible_adoption(request, pk)
    user = signed_in(request)
    done = posted_step(
        request, ADOPTION, action,
        lambda reason: take_adoption_step(adoption=adoption, action=action, by=user, reason=reason),
    )  # fmt: skip
    if done is not None:
        label = ADOPTION.transition(action).label.lower()
        messages.success(request, f"Đã {label}. Trạng thái hiện nay: {done.get_state_display()}.")
    return redirect("adoption_detail", pk=adoption.pk)


@require_safe
def adoption_list(request: HttpRequest) -> HttpResponse:
    """Who adopted which model, with what result; of one unit or one model when asked."""
    seen = ModelAdoption.objects.visible_to(signed_in(request))
    wanted = AdoptionFilter.read(request.GET)
    page = Paginator(wanted.applied(seen).for_list(), PAGE_SIZE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "section": "plans",
        "page": page,
        "wanted": wanted,
        "choices": wanted.choices(seen),
        "query": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "campaigns/adoption_list.html", context)


@require_safe
def adoption_sheet(request: HttpRequest) -> HttpResponse:
    """Exactly the filtered adoptions, all of them, as a workbook."""
    seen = ModelAdoption.objects.visible_to(signed_in(request))
    wanted = AdoptionFilter.read(request.GET)
    rows = list(wanted.applied(seen).for_list()[: MOST_OUT + 1])
    if len(rows) > MOST_OUT:
        messages.error(request, "Danh sách quá dài để xuất một lần. Hãy lọc theo năm hoặc mô hình rồi làm lại.")
        return redirect("adoption_list")
    today = timezone.localdate()
    data = table_workbook(
        title="TÌNH HÌNH NHÂN RỘNG MÔ HÌNH",
        columns=COLUMNS,
        rows=[_cells(number, row) for number, row in enumerate(rows, start=1)],
        below=[f"Tổng số: {len(rows)} lượt áp dụng, lập ngày {today:%d/%m/%Y}."],
        sheet="Nhân rộng",
    )
    return sheet_response(data, f"nhan-rong-{today:%Y%m%d}.xlsx")


def _may_adopt(request: HttpRequest, exemplar: Exemplar) -> list[Unit]:
    adopting = set(exemplar.adoptions.values_list("unit", flat=True))
    return [unit for unit in writing_units(request) if unit.pk not in adopting and not why_not_adopt(exemplar, unit)]


def _cells(number: int, row: ModelAdoption) -> list[Value]:
    return [
        number,
        row.exemplar.name,
        row.exemplar.unit.official_name,
        row.unit.official_name,
        row.since,
        row.how,
        row.result,
        row.quantity,
        row.quantity_unit,
        row.get_state_display(),
        row.confirmed_on,
    ]

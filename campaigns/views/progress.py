"""Báo cáo của đơn vị: the list, the form, sending, what the office answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, Value, When
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.progress import (
    Overtaken,
    accept_report,
    return_report,
    save_report,
    send_report,
    withdraw_report,
)
from campaigns.actions.progress_file import may_change_files
from campaigns.forms.progress import ReportForm
from campaigns.forms.progress_round import ReasonForm
from campaigns.models import ProgressReport, ReportRound
from campaigns.models.progress import WRITTEN, ReportState
from campaigns.queries.progress import before, days_late, share_of
from campaigns.workflow.progress import KEEPERS, REPORTERS
from documents.queries import units_where
from documents.text.item_readings import written
from organizations.views.access import posted, signed_in
from workflow.engine import Refused, options
from workflow.models import LogEntry

PAGE_SIZE = 50
SECTION = "plans"


@require_safe
def report_home(request: HttpRequest) -> HttpResponse:
    """What the user's units have to report, and the rounds that they run; what is owed first."""
    user, today = signed_in(request), timezone.localdate()
    own_units = sorted({unit for _, unit in user.roles_held()})
    rank = Case(When(Q(state__in=WRITTEN, round__closed_at__isnull=True), then=Value(0)), default=Value(1))
    reports = ProgressReport.objects.filter(unit__in=own_units).named()
    reports = reports.defer("highlights", "difficulties", "proposals")
    page = Paginator(reports.order_by(rank, "-round__period_to", "-pk"), PAGE_SIZE).get_page(request.GET.get("trang"))
    rounds = ReportRound.objects.run_by(user).select_related("host").annotate(
        **{f"n_{state}": Count("reports", filter=Q(reports__state=state)) for state in ReportState.values}
    )  # fmt: skip
    round_page = Paginator(rounds.order_by("-period_to", "-pk"), PAGE_SIZE).get_page(request.GET.get("dot"))
    context = {
        "section": SECTION,
        "page": page,
        "reports": [(report, days_late(report, today)) for report in page],
        "rounds": round_page,
        "writes": set(units_where(user, REPORTERS)),
        "can_open": bool(units_where(user, KEEPERS)),
        "today": today,
    }
    return render(request, "campaigns/progress_home.html", context)


@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One report as it stands, with what was reported before, its evidence, its history and the next steps."""
    report, user = visible_report(request, pk), signed_in(request)
    lines = list(report.lines.all())
    earlier = before(report, lines)
    shown = []
    for line in lines:
        part = share_of(line.actual, line.asked, line.measure) if line.is_target else None
        shown.append((line, earlier[line.pk], "" if part is None else f"{written(part)}%"))
    files = list(report.files.select_related("file", "line"))
    context = {
        "section": SECTION,
        "report": report,
        "targets": [row for row in shown if row[0].is_target and not row[0].is_own],
        "own": [row for row in shown if row[0].is_own],
        "tasks": [row for row in shown if not row[0].is_target],
        "words": [
            ("Kết quả nổi bật", report.highlights),
            ("Khó khăn, hạn chế, nguyên nhân", report.difficulties),
            ("Đề xuất, kiến nghị", report.proposals),
        ],
        "files": files,
        "can_attach": may_change_files(report, user),
        "can_write": _may_write(report, request),
        "options": {option.transition.action: option for option in options(report, user)},
        "runs_round": ReportRound.objects.run_by(user).filter(pk=report.round_id).exists(),
        "log": list(LogEntry.objects.about(report)),
        "late": days_late(report, timezone.localdate()),
    }
    return render(request, "campaigns/progress_report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form: saved as a draft, or saved and led on to sending. A script saves in between (``buoc=tu-luu``)."""
    report, user = visible_report(request, pk), signed_in(request)
    if not user.holds(REPORTERS, report.unit_id):
        raise PermissionDenied
    step = request.POST.get("buoc", "luu")
    if not _may_write(report, request):
        if step == "tu-luu":
            return JsonResponse({"error": "Báo cáo không còn sửa được."}, status=409)
        messages.error(request, _why_closed(report))
        return redirect(report)
    lines = list(report.lines.all())
    form = ReportForm(posted(request), report=report, lines=lines, before=before(report, lines))
    status = 200
    if form.is_bound:
        saved, status = _save(form, report, request)
        if step == "tu-luu":
            return _autosaved(form, saved, status)
        if saved is not None:
            if step == "gui":
                return redirect("report_send", pk=pk)
            messages.success(request, "Đã lưu nháp. Báo cáo chưa gửi.")
            return redirect("report_edit", pk=pk)
    context = {"section": SECTION, "report": report, "form": form, "files": report.files.count()}
    return render(request, "campaigns/progress_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def report_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Gửi: first what will be sent and what is still open, then the sending."""
    report, user = visible_report(request, pk), signed_in(request)
    if not user.holds(REPORTERS, report.unit_id):
        raise PermissionDenied
    option = next((one for one in options(report, user) if one.transition.action == "send"), None)
    if option is None:
        messages.error(request, _why_closed(report))
        return redirect(report)
    refusal, status = option.refusal, 200
    if request.method == "POST":
        try:
            send_report(report=report, by=user)
        except Refused as refused:
            refusal, status = str(refused), 409
        else:
            messages.success(request, f"Đã gửi báo cáo tới {report.office}.")
            return redirect(report)
    lines = list(report.lines.all())
    context = {
        "section": SECTION,
        "report": report,
        "refusal": refusal,
        "targets": [line for line in lines if line.is_target and not line.is_own],
        "own": [line for line in lines if line.is_own],
        "tasks": [line for line in lines if not line.is_target],
        "files": report.files.count(),
        "late": days_late(report, timezone.localdate()),
    }
    return render(request, "campaigns/progress_send.html", context, status=status)


@require_POST
def report_step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Rút lại, tiếp nhận, trả lại kèm lý do."""
    report, user = visible_report(request, pk), signed_in(request)
    try:
        if action == "accept":
            accept_report(report=report, by=user)
            messages.success(request, f"Đã nhận báo cáo của {report.unit}.")
        elif action == "return":
            return_report(report=report, reason=_reason(request), by=user)
            messages.success(request, f"Đã trả lại báo cáo cho {report.unit}.")
        else:
            withdraw_report(report=report, by=user)
            messages.success(request, "Đã rút lại báo cáo. Hãy sửa rồi gửi lại.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    if action == "accept" and request.POST.get("tiep") == "1" and (following := _next_waiting(report)):
        return redirect(following)
    return redirect(report)


def visible_report(request: HttpRequest, pk: int) -> ProgressReport:
    """The report if the user may see it; another one's answers 404 as an absent one does."""
    reports = ProgressReport.objects.visible_to(signed_in(request)).named()
    reports = reports.select_related("office", "sent_by__person", "round__previous", "round__plan__document")
    return get_object_or_404(reports, pk=pk)


def _reason(request: HttpRequest) -> str:
    """The reason that was typed.

    Raises:
        Refused: there is none, or it is too long.
    """
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    reason: str = form.cleaned_data["reason"]
    return reason


def _next_waiting(report: ProgressReport) -> ProgressReport | None:
    """The round's next report that waits for the office, in protocol order."""
    waiting = ProgressReport.objects.filter(round=report.round_id, state=ReportState.SENT)
    return waiting.order_by("unit__protocol_order", "unit__official_name", "pk").first()


def _may_write(report: ProgressReport, request: HttpRequest) -> bool:
    return report.is_written and report.round.is_open and signed_in(request).holds(REPORTERS, report.unit_id)


def _why_closed(report: ProgressReport) -> str:
    if report.is_written:
        return f"Đợt “{report.round}” đã đóng. Hãy liên hệ {report.office} để mở lại đợt."
    return f"Báo cáo đang “{report.get_state_display()}” nên không sửa được. Hãy rút lại trước khi sửa."


def _save(form: ReportForm, report: ProgressReport, request: HttpRequest) -> tuple[ProgressReport | None, int]:
    if not form.is_valid():
        return None, 422
    version, by = form.cleaned_data["version"], signed_in(request)
    try:
        return save_report(report=report, version=version, text=form.text(), by=by), 200
    except Overtaken as overtaken:
        form.add_error(None, str(overtaken))
        # What was typed stays; saving once more is meant to write over the other's words.
        typed = request.POST.copy()
        typed["version"] = str(overtaken.current.version)
        form.data = typed
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None, 409


def _autosaved(form: ReportForm, saved: ProgressReport | None, status: int) -> JsonResponse:
    if saved is None:
        told: dict[str, Any] = {"error": "Chưa tự lưu được: còn chỗ nhập chưa đúng."}
        if status == 409:
            told["error"] = " ".join(map(str, form.non_field_errors()))
        return JsonResponse(told, status=status)
    at = timezone.localtime(saved.saved_at)
    return JsonResponse({"version": saved.version, "saved": f"Đã tự lưu lúc {at:%H:%M}"})

"""Đợt báo cáo, for the office: opening one, its board, deciding on many reports, reminding, closing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.actions.progress import accept_all, return_all
from campaigns.actions.progress_round import (
    close_round,
    follow_plan,
    lately_reminded,
    move_deadline,
    open_round,
    remind_reports,
)
from campaigns.forms.progress_round import DeadlineForm, ReasonForm, ReportReminderForm, RoundForm
from campaigns.models import ProgressReport, ReportRound
from campaigns.models.progress import ReportState
from campaigns.queries.progress import BoardRow, board_rows, lines_asked
from campaigns.workflow.progress import KEEPERS
from documents.forms.dispatch import ids_of
from documents.queries import units_where
from legal.workdays import doubts
from organizations.active import active_unit
from organizations.models import Unit
from organizations.names import search_key
from organizations.sheets import MEDIA_TYPE, Column, table_workbook
from organizations.views.access import posted, signed_in
from workflow.engine import Refused

SECTION = "plans"
#: Code in the address, name, states.
TABS = (
    ("", "Tất cả", tuple(ReportState)),
    ("chua-gui", "Chưa gửi", (ReportState.DRAFT,)),
    ("cho-nhan", "Chờ nhận", (ReportState.SENT,)),
    ("tra-lai", "Bị trả lại", (ReportState.RETURNED,)),
    ("da-nhan", "Đã nhận", (ReportState.ACCEPTED,)),
)
COLUMNS = (
    Column("STT", 6),
    Column("Đơn vị", 40),
    Column("Trạng thái", 20),
    Column("Gửi lúc", 16),
    Column("Người gửi", 24),
    Column("Trễ (ngày làm việc)", 12),
    Column("Nhắc lần cuối", 14),
)
FIRST_TEXT = "Đề nghị quý đơn vị hoàn thành và gửi báo cáo theo thời hạn đã yêu cầu."


@require_http_methods(["GET", "HEAD", "POST"])
def round_create(request: HttpRequest) -> HttpResponse:
    """Mở đợt: what is asked and of whom; then the list of units to confirm; then it is opened and they are told."""
    host, hosts = _host(request)
    form = RoundForm(posted(request), host=host, today=timezone.localdate())
    context: dict[str, Any] = {"section": SECTION, "form": form, "host": host, "hosts": hosts}
    step = request.POST.get("buoc", "xem-lai")
    if not form.is_bound or step == "sua":
        form.errors.clear()
        return render(request, "campaigns/progress_round_form.html", context)
    if not form.is_valid():
        return render(request, "campaigns/progress_round_form.html", context, status=422)
    if step != "mo":
        units = list(form.cleaned_data["units"])
        asked = lines_asked(form.cleaned_data["plan"], units, timezone.localdate())
        counts = [
            (unit, sum(line.is_target for line in asked[unit.pk]), sum(not line.is_target for line in asked[unit.pk]))
            for unit in units
        ]
        return render(request, "campaigns/progress_round_confirm.html", context | {"counts": counts})
    try:
        round_ = open_round(by=signed_in(request), **form.values())
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, " ".join(error.messages))
    else:
        messages.success(request, f"Đã mở đợt “{round_}” cho {round_.reports.count()} đơn vị.")
        return redirect(round_)
    return render(request, "campaigns/progress_round_form.html", context, status=409)


@require_safe
def round_board(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has sent, who has not, how late; one step for many."""
    round_, user = visible_round(request, pk), signed_in(request)
    rows = board_rows(round_, timezone.localdate())
    shown, tab, words = _filtered(request, rows)
    keeps = user.holds(KEEPERS, round_.host_id)
    context = {
        "section": SECTION,
        "round": round_,
        "rows": shown,
        "total": len(rows),
        "late": sum(row.days_late > 0 and row.is_owed for row in rows),
        "tabs": [(code, name, sum(row.report.state in states for row in rows)) for code, name, states in TABS],
        "tab": tab,
        "words": words,
        "keeps": keeps,
        "deadline": DeadlineForm(initial={"due_on": round_.due_on}),
        "query": request.GET.urlencode(),
        "papers": list(round_.papers.select_related("document")),
        "doubts": _doubts(rows, round_),
        "sees": {unit for _, unit in user.roles_held()},
    }
    return render(request, "campaigns/progress_board.html", context)


@require_safe
def round_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The filtered rows as a workbook."""
    round_, today = visible_round(request, pk), timezone.localdate()
    shown, tab, words = _filtered(request, board_rows(round_, today))
    data = table_workbook(
        title="THEO DÕI BÁO CÁO",
        above=[str(round_), f"Kỳ {round_.period}, hạn {round_.due_on:%d/%m/%Y}", *_conditions(tab, words)],
        columns=COLUMNS,
        rows=_cells(shown),
        below=[f"Tổng số: {len(shown)} đơn vị, tính đến {today:%d/%m/%Y}.", *_doubts(shown, round_)],
        sheet="Theo dõi báo cáo",
    )
    headers = {"Content-Disposition": f'attachment; filename="theo-doi-bao-cao-{round_.pk}-{today:%Y%m%d}.xlsx"'}
    return HttpResponse(data, content_type=MEDIA_TYPE, headers=headers)


@require_safe
def round_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The filtered rows, to print."""
    round_, today = visible_round(request, pk), timezone.localdate()
    shown, tab, words = _filtered(request, board_rows(round_, today))
    context = {
        "section": SECTION,
        "round": round_,
        "columns": COLUMNS,
        "rows": [_printed(cells) for cells in _cells(shown)],
        "conditions": _conditions(tab, words),
        "query": request.GET.urlencode(),
        "today": today,
        "doubts": _doubts(shown, round_),
    }
    return render(request, "campaigns/progress_print.html", context)


@require_POST
def round_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Tiếp nhận or trả lại what is ticked; for what goes back the reason is asked first."""
    round_, user = kept_round(request, pk), signed_in(request)
    chosen = _chosen(request, round_, (ReportState.SENT,))
    if not chosen:
        messages.error(request, "Hãy đánh dấu ít nhất một báo cáo đang chờ nhận rồi bấm lại.")
        return redirect(round_)
    if request.POST.get("viec") != "tra-lai":
        done, refusals = accept_all(reports=chosen, by=user)
        return _told(request, round_, f"Đã nhận {done} báo cáo.", done, refusals)
    is_sending = request.POST.get("buoc") == "gui"
    form = ReasonForm(request.POST if is_sending else None)
    if is_sending and form.is_valid():
        done, refusals = return_all(reports=chosen, reason=form.cleaned_data["reason"], by=user)
        return _told(request, round_, f"Đã trả lại {done} báo cáo.", done, refusals)
    ids = ",".join(str(report.pk) for report in chosen)
    context = {"section": SECTION, "round": round_, "form": form, "reports": chosen, "ids": ids}
    return render(request, "campaigns/progress_return.html", context, status=422 if is_sending else 200)


@require_POST
def round_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Đôn đốc: first the list of everybody who will be reminded and the text, then the sending."""
    round_, user = kept_round(request, pk), signed_in(request)
    chosen = _chosen(request, round_, (ReportState.DRAFT, ReportState.RETURNED))
    if not chosen or not round_.is_open:
        messages.error(request, "Hãy đánh dấu ít nhất một đơn vị chưa gửi báo cáo của đợt đang mở rồi bấm lại.")
        return redirect(round_)
    is_sending = request.POST.get("buoc") == "gui"
    form = ReportReminderForm(request.POST if is_sending else None, initial={"text": FIRST_TEXT})
    again, status = ids_of(request.POST.getlist("nhac-lai")), 200
    if is_sending and form.is_valid():
        try:
            made = remind_reports(reports=chosen, text=form.cleaned_data["text"], by=user, again=again)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, f"Đã gửi {len(made)} lời nhắc.")
            return redirect(round_)
    elif is_sending:
        status = 422
    lately = lately_reminded(report.pk for report in chosen)
    context = {
        "section": SECTION,
        "round": round_,
        "form": form,
        "fresh": [report for report in chosen if report.pk not in lately],
        "lately": [(report, lately[report.pk]) for report in chosen if report.pk in lately],
        "again": again,
        "ids": ",".join(str(report.pk) for report in chosen),
    }
    return render(request, "campaigns/progress_remind.html", context, status=status)


@require_POST
def round_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Đóng, mở lại, gia hạn, bổ sung theo kế hoạch."""
    round_, user = kept_round(request, pk), signed_in(request)
    what = request.POST.get("viec", "")
    try:
        if what == "gia-han":
            form = DeadlineForm(request.POST)
            if not form.is_valid():
                raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
            changed = move_deadline(round_=round_, due_on=form.cleaned_data["due_on"], by=user)
            messages.success(request, f"Hạn gửi báo cáo nay là {changed.due_on:%d/%m/%Y}.")
        elif what == "bo-sung":
            added = follow_plan(round_=round_, by=user)
            told = f"Đã bổ sung {added} dòng vào biểu mẫu chưa gửi." if added else "Biểu mẫu đã đủ theo kế hoạch."
            messages.success(request, told)
        elif what in ("dong", "mo-lai"):
            close_round(round_=round_, by=user, is_open=what == "mo-lai")
            messages.success(request, "Đã mở lại đợt báo cáo." if what == "mo-lai" else "Đã đóng đợt báo cáo.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(round_)


def visible_round(request: HttpRequest, pk: int) -> ReportRound:
    """A round that the user's units run or stand above; another one's answers 404 as an absent one does."""
    rounds = ReportRound.objects.run_by(signed_in(request)).select_related("host", "plan__document", "previous")
    return get_object_or_404(rounds, pk=pk)


def kept_round(request: HttpRequest, pk: int) -> ReportRound:
    """A round that the user sees and keeps.

    Raises:
        PermissionDenied: the user sees it but does not keep it.
    """
    round_ = visible_round(request, pk)
    if not signed_in(request).holds(KEEPERS, round_.host_id):
        raise PermissionDenied
    return round_


def _host(request: HttpRequest) -> tuple[Unit, list[Unit]]:
    """The office that opens the round, and those for which the user could.

    Raises:
        PermissionDenied: there is none.
    """
    ids = units_where(signed_in(request), KEEPERS)
    active = active_unit(request)
    hosts = sorted(Unit.objects.filter(pk__in=ids).in_protocol_order(), key=lambda unit: unit != active)
    if not hosts:
        raise PermissionDenied
    asked = request.GET.get("don-vi", "")
    return next((unit for unit in hosts if str(unit.pk) == asked), hosts[0]), hosts


def _filtered(request: HttpRequest, rows: Sequence[BoardRow]) -> tuple[list[BoardRow], str, str]:
    tab = request.GET.get("tt", "")
    words = request.GET.get("tim", "")[:100]
    states = next((states for code, _, states in TABS if code == tab), None)
    tab, states = (tab, states) if states else ("", TABS[0][2])
    keys = search_key(words).split()
    shown = [row for row in rows if row.report.state in states and all(key in row.unit.search_name for key in keys)]
    if request.GET.get("tre") == "1":
        shown = [row for row in shown if row.days_late]
    return shown, tab, words


def _conditions(tab: str, words: str) -> list[str]:
    said = [f"Chỉ: {name}" for code, name, _ in TABS if code and code == tab]
    return [*said, f"Tên đơn vị có “{words}”"] if words else said


def _chosen(request: HttpRequest, round_: ReportRound, states: Iterable[str]) -> list[ProgressReport]:
    reports = round_.reports.filter(state__in=list(states)).named()
    reports = reports.order_by("unit__protocol_order", "unit__official_name", "pk")
    if request.POST.get("ai") == "tat-ca":
        return list(reports)
    ids = ids_of(part for text in request.POST.getlist("chon") for part in text.split(","))
    return list(reports.filter(pk__in=ids))


def _told(request: HttpRequest, round_: ReportRound, said: str, done: int, refusals: list[str]) -> HttpResponse:
    if done:
        messages.success(request, said)
    for refusal in refusals:
        messages.error(request, refusal)
    return redirect(round_)


def _doubts(rows: Sequence[BoardRow], round_: ReportRound) -> list[str]:
    return doubts(round_.due_on, timezone.localdate()) if any(row.days_late for row in rows) else []


def _cells(rows: Iterable[BoardRow]) -> list[list[str | int | date | None]]:
    return [
        [
            number,
            row.unit.official_name,
            row.report.get_state_display(),
            timezone.localdate(row.report.sent_at) if row.report.sent_at else None,
            str(row.report.sent_by) if row.report.sent_by else "",
            row.days_late or None,
            row.reminder.on if row.reminder else None,
        ]
        for number, row in enumerate(rows, start=1)
    ]


def _printed(cells: Sequence[str | int | date | None]) -> list[tuple[str, str]]:
    """Each cell's text and class: days and numbers stay on one line."""
    short = [isinstance(cell, (date, int)) for cell in cells]
    texts = [f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell or "") for cell in cells]
    return [(text, "nowrap" if is_short else "") for text, is_short in zip(texts, short, strict=True)]

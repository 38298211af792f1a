"""Việc chậm: who has not acknowledged, who has not issued, for how many working days; and reminding them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from campaigns.forms.late import KINDS, LateFilter, is_of_kind
from campaigns.queries.ended import under_heirs
from campaigns.queries.inspection_tasks import owed_after_inspections
from campaigns.queries.late import (
    Owed,
    add_last_reminders,
    in_order,
    name_them,
    owed_about,
    owed_in_rounds,
    totals_by_unit,
)
from documents.actions.dispatch import lately_reminded, remind
from documents.forms.dispatch import RemindForm, ids_of
from documents.models import Dispatch
from documents.queries import units_where
from documents.workflow import ISSUERS
from legal.workdays import doubts
from organizations.models import User
from organizations.sheets import MEDIA_TYPE, Column, table_workbook
from organizations.views.access import signed_in
from workflow.engine import Refused

PAGE_SIZE = 100
COLUMNS = (
    Column("STT", 6),
    Column("Đơn vị", 36),
    Column("Văn bản", 22),
    Column("Trích yếu", 44),
    Column("Còn thiếu", 20),
    Column("Gửi ngày", 13),
    Column("Hạn", 13),
    Column("Trễ (ngày làm việc)", 12),
    Column("Nhắc lần cuối", 14),
    Column("Nhắc tự động", 14),
)
FIRST_TEXT = "Đề nghị quý đơn vị khẩn trương tiếp nhận văn bản và ban hành văn bản thực hiện theo thời hạn đã giao."


@require_safe
def late_board(request: HttpRequest) -> HttpResponse:
    """What the units below owe, the latest first; row by row or unit by unit."""
    user, today = signed_in(request), timezone.localdate()
    rows = owed_below(user, today)
    wanted = LateFilter.read(request.GET)
    shown = wanted.applied(rows)
    by_unit = request.GET.get("xem") == "don-vi"
    listed: Sequence[Any] = totals_by_unit(shown) if by_unit else shown
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("trang"))
    rows_shown: list[Owed] = [] if by_unit else list(page)
    add_last_reminders(rows_shown)
    issuing = _issuing(user)
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "section": "plans",
        "page": page,
        "by_unit": by_unit,
        "all": len(rows),
        "numbers": (len(shown), sum(row.days_late > 0 for row in shown), len({row.unit_id for row in shown})),
        "tabs": _tabs(wanted, rows),
        "wanted": wanted,
        "choices": _choices(rows),
        "remindable": {row.dispatch_id for row in rows_shown if _can_be_reminded(row, issuing)},
        "all_remindable": sum(_can_be_reminded(row, issuing) for row in shown),
        "query": f"{query.urlencode()}&" if query else "",
        "doubts": _doubts(shown, today),
    }
    return render(request, "campaigns/late_board.html", context)


@require_safe
def late_print(request: HttpRequest) -> HttpResponse:
    """The filtered rows, all of them, to print."""
    shown, wanted, today = _filtered(request)
    context = {
        "section": "plans",
        "columns": COLUMNS,
        "rows": [_printed(cells) for cells in _cells(shown)],
        "conditions": wanted.in_words(shown),
        "query": request.GET.urlencode(),
        "today": today,
        "doubts": _doubts(shown, today),
    }
    return render(request, "campaigns/late_print.html", context)


@require_safe
def late_sheet(request: HttpRequest) -> HttpResponse:
    """The filtered rows, all of them, as a workbook."""
    shown, wanted, today = _filtered(request)
    data = table_workbook(
        title="VIỆC CHẬM",
        above=wanted.in_words(shown),
        columns=COLUMNS,
        rows=_cells(shown),
        below=[f"Tổng số: {len(shown)} việc, tính đến {today:%d/%m/%Y}.", *_doubts(shown, today)],
        sheet="Việc chậm",
    )
    headers = {"Content-Disposition": f'attachment; filename="viec-cham-{today:%Y%m%d}.xlsx"'}
    return HttpResponse(data, content_type=MEDIA_TYPE, headers=headers)


@require_POST
def late_remind(request: HttpRequest) -> HttpResponse:
    """Nhắc: first the list of everybody who will be reminded and the text, then the sending."""
    user = signed_in(request)
    chosen = _chosen(request, user)
    if not chosen:
        messages.error(request, "Hãy đánh dấu ít nhất một việc của đơn vị cần nhắc rồi bấm lại.")
        return redirect("late_board")
    dispatches = list(Dispatch.objects.filter(pk__in=[row.dispatch_id for row in chosen]).for_duties())
    is_sending = request.POST.get("buoc") == "gui"
    form = RemindForm(request.POST if is_sending else None, initial={"text": FIRST_TEXT})
    again = ids_of(request.POST.getlist("nhac-lai"))
    status = 200
    if is_sending and form.is_valid():
        try:
            made = remind(dispatches=dispatches, text=form.cleaned_data["text"], by=user, again=again)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            papers = len({reminder.dispatch.document_id for reminder in made})
            messages.success(request, f"Đã gửi {len(made)} lời nhắc về {papers} văn bản.")
            return redirect("late_board")
    elif is_sending:
        status = 422
    lately = lately_reminded(dispatches)
    context = {
        "section": "plans",
        "form": form,
        "groups": _by_paper([row for row in chosen if row.dispatch_id not in lately]),
        "fresh": len(chosen) - len(lately),
        "lately": [(row, lately[row.dispatch_id]) for row in chosen if row.dispatch_id in lately],
        "again": again,
        "ids": ",".join(str(row.dispatch_id) for row in chosen),
    }
    return render(request, "campaigns/late_remind.html", context, status=status)


def owed_below(user: User, today: date) -> list[Owed]:
    """What the user's units and those below them owe, with names, the latest first; five queries.

    What a unit owed that has ended stands under the one that took over from it.
    """
    papers = under_heirs(owed_about(Dispatch.objects.at_units_of(user), today, with_ended=True), today)
    rows = [*papers, *owed_in_rounds(user, today), *owed_after_inspections(user, today)]
    name_them(rows)
    return in_order(rows)


def _issuing(user: User) -> set[int]:
    """Units whose papers the user may remind of: those for which the user issues."""
    return set(units_where(user, ISSUERS))


def _can_be_reminded(row: Owed, issuing: set[int]) -> bool:
    """Whether a row is about a paper of theirs; of ended units, reports and kiến nghị (see their pages) none is."""
    return row.dispatch_id > 0 and row.owner_id in issuing and row.former is None


def _filtered(request: HttpRequest) -> tuple[list[Owed], LateFilter, date]:
    today = timezone.localdate()
    wanted = LateFilter.read(request.GET)
    shown = wanted.applied(owed_below(signed_in(request), today))
    add_last_reminders(shown)
    return shown, wanted, today


def _chosen(request: HttpRequest, user: User) -> list[Owed]:
    issuing = _issuing(user)
    rows = [row for row in owed_below(user, timezone.localdate()) if _can_be_reminded(row, issuing)]
    scope = request.POST.get("ai", "")
    if scope == "tat-ca":
        return LateFilter.read(QueryDict(request.POST.get("loc", "")[:1000])).applied(rows)
    picked = [scope] if scope.isdecimal() else request.POST.getlist("chon")
    ids = ids_of(part for text in picked for part in text.split(","))
    return [row for row in rows if row.dispatch_id in ids]


def _tabs(wanted: LateFilter, rows: Sequence[Owed]) -> list[tuple[str, str, int]]:
    """Code in the address, name, how many of the kind there are under the rest of the filter."""
    found = wanted.applied(rows, whatever_kind=True)
    kinds = {"": "Tất cả", **KINDS}
    return [(code, name, sum(is_of_kind(row, code) for row in found)) for code, name in kinds.items()]


def _choices(rows: Iterable[Owed]) -> dict[str, list[tuple[str, str]]]:
    """Years, units and papers that something is owed about: value and name."""
    years: set[int] = set()
    units: dict[int, Any] = {}
    papers: dict[int, Any] = {}
    for row in rows:
        years.add(row.year)
        units[row.unit_id] = row.unit
        if row.document is not None:
            papers[row.document_id] = row.document
    in_protocol = sorted(units.values(), key=lambda unit: (unit.protocol_order, unit.official_name))
    return {
        "years": [(str(year), str(year)) for year in sorted(years, reverse=True)],
        "units": [(str(unit.pk), str(unit)) for unit in in_protocol],
        "papers": [(str(pk), f"{papers[pk]}, {papers[pk].owner}") for pk in sorted(papers, reverse=True)],
    }


def _by_paper(rows: Iterable[Owed]) -> list[tuple[object, list[Owed]]]:
    found: dict[int, list[Owed]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    return [(own[0].document, own) for own in found.values()]


def _doubts(rows: Sequence[Owed], today: date) -> list[str]:
    days = [row.due_on for row in rows if row.due_on and row.days_late]
    return doubts(min(days), today) if days else []


def _cells(rows: Iterable[Owed]) -> list[list[str | int | date | None]]:
    cells: list[list[str | int | date | None]] = []
    for number, row in enumerate(rows, start=1):
        assert row.unit is not None
        hand, clock = _reminded_on(row)
        missing = [name for code, name in KINDS.items() if is_of_kind(row, code)]
        cells.append(
            [
                number,
                f"{row.unit.official_name} ({row.note})" if row.note else row.unit.official_name,
                *_about(row),
                ", ".join(missing),
                row.sent_on,
                row.due_on,
                row.days_late or None,
                hand,
                clock,
            ]
        )
    return cells


def _about(row: Owed) -> tuple[str, str]:
    """The paper and its subject, or what else the row is about."""
    if row.finding is not None:
        return "Kiến nghị kiểm tra", row.finding.text
    if row.report is not None:
        return "Báo cáo", str(row.report.round)
    return (str(row.document), row.document.summary) if row.document else ("", "")


def _reminded_on(row: Owed) -> tuple[date | None, date | None]:
    """The days of the last reminder by hand and by the clock; of a report only the later of both is known."""
    if told := row.report_reminder:
        return (None, told.on) if told.step else (told.on, None)
    return timezone.localdate(row.reminder.at) if row.reminder else None, row.clock.on if row.clock else None


def _printed(cells: Sequence[str | int | date | None]) -> list[tuple[str, str]]:
    """Each cell's text and class: days and numbers stay on one line."""
    short = [isinstance(cell, (date, int)) for cell in cells]
    texts = [f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell or "") for cell in cells]
    return [(text, "nowrap" if is_short else "") for text, is_short in zip(texts, short, strict=True)]

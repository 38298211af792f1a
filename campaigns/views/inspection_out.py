"""The visits of a programme, exactly as filtered, on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.forms.inspection_filter import VisitFilter
from campaigns.models import InspectionProgramme, InspectionVisit
from campaigns.text.team import member
from campaigns.views.inspection import visible_programme, visits_of
from organizations.sheets import MEDIA_TYPE, Column, Value, table_workbook

COLUMNS = (
    Column("STT", 6),
    Column("Đơn vị", 36),
    Column("Ngày", 13),
    Column("Giờ", 8),
    Column("Địa điểm", 28),
    Column("Trưởng đoàn", 26),
    Column("Trạng thái", 18),
    Column("Tồn tại", 9),
    Column("Kiến nghị", 9),
    Column("Đã khắc phục", 10),
    Column("Quá hạn", 9),
)


@require_safe
def inspection_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The filtered visits, all of them, as a workbook."""
    programme = visible_programme(request, pk)
    rows, wanted = _filtered(request, programme)
    today = timezone.localdate()
    data = table_workbook(
        title=programme.subject.upper(),
        above=[programme.host.official_name, *wanted.in_words()],
        columns=COLUMNS,
        rows=rows,
        below=[f"Tổng số: {len(rows)} cuộc kiểm tra, tính đến {today:%d/%m/%Y}."],
        sheet="Lịch kiểm tra",
    )
    headers = {"Content-Disposition": f'attachment; filename="lich-kiem-tra-{programme.pk}-{today:%Y%m%d}.xlsx"'}
    return HttpResponse(data, content_type=MEDIA_TYPE, headers=headers)


@require_safe
def inspection_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The filtered visits, all of them, to print."""
    programme = visible_programme(request, pk)
    rows, wanted = _filtered(request, programme)
    context = {
        "section": "plans",
        "programme": programme,
        "columns": COLUMNS,
        "rows": [[_printed(cell) for cell in row] for row in rows],
        "conditions": wanted.in_words(),
        "query": request.GET.urlencode(),
        "today": timezone.localdate(),
    }
    return render(request, "campaigns/inspection_print.html", context)


def _filtered(request: HttpRequest, programme: InspectionProgramme) -> tuple[list[list[Value]], VisitFilter]:
    visits, late = visits_of(programme)
    wanted = VisitFilter.read(request.GET)
    return list(_cells(wanted.applied(visits, late), late)), wanted


def _cells(visits: Iterable[InspectionVisit], late: dict[int, int]) -> Iterable[list[Value]]:
    for number, visit in enumerate(visits, start=1):
        lead = member(visit.lead)
        yield [
            number,
            visit.unit.official_name,
            visit.day,
            f"{visit.starts_at:%H:%M}" if visit.starts_at else "",
            visit.place or "Tại đơn vị",
            lead.name if lead else "",
            visit.get_state_display(),
            visit.shortcomings,  # type: ignore[attr-defined]
            visit.recommendations,  # type: ignore[attr-defined]
            visit.settled,  # type: ignore[attr-defined]
            late.get(visit.pk, 0),
        ]


def _printed(cell: Value) -> tuple[str, str]:
    """Text and class: days and numbers stay on one line."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}", "nowrap"
    return ("" if cell is None else str(cell)), ("nowrap" if isinstance(cell, int) else "")

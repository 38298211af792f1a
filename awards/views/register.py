"""Sổ khen thưởng: the register of all awards that the user sees, on screen, to print, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.forms.award_filter import AwardFilterForm
from awards.guards import KEEPERS
from awards.models import Award
from awards.queries.register import every_row, page_of
from documents.queries.keyset import COUNT_LIMIT, Place
from documents.views.saved import without_place
from organizations.guards import paths_where
from organizations.sheets import Column, Value, table_workbook
from organizations.views.access import signed_in
from organizations.views.sheet import sheet_response

PAGE_SIZE = 50
MOST_IN_SHEET, MOST_IN_PRINT = 20_000, 3_000
COLUMNS = (
    Column("STT", 6),
    Column("Tên cá nhân, tập thể, hộ", 32),
    Column("Chức vụ, nơi công tác ghi trong quyết định", 34),
    Column("Đơn vị tại thời điểm đó", 34),
    Column("Danh hiệu, hình thức", 34),
    Column("Năm", 8),
    Column("Số quyết định", 18),
    Column("Ngày quyết định", 16),
    Column("Người, cơ quan quyết định", 34),
    Column("Số sổ vàng", 10),
    Column("Hủy bỏ", 40),
)


@require_safe
def award_list(request: HttpRequest) -> HttpResponse:
    """The register, latest year first."""
    user = signed_in(request)
    form = AwardFilterForm(request.GET, user=user)
    found = form.applied(Award.objects.visible_to(user))
    rows, page, total = page_of(found, Place.of(request.GET), PAGE_SIZE)
    context = {
        "section": "awards",
        "form": form,
        "rows": rows,
        "page": page,
        "total": min(total, COUNT_LIMIT),
        "is_more": total > COUNT_LIMIT,
        "query": without_place(request.GET),
        "is_filtered": form.is_filtered,
        "can_import": bool(paths_where(user, KEEPERS)),
    }
    return render(request, "awards/award_list.html", context, status=422 if form.errors else 200)


@require_safe
def award_sheet(request: HttpRequest) -> HttpResponse:
    """Exactly the filtered awards, all of them, as a workbook."""
    form, rows, other = _every(request, MOST_IN_SHEET, "Tệp Excel")
    if other:
        return other
    today = timezone.localdate()
    data = table_workbook(
        title="SỔ KHEN THƯỞNG",
        above=form.in_words(),
        columns=COLUMNS,
        rows=cells_of(rows),
        below=[f"Tổng số: {len(rows)} lượt khen thưởng, lập ngày {today:%d/%m/%Y}."],
        sheet="Khen thưởng",
    )
    return sheet_response(data, f"so-khen-thuong-{today:%Y%m%d}.xlsx")


@require_safe
def award_print(request: HttpRequest) -> HttpResponse:
    """The same to print."""
    form, rows, other = _every(request, MOST_IN_PRINT, "Bản in")
    if other:
        return other
    context = {
        "section": "awards",
        "rows": rows,
        "conditions": form.in_words(),
        "today": timezone.localdate(),
        "query": request.GET.urlencode(),
    }
    return render(request, "awards/award_print.html", context)


def _every(request: HttpRequest, most: int, what: str) -> tuple[AwardFilterForm, list[Award], HttpResponse | None]:
    user = signed_in(request)
    form = AwardFilterForm(request.GET, user=user)
    address = f"{reverse('award_list')}?{request.GET.urlencode()}"
    if form.errors:  # a workbook of something else than was asked for would pass for the right one
        return form, [], redirect(address)
    rows = every_row(form.applied(Award.objects.visible_to(user)), most + 1)
    if len(rows) > most:
        shown = f"{most:,}".replace(",", ".")
        messages.error(request, f"{what} chỉ chứa được {shown} dòng. Hãy lọc theo năm hoặc đơn vị rồi làm lại.")
        return form, [], redirect(address)
    return form, rows, None


def cells_of(rows: Iterable[Award]) -> Iterable[list[Value]]:
    """The rows of the workbook; a day of which only a part is known stays text."""
    for number, row in enumerate(rows, start=1):
        revoked = (
            f"Số {row.revoked_number} ngày {row.revoked_on:%d/%m/%Y}: {row.revoked_reason}" if row.is_revoked else ""
        )
        yield [
            number,
            str(row.subject),
            row.position,
            row.unit.official_name,
            row.title,
            row.year,
            row.number,
            row.exact_day or row.decided_text,
            row.authority,
            row.ordinal,
            revoked,
        ]

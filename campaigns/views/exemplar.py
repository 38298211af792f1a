"""Điển hình tiên tiến: the list with its filter, as a workbook, to print, as a paper; the figures of a year."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.actions.exemplar_paper import draft_list
from campaigns.forms.exemplar import FIRST_YEAR, ListPaperForm
from campaigns.forms.exemplar_filter import ExemplarFilter
from campaigns.models import Exemplar
from campaigns.models.exemplar import ExemplarQuerySet, ExemplarState
from campaigns.queries.exemplars import add_adopters, add_covers, figures_of_year
from campaigns.text.exemplar_figures import figures_of
from campaigns.views.exemplar_access import writing_units
from documents.workflow import DRAFTERS
from organizations.models import Unit, User
from organizations.sheets import Column, Value, table_workbook
from organizations.views.access import posted, signed_in
from organizations.views.sheet import sheet_response
from workflow.engine import Refused

PAGE_SIZE = 24
#: What one request prints or writes in a few seconds; more is taken out year by year, never cut unsaid.
MOST_OUT = 5_000
COLUMNS = (
    Column("STT", 6),
    Column("Loại", 14),
    Column("Tên", 34),
    Column("Đơn vị", 32),
    Column("Phong trào", 34),
    Column("Lĩnh vực", 22),
    Column("Năm", 8),
    Column("Tóm tắt", 50),
    Column("Số liệu", 36),
    Column("Trạng thái", 18),
    Column("Phạm vi", 12),
    Column("Đơn vị áp dụng", 10),
)


@require_safe
def exemplar_list(request: HttpRequest) -> HttpResponse:
    """Cards, the latest year first."""
    user = signed_in(request)
    seen = Exemplar.objects.visible_to(user)
    wanted = ExemplarFilter.read(request.GET)
    page = Paginator(wanted.applied(seen).for_list(), PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = list(page.object_list)
    page.object_list = shown
    add_covers(shown)
    add_adopters(shown, user)
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "section": "plans",
        "page": page,
        "wanted": wanted,
        "choices": _choices(seen),
        "can_write": bool(writing_units(request)),
        "can_draft": bool(_drafting(user)),
        "query": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "campaigns/exemplar_list.html", context)


@require_safe
def exemplar_sheet(request: HttpRequest) -> HttpResponse:
    """Exactly the filtered exemplars, all of them, as a workbook."""
    rows, wanted, too_many = _filtered(request)
    if too_many:
        return too_many
    today = timezone.localdate()
    data = table_workbook(
        title="DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN",
        above=wanted.in_words(),
        columns=COLUMNS,
        rows=_cells(rows),
        below=[f"Tổng số: {len(rows)} điển hình, lập ngày {today:%d/%m/%Y}."],
        sheet="Điển hình tiên tiến",
    )
    return sheet_response(data, f"dien-hinh-{today:%Y%m%d}.xlsx")


@require_safe
def exemplar_print(request: HttpRequest) -> HttpResponse:
    """The same to print."""
    rows, wanted, too_many = _filtered(request)
    if too_many:
        return too_many
    context = {
        "section": "plans",
        "rows": rows,
        "conditions": wanted.in_words(),
        "today": timezone.localdate(),
        "query": request.GET.urlencode(),
    }
    return render(request, "campaigns/exemplar_print.html", context)


@require_safe
def exemplar_stats(request: HttpRequest) -> HttpResponse:
    """The figures of one year."""
    user = signed_in(request)
    years = sorted(set(Exemplar.objects.visible_to(user).order_by().values_list("year", flat=True).distinct()))[::-1]
    asked = request.GET.get("nam", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4 and int(asked) >= FIRST_YEAR
    year = int(asked) if is_year else (years or [timezone.localdate().year])[0]
    figures = figures_of_year(user, year)
    context = {"section": "plans", "figures": figures, "years": years, "kinds": Exemplar.Kind.choices}
    return render(request, "campaigns/exemplar_stats.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def exemplar_paper(request: HttpRequest) -> HttpResponse:
    """Soạn danh sách: the approved ones of the filtered list as the annex of a new draft."""
    user = signed_in(request)
    units = _drafting(user)
    if not units:
        raise PermissionDenied
    wanted = ExemplarFilter.read(request.GET)
    approved = wanted.applied(Exemplar.objects.visible_to(user)).filter(state=ExemplarState.APPROVED).for_list()
    form = ListPaperForm(posted(request), units=units, initial={"creation_key": uuid.uuid4()})
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            document = draft_list(
                unit=form.cleaned_data["unit"],
                kind=form.cleaned_data["kind"],
                exemplars=approved,
                by=user,
                creation_key=form.cleaned_data["creation_key"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, f"Đã tạo bản thảo {document} với danh sách ở phụ lục. Hãy xem lại rồi trình.")
            return redirect("document_edit", pk=document.pk)
    context = {
        "section": "plans",
        "form": form,
        "conditions": wanted.in_words(),
        "count": approved.count(),
        "query": request.GET.urlencode(),
    }
    return render(request, "campaigns/exemplar_paper.html", context, status=status)


def _drafting(user: User) -> list[Unit]:
    """Units for which the user drafts papers."""
    held = {one.unit_id: one.unit for one in user.assignments() if one.role in DRAFTERS}
    return list(held.values())


def _filtered(request: HttpRequest) -> tuple[list[Exemplar], ExemplarFilter, HttpResponse | None]:
    user = signed_in(request)
    wanted = ExemplarFilter.read(request.GET)
    rows = list(wanted.applied(Exemplar.objects.visible_to(user)).for_list()[: MOST_OUT + 1])
    if len(rows) > MOST_OUT:
        most = f"{MOST_OUT:,}".replace(",", ".")
        messages.error(request, f"Danh sách có quá {most} điển hình. Hãy lọc theo năm hoặc đơn vị rồi làm lại.")
        address = redirect("exemplar_list")
        address["Location"] += f"?{request.GET.urlencode()}"
        return [], wanted, address
    add_adopters(rows, user)
    return rows, wanted, None


def _cells(rows: list[Exemplar]) -> list[list[Value]]:
    return [
        [
            number,
            row.get_kind_display(),
            row.name,
            row.unit.official_name,
            row.movement_name,
            row.get_field_display(),
            row.year,
            row.summary,
            "\n".join(f"{name}: {value}" for name, value in figures_of(row.figures)),
            row.get_state_display(),
            row.get_visibility_display(),
            row.adopters or None if row.is_model else None,  # type: ignore[attr-defined]
        ]
        for number, row in enumerate(rows, start=1)
    ]


def _choices(seen: ExemplarQuerySet) -> dict[str, Any]:
    """Kinds, states, and the years, units and movements that occur: value and name; three queries."""
    plain = seen.order_by()
    years = plain.values_list("year", flat=True).distinct()
    units = plain.values_list("unit", "unit__short_name", "unit__protocol_order").distinct()
    movements = plain.values_list("campaign__name", "movement").distinct()
    names = {name for pair in movements for name in pair if name}
    return {
        "kinds": Exemplar.Kind.choices,
        "states": ExemplarState.choices,
        "years": [(str(year), str(year)) for year in sorted(set(years), reverse=True)],
        "units": [(str(pk), name) for pk, name, _ in sorted(units, key=lambda row: (row[2], row[1]))],
        "movements": [(name, name) for name in sorted(names)],
    }

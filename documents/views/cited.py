"""Văn bản được dẫn: the register of cited papers on screen, to print, as a workbook; the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.actions.settle import settling_unit
from documents.forms.cited import CitedForm
from documents.models import CitedPaper, Document, Mention
from documents.models.document import ROW_FIELDS
from documents.queries import cited, units_where
from documents.queries.cited import ORDERS, Asked, Row
from documents.queries.force import last_day_of, timeline
from documents.queries.keyset import COUNT_LIMIT, Order, Place, slice_at
from documents.queries.readings import contradicts, open_for, settled_for
from documents.views.saved import saved_views, without_place
from documents.workflow import DRAFTERS
from organizations.models import User
from organizations.sheets import MEDIA_TYPE, Column, table_workbook
from organizations.views.access import signed_in

PAGE_SIZE = 50
# As for the registers: what one request writes in a few seconds.
MOST_IN_SHEET, MOST_IN_PRINT = 20_000, 3_000
_MOST_LATE = 50
COLUMNS = (
    Column("Số, ký hiệu", 26),
    Column("Cơ quan ban hành", 30),
    Column("Trích yếu", 60),
    Column("Ngày ghi", 12),
    Column("Số chỗ dẫn", 10),
    Column("Hiệu lực", 18),
    Column("Trong sổ", 12),
    Column("Mâu thuẫn", 12),
)
_HEADS = (("Số, ký hiệu", "so-ky-hieu"), ("Cơ quan ban hành, trích yếu", ""), ("Ngày ghi", "ngay"),
          ("Số chỗ dẫn", "so-lan"), ("Hiệu lực", ""), ("Trong sổ", ""))  # fmt: skip


@require_safe
def cited_list(request: HttpRequest) -> HttpResponse:
    """The papers that papers which the user sees cite."""
    user = signed_in(request)
    form, asked = _asked(request)
    context: dict[str, Any] = {
        "section": "documents",
        "form": form,
        "query": without_place(request.GET),
        "is_filtered": _is_filtered(request),
        "today": timezone.localdate(),
        "heads": _heads(request),
        **saved_views(user, "cited_list", request.GET),
    }
    if asked is not None:
        rows, page, total = cited.page(user, asked, Place.of(request.GET), PAGE_SIZE)
        context |= {
            "rows": rows,
            "page": page,
            "on": asked.on,
            "total": min(total, COUNT_LIMIT),
            "is_more": total > COUNT_LIMIT,
        }
    return render(request, "documents/cited_list.html", context)


@require_safe
def cited_sheet(request: HttpRequest) -> HttpResponse:
    """The filtered register as a workbook."""
    user = signed_in(request)
    form, asked = _asked(request)
    if asked is None:
        return _to_list(request)
    rows = cited.every_row(user, asked, MOST_IN_SHEET + 1)
    if len(rows) > MOST_IN_SHEET:
        return _too_many(request, "Tệp Excel", "20.000")
    content = table_workbook(
        title="VĂN BẢN ĐƯỢC DẪN",
        above=_conditions(form),
        columns=COLUMNS,
        rows=(cells_of(row) for row in rows),
        below=[f"Tổng số: {len(rows)} văn bản. Hiệu lực tại ngày {asked.on:%d/%m/%Y}."],
        sheet="Văn bản được dẫn",
    )
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="van-ban-duoc-dan.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def cited_print(request: HttpRequest) -> HttpResponse:
    """The filtered register, whole, to print."""
    user = signed_in(request)
    form, asked = _asked(request)
    if asked is None:
        return _to_list(request)
    rows = cited.every_row(user, asked, MOST_IN_PRINT + 1)
    if len(rows) > MOST_IN_PRINT:
        return _too_many(request, "Bản in", "3.000")
    context = {
        "section": "documents",
        "columns": COLUMNS,
        "rows": [[_shown(value) for value in cells_of(row)] for row in rows],
        "conditions": _conditions(form),
        "on": asked.on,
        "today": timezone.localdate(),
        "query": request.GET.urlencode(),
    }
    return render(request, "documents/cited_print.html", context)


@require_safe
def cited_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One cited paper: who cites it and how, its state in force over time, what does not fit."""
    user, today = signed_in(request), timezone.localdate()
    mentions = Mention.objects.visible_to(user).filter(cited=pk)
    paper = get_object_or_404(CitedPaper.objects.filter(pk__in=mentions.values("cited")), pk=pk)
    [row] = cited.rows_of(user, [paper.pk], today)
    page = slice_at(mentions, order=Order("id", descending=True), place=Place.of(request.GET), size=PAGE_SIZE)
    settled = [one for one in settled_for(user) if pk in (one.cited_id, one.other_id)]
    shown = _mentions([key for _, _, key in page.keys])
    context = {
        "section": "documents",
        "paper": paper,
        "row": row,
        "mentions": [(mention, any(contradicts(mention, one) for one in settled)) for mention in shown],
        "page": page,
        "query": without_place(request.GET),
        "periods": timeline(paper, row.held),
        "today": today,
        "held": Document.objects.visible_to(user).filter(pk=row.held.document_id).first() if row.held else None,
        "late": _late(user, row),
        "conflicts": open_for(user, [paper]) if row.is_open else [],
        "settled": settled,
        "can_settle": settling_unit(user) is not None,
        "can_import": bool(units_where(user, DRAFTERS)),
    }
    return render(request, "documents/cited_detail.html", context)


def cells_of(row: Row) -> list[Any]:
    """The cells of a row, as the workbook and the print have them."""
    return [
        str(row.paper),
        row.issuer,
        row.title,
        row.day,
        row.count,
        row.force_name,
        "có" if row.held else "chưa có",
        "có" if row.is_open else "",
    ]


def _asked(request: HttpRequest) -> tuple[CitedForm, Asked | None]:
    form = CitedForm(request.GET)
    return form, form.asked() if form.is_valid() else None


def _is_filtered(request: HttpRequest) -> bool:
    return any(request.GET.get(name) for name in ("tim", "trong_so", "hieu_luc", "ngay", "loai", "nam", "mau_thuan"))


def _heads(request: HttpRequest) -> list[dict[str, str]]:
    """The headings, and where a click on one leads: its order, the other way round when it is on already."""
    now, is_turned = request.GET.get("sap") or cited.FIRST_ORDER, request.GET.get("chieu") == "nguoc"
    heads = []
    for title, order in _HEADS:
        query = request.GET.copy()
        for name in ("sau", "truoc", "cuoi", "chieu"):
            query.pop(name, None)
        query["sap"] = order
        is_now = bool(order) and order == now
        if is_now and not is_turned:
            query["chieu"] = "nguoc"
        down = order in ORDERS and ORDERS[order][1] != is_turned
        heads.append(
            {
                "title": title,
                "address": f"?{query.urlencode()}" if order else "",
                "sorted": ("descending" if down else "ascending") if is_now else "",
            }
        )
    return heads


def _conditions(form: CitedForm) -> list[str]:
    """What the filter asks for, in words, so that a printed part does not pass for the whole."""
    parts = []
    for name in ("tim", "trong_so", "hieu_luc", "ngay", "loai", "nam"):
        if value := form.cleaned_data.get(name):
            field = form.fields[name]
            shown = dict(getattr(field, "choices", [])).get(value, value)
            parts.append(f"{field.label}: {_shown(shown)}")
    if form.cleaned_data.get("mau_thuan"):
        parts.append("đang có mâu thuẫn")
    return [f"Chỉ gồm văn bản có {'; '.join(parts)}."] if parts else []


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


def _to_list(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('cited_list')}?{request.GET.urlencode()}")


def _too_many(request: HttpRequest, what: str, most: str) -> HttpResponse:
    messages.error(request, f"{what} chứa tối đa {most} dòng. Hãy lọc theo loại hoặc năm rồi làm lại.")
    return _to_list(request)


def _mentions(keys: list[int]) -> list[Mention]:
    """The mentions of one page in its order, with what a row shows of the citing paper."""
    only = ("cited_id", "field", "line", "date", "issuer", "title", "quote", "symbol",
            *(f"document__{name}" for name in ROW_FIELDS))  # fmt: skip
    found = Mention.objects.filter(pk__in=keys).select_related("document").only(*only).in_bulk()
    return [found[key] for key in keys]


def _late(user: User, row: Row) -> list[Document]:
    """Papers of the user's units that are dated after the last day on which the cited paper held."""
    ended = last_day_of(row.paper, row.held)
    if ended is None:
        return []
    paths = tuple(user.unit_paths())
    late = Document.objects.visible_to(user).filter(mentions__cited=row.paper, date__gt=ended).select_related("owner")
    own = [one for one in late.distinct().only(*ROW_FIELDS, "owner__path") if one.owner.path.startswith(paths)]
    return sorted(own, key=lambda one: (one.date, one.pk), reverse=True)[:_MOST_LATE]

"""Theo dõi nơi nhận: who got a paper, saw it, acknowledged it, answered it; and reminding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from campaigns.queries import Delivery, add_reminders, deliveries
from documents.actions.dispatch import SENDABLE, lately_reminded, remind
from documents.forms.dispatch import RemindForm, ids_of
from documents.models import Document
from documents.views.access import visible_document
from documents.workflow import ISSUERS
from organizations.names import search_key
from organizations.sheets import MEDIA_TYPE, Column, table_workbook
from organizations.views.access import signed_in
from workflow.engine import Refused

VIEWS: dict[str, tuple[str, Callable[[Delivery], bool]]] = {
    "": ("Tất cả", lambda row: True),
    "chua-xem": ("Chưa xem", lambda row: row.dispatch.seen_at is None),
    "chua-tiep-nhan": ("Chưa tiếp nhận", lambda row: row.dispatch.acknowledged_at is None),
    "chua-ban-hanh": ("Chưa ban hành", lambda row: row.must_answer),
    "tre": ("Trễ hạn", lambda row: row.days_late > 0),
    "da-ban-hanh": ("Đã ban hành", lambda row: row.is_answered),
}
COLUMNS = (
    Column("STT", 6),
    Column("Đơn vị nhận", 40),
    Column("Gửi ngày", 13),
    Column("Xem", 18),
    Column("Tiếp nhận", 18),
    Column("Văn bản thực hiện", 34),
    Column("Hạn", 13),
    Column("Trễ (ngày làm việc)", 10),
    Column("Nhắc lần cuối", 18),
)


@require_safe
def dispatch_board(request: HttpRequest, pk: int) -> HttpResponse:
    """Units × steps of one sent paper, the late ones first; ``?xuat=excel`` gives the same rows as a workbook."""
    document, user = kept_document(request, pk), signed_in(request)
    rows = rows_of(document)
    wanted = request.GET.get("loc", "")
    wanted = wanted if wanted in VIEWS else ""
    words = request.GET.get("tim", "")[:100]
    keys = search_key(words).split()
    found = [row for row in rows if all(key in row.dispatch.unit.search_name for key in keys)]
    shown = [row for row in found if VIEWS[wanted][1](row)]
    if request.GET.get("xuat") == "excel":
        return _workbook(document, shown, VIEWS[wanted][0], timezone.localdate())
    context = {
        "section": "documents",
        "document": document,
        "plan": getattr(document, "plan", None),
        "rows": shown,
        "tabs": [(code, name, sum(map(test, found))) for code, (name, test) in VIEWS.items()],
        "wanted": wanted,
        "words": words,
        "totals": _totals(rows),
        "can_send": document.state in SENDABLE and user.holds(ISSUERS, document.owner_id),
        "can_remind": user.holds(ISSUERS, document.owner_id) and any(row.is_open for row in rows),
        "late": sum(row.days_late > 0 for row in rows),
        "query": request.GET.urlencode(),
    }
    return render(request, "documents/dispatch_board.html", context)


@require_POST
def dispatch_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhắc: first the list of who will be reminded and the text, then the sending."""
    document, user = kept_document(request, pk), signed_in(request)
    if not user.holds(ISSUERS, document.owner_id):
        raise PermissionDenied
    chosen = _chosen(request, rows_of(document))
    if not chosen:
        messages.error(request, "Hãy đánh dấu ít nhất một đơn vị cần nhắc rồi bấm lại.")
        return redirect("dispatch_board", pk=pk)
    is_sending = request.POST.get("buoc") == "gui"
    form = RemindForm(request.POST if is_sending else None, initial={"text": _first_text(document, chosen)})
    status = 200
    if is_sending and form.is_valid():
        again = ids_of(request.POST.getlist("nhac-lai"))
        try:
            made = remind(
                dispatches=[row.dispatch for row in chosen],
                text=form.cleaned_data["text"],
                by=user,
                again=again,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, f"Đã nhắc {len(made)} đơn vị về {document}.")
            return redirect("dispatch_board", pk=pk)
    elif is_sending:
        status = 422
    lately = lately_reminded([row.dispatch for row in chosen])
    context = {
        "section": "documents",
        "document": document,
        "form": form,
        "fresh": [row for row in chosen if row.dispatch.pk not in lately],
        "lately": [(row, lately[row.dispatch.pk]) for row in chosen if row.dispatch.pk in lately],
        "again": ids_of(request.POST.getlist("nhac-lai")),
    }
    return render(request, "documents/dispatch_remind.html", context, status=status)


def kept_document(request: HttpRequest, pk: int) -> Document:
    """The paper, for those who keep it and those above them; a unit that got it does not see who else did."""
    document = visible_document(request, pk)
    if not document.is_published or not document.shows_drafts_to(signed_in(request)):
        raise Http404
    return document


def rows_of(document: Document) -> list[Delivery]:
    """Everything that was sent of the paper: late ones first, then those that owe something, in protocol order."""
    sent = document.dispatches.for_list().order_by("unit__protocol_order", "unit__official_name", "pk")
    rows = deliveries(sent, timezone.localdate())
    add_reminders(rows)
    return sorted(rows, key=lambda row: (-row.days_late, not row.must_answer, row.dispatch.acknowledged_at is not None))


def _chosen(request: HttpRequest, rows: list[Delivery]) -> list[Delivery]:
    scope, ids = request.POST.get("ai", ""), ids_of(request.POST.getlist("chon"))
    if scope == "tre":
        return [row for row in rows if row.days_late > 0]
    if scope.isdecimal():
        ids = ids_of([scope])
    return [row for row in rows if row.dispatch.pk in ids and row.is_open]


def _first_text(document: Document, chosen: list[Delivery]) -> str:
    if any(row.must_answer for row in chosen):
        return f"Đề nghị quý đơn vị khẩn trương ban hành văn bản thực hiện {document}."
    return f"Đề nghị quý đơn vị tiếp nhận {document}."


def _totals(rows: list[Delivery]) -> list[tuple[str, int, int]]:
    """Name, how many, of how many: what has been reached so far."""
    owed = [row for row in rows if row.dispatch.asks_answer]
    totals = [
        ("Đã xem", sum(row.dispatch.seen_at is not None for row in rows), len(rows)),
        ("Đã tiếp nhận", sum(row.dispatch.acknowledged_at is not None for row in rows), len(rows)),
    ]
    if owed:
        totals.append(("Đã ban hành văn bản thực hiện", sum(row.is_answered for row in owed), len(owed)))
    return totals


def answer_text(row: Delivery) -> str:
    """How far the unit's own plan is: "đã ban hành 05/KH-PTP", "chưa ban hành 12 ngày (đang soạn thảo)"."""
    if row.answer is not None and row.is_answered:
        return f"{row.answer.document.get_state_display()}: {row.answer}"
    if not row.dispatch.asks_answer and row.answer is None:
        return "không yêu cầu"
    stage = row.answer.document.get_state_display().lower() if row.answer else "chưa soạn"
    return f"chưa ban hành {row.days_since_sent} ngày ({stage})"


def _workbook(document: Document, rows: list[Delivery], view: str, today: date) -> HttpResponse:
    data = table_workbook(
        title=f"THEO DÕI NƠI NHẬN {document}".upper(),
        above=[document.owner.official_name],
        columns=COLUMNS,
        rows=[_cells(number, row) for number, row in enumerate(rows, start=1)],
        below=[
            f"Tổng số: {len(rows)} đơn vị ({view.lower()}). Ngày trễ là ngày làm việc, tính đến {today:%d/%m/%Y}.",
        ],
        sheet="Nơi nhận",
    )
    name = slugify(search_key(str(document))) or "van-ban"
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="noi-nhan-{name}.xlsx"'
    return response


def _cells(number: int, row: Delivery) -> list[str | int | date | None]:
    sent = row.dispatch
    return [
        number,
        sent.unit.official_name,
        timezone.localdate(sent.sent_at),
        _moment(sent.seen_at),
        _moment(sent.acknowledged_at),
        answer_text(row),
        sent.due_on,
        row.days_late or None,
        _moment(row.reminder.at) if row.reminder else "",
    ]


def _moment(at: object) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else "chưa"  # type: ignore[arg-type]

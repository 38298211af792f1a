"""The coverage board as PDF: ordering, watching and fetching it. A worker makes it (``campaigns.queue``)."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from campaigns import queue
from campaigns.models import BoardFile
from campaigns.queries import coverage
from campaigns.queries.coverage import NAMES, OUTSIDE, Column
from campaigns.views.access import visible_plan
from campaigns.views.asked_coverage import Asked, asked_coverage, share
from campaigns.views.coverage import unit_rows
from campaigns.views.coverage_out import file_stem, is_by_unit, size_of, too_much
from documents.rendering.board import SIZES, Board, Head, Mark, Size
from documents.rendering.board_pdf import size_for
from documents.views.files import send_file
from organizations.views.access import signed_in

#: 60,000 cells (200 items, 300 units) take 17 s and 520 MB; the renderer's limits allow some more.
MOST_IN_PDF = 100_000
#: Cells by shape and letters, for paper has no colours: filled what is confirmed, hollow what the machine proposes.
_SIGNS = {
    coverage.CONCRETE: "●CT",
    coverage.VERBATIM: "■NV",
    coverage.NOT_APPLICABLE: "–KA",
    coverage.MAY_BE_CONCRETE: "○CT",
    coverage.MAY_BE_VERBATIM: "□NV",
    coverage.UNANSWERED: "×TL",
    coverage.NO_PLAN: "◊KH",
}
_MARKS = tuple(
    (str(code), Mark(sign, NAMES[code], shaded=code in (coverage.UNANSWERED, coverage.NO_PLAN)))
    for code, sign in _SIGNS.items()
)
_LETTERS = bytes.maketrans(bytes(range(10)), b"0123456789")
_NOTE = "“Đề xuất”: máy đề xuất, đơn vị chưa xác nhận. Ô trống: không giao đơn vị này."
_LIST = (
    ("STT", 4), ("Đơn vị", 22), ("Kế hoạch", 18), ("Trả lời", 12), ("Cụ thể hóa", 7), ("Nguyên văn", 7),
    ("Không áp dụng", 7), ("Chưa trả lời", 7), ("Chưa xác nhận", 7), ("Mục cụ thể", 5), ("Mục chép", 4),
)  # fmt: skip


@require_POST
def coverage_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Orders exactly what the address asks for, all its pages, as PDF; ``kho`` is the size of the paper."""
    asked = asked_coverage(request, visible_plan(request, pk))
    board = asked.board
    if not size_of(board):
        messages.error(request, "Không có ô nào khớp với điều kiện lọc, nên không có gì để in.")
        return redirect(f"{reverse('coverage_board', args=[pk])}?{request.GET.urlencode()}")
    if size_of(board) > MOST_IN_PDF:
        return too_much(request, asked, "Tệp PDF", MOST_IN_PDF)
    printed = board_of(asked, by_unit=is_by_unit(request, asked), size=request.POST.get("kho", ""))
    own_units = [] if asked.everything.is_whole else [column.unit.pk for column in board.columns]
    query = request.GET.urlencode()[:1000]
    with transaction.atomic():
        job = queue.enqueue(plan=asked.plan, board=printed, own_units=own_units, query=query, by=signed_in(request))
    return redirect("board_file", pk=job.pk)


@require_safe
def board_file(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the file is: a fragment for htmx, a page that reloads itself for browsers without JavaScript.

    While nothing has changed since the fragment that asks (``da``) the answer is empty, and the page stays still.
    """
    job = _visible_job(request, pk)
    is_fragment = bool(request.headers.get("HX-Request"))
    if is_fragment and request.GET.get("da") == f"{job.state}-{job.progress}":
        return HttpResponse(status=204)
    name = "campaigns/board_file_status.html" if is_fragment else "campaigns/board_file.html"
    return render(request, name, {"section": "plans", "job": job, "plan": job.plan})


@require_safe
def board_file_download(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The finished file, as an attachment."""
    job = _visible_job(request, pk)
    if job.state != BoardFile.State.DONE:
        return redirect("board_file", pk=job.pk)
    return send_file(job.path, f"bang-phu-{file_stem(job.plan)}.pdf", "application/pdf")


@require_POST
def board_file_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Tries a failed one again."""
    job = _visible_job(request, pk)
    queue.boards.retry(job)
    return redirect("board_file", pk=job.pk)


def board_of(asked: Asked, *, by_unit: bool, size: str = "") -> Board:
    """What is printed of the board, or with ``by_unit`` of the list of its units.

    ``size`` is that of the paper; anything else than "A4" and "A3" leaves the choice to the number of units.
    """
    board, paper = asked.board, asked.plan.document
    told = [f"{asked.plan}: {paper.summary}" if paper.summary else str(asked.plan)]
    made = f"Tính đến ngày {timezone.localdate():%d/%m/%Y}: {len(board.items)} mục, {len(board.columns)} đơn vị."
    told.append(" ".join([made, *asked.form.conditions()]))
    chosen = cast(Size, size) if size in SIZES else "A4" if by_unit else size_for(len(board.columns))
    if by_unit:
        return Board(
            paper.issuer_printed, "BẢNG PHỦ THEO ĐƠN VỊ", tuple(told), chosen,
            columns=_LIST, rows=tuple(_listed(board.columns)), note=_NOTE.partition(" Ô trống")[0],
        )  # fmt: skip
    codes = {code for column in board.columns for code in column.cells}
    return Board(
        paper.issuer_printed, "BẢNG PHỦ", tuple(told), chosen, _MARKS,
        heads=tuple(Head(column.unit.short_name, _about(column)) for column in board.columns),
        items=tuple((item.address, item.text) for item in board.items),
        cells=tuple(column.cells.translate(_LETTERS).decode() for column in board.columns),
        note=_NOTE if OUTSIDE in codes else _NOTE.partition(" Ô trống")[0],
    )  # fmt: skip


def _about(column: Column) -> str:
    if column.plans:
        return f"{column.answered} trên {column.asked} ({share(column.answered, column.asked)})"
    return f"Trễ {column.days_late} ngày làm việc" if column.days_late else column.without_plan


def _listed(columns: list[Column]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for number, row in enumerate(unit_rows(columns), 1):
        column = row["column"]
        head = (str(number), column.unit.official_name)
        if not column.plans:
            late = f", trễ {column.days_late} ngày làm việc" if column.days_late else ""
            rows.append((*head, f"{NAMES[coverage.NO_PLAN]}, {column.without_plan}{late}", *("–",) * 8))
            continue
        counts = (row[name] for name in ("concrete", "verbatim", "not_applicable", "unanswered", "proposed"))
        plans = "; ".join(map(str, column.plans))
        rows.append((*head, plans, _about(column), *map(str, counts), row["specific"], row["copied"]))
    return rows


def _visible_job(request: HttpRequest, pk: int) -> BoardFile:
    user = signed_in(request)
    jobs = BoardFile.objects.visible_to(user).defer("snapshot")
    job = get_object_or_404(jobs.select_related("plan__document__owner"), pk=pk)
    if not job.is_open_to(user):
        raise Http404
    return job

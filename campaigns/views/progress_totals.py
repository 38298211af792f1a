"""Tổng hợp báo cáo: totals with their sources, the sheet, the drafted báo cáo and what its numbers are made of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.actions.progress_paper import draft_round_paper
from campaigns.models import ReportLine, ReportRound, RoundPaper
from campaigns.models.progress import ReportState
from campaigns.queries.progress_totals import Totals, UnitFigure, totals
from campaigns.views.progress_round import SECTION, kept_round, visible_round
from campaigns.workflow.progress import KEEPERS
from documents.models import Document
from documents.text.item_readings import written
from organizations.sheets import MEDIA_TYPE, Column, table_workbook
from organizations.views.access import signed_in
from workflow.engine import Refused

COLUMNS = (
    Column("STT", 6),
    Column("Chỉ tiêu, nhiệm vụ", 48),
    Column("Mục", 14),
    Column("Đơn vị", 34),
    Column("Được giao", 13),
    Column("Thực hiện", 22),
    Column("Đơn vị tính", 14),
    Column("Tỷ lệ (%)", 11),
    Column("Cùng kỳ trước", 14),
    Column("Tăng, giảm", 12),
    Column("Kết quả, ghi chú", 44),
)


@require_safe
def round_totals(request: HttpRequest, pk: int) -> HttpResponse:
    """Target by target and task by task, each number beside the lines that it is made of."""
    round_ = visible_round(request, pk)
    found = totals(round_)
    context = {
        "section": SECTION,
        "round": round_,
        "totals": found,
        "keeps": signed_in(request).holds(KEEPERS, round_.host_id),
        "papers": list(round_.papers.select_related("document")),
        "returned": ReportState.RETURNED,
    }
    return render(request, "campaigns/progress_totals.html", context)


@require_safe
def totals_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line that counts, and the totals, as a workbook."""
    round_, today = visible_round(request, pk), timezone.localdate()
    found = totals(round_)
    missing = ", ".join(report.unit.short_name for report in found.missing)
    data = table_workbook(
        title="TỔNG HỢP BÁO CÁO",
        above=[str(round_), f"Kỳ {round_.period}"],
        columns=COLUMNS,
        rows=list(_rows(found)),
        below=[
            f"Đã nhận {len(found.accepted)}/{len(found.reports)} báo cáo, tính đến {today:%d/%m/%Y}.",
            *([f"Chưa có số liệu của: {missing}."] if missing else []),
        ],
        sheet="Tổng hợp",
    )
    headers = {"Content-Disposition": f'attachment; filename="tong-hop-bao-cao-{round_.pk}-{today:%Y%m%d}.xlsx"'}
    return HttpResponse(data, content_type=MEDIA_TYPE, headers=headers)


@require_safe
def totals_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The same lines to print, and what units wrote beside their figures."""
    round_ = visible_round(request, pk)
    found = totals(round_)
    context = {
        "section": SECTION,
        "round": round_,
        "totals": found,
        "columns": COLUMNS,
        "rows": [(row[0] is not None, [_printed(cell) for cell in row]) for row in _rows(found)],
        "today": timezone.localdate(),
    }
    return render(request, "campaigns/progress_totals_print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Soạn báo cáo: what goes into it and what is missing; then the draft, open in the editor."""
    round_, user = kept_round(request, pk), signed_in(request)
    if request.method == "POST":
        try:
            key = uuid.UUID(request.POST.get("creation_key", ""))
        except ValueError:
            key = uuid.uuid4()
        try:
            paper = draft_round_paper(round_=round_, by=user, creation_key=key)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("round_totals", pk=pk)
        messages.success(
            request, f"Đã tạo bản thảo {paper.document}. Hãy đọc lại, điền các chỗ “[…” rồi trình như mọi văn bản."
        )
        return redirect("document_edit", pk=paper.document_id)
    context = {"section": SECTION, "round": round_, "totals": totals(round_), "creation_key": uuid.uuid4()}
    return render(request, "campaigns/progress_draft.html", context)


@require_safe
def round_trace(request: HttpRequest, pk: int) -> HttpResponse:
    """Căn cứ số liệu of a drafted báo cáo: of which lines each number was made, and whether they say the same today."""
    user = signed_in(request)
    papers = RoundPaper.objects.filter(
        document__in=Document.objects.visible_to(user), round__in=ReportRound.objects.run_by(user)
    )
    paper = get_object_or_404(papers.select_related("document", "round__host", "made_by__person"), pk=pk)
    context = {"section": SECTION, "paper": paper, "round": paper.round, "figures": _traced(paper)}
    return render(request, "campaigns/progress_trace.html", context)


def _traced(paper: RoundPaper) -> list[dict[str, Any]]:
    """The stored figures, each source with what its line says now ("" when it says the same)."""
    ids = {source["line"] for figure in paper.figures for source in figure["sources"] if source["line"]}
    lines = {line.pk: line for line in ReportLine.objects.filter(pk__in=ids).select_related("report")}
    found = []
    for figure in paper.figures:
        sources = [source | {"now": _now(source, lines)} for source in figure["sources"]]
        found.append(figure | {"sources": sources, "changed": any(source["now"] for source in sources)})
    return found


def _now(source: dict[str, Any], lines: dict[int, ReportLine]) -> str:
    if not source["line"]:
        return ""
    line = lines.get(source["line"])
    if line is None:
        return "dòng không còn"
    if line.report.state != ReportState.ACCEPTED:
        return f"báo cáo nay {line.report.get_state_display().lower()}"
    value = line.actual_text if line.is_target else line.get_progress_display()
    return "" if value == source["value"] else f"nay là {value or 'để trống'}"


def _rows(found: Totals) -> Iterable[list[str | int | float | None]]:
    number = 0
    for target in found.targets:
        number += 1
        total = float(target.total) if target.adds_up and target.counted else None
        reached = None if target.adds_up else f"{target.reached}/{len(target.counted)} đơn vị đạt"
        yield [
            number, target.text, target.place, "Tổng cộng" if target.adds_up else "Các đơn vị",
            float(target.asked) if target.adds_up else None, total if target.adds_up else reached, target.measure,
            float(target.share) if target.adds_up and target.share is not None else None,
            float(target.before) if target.before is not None else None,
            float(target.change) if target.change is not None else None, "",
        ]  # fmt: skip
        for row in target.rows:
            yield [
                None, "", "", row.unit.official_name, _number(row.line.asked),
                _number(row.line.actual) if row.counts else "chưa có số liệu", target.measure,
                _percent(row),
                _number(row.before.actual) if row.before else None, _number(row.change), _noted(row),
            ]  # fmt: skip
    for row in found.own:
        number += 1
        yield [
            number, row.line.text, row.line.place, f"{row.unit.official_name} (đơn vị tự đặt, không cộng)",
            _number(row.line.asked), _number(row.line.actual) if row.counts else "chưa có số liệu", row.line.measure,
            _percent(row), _number(row.before.actual) if row.before else None, _number(row.change),
            _noted(row),
        ]  # fmt: skip
    for task in found.tasks:
        number += 1
        told = "; ".join(f"{len(rows)} {name.lower()}" for _, name, rows in task.parts if rows)
        yield [number, task.text, task.place, "Các đơn vị", None, told or "chưa có", "", None, None, None, ""]
        for row in task.rows:
            yield [
                None, "", "", row.unit.official_name, None,
                row.line.get_progress_display() if row.counts else "chưa có", "", None, None, None,
                row.line.result if row.counts else "",
            ]  # fmt: skip


def _noted(row: UnitFigure) -> str:
    """The unit's note, and of whom the figure of the period before is."""
    said = [row.line.note] if row.counts and row.line.note else []
    if row.before and row.before.note:
        said.append(f"Cùng kỳ trước: {row.before.note}")
    return ". ".join(said)


def _percent(row: UnitFigure) -> float | None:
    return float(row.share.rstrip("%").replace(".", "").replace(",", ".")) if row.share else None


def _printed(cell: str | int | float | None) -> tuple[str, str]:
    """A cell's text and class: numbers as papers write them, on one line at the right."""
    if isinstance(cell, (int, float)):
        return written(Decimal(str(cell))), "totals-number"
    return cell or "", ""


def _number(value: Any) -> float | None:
    return None if value is None else float(value)

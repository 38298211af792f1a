"""The coverage board taken out, as a workbook and to print: exactly what the address asks for, all its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from campaigns.models import Plan
from campaigns.queries import coverage
from campaigns.queries.coverage import CONFIRMED, NAMES, NOT_APPLICABLE, OUTSIDE, PROPOSED, Board, Quality
from campaigns.views.access import visible_plan
from campaigns.views.asked_coverage import Asked, asked_coverage, share, tally
from campaigns.views.coverage import unit_rows
from organizations.names import search_key
from organizations.sheets import Column as SheetColumn
from organizations.sheets import Value, table_workbook
from organizations.views.sheet import sheet_response

# What one request writes in a few seconds; more is taken out khối by khối, never cut unsaid.
MOST_IN_SHEET, MOST_IN_PRINT = 200_000, 12_000
#: So many units stand side by side on a sheet of A4.
UNITS_A_SHEET = 9
_NOTE = (
    "“Đề xuất” là máy đề xuất, người soạn của đơn vị chưa xác nhận. Ngày trễ là ngày làm việc kể từ hạn; "
    "ngày chưa có kế hoạch là ngày theo lịch kể từ ngày gửi."
)


@require_safe
def coverage_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The board, or with ``?xem=don-vi`` the list of its units, as a workbook."""
    asked = asked_coverage(request, visible_plan(request, pk))
    if size_of(asked.board) > MOST_IN_SHEET:
        return too_much(request, asked, "Tệp Excel", MOST_IN_SHEET)
    by_unit = is_by_unit(request, asked)
    columns, rows = _unit_table(asked) if by_unit else _item_table(asked)
    content = table_workbook(
        title=f"BẢNG PHỦ {asked.plan}".upper(),
        above=[asked.plan.document.issuer_printed, *asked.form.conditions()],
        columns=columns,
        rows=rows,
        below=[
            f"Tổng số: {len(asked.board.items)} mục, {len(asked.board.columns)} đơn vị.",
            _NOTE,
            f"Lập ngày {timezone.localdate():%d/%m/%Y}.",
        ],
        sheet="Theo đơn vị" if by_unit else "Bảng phủ",
    )
    return sheet_response(content, f"bang-phu-{file_stem(asked.plan)}.xlsx")


@require_safe
def coverage_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The same to print from the browser; a few units on each sheet."""
    asked = asked_coverage(request, visible_plan(request, pk))
    if size_of(asked.board) > MOST_IN_PRINT:
        return too_much(request, asked, "Bản in", MOST_IN_PRINT)
    by_unit = is_by_unit(request, asked)
    context = {
        "section": "plans",
        "plan": asked.plan,
        "board": asked.board,
        "conditions": asked.form.conditions(),
        "rows": unit_rows(asked.board.columns) if by_unit else [],
        "sheets": [] if by_unit else list(_sheets(asked.board)),
        "by_unit": by_unit,
        "note": _NOTE,
        "today": timezone.localdate(),
        "query": request.GET.urlencode(),
    }
    return render(request, "campaigns/coverage_print.html", context)


def _item_table(asked: Asked) -> tuple[list[SheetColumn], Iterator[list[Value]]]:
    """Items × units with their words, then a line for each total of the units."""
    units = [SheetColumn(column.unit.short_name, 17) for column in asked.board.columns]
    return [SheetColumn("Mục", 14), SheetColumn("Nội dung", 60), SheetColumn("Trả lời", 22), *units], _item_rows(asked)


def _item_rows(asked: Asked) -> Iterator[list[Value]]:
    board = asked.board
    for at, item in enumerate(board.items):
        cells: list[Value] = [
            _words(column.cells[at], board.reasons.get((column.unit.pk, item.pk), "")) for column in board.columns
        ]
        yield [item.address, item.text, tally(board.of_item(at)), *cells]
    for name, *codes in (
        ("Đã trả lời (mục)", *CONFIRMED, *PROPOSED),
        ("Trong đó máy đề xuất, chưa xác nhận", *PROPOSED),
        ("Cụ thể hóa", coverage.CONCRETE, coverage.MAY_BE_CONCRETE),
        ("Nguyên văn", coverage.VERBATIM, coverage.MAY_BE_VERBATIM),
        ("Không áp dụng", NOT_APPLICABLE),
        ("Chưa trả lời", coverage.UNANSWERED),
    ):
        yield ["", name, "", *(column.count(*codes) for column in board.columns)]
    yield ["", "Tỷ lệ trả lời", "", *(share(column.answered, column.asked) for column in board.columns)]
    quality = coverage.quality_of(board.columns)
    kept = [quality.get(column.unit.pk, Quality()) for column in board.columns]
    yield ["", "Kế hoạch của đơn vị: mục cụ thể", "", *(share(one.specific, one.items) for one in kept)]
    yield ["", "Kế hoạch của đơn vị: mục chép nguyên văn", "", *(share(one.copied, one.items) for one in kept)]


def _words(code: int, reason: str) -> str:
    if code == OUTSIDE:
        return ""
    return f"{NAMES[code]}: {reason}" if code == NOT_APPLICABLE and reason else NAMES[code]


def _no_plan(column: coverage.Column) -> str:
    return f"{NAMES[coverage.NO_PLAN]} ({column.note})" if column.note else NAMES[coverage.NO_PLAN]


_UNIT_COLUMNS = (
    ("Đơn vị", 36), ("Kế hoạch", 26), ("Hạn", 13), ("Chưa có kế hoạch (ngày)", 12), ("Trễ (ngày làm việc)", 9),
    ("Trả lời (mục)", 10), ("Trong số mục", 10), ("Tỷ lệ", 8), ("Cụ thể hóa", 10), ("Nguyên văn", 10),
    ("Không áp dụng", 10), ("Chưa trả lời", 10), ("Chưa xác nhận", 10), ("Mục cụ thể trong kế hoạch", 14),
    ("Mục chép nguyên văn", 12),
)  # fmt: skip


def _unit_table(asked: Asked) -> tuple[list[SheetColumn], Iterator[list[Value]]]:
    rows: Iterator[list[Value]] = (
        [
            row["column"].unit.official_name,
            "; ".join(map(str, row["column"].plans)) or _no_plan(row["column"]),
            row["column"].due_on,
            row["column"].days or None,
            row["column"].days_late or None,
            row["column"].answered,
            row["column"].asked,
            row["share"],
            row["concrete"],
            row["verbatim"],
            row["not_applicable"],
            row["unanswered"],
            row["proposed"],
            row["specific"],
            row["copied"],
        ]
        for row in unit_rows(asked.board.columns)
    )
    return [SheetColumn(*column) for column in _UNIT_COLUMNS], rows


def _sheets(board: Board) -> Iterator[dict[str, Any]]:
    """The board cut into as many units as stand side by side on paper."""
    for start in range(0, len(board.columns), UNITS_A_SHEET):
        columns = board.columns[start : start + UNITS_A_SHEET]
        yield {
            "first": start + 1,
            "last": start + len(columns),
            "heads": [{"column": column, "share": share(column.answered, column.asked)} for column in columns],
            "rows": [
                {
                    "item": item,
                    "cells": [(column.cells[at], NAMES.get(column.cells[at], "")) for column in columns],
                }
                for at, item in enumerate(board.items)
            ],
        }


def file_stem(plan: Plan) -> str:
    """The plan's name in plain letters, for names of files."""
    return slugify(search_key(str(plan))) or "ke-hoach"


def is_by_unit(request: HttpRequest, asked: Asked) -> bool:
    """Whether the list of units is asked for, which only those see who look from above."""
    return request.GET.get("xem") == "don-vi" and asked.board.is_whole


def size_of(board: Board) -> int:
    """How many cells there are."""
    return len(board.items) * len(board.columns)


def too_much(request: HttpRequest, asked: Asked, what: str, most: int) -> HttpResponse:
    """Back to the board, with how many cells ``what`` holds at most and what to do."""
    shown = f"{most:,}".replace(",", ".")
    text = f"{what} chứa tối đa {shown} ô. Hãy chọn một khối thi đua, tìm đơn vị hoặc lọc mục, rồi làm lại."
    messages.error(request, text)
    return redirect(f"{reverse('coverage_board', args=[asked.plan.pk])}?{request.GET.urlencode()}")

"""Sổ văn bản đi, sổ văn bản đến: on screen, to print, as a workbook; and a row's own columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.actions.register import IN_COLUMNS, columns_of, edit_row
from documents.forms.register import InRowForm, OutRowForm, RegisterForm
from documents.queries import register
from documents.queries.books import IN, OUT, Book, Column, Line, Value
from documents.queries.keyset import COUNT_LIMIT, Place
from documents.queries.register import Asked
from documents.views.access import visible_document
from documents.views.saved import saved_views, without_place
from documents.workflow import DRAFTERS
from organizations.active import active_unit
from organizations.models import Unit
from organizations.sheets import Column as SheetColumn
from organizations.sheets import table_workbook
from organizations.views.access import posted, signed_in, way_back
from organizations.views.sheet import sheet_response
from workflow.engine import Refused

PAGE_SIZE = 50
# What one request writes in a few seconds; a year of more is taken out month by month, never cut unsaid.
MOST_IN_SHEET, MOST_IN_PRINT = 20_000, 3_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A register as the address asks for it; ``asked`` is None when the filter says what cannot be."""

    book: Book
    form: RegisterForm
    unit: Unit
    asked: Asked | None
    columns: tuple[Column, ...]


@require_safe
def register_list(request: HttpRequest, book: Book) -> HttpResponse:
    """The register on screen, page by page."""
    user, wanted = signed_in(request), _wanted(request, book)
    context: dict[str, Any] = {"section": "documents", "book": book, "wanted": wanted}
    if wanted is not None:
        query = without_place(request.GET)
        context |= {
            "form": wanted.form,
            "unit": wanted.unit,
            "today": timezone.localdate(),
            "query": query,
            "next": quote(request.get_full_path(), safe=""),
            "is_filtered": any(request.GET.get(name) for name in ("tim", "loai", "trang_thai", "ai", "tu", "den")),
            "heads": _heads(wanted, request),
            "can_write": user.holds(DRAFTERS, wanted.unit.pk),
            **saved_views(user, book.page, request.GET),
        }
    if wanted is not None and wanted.asked is not None:
        lines, page, total = register.page(book, wanted.asked, Place.of(request.GET), PAGE_SIZE)
        context |= {
            "year": wanted.asked.year,
            "rows": _rows(lines, wanted.columns),
            "page": page,
            "total": min(total, COUNT_LIMIT),
            "is_more": total > COUNT_LIMIT,
        }
    return render(request, "documents/register_list.html", context)


@require_safe
def register_sheet(request: HttpRequest, book: Book) -> HttpResponse:
    """The register as a workbook."""
    return _whole(request, book, "Tệp Excel", MOST_IN_SHEET, _workbook)


@require_safe
def register_print(request: HttpRequest, book: Book) -> HttpResponse:
    """The register, whole, to print."""
    return _whole(request, book, "Bản in", MOST_IN_PRINT, _printed)


def register_row(request: HttpRequest, pk: int) -> HttpResponse:
    """The register's own columns of one paper, written by hand."""
    document, user = visible_document(request, pk), signed_in(request)
    columns = columns_of(document)
    if not columns:
        raise Http404
    book = IN if columns == IN_COLUMNS else OUT
    back = request.GET.get("next", "")
    if not user.holds(DRAFTERS, document.owner_id):
        messages.error(request, f"Bạn không có quyền ghi sổ văn bản của {document.owner}.")
        return redirect(document)
    form = (InRowForm if book is IN else OutRowForm)(posted(request), instance=document)
    if form.is_bound and form.is_valid():
        try:
            edit_row(document=document, values=form.cleaned_data, by=user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã ghi sổ: {document}.")
        return redirect(way_back(request, otherwise=reverse(book.page)))
    context = {"section": "documents", "document": document, "book": book, "form": form, "next": back}
    return render(request, "documents/register_row.html", context, status=422 if form.is_bound else 200)


def _wanted(request: HttpRequest, book: Book) -> Wanted | None:
    """None for a user without a unit: there is no register to read."""
    unit = active_unit(request)
    if unit is None:
        return None
    form = RegisterForm(request.GET, book=book, user=signed_in(request), unit=unit)
    asked = form.asked() if form.is_valid() else None
    chosen = form.cleaned_data.get("cot") or [column.code for column in book.columns]
    columns = tuple(column for column in book.columns if column.code in chosen)
    return Wanted(book, form, form.unit, asked, columns)


def _whole(
    request: HttpRequest,
    book: Book,
    what: str,
    most: int,
    show: Callable[[HttpRequest, Wanted, Asked, list[Line]], HttpResponse],
) -> HttpResponse:
    """All lines that the filter finds, shown by ``show``; or back to the screen, when the filter says what cannot be
    or the lines are more than ``what`` holds."""
    wanted = _wanted(request, book)
    back = f"{reverse(book.page)}?{request.GET.urlencode()}"
    if wanted is None or wanted.asked is None:
        return redirect(back)
    lines = list(register.every_line(book, wanted.asked, most + 1))
    if len(lines) <= most:
        return show(request, wanted, wanted.asked, lines)
    messages.error(
        request,
        f"{what} chứa tối đa {_number(most)} dòng. "
        "Hãy chọn “Từ ngày”, “Đến ngày” để lấy từng tháng hoặc từng quý, rồi làm lại.",
    )
    return redirect(back)


def _workbook(request: HttpRequest, wanted: Wanted, asked: Asked, lines: list[Line]) -> HttpResponse:
    book, columns = wanted.book, wanted.columns
    content = table_workbook(
        title=f"{book.title} năm {asked.year}".upper(),
        above=[wanted.unit.official_name, *_conditions(wanted)],
        columns=[SheetColumn(column.title, column.width) for column in columns],
        rows=([column.value(line) for column in columns] for line in lines),
        below=[f"Tổng số: {_number(len(lines))} dòng.", f"Lập ngày {timezone.localdate():%d/%m/%Y}.", "", *_SIGNATURES],
        sheet=book.title,
    )
    return sheet_response(content, f"so-van-ban-{book.code}-{asked.year}.xlsx")


def _printed(request: HttpRequest, wanted: Wanted, asked: Asked, lines: list[Line]) -> HttpResponse:
    context = {
        "section": "documents",
        "book": wanted.book,
        "unit": wanted.unit,
        "year": asked.year,
        "columns": wanted.columns,
        "rows": _rows(lines, wanted.columns),
        "conditions": _conditions(wanted),
        "count": len(lines),
        "today": timezone.localdate(),
        "query": request.GET.urlencode(),
    }
    return render(request, "documents/register_print.html", context)


_SIGNATURES = ("NGƯỜI LẬP SỔ                                        THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên)")


def _rows(lines: list[Line], columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    """What the templates draw, ready made: a page has five hundred cells."""
    return [_row(line, columns) for line in lines]


def _row(line: Line, columns: tuple[Column, ...]) -> dict[str, Any]:
    document, reserved = line.document, line.reserved
    address = document.get_absolute_url() if document else ""
    return {
        "cells": [
            {
                "code": column.code,
                "title": column.title,
                "text": text_of(column.value(line)) or ("xem văn bản" if column.code == "so" else ""),
                "address": address if column.code == "so" else "",
            }
            for column in columns
        ],
        "name": str(document or ""),
        "edit_address": reverse("register_row", args=[document.pk]) if document else "",
        "css": "" if reserved is None else f"number-line{' number-cancelled' if reserved.cancelled_at else ''}",
    }


def text_of(value: Value) -> str:
    """A cell's value as it is read: days as dd/mm/yyyy."""
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _heads(wanted: Wanted, request: HttpRequest) -> list[dict[str, Any]]:
    """The headings, and where a click on one leads: its order, the other way round when it is on already."""
    data = wanted.form.cleaned_data if wanted.form.is_valid() else {}
    now, down = data.get("sap") or wanted.book.first_order, data.get("chieu") == "giam"
    heads = []
    for column in wanted.columns:
        query = request.GET.copy()
        for name in ("sau", "truoc", "cuoi", "chieu"):
            query.pop(name, None)
        is_now = bool(column.order) and column.order == now
        query["sap"] = column.order
        if is_now and not down:
            query["chieu"] = "giam"
        heads.append(
            {
                "column": column,
                "address": f"?{query.urlencode()}" if column.order else "",
                "sorted": ("descending" if down else "ascending") if is_now else "",
            }
        )
    return heads


def _conditions(wanted: Wanted) -> list[str]:
    """What the filter asks for, in words, so that a printed part does not pass for the whole."""
    form = wanted.form
    parts = []
    for name in ("loai", "trang_thai", "ai", "tu", "den", "tim"):
        if name in form.fields and (value := form.cleaned_data.get(name)):
            field = form.fields[name]
            shown = dict(getattr(field, "choices", [])).get(value, value)
            shown = f"{shown:%d/%m/%Y}" if hasattr(shown, "strftime") else shown
            parts.append(f"{field.label}: {shown}")
    return [f"Chỉ gồm các dòng có {'; '.join(parts)}."] if parts else []


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")

"""Bảng phủ: items of a plan × units, the same unit by unit, and one item with the sentences that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from campaigns.forms.coverage import STATES
from campaigns.models import Plan, PlanItem
from campaigns.queries import coverage
from campaigns.queries.coverage import NAMES, NO_PLAN, NOT_APPLICABLE, OUTSIDE, OUTSIDE_NAME, Column
from campaigns.views.access import visible_plan
from campaigns.views.asked_coverage import Asked, asked_coverage, meters, share, tally, whole_board
from documents.models.document import State
from organizations.models import User
from organizations.views.access import signed_in

UNITS_A_PAGE, ITEMS_A_PAGE, ROWS_A_PAGE = 50, 40, 50
_SENTENCE, _REASON = 110, 60


@require_safe
def coverage_board(request: HttpRequest, pk: int) -> HttpResponse:
    """The board, page by page in both directions; ``?xem=don-vi`` lists the units with their totals instead."""
    asked = asked_coverage(request, visible_plan(request, pk, newer=_newer(signed_in(request))))
    board, context = asked.board, _frame(request, asked)
    if board.items and board.columns:
        by_unit = request.GET.get("xem") == "don-vi" and board.is_whole
        units = _page(board.columns, request, "cot", ROWS_A_PAGE if by_unit else UNITS_A_PAGE)
        context |= {"units": units, "by_unit": by_unit}
        if by_unit:
            context["rows"] = unit_rows(list(units))
        else:
            places = _page(range(len(board.items)), request, "hang", ITEMS_A_PAGE)
            context |= {"places": places} | _matrix(asked, list(units), list(places))
    return render(request, "campaigns/coverage_board.html", context)


@require_safe
def coverage_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item of a plan: its sentence, and beside it what each unit answers; ``?don-vi=`` shows one unit's."""
    item = get_object_or_404(PlanItem.objects.standing().visible_to(signed_in(request)), pk=pk)
    plan = visible_plan(request, item.plan_id)
    board = whole_board(request, plan, only=item)
    state, unit = request.GET.get("trang_thai", ""), request.GET.get("don-vi", "")
    columns = [one for one in board.columns if not unit or str(one.unit.pk) == unit]
    if unit and not columns:
        raise Http404
    page = _page([one for one in columns if state not in STATES or one.cells[0] in STATES[state][1]], request, "trang")
    answers = coverage.answers_to_item(item, page)
    context = {
        "section": "plans",
        "plan": plan,
        "item": item,
        "is_whole": board.is_whole,
        "rows": [
            {
                "column": one,
                "code": one.cells[0],
                "name": NAMES.get(one.cells[0], OUTSIDE_NAME),
                "answers": answers[one.unit.pk][:1],
            }
            for one in page
        ],
        "page": page,
        "query": f"trang_thai={state}&" if state in STATES else "",
        "only_unit": columns[0].unit if unit else None,
        "tabs": [("", "Tất cả", len(columns))]
        + [(code, name, sum(one.cells[0] in codes for one in columns)) for code, (name, codes) in STATES.items()],
        "state": state if state in STATES else "",
        "tally": tally(board.of_item(0)),
    }
    return render(request, "campaigns/coverage_item.html", context)


def unit_rows(columns: list[Column]) -> list[dict[str, Any]]:
    """What the list of units shows: totals of the cells, and how each one's plan is written."""
    quality = coverage.quality_of(columns)
    return [
        {
            "column": column,
            "share": share(column.answered, column.asked),
            "concrete": column.count(coverage.CONCRETE, coverage.MAY_BE_CONCRETE),
            "verbatim": column.count(coverage.VERBATIM, coverage.MAY_BE_VERBATIM),
            "not_applicable": column.count(NOT_APPLICABLE),
            "proposed": column.count(*coverage.PROPOSED),
            "unanswered": column.count(coverage.UNANSWERED),
            "quality": (one := quality.get(column.unit.pk, coverage.Quality())),
            "specific": share(one.specific, one.items),
            "copied": share(one.copied, one.items),
            "is_copied": one.items > 0 and one.copied * 2 >= one.items,
        }
        for column in columns
    ]


def _frame(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What the page shows around the table."""
    everything, kept = asked.everything, request.GET.copy()
    for name in ("cot", "hang"):
        kept.pop(name, None)
    return {
        "section": "plans",
        "plan": asked.plan,
        "form": asked.form,
        "board": asked.board,
        "is_whole": everything.is_whole,
        "is_filtered": asked.is_filtered,
        "everything": everything,
        "meters": meters(everything),
        "late": sum(column.days_late > 0 for column in everything.columns),
        "changed": sum(column.earlier is not None for column in everything.columns),
        "query": kept.urlencode(),
        "replaced_by": getattr(asked.plan, "newer", None),
        "legend": NAMES.items(),
    }


def _newer(user: User) -> Subquery:
    """The plan in its place, as far as the user sees it; drafts that were to replace it are none."""
    stood = Plan.objects.visible_to(user).filter(document__state__in=[State.ISSUED, State.REPLACED])
    return Subquery(stood.filter(document__replaces=OuterRef("document")).order_by("-pk").values("pk")[:1])


def _matrix(asked: Asked, columns: list[Column], places: list[int]) -> dict[str, Any]:
    """Heads and rows of the part of the board that is shown; cells ready made, for there are thousands."""
    board = asked.board.narrowed(columns, places)
    wanted = STATES[asked.values["trang_thai"]][1] if asked.values["trang_thai"] else ()
    rows = []
    for at, (place, item) in enumerate(zip(places, board.items, strict=True)):
        address, laid = reverse("coverage_item", args=[item.pk]), asked.everything.laid.get(item.pk, set())
        cells = []
        for column in board.columns:
            unit, code = column.unit.pk, column.cells[at]
            is_dim = bool(wanted) and code not in wanted
            why = board.reasons.get((unit, item.pk), "") if code == NOT_APPLICABLE else ""
            cells.append(_cell(code, f"{address}?don-vi={unit}", unit in laid, is_dim, why))
        rows.append(
            {
                "item": item,
                "address": address,
                "text": Truncator(item.text).chars(_SENTENCE),
                "tally": tally(asked.board.of_item(place)),
                "cells": SafeString("".join(cells)),
            }
        )
    heads = [{"column": column, "share": share(column.answered, column.asked)} for column in columns]
    return {"heads": heads, "rows": rows}


def _cell(code: int, address: str, is_laid: bool, is_dim: bool, reason: str) -> str:
    """One cell; the only words that are not ours, those of the reason, are escaped."""
    if code == OUTSIDE:
        return f'<td class="k k0"><span class="visually-hidden">{OUTSIDE_NAME}</span></td>'
    name = f"<i></i>{NAMES[code]}"
    if code != NO_PLAN:
        name = f'<a href="{address}">{name}</a>'
    why = f"<small>vì: {escape(Truncator(reason).chars(_REASON))}</small>" if reason else ""
    task = "<small>nhiệm vụ giao</small>" if is_laid else ""
    return f'<td class="k k{code}{" k-dim" if is_dim else ""}">{name}{why}{task}</td>'


def _page(rows: Sequence[Any], request: HttpRequest, name: str, size: int = ROWS_A_PAGE) -> Page[Any]:
    return Paginator(rows, size).get_page(request.GET.get(name))

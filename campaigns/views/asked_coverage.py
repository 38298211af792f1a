"""What the address asks of the coverage board: the same for the page, the workbook and the print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from campaigns.forms.coverage import COPIED, LATE, LEAST, MOST, STATES, TARGETS, TASKS, CoverageForm
from campaigns.models import Plan, PlanItem
from campaigns.queries import coverage
from campaigns.queries.coverage import CONFIRMED, NO_PLAN, OUTSIDE, PROPOSED, Board, Column
from organizations.models import Block, BlockMember
from organizations.models.period import in_force
from organizations.names import search_key
from organizations.views.access import signed_in

_FILTERS = ("tim", "khoi", "trang_thai", "muc", "tre", "thay")


@dataclass(frozen=True, slots=True)
class Asked:
    """The board as asked for, and ``everything`` that the user may see of it."""

    form: CoverageForm
    values: dict[str, Any]
    everything: Board
    board: Board

    @property
    def plan(self) -> Plan:
        """The plan whose answers these are."""
        return self.everything.plan

    @property
    def is_filtered(self) -> bool:
        """Whether a part may be missing."""
        return any(self.values[name] for name in _FILTERS)


def whole_board(request: HttpRequest, plan: Plan, only: PlanItem | None = None) -> Board:
    """The board of a published plan, or its one row, as far as the user may see it; of another one there is none."""
    if not plan.document.is_published:
        raise Http404
    return coverage.read_board(plan, signed_in(request), only=only)


def asked_coverage(request: HttpRequest, plan: Plan) -> Asked:
    """The board, narrowed and ordered by the address."""
    everything = whole_board(request, plan)
    blocks = _blocks(everything) if everything.is_whole else {}
    form = CoverageForm(request.GET, blocks=blocks, is_whole=everything.is_whole)
    values = form.asked()
    columns = _columns(everything, values, blocks)
    board = everything.narrowed(columns)
    if values["muc"] == TASKS:
        board = coverage.only_for(board, everything.laid)
    elif values["muc"] == TARGETS:
        board = coverage.only_for(board, coverage.aimed_at(everything))
    if values["trang_thai"]:
        board = coverage.with_state(board, STATES[values["trang_thai"]][1])
    return Asked(form, values, everything, _ordered(board, values))


def share(part: int, whole: int) -> str:
    """A share as people read it: "38 %"; "–" of nothing."""
    return f"{round(100 * part / whole)}\N{NO-BREAK SPACE}%" if whole else "–"


def tally(cells: bytes) -> str:
    """How many of the units with a plan answer an item: "9 trên 12 đơn vị trả lời (75 %), 2 chưa xác nhận"."""
    asked = len(cells) - cells.count(NO_PLAN) - cells.count(OUTSIDE)
    proposed = sum(map(cells.count, PROPOSED))
    answered = sum(map(cells.count, CONFIRMED)) + proposed
    if not asked:
        return "Chưa đơn vị nào có kế hoạch"
    told = f"{answered} trên {asked} đơn vị trả lời ({share(answered, asked)})"
    return f"{told}, {proposed} chưa xác nhận" if proposed else told


def meters(board: Board) -> list[tuple[str, int, int]]:
    """Name, how many, of how many: how far the units are, all together."""
    with_plan = sum(bool(column.plans) for column in board.columns)
    asked = board.count(*coverage.NAMES) - board.count(NO_PLAN)
    answered = board.count(*CONFIRMED, *PROPOSED)
    return [
        ("Đã có kế hoạch", with_plan, len(board.columns)),
        ("Ô đã trả lời", answered, asked),
        ("Đã xác nhận", board.count(*CONFIRMED), answered),
        ("Cụ thể hóa", board.count(coverage.CONCRETE, coverage.MAY_BE_CONCRETE), answered),
        ("Nguyên văn", board.count(coverage.VERBATIM, coverage.MAY_BE_VERBATIM), answered),
    ]


def _blocks(board: Board) -> dict[Block, set[int]]:
    """The blocks of today in which units of the board compete, each with its units; one query."""
    found: dict[Block, set[int]] = {}
    today = timezone.localdate()
    members = BlockMember.objects.filter(in_force(today), in_force(today, "block__")).select_related("block")
    units = [column.unit.pk for column in board.columns]
    for member in members.filter(unit__in=units).order_by("block__protocol_order", "block__name", "pk"):
        found.setdefault(member.block, set()).add(member.unit_id)
    return found


def _columns(board: Board, values: dict[str, Any], blocks: dict[Block, set[int]]) -> list[Column]:
    keys = search_key(values["tim"]).split()
    members = next((units for block, units in blocks.items() if str(block.pk) == values["khoi"]), None)
    return [
        column
        for column in board.columns
        if all(key in column.unit.search_name for key in keys)
        and (members is None or column.unit.pk in members)
        and (column.days_late > 0 or not values["tre"])
        and (column.earlier is not None or not values["thay"])
    ]


def _ordered(board: Board, values: dict[str, Any]) -> Board:
    """The units, and the items, in the order that is asked for; otherwise as they are."""
    columns = list(board.columns)
    if values["sap"] in (LEAST, MOST):
        columns.sort(key=lambda one: one.answered / (one.asked or 1), reverse=values["sap"] == MOST)
    elif values["sap"] == COPIED:
        columns.sort(key=lambda one: -one.count(coverage.VERBATIM, coverage.MAY_BE_VERBATIM))
    elif values["sap"] == LATE:
        columns.sort(key=lambda one: (-one.days_late, -one.days))
    board = replace(board, columns=columns)
    if values["sap_muc"] not in (LEAST, MOST):
        return board
    answers = [sum(map(board.of_item(at).count, (*CONFIRMED, *PROPOSED))) for at in range(len(board.items))]
    places = sorted(range(len(answers)), key=answers.__getitem__, reverse=values["sap_muc"] == MOST)
    return board.narrowed(items=places)

"""Bảng phủ: how the units answer a plan, item by item, as a matrix of one byte a cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, SmallIntegerField, Value, When
from django.utils import timezone

from campaigns.models import ItemAnswer, Plan, PlanItem, TargetShare
from campaigns.models.answer import AnswerState
from campaigns.queries import IN_FORCE, days_late
from campaigns.queries.cascade import tasks_of
from campaigns.queries.heirs import ended_note, heirs_of
from documents.models import Dispatch
from documents.models.document import State
from organizations.models import Unit, User

#: Cells by how well they answer: of several plans of one unit the smallest counts. 0 is an item that lays its tasks on
#: others: the unit is not asked.
OUTSIDE, CONCRETE, VERBATIM, NOT_APPLICABLE, MAY_BE_CONCRETE, MAY_BE_VERBATIM, UNANSWERED, NO_PLAN = range(8)
#: The item is answered; of the second ones only the machine says so.
CONFIRMED = (CONCRETE, VERBATIM, NOT_APPLICABLE)
PROPOSED = (MAY_BE_CONCRETE, MAY_BE_VERBATIM)
NAMES = {
    CONCRETE: "Cụ thể hóa",
    VERBATIM: "Nguyên văn",
    NOT_APPLICABLE: "Không áp dụng",
    MAY_BE_CONCRETE: "Đề xuất: cụ thể hóa",
    MAY_BE_VERBATIM: "Đề xuất: nguyên văn",
    UNANSWERED: "Chưa trả lời",
    NO_PLAN: "Chưa có kế hoạch",
}
OUTSIDE_NAME = "Không giao đơn vị này"
_DROPPED = (State.DISCARDED, State.RECALLED, State.REPLACED)
_SHOWN = (
    "parent", "document__owner", "document__state", "document__kind", "document__number", "document__symbol",
    "document__date", "document__issuer_printed", "document__summary", "document__replaces",
)  # fmt: skip
_UNIT = ("official_name", "short_name", "search_name", "kind", "path", "protocol_order", "valid_from", "valid_to")


@dataclass(slots=True)
class Column:
    """A unit with the plans by which it carries out the paper; ``cells`` has a code for each item of the board.

    ``days`` are calendar days since the paper was sent, while there is no plan; ``days_late`` working days since the
    deadline of a plan owed. Neither runs for a unit that is no more (``is_over``): ``note`` says
    under which unit stands what it owed (as ``queries/ended.py`` puts it on the board of late work).
    """

    unit: Unit
    plans: list[Plan] = field(default_factory=list)
    due_on: date | None = None
    days: int = 0
    days_late: int = 0
    is_over: bool = False
    cells: bytes = b""
    note: str = ""

    @property
    def without_plan(self) -> str:
        """What is said where there is no plan: the days since it was sent, or what became of the unit and its debt."""
        if self.is_over:
            return self.note or "đã kết thúc"
        return f"{self.days} ngày"

    def count(self, *codes: int) -> int:
        """How many cells have one of these codes."""
        return sum(self.cells.count(code) for code in codes)

    @property
    def asked(self) -> int:
        """How many items the unit is asked about."""
        return len(self.cells) - self.count(OUTSIDE)

    @property
    def answered(self) -> int:
        """How many of them it answers, by confirmation or by proposal."""
        return self.count(*CONFIRMED, *PROPOSED)


@dataclass(slots=True)
class Board:
    """The items of a paper and the units that the user may follow; ``is_whole``: all of them, seen from above.

    ``laid``: by key of the item the units on which it lays a task, whether a person confirmed the reading or not.
    """

    plan: Plan
    items: list[PlanItem]
    columns: list[Column]
    is_whole: bool
    laid: dict[int, set[int]]

    def of_item(self, at: int) -> bytes:
        """The cells of one item, unit by unit."""
        return bytes(column.cells[at] for column in self.columns)

    def count(self, *codes: int) -> int:
        """How many cells of the board have one of these codes."""
        return sum(column.count(*codes) for column in self.columns)

    def narrowed(self, columns: Sequence[Column] | None = None, items: Sequence[int] | None = None) -> Board:
        """The board with some of its units, and with the items at these places."""
        chosen = list(self.columns if columns is None else columns)
        if items is None:
            return replace(self, columns=chosen)
        places = list(items)
        cut = [replace(one, cells=bytes([one.cells[at] for at in places])) for one in chosen]
        return replace(self, columns=cut, items=[self.items[at] for at in places])


@dataclass(frozen=True, slots=True)
class Quality:
    """Of a unit's own plans: items, those that name an owner, a number or a date, those copied word for word."""

    items: int = 0
    specific: int = 0
    copied: int = 0


def read_board(plan: Plan, user: User, today: date | None = None, *, only: PlanItem | None = None) -> Board:
    """The board, or its one row, as far as the user may see it; five queries for any number of cells.

    Seen from above: every unit that owes a plan or has one in force, and of their plans only those in force. A unit
    sees its own column, there with what it is drafting; nothing of the units beside it. Items that do not concern a
    unit stand outside, as on the page on which it answers, unless it has answered them all the same.
    """
    is_whole = plan.document.shows_drafts_to(user)
    items = [only] if only else list(PlanItem.objects.filter(plan=plan).standing().defer("movements", "numbers"))
    columns = _columns(plan, None if is_whole else user, today or timezone.localdate())
    codes = _codes(plan, [one.pk for column in columns.values() for one in column.plans], only)
    keys = [item.pk for item in items]
    tasks = tasks_of(plan, [column.unit for column in columns.values()])
    for unit, column in columns.items():
        cells = zip(keys, _cells(keys, [codes[one.pk] for one in column.plans]), strict=True)
        column.cells = bytes(code if code in CONFIRMED or tasks.concern(key, unit) else OUTSIDE for key, code in cells)
    shown = sorted(columns.values(), key=lambda one: (one.unit.protocol_order, one.unit.official_name, one.unit.pk))
    return Board(plan, items, shown, is_whole, tasks.laid)


def aimed_at(board: Board) -> dict[int, set[int]]:
    """By key of the item with a target the units that were given a share of it; all, while nobody was; one query."""
    everybody = {column.unit.pk for column in board.columns}
    found: dict[int, set[int]] = {item.pk: set() for item in board.items if item.has_number}
    rows = TargetShare.objects.filter(target__item__plan=board.plan)
    for item, unit in rows.values_list("target__item", "unit"):
        found.setdefault(item, set()).add(unit)
    return {item: units or everybody for item, units in found.items()}


def only_for(board: Board, whom: dict[int, set[int]]) -> Board:
    """The items that concern a unit of the board; a cell of a unit that is not meant stands outside."""
    shown = {column.unit.pk for column in board.columns}
    places = [at for at, item in enumerate(board.items) if whom.get(item.pk, set()) & shown]
    cut = board.narrowed(items=places)
    for column in cut.columns:
        cells = zip(cut.items, column.cells, strict=True)
        column.cells = bytes(code if column.unit.pk in whom[item.pk] else OUTSIDE for item, code in cells)
    return cut


def with_state(board: Board, codes: Sequence[int]) -> Board:
    """The units and items that have a cell with one of these codes."""
    columns = [column for column in board.columns if column.count(*codes)]
    places = {at for column in columns for at, code in enumerate(column.cells) if code in codes}
    return board.narrowed(columns, None if len(places) == len(board.items) else sorted(places))


def quality_of(columns: Iterable[Column]) -> dict[int, Quality]:
    """By key of the unit how concrete its plans are and how much of them is copied; one query."""
    owner = {plan.pk: column.unit.pk for column in columns for plan in column.plans}
    verbatim = ItemAnswer.objects.filter(child_item=OuterRef("pk"), state=AnswerState.VERBATIM)
    copied = verbatim.filter(parent_plan=OuterRef("plan__parent"))
    rows = (
        PlanItem.objects.filter(plan__in=list(owner), retired_at__isnull=True)
        .order_by()
        .values("plan")
        .annotate(
            items=Count("pk"),
            specific=Count("pk", filter=~Q(owner="") | Q(has_number=True) | Q(has_date=True)),
            copied=Count("pk", filter=Exists(copied)),
        )
    )
    found: dict[int, Quality] = {}
    for row in rows.values_list("plan", "items", "specific", "copied"):
        before = found.get(owner[row[0]], Quality())
        found[owner[row[0]]] = Quality(before.items + row[1], before.specific + row[2], before.copied + row[3])
    return found


def reasons_of(columns: Iterable[Column], items: Iterable[PlanItem]) -> dict[tuple[int, int], str]:
    """By unit and item why the item does not apply; one query."""
    plans = [plan.pk for column in columns for plan in column.plans]
    rows = ItemAnswer.objects.filter(
        plan__in=plans, parent_item__in=list(items), state=AnswerState.NOT_APPLICABLE
    ).values_list("unit", "parent_item", "reason")
    return {(unit, item): reason for unit, item, reason in rows}


def answers_to_item(item: PlanItem, columns: Iterable[Column]) -> dict[int, list[ItemAnswer]]:
    """By unit what its plans answer to one item, the better answer first; one query."""
    plans = [plan.pk for column in columns for plan in column.plans]
    rows = (
        ItemAnswer.objects.filter(parent_item=item, plan__in=plans)
        .select_related("child_item", "decided_by__person")
        .annotate(code=_code())
        .order_by("code", "-pk")
    )
    found: dict[int, list[ItemAnswer]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    return found


def _columns(plan: Plan, only: User | None, today: date) -> dict[int, Column]:
    """By unit its column, without cells; ``only``: those of the user's units."""
    own = None if only is None else {unit for _, unit in only.roles_held()}
    dispatches = Dispatch.objects.filter(document=plan.document_id).select_related("unit")
    dispatches = dispatches.only("asks_answer", "due_on", "sent_at", "document", *(f"unit__{name}" for name in _UNIT))
    children = (
        Plan.objects.filter(parent=plan)
        .exclude(document__state__in=_DROPPED)
        .exclude(document__owner=plan.document.issuer_id)
        .select_related("document__owner")
        .only(*_SHOWN, *(f"document__owner__{name}" for name in _UNIT))
        .order_by("pk")
    )
    if own is not None:
        dispatches, children = dispatches.filter(unit__in=own), children.filter(document__owner__in=own)
    else:
        children = children.filter(document__state__in=IN_FORCE)
    plans: dict[int, list[Plan]] = defaultdict(list)
    for child in children:
        plans[child.document.owner_id].append(child)
    columns = {found[0].document.owner_id: Column(found[0].document.owner, found) for found in plans.values()}
    for sent in dispatches:
        if sent.asks_answer or sent.unit_id in columns:
            column = columns.setdefault(sent.unit_id, Column(sent.unit))
            _count_days(column, sent, today)
    _note_ended(columns, today)
    return columns


def _note_ended(columns: dict[int, Column], today: date) -> None:
    """Says of ended units without a plan who took over, and whether what they owed is carried out there by now.

    No query when there is none; else one for each generation of units. Of a unit without heirs nothing is said.
    """
    ended = [column for column in columns.values() if column.is_over and not column.plans]
    heirs = heirs_of([column.unit.pk for column in ended], today)
    carried_out = {
        unit for unit, column in columns.items() if any(one.document.state in IN_FORCE for one in column.plans)
    }
    for column in ended:
        taken = heirs.get(column.unit.pk, [])
        if not taken:
            continue
        column.note = ended_note(column.unit, taken, today)
        if any(heir.pk in carried_out for heir, _ in taken):
            column.note += "; đơn vị kế tục đã có kế hoạch"
        else:
            column.note += f"; việc còn nợ tính cho {taken[0][0]}"


def _count_days(column: Column, sent: Dispatch, today: date) -> None:
    column.due_on = sent.due_on
    column.is_over = not column.unit.holds_on(today)
    if column.is_over or any(plan.document.state in IN_FORCE for plan in column.plans):
        return
    column.days = max((today - timezone.localdate(sent.sent_at)).days, 0)
    if sent.asks_answer and sent.due_on:
        column.days_late = days_late(sent.due_on, today)


def _code() -> Case:
    """The code of an answer, worked out by the database: a cell is read as a number."""
    confirmed = Q(decided_at__isnull=False)
    whens = [
        When(confirmed & Q(state=AnswerState.CONCRETE), then=Value(CONCRETE)),
        When(confirmed & Q(state=AnswerState.VERBATIM), then=Value(VERBATIM)),
        When(state=AnswerState.NOT_APPLICABLE, then=Value(NOT_APPLICABLE)),
        When(state=AnswerState.CONCRETE, then=Value(MAY_BE_CONCRETE)),
        When(state=AnswerState.VERBATIM, then=Value(MAY_BE_VERBATIM)),
    ]
    return Case(*whens, default=Value(UNANSWERED), output_field=SmallIntegerField())


def _codes(plan: Plan, plans: Sequence[int], only: PlanItem | None) -> dict[int, dict[int, int]]:
    """By plan and item the code of the answer."""
    found: dict[int, dict[int, int]] = {pk: {} for pk in plans}
    answers = ItemAnswer.objects.filter(parent_item=only) if only else ItemAnswer.objects.filter(parent_plan=plan)
    rows = answers.order_by().annotate(code=_code())
    for own, item, code in rows.values_list("plan", "parent_item", "code"):
        if own in found:  # of the drafts of others nothing is kept
            found[own][item] = code
    return found


def _cells(keys: Sequence[int], answers: Sequence[dict[int, int]]) -> bytes:
    """The codes of one unit for all items, the better one of its plans."""
    rows = [bytes([one.get(key, UNANSWERED) for key in keys]) for one in answers]
    if not rows:
        return bytes([NO_PLAN] * len(keys))
    return rows[0] if len(rows) == 1 else bytes(map(min, *rows))

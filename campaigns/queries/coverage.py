"""Bảng phủ: how the units answer a plan, item by item, as a matrix of one byte a cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, SmallIntegerField, Subquery, Value, When
from django.db.models.functions import Coalesce
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
    under which unit stands what it owed (as ``queries/ended.py`` puts it on the board of late work). A plan that
    stands in the place of an ``earlier`` one (its key) may have left plans in force under it, ``left_below`` of them.
    """

    unit: Unit
    plans: list[Plan] = field(default_factory=list)
    due_on: date | None = None
    days: int = 0
    days_late: int = 0
    is_over: bool = False
    earlier: int | None = None
    left_below: int = 0
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

    ``laid``: by key of the item the units on which it lays a task, whether a person confirmed the reading or not;
    ``reasons``: by unit and item why the item does not apply, in the unit's words.
    """

    plan: Plan
    items: list[PlanItem]
    columns: list[Column]
    is_whole: bool
    laid: dict[int, set[int]]
    reasons: dict[tuple[int, int], str]

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
    owners = {own.pk: unit for unit, column in columns.items() for own in column.plans}
    codes, reasons = _codes(plan, owners, only)
    keys = [item.pk for item in items]
    tasks = tasks_of(plan, [column.unit for column in columns.values()])
    for unit, column in columns.items():
        cells = zip(keys, _cells(keys, [codes[one.pk] for one in column.plans]), strict=True)
        column.cells = bytes(code if code in CONFIRMED or tasks.concern(key, unit) else OUTSIDE for key, code in cells)
    shown = sorted(columns.values(), key=lambda one: (one.unit.protocol_order, one.unit.official_name, one.unit.pk))
    return Board(plan, items, shown, is_whole, tasks.laid, reasons)


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
        .annotate(earlier=F("document__replaces__plan"), left_below=_left_below())
        .order_by("pk")
    )
    if own is not None:
        dispatches, children = dispatches.filter(unit__in=own), children.filter(document__owner__in=own)
    else:
        children = children.filter(document__state__in=IN_FORCE)
    plans: dict[int, list[Plan]] = defaultdict(list)
    for child in children:
        plans[child.document.owner_id].append(child)
    columns = {unit: _column_of(found) for unit, found in plans.items()}
    for sent in dispatches:
        if sent.asks_answer or sent.unit_id in columns:
            column = columns.setdefault(sent.unit_id, Column(sent.unit))
            _count_days(column, sent, today)
    _note_ended(columns, today)
    return columns


def _column_of(plans: list[Plan]) -> Column:
    """A unit that has plans. What stands under an earlier one of them is the same for all that took its place."""
    column = Column(plans[0].document.owner, plans)
    for plan in plans:
        if getattr(plan, "earlier", None):
            column.earlier, column.left_below = getattr(plan, "earlier", None), getattr(plan, "left_below", 0)
    return column


def _left_below() -> Coalesce:
    """How many plans in force still carry out the plan in whose place this one was put."""
    below = Plan.objects.filter(parent=OuterRef("document__replaces__plan"), document__state__in=IN_FORCE)
    counted = below.order_by().values("parent").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


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


def _codes(
    plan: Plan, owners: dict[int, int], only: PlanItem | None
) -> tuple[dict[int, dict[int, int]], dict[tuple[int, int], str]]:
    """By plan and item the code of the answer; and by unit and item why it does not apply.

    ``owners``: the plans that are read, each with its unit.
    """
    found: dict[int, dict[int, int]] = {pk: {} for pk in owners}
    reasons: dict[tuple[int, int], str] = {}
    answers = ItemAnswer.objects.filter(parent_item=only) if only else ItemAnswer.objects.filter(parent_plan=plan)
    # The words of an answer that is none are not fetched: of sixty thousand cells a handful has a reason.
    why = Case(When(state=AnswerState.NOT_APPLICABLE, then=F("reason")), default=None)
    rows = answers.order_by().annotate(code=_code(), why=why)
    for own, item, code, reason in rows.values_list("plan", "parent_item", "code", "why"):
        if own in found:  # of the drafts of others nothing is kept
            found[own][item] = code
            if reason is not None:
                reasons[owners[own], item] = reason
    return found, reasons


def _cells(keys: Sequence[int], answers: Sequence[dict[int, int]]) -> bytes:
    """The codes of one unit for all items, the better one of its plans."""
    rows = [bytes([one.get(key, UNANSWERED) for key in keys]) for one in answers]
    if not rows:
        return bytes([NO_PLAN] * len(keys))
    return rows[0] if len(rows) == 1 else bytes(map(min, *rows))

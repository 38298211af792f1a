"""Việc chậm: what units owe about papers sent to them, and how late they are in working days.

One row for each thing that a unit owes something about: a sent paper (``owed_about``), a report (``owed_in_rounds``), a
kiến nghị of an inspection that is late (``owed_after_inspections`` in ``inspection_tasks.py``). A further kind of duty
is a further source of ``Owed`` rows; boards and totals take whatever rows they are given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import BooleanField, Case, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from campaigns.models import ClockReminder, InspectionFinding, ProgressReport, ReportReminder
from campaigns.queries import IN_FORCE, days_late, owes_answer
from campaigns.queries.progress import owed_reports
from campaigns.text.reminding import ACKNOWLEDGE, ANSWER, REMEDY, REPORT, acknowledge_by
from documents.models import Dispatch, Document, Reminder
from documents.models.dispatch import DispatchQuerySet
from documents.models.document import ROW_FIELDS
from organizations.models import Unit, User
from organizations.models.period import in_force

# Ids in one question to the database: SQLite takes 32,766 values.
_MOST_IDS = 30_000


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do: a ``ClockReminder.Duty``, until when, and for how many working days it is late."""

    kind: str
    due_on: date | None
    days_late: int

    @property
    def is_acknowledging(self) -> bool:
        """Whether the deadline is that for acknowledging, which no paper says."""
        return self.kind == ACKNOWLEDGE


@dataclass(slots=True)
class Owed:
    """What a unit owes about one sent paper; ``duties`` begins with the answer, which asks more of it.

    A row about a ``report`` or a ``finding`` has neither dispatch nor document (0). ``main`` is what the row is late
    with: the answer when that is late, else whatever is, else the answer. ``former`` is the ended unit
    (``is_of_ended``) whose duty it was; ``note`` says how it came to ``unit`` (``queries/ended.py``).
    """

    dispatch_id: int
    unit_id: int
    document_id: int
    owner_id: int
    year: int
    sent_on: date
    duties: tuple[Duty, ...]
    main: Duty = field(init=False)
    unit: Unit | None = None
    document: Document | None = None
    reminder: Reminder | None = None
    clock: ClockReminder | None = None
    is_of_ended: bool = False
    former: Unit | None = None
    note: str = ""
    report: ProgressReport | None = None
    report_reminder: ReportReminder | None = None
    finding: InspectionFinding | None = None

    def __post_init__(self) -> None:
        self.main = next((duty for duty in self.duties if duty.days_late), self.duties[0])

    @property
    def days_late(self) -> int:
        """Working days since the deadline of what the row is late with; 0: nothing is late."""
        return self.main.days_late

    @property
    def due_on(self) -> date | None:
        """The deadline that ``days_late`` is counted from, or the next one."""
        return self.main.due_on

    @property
    def to_answer(self) -> bool:
        """Whether a plan is owed."""
        return self.duties[0].kind == ANSWER

    @property
    def to_acknowledge(self) -> bool:
        """Whether nobody of the unit has acknowledged the paper."""
        return self.duties[-1].kind == ACKNOWLEDGE

    @property
    def to_report(self) -> bool:
        """Whether a report is owed."""
        return self.main.kind == REPORT

    @property
    def to_remedy(self) -> bool:
        """Whether a kiến nghị of an inspection is to be carried out."""
        return self.main.kind == REMEDY


@dataclass(slots=True)
class UnitTotal:
    """What one unit owes altogether."""

    unit: Unit
    rows: list[Owed] = field(default_factory=list)

    @property
    def late(self) -> int:
        """How many of its rows are late."""
        return sum(row.days_late > 0 for row in self.rows)

    @property
    def to_answer(self) -> int:
        """How many plans it owes."""
        return sum(row.to_answer for row in self.rows)

    @property
    def to_acknowledge(self) -> int:
        """How many papers it has not acknowledged."""
        return sum(row.to_acknowledge for row in self.rows)

    @property
    def to_report(self) -> int:
        """How many reports it owes."""
        return sum(row.to_report for row in self.rows)

    @property
    def to_remedy(self) -> int:
        """How many kiến nghị it has not carried out in time."""
        return sum(row.to_remedy for row in self.rows)

    @property
    def days_late(self) -> int:
        """The longest delay."""
        return max(row.days_late for row in self.rows)


def owed_about(dispatches: DispatchQuerySet, today: date, *, with_ended: bool = False) -> list[Owed]:
    """What is owed about these dispatches by units that stand today, in one query for any number of them.

    ``with_ended``: by those, too, that stand no more. Papers that were recalled or replaced oblige nobody any more.
    """
    standing = in_force(today, "unit__")
    if with_ended:
        standing |= Q(unit__valid_to__lt=today)
    owes = Case(When(owes_answer(), then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = (
        dispatches.filter(standing, document__state__in=IN_FORCE)
        .annotate(owes=owes, is_new=Q(acknowledged_at__isnull=True))
        .filter(Q(is_new=True) | Q(owes=True))
        .order_by("pk")
        .values_list(
            "pk", "unit_id", "document_id", "document__owner_id", "document__plan__year", "sent_at", "due_on",
            "owes", "is_new", "unit__valid_to",
        )
    )  # fmt: skip
    found = []
    zone = timezone.get_current_timezone()
    for pk, unit, document, owner, year, sent_at, due_on, is_owed, is_new, last in rows:
        sent_on = sent_at.astimezone(zone).date()
        duties = []
        if is_owed:
            duties.append(Duty(ANSWER, due_on, days_late(due_on, today) if due_on else 0))
        if is_new:
            by = _acknowledge_by(sent_on)
            duties.append(Duty(ACKNOWLEDGE, by, days_late(by, today)))
        one = Owed(pk, unit, document, owner, year or sent_on.year, sent_on, tuple(duties))
        one.is_of_ended = last is not None and last < today
        found.append(one)
    return found


def owed_in_rounds(user: User, today: date) -> list[Owed]:
    """The reports that the user's units and those below them owe, in one query; of words in them nothing is read."""
    below = Q(pk__in=[])
    for path in user.unit_paths():
        below |= Q(unit__path__startswith=path)
    last = ReportReminder.objects.filter(report=OuterRef("pk")).order_by("-pk")
    reports = (
        ProgressReport.objects.filter(below, owed_reports(today))
        .select_related("round__host")
        .annotate(told_on=Subquery(last.values("on")[:1]), told_at_step=Subquery(last.values("step")[:1]))
        .defer("highlights", "difficulties", "proposals", "return_reason")
    )
    found = []
    for report in reports.order_by("pk"):
        due_on = report.round.due_on
        opened_on = timezone.localdate(report.round.opened_at)
        duty = Duty(REPORT, due_on, days_late(due_on, today))
        row = Owed(0, report.unit_id, 0, report.office_id, report.round.year, opened_on, (duty,), report=report)
        if report.told_on:
            row.report_reminder = ReportReminder(report=report, on=report.told_on, step=report.told_at_step)
        found.append(row)
    return found


def name_them(rows: Iterable[Owed]) -> None:
    """Gives rows their units and papers, in two queries, and puts nothing else in."""
    rows = list(rows)
    papers = Document.objects.only(*ROW_FIELDS, "owner__short_name").select_related("owner")
    units: dict[int, Unit] = {}
    documents: dict[int, Document] = {}
    for ids in _parts({row.unit_id for row in rows}):
        units |= {unit.pk: unit for unit in Unit.objects.filter(pk__in=ids)}
    for ids in _parts({row.document_id for row in rows if row.document_id}):
        documents |= {paper.pk: paper for paper in papers.filter(pk__in=ids)}
    for row in rows:
        row.unit, row.document = units[row.unit_id], documents.get(row.document_id)


def in_order(rows: Iterable[Owed]) -> list[Owed]:
    """The latest first, then by deadline, then in the units' protocol order; they must have names."""
    return sorted(
        rows,
        key=lambda row: (-row.days_late, row.due_on or date.max, row.unit.protocol_order, row.dispatch_id),  # type: ignore[union-attr]
    )


def totals_by_unit(rows: Iterable[Owed]) -> list[UnitTotal]:
    """Totals of each unit that owes something, those with the longest delay first."""
    found: dict[int, UnitTotal] = {}
    for row in rows:
        assert row.unit is not None
        found.setdefault(row.unit_id, UnitTotal(row.unit)).rows.append(row)
    return sorted(found.values(), key=lambda total: (-total.days_late, -total.late, total.unit.protocol_order))


def add_last_reminders(rows: Iterable[Owed]) -> None:
    """Gives rows about papers the last reminder by hand and the last one by the clock, in one query for a page of them.

    Of each only the time is read. Other rows have theirs from the beginning.
    """
    by_id = {row.dispatch_id: row for row in rows if row.dispatch_id}
    by_hand = Reminder.objects.filter(dispatch=OuterRef("pk")).order_by("-pk").values("at")[:1]
    by_clock = ClockReminder.objects.filter(dispatch=OuterRef("pk")).order_by("-pk").values("on")[:1]
    for ids in _parts(by_id):
        told = Dispatch.objects.filter(pk__in=ids).order_by().annotate(hand=Subquery(by_hand), clock=Subquery(by_clock))
        for pk, at, on in told.values_list("pk", "hand", "clock"):
            by_id[pk].reminder = Reminder(dispatch_id=pk, at=at) if at else None
            by_id[pk].clock = ClockReminder(dispatch_id=pk, on=on) if on else None


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + _MOST_IDS] for start in range(0, len(ordered), _MOST_IDS))


# Thousands of rows were sent on a few dozen days.
_acknowledge_by = lru_cache(maxsize=4096)(acknowledge_by)

"""Tổng hợp: what all units of a round reported, target by target and task by task, each number with its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from campaigns.models import ProgressReport, ReportLine, ReportRound
from campaigns.models.progress import ReportState
from campaigns.queries.progress import share_of
from campaigns.queries.progress_before import Earlier, earlier_lines
from campaigns.queries.targets import OUTCOMES, Outcome, reaches
from documents.text.item_readings import written
from organizations.models import Unit


@dataclass(slots=True)
class UnitFigure:
    """One unit's line of a target or task, beside its line of the same period before.

    ``counts``: the office has accepted the report; what it has not is not shown and not counted.
    """

    report: ProgressReport
    line: ReportLine
    before: Earlier | None = None

    @property
    def unit(self) -> Unit:
        """Who reported."""
        return self.report.unit

    @property
    def counts(self) -> bool:
        """Whether the office has accepted it and it has a figure or a progress."""
        if self.report.state != ReportState.ACCEPTED:
            return False
        return self.line.actual is not None if self.line.is_target else bool(self.line.progress)

    @property
    def outcome(self) -> Outcome:
        """Whether what was reached is what was asked."""
        if not self.counts or self.line.actual is None or self.line.asked is None:
            return "chua_co"
        return "dat" if reaches(self.line.actual, self.line.asked, self.line.direction) else "chua_dat"

    @property
    def outcome_name(self) -> str:
        """The outcome in words."""
        return OUTCOMES[self.outcome]

    @property
    def share(self) -> str:
        """Which part of what is asked was reached, "92,5 %"; "" when it cannot be said."""
        found = share_of(self.line.actual, self.line.asked, self.line.measure) if self.counts else None
        return "" if found is None else f"{written(found)}%"

    @property
    def change(self) -> Decimal | None:
        """The difference to the same period before."""
        if not self.counts or self.before is None or self.before.actual is None or self.line.actual is None:
            return None
        return self.line.actual - self.before.actual

    @property
    def change_text(self) -> str:
        """The difference with its sign; "" when there is none to say."""
        return "" if self.change is None else signed(self.change)


@dataclass(slots=True)
class TargetTotal:
    """A target over all units of the round."""

    key: str
    text: str
    place: str
    measure: str
    adds_up: bool
    rows: list[UnitFigure] = field(default_factory=list)

    @property
    def counted(self) -> list[UnitFigure]:
        """The rows whose figures count."""
        return [row for row in self.rows if row.counts]

    @property
    def asked(self) -> Decimal:
        """What is asked of all units together."""
        return sum((row.line.asked or Decimal(0) for row in self.rows), Decimal(0))

    @property
    def asked_text(self) -> str:
        """The same as papers write it."""
        return written(self.asked)

    @property
    def total(self) -> Decimal:
        """What was reached altogether."""
        return sum((row.line.actual or Decimal(0) for row in self.counted), Decimal(0))

    @property
    def total_text(self) -> str:
        """The same as papers write it."""
        return written(self.total)

    @property
    def share(self) -> Decimal | None:
        """Which part of what is asked of all was reached, in percent."""
        return share_of(self.total, self.asked) if self.counted else None

    @property
    def share_text(self) -> str:
        """The same as papers write it."""
        return "" if self.share is None else f"{written(self.share)}%"

    @property
    def reached(self) -> int:
        """How many units reached what was asked of them."""
        return sum(row.outcome == "dat" for row in self.rows)

    @property
    def lowest(self) -> str:
        """The lowest figure that counts."""
        return written(min(row.line.actual or Decimal(0) for row in self.counted)) if self.counted else ""

    @property
    def highest(self) -> str:
        """The highest figure that counts."""
        return written(max(row.line.actual or Decimal(0) for row in self.counted)) if self.counted else ""

    @property
    def compared(self) -> list[UnitFigure]:
        """The rows with a figure in both periods; only these can be compared."""
        return [row for row in self.rows if row.change is not None]

    @property
    def before(self) -> Decimal | None:
        """What the compared units had reached in the same period before; None when figures do not add up."""
        if not self.adds_up or not self.compared:
            return None
        return sum((row.before.actual or Decimal(0) for row in self.compared if row.before), Decimal(0))

    @property
    def before_text(self) -> str:
        """The same as papers write it; "" when nothing is compared."""
        return "" if self.before is None else written(self.before)

    @property
    def change(self) -> Decimal | None:
        """The difference of the compared units to the same period before."""
        if self.before is None:
            return None
        return sum((row.change or Decimal(0) for row in self.compared), Decimal(0))

    @property
    def change_text(self) -> str:
        """The difference with its sign."""
        return "" if self.change is None else signed(self.change)

    @property
    def change_share(self) -> Decimal | None:
        """The difference in percent of what was before."""
        return None if self.change is None else share_of(self.change, self.before)


@dataclass(slots=True)
class TaskTotal:
    """A task over all units of the round."""

    key: str
    text: str
    place: str
    rows: list[UnitFigure] = field(default_factory=list)

    def at(self, progress: str) -> list[UnitFigure]:
        """The rows that stand there."""
        return [row for row in self.rows if row.counts and row.line.progress == progress]

    @property
    def parts(self) -> list[tuple[str, str, list[UnitFigure]]]:
        """Code and name of each progress, with its rows."""
        return [(value, str(name), self.at(value)) for value, name in ReportLine.Progress.choices]

    @property
    def unsaid(self) -> list[UnitFigure]:
        """The rows that do not count yet."""
        return [row for row in self.rows if not row.counts]


@dataclass(slots=True)
class Totals:
    """All of a round. ``own`` are the targets that units set themselves: shown unit by unit, in no sum."""

    round: ReportRound
    reports: list[ProgressReport]
    targets: list[TargetTotal]
    tasks: list[TaskTotal]
    own: list[UnitFigure] = field(default_factory=list)

    @property
    def accepted(self) -> list[ProgressReport]:
        """Reports that count."""
        return [report for report in self.reports if report.state == ReportState.ACCEPTED]

    @property
    def missing(self) -> list[ProgressReport]:
        """Reports that do not."""
        return [report for report in self.reports if report.state != ReportState.ACCEPTED]

    @property
    def words(self) -> list[tuple[str, list[tuple[ProgressReport, str]]]]:
        """What units wrote beside their figures: the heading, with each report and its text."""
        fields = (
            ("Kết quả nổi bật", "highlights"),
            ("Khó khăn, hạn chế, nguyên nhân", "difficulties"),
            ("Đề xuất, kiến nghị", "proposals"),
        )
        return [
            (title, [(report, getattr(report, name)) for report in self.accepted if getattr(report, name)])
            for title, name in fields
        ]


def totals(round_: ReportRound) -> Totals:
    """What the reports of a round say together; two queries for any number of units, and those of the period before."""
    reports = list(round_.reports.select_related("unit").order_by("unit__protocol_order", "unit__official_name", "pk"))
    place = {report.pk: order for order, report in enumerate(reports)}
    by_id = {report.pk: report for report in reports}
    lines = ReportLine.objects.filter(report__round=round_).order_by("order", "pk")
    earlier = earlier_lines(round_, [report.unit_id for report in reports])
    targets: dict[str, TargetTotal] = {}
    tasks: dict[str, TaskTotal] = {}
    own: list[UnitFigure] = []
    for line in lines:
        report = by_id[line.report_id]
        line.report = report
        row = UnitFigure(report, line, earlier.get((report.unit_id, line.kind, line.key)))
        # Two lines of one plan may say the same of different items: what they are made of tells them apart.
        same = f"{line.target_id or line.obligation_id}|{line.key}"
        if line.is_own:
            own.append(row)
        elif line.is_target:
            total = targets.setdefault(same, TargetTotal(same, line.text, line.place, line.measure, line.adds_up))
            total.rows.append(row)
        else:
            tasks.setdefault(same, TaskTotal(same, line.text, line.place)).rows.append(row)
    everything: Iterable[TargetTotal | TaskTotal] = (*targets.values(), *tasks.values())
    for one in everything:
        one.rows.sort(key=lambda row: place[row.report.pk])
    in_plan = _order(lines)
    return Totals(
        round_,
        reports,
        sorted(targets.values(), key=lambda one: in_plan[one.key]),
        sorted(tasks.values(), key=lambda one: in_plan[one.key]),
        sorted(own, key=lambda row: place[row.report.pk]),
    )


def _order(lines: Iterable[ReportLine]) -> dict[str, int]:
    """Where each target or task stands: as far down as in the longest form."""
    found: dict[str, int] = defaultdict(int)
    for line in lines:
        key = f"{line.target_id or line.obligation_id}|{line.key}"
        found[key] = max(found[key], line.order)
    return found


def signed(change: Decimal) -> str:
    """A difference with its sign, as papers write numbers: "+12", "−3,5", "0"."""
    if change > 0:
        return f"+{written(change)}"
    return f"−{written(-change)}" if change < 0 else "0"

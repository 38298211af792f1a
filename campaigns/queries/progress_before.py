"""Cùng kỳ trước: what a unit reported of a line a year before; of a unit that took over from others, what they did.

Units are merged and renamed between two periods. A unit that carries on the work of others is held against what these
had reported together; what cannot be added (percentages, levels for everybody, a unit that was divided, a figure that
is missing) is named and not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from campaigns.models import ProgressReport, ReportLine, ReportRound
from campaigns.models.progress import ReportState
from documents.text.item_readings import written
from organizations.models import Unit, UnitSuccession

# A unit may come from one that had come from another; longer chains than this are not followed.
_GENERATIONS = 5
_KINDS = UnitSuccession.Kind

#: Unit, kind of line and key of its wording: by these the same line is found in another period.
Key = tuple[int, str, str]


@dataclass(slots=True)
class Earlier:
    """The same line a year before. ``lines`` are accepted ones, of the unit itself and of those it took over from.

    ``missing`` are units that were asked the same and whose figure is not there; ``divided`` units whose work several
    have taken over; ``taken_over`` says that somebody else than the unit itself is among them.
    """

    lines: list[ReportLine] = field(default_factory=list)
    missing: list[Unit] = field(default_factory=list)
    divided: list[ReportLine] = field(default_factory=list)
    taken_over: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether one report had several lines of that wording: none of them is the one, and their sum is neither."""
        return len({line.report_id for line in self.lines}) < len(self.lines)

    @property
    def actual(self) -> Decimal | None:
        """The figure that can be compared, summed over all whose work the unit has; None when there is none."""
        figures = [line.actual for line in self.lines if line.actual is not None]
        if self.missing or self.divided or self.is_ambiguous or not figures:
            return None
        if len(figures) > 1 and not all(line.adds_up for line in self.lines):
            return None
        return sum(figures, Decimal(0))

    @property
    def actual_text(self) -> str:
        """The same as papers write it; "" when there is none."""
        return "" if self.actual is None else written(self.actual)

    @property
    def progress_text(self) -> str:
        """How far the task had come, of each unit if there were several; "" when nothing was said."""
        said = [line for line in self.lines if line.progress]
        if not self.taken_over:
            return said[0].get_progress_display().lower() if said else ""
        return "; ".join(f"{line.report.unit}: {line.get_progress_display().lower()}" for line in said)

    @property
    def result(self) -> str:
        """What was reached, in words."""
        return "; ".join(line.result for line in self.lines if line.result)

    @property
    def note(self) -> str:
        """Of whom the figure is, or why there is none; "" for a unit's own."""
        if not self.taken_over:
            said = "; ".join(line.actual_text for line in self.lines if line.actual is not None)
            return f"{said}: nhiều dòng cùng tên nên không so sánh" if said and self.is_ambiguous else ""
        names = ", ".join(str(line.report.unit) for line in self.lines)
        if self.actual is not None:
            return f"cộng của {names}" if len(self.lines) > 1 else f"của {names}"
        parts = [f"{line.report.unit}: {line.actual_text}" for line in self.lines if line.actual is not None]
        if self.missing:
            parts.append(f"thiếu số của {', '.join(map(str, self.missing))}")
        elif len(parts) > 1:
            parts.append("không cộng được")
        parts += [
            f"{line.report.unit} đã tách cho nhiều đơn vị, số {line.actual_text} không chia được"
            for line in self.divided
        ]
        return "; ".join(parts)

    @property
    def address(self) -> str:
        """The page of the line when there is one alone; "" else."""
        return self.lines[0].get_absolute_url() if len(self.lines) == 1 else ""


@dataclass(slots=True)
class _Origins:
    """Whose work a unit has: of ``whole`` all, of ``divided`` a share that nobody wrote down."""

    whole: set[int] = field(default_factory=set)
    divided: set[int] = field(default_factory=set)


def earlier_lines(round_: ReportRound, units: Iterable[int]) -> dict[Key, Earlier]:
    """By unit, kind and key what stands in the round that ``previous`` names; no query when it names none.

    Four queries for any number of units, one more for each further generation of units.
    """
    if not round_.previous_id:
        return {}
    wanted = list(units)
    origins = _origins(wanted, timezone.localdate(round_.opened_at))
    if any(one.whole or one.divided for one in origins.values()):
        # A unit that reports for itself in this round is held against its own figures.
        here = set(ProgressReport.objects.filter(round=round_).values_list("unit", flat=True))
        origins = {unit: _Origins(one.whole - here, one.divided - here) for unit, one in origins.items()}
    of_unit: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for unit in wanted:
        of_unit[unit].append((unit, False))
        for former in origins[unit].whole:
            of_unit[former].append((unit, False))
        for former in origins[unit].divided - origins[unit].whole:
            of_unit[former].append((unit, True))
    found: dict[Key, Earlier] = defaultdict(Earlier)
    lines = ReportLine.objects.filter(report__round=round_.previous_id, report__unit__in=of_unit)
    lines = lines.select_related("report__unit").defer(
        "report__highlights", "report__difficulties", "report__proposals"
    )
    for line in lines.order_by("report__unit__protocol_order", "report__unit__official_name", "pk"):
        for unit, is_divided in of_unit[line.report.unit_id]:
            _add(found[unit, line.kind, line.key], line, unit, is_divided)
    return {key: one for key, one in found.items() if one.lines or one.divided}


def _add(one: Earlier, line: ReportLine, unit: int, is_divided: bool) -> None:
    is_there = line.report.state == ReportState.ACCEPTED and (line.actual is not None or not line.is_target)
    if is_divided:
        if is_there:
            one.divided.append(line)
            one.taken_over = True
        return
    one.taken_over |= line.report.unit_id != unit
    if is_there:
        one.lines.append(line)
    elif line.is_target:
        one.missing.append(line.report.unit)


def _origins(units: list[int], on: date) -> dict[int, _Origins]:
    """From whom each of the units has taken over until that day (a part of another's work is no whole)."""
    found = {unit: _Origins() for unit in units}
    waiting = {(unit, unit, False) for unit in units}
    seen = set(waiting)
    for _ in range(_GENERATIONS):
        at = {former for _, former, _ in waiting}
        rows = list(UnitSuccession.objects.filter(successor__in=at, on__lte=on).exclude(kind=_KINDS.PART))
        if not rows:
            break
        shared = _shared({row.predecessor_id for row in rows})
        following = set()
        for unit, former, is_divided in waiting:
            for row in rows:
                if row.successor_id == former:
                    divided = is_divided or row.kind == _KINDS.SPLIT or row.predecessor_id in shared
                    (found[unit].divided if divided else found[unit].whole).add(row.predecessor_id)
                    following.add((unit, row.predecessor_id, divided))
        waiting = following - seen
        seen |= waiting
    return found


def _shared(formers: set[int]) -> set[int]:
    """Those of the units whose work went on in more than one."""
    heirs: dict[int, set[int]] = defaultdict(set)
    rows = UnitSuccession.objects.filter(predecessor__in=formers).exclude(kind=_KINDS.PART)
    for former, heir in rows.values_list("predecessor", "successor"):
        heirs[former].add(heir)
    return {former for former, taken in heirs.items() if len(taken) > 1}

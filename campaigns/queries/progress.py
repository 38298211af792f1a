"""Rounds of reports: what a round asks of each unit, how far the units are, what they reported before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from campaigns.models import (
    Obligation,
    Plan,
    ProgressReport,
    ReportLine,
    ReportReminder,
    ReportRound,
    Target,
    TargetActual,
    TargetShare,
)
from campaigns.models.plan import IN_FORCE
from campaigns.models.progress import WRITTEN
from campaigns.queries.addressed import units_below, units_of
from campaigns.queries.progress_before import Earlier, earlier_lines
from documents.text.item_readings import written
from legal.workdays import working_days_late
from organizations.models import Unit
from organizations.models.period import in_force
from organizations.models.unit import UnitQuerySet
from organizations.names import search_key


def possible_reporters(host: Unit, on: date) -> UnitQuerySet:
    """Units that stand below the office on that day."""
    return Unit.objects.below(host).filter(in_force(on)).exclude(pk=host.pk).in_protocol_order()


def lines_asked(plan: Plan | None, units: Iterable[Unit], on: date) -> dict[int, list[ReportLine]]:
    """By unit the lines of its form, not saved: its shares of the plan's targets, the targets that it set itself in its
    plan under this one, and the plan's settled obligations laid on it.

    Five queries for any number of units.
    """
    asked: dict[int, list[ReportLine]] = {unit.pk: [] for unit in units}
    if plan is None:
        return asked
    duties = list(Obligation.objects.filter(item__plan=plan).settled().standing().select_related("item"))
    laid = units_of(duties, units_below(plan, on))
    for duty in duties:
        for unit in laid[duty.pk] & set(asked):
            asked[unit].append(_of_obligation(duty))
    shares = TargetShare.objects.filter(target__in=Target.objects.filter(item__plan=plan).settled().standing())
    for share in shares.filter(unit__in=asked).select_related("target__item").order_by("target__item__order", "pk"):
        asked[share.unit_id].append(_of_share(share))
    for target in _own_targets(plan, asked):
        asked[target.item.plan.document.owner_id].append(_of_own(target))
    for lines in asked.values():
        lines.sort(key=lambda line: (not line.is_target, line.is_own, line.order))
        for order, line in enumerate(lines, start=1):
            line.order = order
    return asked


def _of_obligation(duty: Obligation) -> ReportLine:
    return ReportLine(
        kind=ReportLine.Kind.OBLIGATION,
        obligation=duty,
        text=duty.what,
        place=duty.item.place,
        key=search_key(duty.what)[:400],
        due_on=duty.due_on,
        order=duty.item.order,
    )


def _own_targets(plan: Plan, units: Iterable[int]) -> QuerySet[Target]:
    """The settled targets of the units' plans in force right under ``plan``, in the order of their papers."""
    plans = Plan.objects.filter(parent=plan, document__owner__in=units, document__state__in=IN_FORCE)
    targets = Target.objects.filter(item__plan__in=plans).settled().standing()
    return targets.select_related("item__plan__document").order_by("item__plan", "item__order", "pk")


def _of_own(target: Target) -> ReportLine:
    line = _of_target(target)
    line.kind, line.asked = ReportLine.Kind.OWN, target.value
    return line


def _of_share(share: TargetShare) -> ReportLine:
    line = _of_target(share.target)
    line.kind, line.asked = ReportLine.Kind.TARGET, share.value
    # Shares of one number add up; the same level for everybody, or a percentage, does not.
    line.adds_up = share.target.sharing == Target.Sharing.DIVIDED and "%" not in share.target.unit
    return line


def _of_target(target: Target) -> ReportLine:
    return ReportLine(
        target=target,
        text=target.measure,
        place=target.item.place,
        key=f"{search_key(target.measure)}|{search_key(target.unit)}"[:400],
        measure=target.unit,
        direction=target.direction,
        order=target.item.order,
    )


def same_period_before(host: Unit, kind: str, period_to: date) -> ReportRound | None:
    """The host's round of that kind whose period ended a year before."""
    return (
        ReportRound.objects.filter(host=host, kind=kind, period_to__year=period_to.year - 1)
        .exclude(kind=ReportRound.Kind.THEMED)
        .order_by("-period_to", "-pk")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Before:
    """What the unit had reported of a line: in the same period before, and last for the same target."""

    same_period: Earlier | None
    last: TargetActual | None

    @property
    def last_text(self) -> str:
        """The last figure as papers write it."""
        return written(self.last.value) if self.last else ""


def before(report: ProgressReport, lines: Iterable[ReportLine]) -> dict[int, Before]:
    """By line what stands beside it in the form; at most six queries."""
    lines, unit = list(lines), report.unit_id
    earlier = earlier_lines(report.round, [unit])
    targets = [line.target_id for line in lines if line.target_id]
    actuals = TargetActual.objects.filter(
        target__in=targets, unit=report.unit_id, period_end__lt=report.round.period_to
    ).order_by("period_end", "pk")
    last = {actual.target_id: actual for actual in actuals}
    return {line.pk: Before(earlier.get((unit, line.kind, line.key)), last.get(line.target_id or 0)) for line in lines}


@dataclass(slots=True)
class BoardRow:
    """One unit in a round; ``days_late`` counts working days, up to the sending or to today."""

    report: ProgressReport
    days_late: int
    reminder: ReportReminder | None = None

    @property
    def unit(self) -> Unit:
        """Who reports."""
        return self.report.unit

    @property
    def is_owed(self) -> bool:
        """Whether the unit has still to send."""
        return self.report.state in WRITTEN


def board_rows(round_: ReportRound, today: date) -> list[BoardRow]:
    """All units of a round in protocol order; two queries."""
    reports = round_.reports.select_related("unit", "sent_by__person").defer("highlights", "difficulties", "proposals")
    reports = reports.order_by("unit__protocol_order", "unit__official_name", "pk")
    last_of = ReportReminder.objects.filter(report__round=round_).order_by().values("report").annotate(last=Max("pk"))
    last = {one.report_id: one for one in ReportReminder.objects.filter(pk__in=last_of.values("last"))}
    found = []
    for report in reports:
        report.round = round_
        found.append(BoardRow(report, days_late(report, today), last.get(report.pk)))
    return found


def days_late(report: ProgressReport, today: date) -> int:
    """Working days from the deadline to the sending, or to today while nothing is sent; a closed round stands still."""
    round_ = report.round
    if report.state in WRITTEN:
        until = timezone.localdate(round_.closed_at) if round_.closed_at else today
    else:
        until = timezone.localdate(report.sent_at) if report.sent_at else today
    return working_days_late(round_.due_on, until)


def owed_reports(today: date) -> Q:
    """Condition on a report: its round is open and the unit, which stands today, has not sent it."""
    return Q(round__closed_at__isnull=True, state__in=WRITTEN) & in_force(today, "unit__")


def share_of(actual: Decimal | None, asked: Decimal | None, measure: str = "") -> Decimal | None:
    """Which part of what is asked was reached, in percent with one decimal; None when it cannot be said.

    Of a percentage (``measure``) the part is no percentage that anybody reads.
    """
    if actual is None or not asked or "%" in measure:
        return None
    return (actual * 100 / asked).quantize(Decimal("0.1"))

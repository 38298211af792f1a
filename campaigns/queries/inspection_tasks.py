"""What waits about inspections, and for whom; kiến nghị that are owed, with their delay in working days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from campaigns.models import FindingResponse, InspectionFinding, InspectionVisit
from campaigns.models.inspection import InspectionVisitQuerySet, VisitState
from campaigns.models.inspection_finding import FindingKind, FindingResponseQuerySet, InspectionFindingQuerySet
from documents.queries import units_where
from documents.workflow import DRAFTERS, ISSUERS
from legal.workdays import working_days_late
from organizations.models import User
from organizations.models.period import in_force

#: A visit whose day is this near has to be told to its unit.
NEAR = timedelta(days=7)
MOST = 150


@dataclass(frozen=True, slots=True)
class OwedRecommendation:
    """A kiến nghị that is not carried out, with its delay in working days (0: not late)."""

    finding: InspectionFinding
    days_late: int

    @property
    def is_waiting(self) -> bool:
        """Whether the unit has answered and the office has not looked yet."""
        return bool(getattr(self.finding, "is_waiting", False))

    @property
    def state_name(self) -> str:
        """How far it is, in words."""
        if self.finding.settled_at is not None:
            return "Đã khắc phục"
        return "Đã trả lời, chờ xem" if self.is_waiting else "Chưa khắc phục"


@dataclass(frozen=True, slots=True)
class InspectionTasks:
    """What a user has to do: kiến nghị to answer, answers to judge, visits to move on."""

    to_answer: list[OwedRecommendation] = field(default_factory=list)
    to_judge: list[FindingResponse] = field(default_factory=list)
    visits: Sequence[tuple[str, InspectionVisit]] = ()

    def __len__(self) -> int:
        return len(self.to_answer) + len(self.to_judge) + len(self.visits)

    def only_late(self) -> InspectionTasks:
        """The kiến nghị that are late, alone."""
        return InspectionTasks([row for row in self.to_answer if row.days_late])

    @property
    def late(self) -> int:
        """How many kiến nghị are late."""
        return sum(row.days_late > 0 for row in self.to_answer)


def findings_to_answer(user: User, unit_id: int | None = None) -> InspectionFindingQuerySet:
    """Kiến nghị that units of the user have to answer."""
    units = [unit for unit in units_where(user, DRAFTERS) if unit_id in (None, unit)]
    return InspectionFinding.objects.to_answer().filter(visit__unit__in=units)


def responses_to_judge(user: User, unit_id: int | None = None) -> FindingResponseQuerySet:
    """Answers that the user's offices have to look at."""
    hosts = [unit for unit in units_where(user, ISSUERS) if unit_id in (None, unit)]
    return FindingResponse.objects.waiting().filter(host__in=hosts)


def visits_to_move(user: User, today: date, unit_id: int | None = None) -> InspectionVisitQuerySet:
    """Visits that are near and not told, whose day has come, or that were held and are not concluded."""
    hosts = [unit for unit in units_where(user, ISSUERS) if unit_id in (None, unit)]
    return InspectionVisit.objects.filter(host__in=hosts).filter(
        Q(state=VisitState.HELD)
        | Q(state=VisitState.NOTIFIED, planned_on__lte=today)
        | Q(state=VisitState.PLANNED, planned_on__lte=today + NEAR)
    )


def tasks_for(user: User, today: date, unit_id: int | None = None) -> InspectionTasks:
    """All of it, late first: one query for the visits concerned, one more for each of the other two that has any."""
    if not units_where(user, (*DRAFTERS, *ISSUERS)):
        return InspectionTasks()
    findings, answers = findings_to_answer(user, unit_id), responses_to_judge(user, unit_id)
    moves = Exists(visits_to_move(user, today, unit_id).filter(pk=OuterRef("pk")))
    asks = Exists(findings.filter(visit=OuterRef("pk")))
    waits = Exists(answers.filter(finding__visit=OuterRef("pk")))
    visits = InspectionVisit.objects.annotate(moves=moves, asks=asks, waits=waits)
    concerned = visits.filter(Q(moves=True) | Q(asks=True) | Q(waits=True)).select_related("unit", "host")
    known = list(concerned.order_by("planned_on", "pk"))
    if any(visit.asks for visit in known):
        findings = findings.select_related("visit__unit", "visit__host").order_by(
            F("due_on").asc(nulls_last=True), "pk"
        )
    else:
        findings = findings.none()
    if any(visit.waits for visit in known):
        answers = answers.select_related("finding__visit__unit", "by__person").order_by("pk")
    else:
        answers = answers.none()
    return InspectionTasks(
        owed_rows(findings[:MOST], today),
        list(answers[:MOST]),
        [(_next_step(visit), visit) for visit in known if visit.moves][:MOST],
    )


def recommendations_below(user: User) -> InspectionFindingQuerySet:
    """Kiến nghị of concluded visits that the user may see, done or not, with what a list shows of them."""
    found: InspectionFindingQuerySet = InspectionFinding.objects.visible_to(user).filter(
        kind=FindingKind.RECOMMENDATION, visit__state=VisitState.CONCLUDED
    )
    return found.with_waiting().select_related("visit__unit", "visit__host", "visit__programme")


def standing_on(findings: InspectionFindingQuerySet, today: date) -> InspectionFindingQuerySet:
    """Those of units that stand on that day."""
    return findings.filter(in_force(today, "visit__unit__"))


def late_recommendations(user: User, today: date) -> list[OwedRecommendation]:
    """Kiến nghị that are late on that day, of units that stand, the latest first; one query."""
    past = standing_on(recommendations_below(user).to_answer(), today).filter(due_on__lt=today)
    return [row for row in owed_rows(past, today) if row.days_late]


def late_by_visit(visits: Iterable[InspectionVisit], today: date) -> Counter[int]:
    """How many kiến nghị of each visit are late."""
    past = InspectionFinding.objects.to_answer().filter(visit__in=[visit.pk for visit in visits], due_on__lt=today)
    return Counter(row.finding.visit_id for row in owed_rows(past, today) if row.days_late)


def owed_rows(findings: Iterable[InspectionFinding], today: date) -> list[OwedRecommendation]:
    """Findings (with ``is_waiting``) with their delay, the latest first, then by deadline.

    What is done is not late, nor what the unit has answered: then the office has to look.
    """
    rows = [OwedRecommendation(finding, _late(finding, today)) for finding in findings]
    return sorted(rows, key=lambda row: (-row.days_late, row.finding.due_on or date.max, row.finding.pk))


def _late(finding: InspectionFinding, today: date) -> int:
    is_over = finding.settled_at is not None or getattr(finding, "is_waiting", False)
    return 0 if is_over or finding.due_on is None else working_days_late(finding.due_on, today)


def _next_step(visit: InspectionVisit) -> str:
    if visit.state == VisitState.PLANNED:
        return "Chờ thông báo cho đơn vị"
    return "Chờ kết luận" if visit.state == VisitState.HELD else "Đã đến ngày, chờ ghi kết quả"

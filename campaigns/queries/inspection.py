"""What the pages of inspections read: programmes with their progress, visits with their findings, doubles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from campaigns.models import FindingResponse, InspectionFinding, InspectionProgramme, InspectionVisit, PlanItem
from campaigns.models.inspection import InspectionVisitQuerySet, VisitState
from campaigns.models.inspection_finding import FindingKind, InspectionFindingQuerySet
from campaigns.models.plan import IN_FORCE
from campaigns.text.team import Member
from documents.models import Document
from documents.models.document import State
from documents.queries import units_where
from documents.workflow import ISSUERS
from organizations.models import Unit, User
from organizations.models.unit import UnitQuerySet


def inspecting_units(user: User) -> list[Unit]:
    """Units for which the user may keep programmes."""
    return list(Unit.objects.filter(pk__in=units_where(user, ISSUERS)).in_protocol_order())


def programmes_for_list(user: User) -> QuerySet[InspectionProgramme]:
    """Programmes that the user sees, the latest first, with how far their visits are."""
    standing = ~Q(visits__state=VisitState.CANCELLED)
    found: QuerySet[InspectionProgramme] = (
        InspectionProgramme.objects.visible_to(user)
        .select_related("host")
        .annotate(
            visit_count=Count("visits", filter=standing),
            held_count=Count("visits", filter=Q(visits__state__in=[VisitState.HELD, VisitState.CONCLUDED])),
            concluded_count=Count("visits", filter=Q(visits__state=VisitState.CONCLUDED)),
        )
        .order_by("-year", "-starts_on", "-pk")
    )
    return found


def possible_units(host: Unit, on: date) -> UnitQuerySet:
    """Units that the office may inspect: all below it that stand on that day."""
    found: UnitQuerySet = Unit.objects.below(host).as_of(on).exclude(pk=host.pk).in_protocol_order()
    return found


def possible_papers(host: Unit) -> QuerySet[Document]:
    """Papers of the office, also drafts, that may lay a programme down: kế hoạch, quyết định, công văn, thông báo."""
    found: QuerySet[Document] = (
        Document.objects.filter(owner=host, kind__in=["KH", "QĐ", "CV", "TB"])
        .exclude(state__in=[State.DISCARDED, State.RECALLED, State.REPLACED])
        .for_list()
    )
    return found


def with_numbers(visits: InspectionVisitQuerySet) -> InspectionVisitQuerySet:
    """Adds to each visit how many tồn tại and kiến nghị there are, and how many of these are done."""

    def count(**condition: object) -> Count:
        return Count("findings", filter=Q(**{f"findings__{name}": value for name, value in condition.items()}))

    return visits.annotate(
        shortcomings=count(kind=FindingKind.SHORTCOMING),
        recommendations=count(kind=FindingKind.RECOMMENDATION),
        settled=count(kind=FindingKind.RECOMMENDATION, settled_at__isnull=False),
    )


def in_calendar_order(visits: InspectionVisitQuerySet) -> InspectionVisitQuerySet:
    """By day and hour, those without a day last, then by the units' protocol order."""
    return visits.select_related("unit", "programme").order_by(
        F("planned_on").asc(nulls_last=True), F("starts_at").asc(nulls_last=True), "unit__protocol_order", "pk"
    )


def visits_to_schedule(programme: InspectionProgramme) -> InspectionVisitQuerySet:
    """The visits of a programme that can still be moved, in the order of the calendar."""
    open_states = [VisitState.PLANNED, VisitState.NOTIFIED]
    return in_calendar_order(InspectionVisit.objects.filter(programme=programme, state__in=open_states))


def told_visits(user: User) -> list[InspectionVisit]:
    """Visits by others at the user's units and those below that they were told of, the latest first."""
    kept = InspectionVisit.objects.kept_by(user).values("pk")
    visits = with_numbers(InspectionVisit.objects.told_to(user).exclude(pk__in=kept)).select_related(
        "unit", "host", "programme"
    )
    return list(visits.order_by("-planned_on", "-pk")[:300])


def record_of(visit: InspectionVisit, user: User) -> list[InspectionFinding]:
    """The findings of a visit as far as the user may read them, with answers and files; three queries."""
    answers = FindingResponse.objects.select_related("by__person", "judged_by__person").prefetch_related("files__file")
    findings: InspectionFindingQuerySet = InspectionFinding.objects.visible_to(user).filter(visit=visit)
    return list(
        findings.select_related("item__plan__document")
        .prefetch_related(Prefetch("responses", answers))
        .order_by("position", "pk")
    )


def items_of_unit(visit: InspectionVisit) -> QuerySet[PlanItem]:
    """Items of the inspected unit's plans in force of the programme's year, to which a finding may refer.

    A draft of the unit is its own: nobody who inspects refers to it.
    """
    items: QuerySet[PlanItem] = (
        PlanItem.objects.standing()
        .filter(
            plan__document__owner=visit.unit_id,
            plan__document__state__in=IN_FORCE,
            plan__year=visit.programme.year,
        )
        .select_related("plan__document")
    )
    return items


def doubles(visits: Iterable[InspectionVisit], programme: InspectionProgramme) -> dict[int, list[str]]:
    """By visit what is double: the unit is visited again in the period, or somebody is elsewhere on that day.

    It is told, not refused: a second look at a unit may be meant. One query for any number of visits.
    """
    visits = [visit for visit in visits if visit.state != VisitState.CANCELLED]
    days = {visit.planned_on for visit in visits if visit.planned_on}
    others = InspectionVisit.objects.filter(host=programme.host_id).standing()
    near = Q(programme=programme) | Q(planned_on__in=days)
    near |= Q(planned_on__range=(programme.starts_on, programme.ends_on))
    known = list(others.filter(near).select_related("unit", "programme").order_by("planned_on", "pk"))
    people = {visit.pk: {one.key: one for one in visit.people} for visit in known}
    found: dict[int, list[str]] = {}
    for visit in visits:
        own = {one.key: one for one in visit.people}
        said = []
        for other in known:
            if other.pk == visit.pk:
                continue
            if other.unit_id == visit.unit_id:
                said.append(_visited_again(visit, other))
            if visit.planned_on and other.planned_on == visit.planned_on and other.unit_id != visit.unit_id:
                said += _elsewhere(own, people[other.pk], other)
        if said:
            found[visit.pk] = said
    return found


def _visited_again(visit: InspectionVisit, other: InspectionVisit) -> str:
    when = f"ngày {other.planned_on:%d/%m/%Y}" if other.planned_on else "chưa xếp ngày"
    where = "" if other.programme_id == visit.programme_id else f" theo chương trình “{other.programme}”"
    return f"{visit.unit} còn một cuộc kiểm tra khác trong kỳ, {when}{where}."


def _elsewhere(own: dict[str, Member], there: dict[str, Member], other: InspectionVisit) -> list[str]:
    names = [own[key].name for key in own if key in there]
    hour = f" lúc {other.starts_at:%H:%M}" if other.starts_at else ""
    return [f"{', '.join(names)} cùng ngày có cuộc kiểm tra tại {other.unit}{hour}."] if names else []


def shown_paper(document: Document | None, user: User) -> Document | None:
    """The paper if the user may see it."""
    if document is None or not Document.objects.visible_to(user).filter(pk=document.pk).exists():
        return None
    return document

"""The deadlines in a user's calendar: what the user's units owe, what was passed on, what the user's units wait for;
visits of inspection and what they asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q
from django.urls import reverse

from campaigns.models import InspectionFinding, InspectionVisit, ProgressReport
from campaigns.queries import owes_answer
from campaigns.queries.progress import owed_reports
from documents.models import Dispatch, Document, Forwarding
from documents.models.dispatch import DispatchQuerySet
from documents.notifications import titled
from organizations.models import User
from organizations.models.period import in_force
from reports.text.ics import Event

# Deadlines further away say nothing to a calendar.
PAST, AHEAD = timedelta(days=180), timedelta(days=550)
MOST = 500


def deadlines_for(user: User, today: date) -> list[Event]:
    """Events by day; one question for each kind, two for inspections."""
    units = sorted({unit_id for _, unit_id in user.roles_held()})
    if not units:
        return []
    near = Q(due_on__range=(today - PAST, today + AHEAD))
    owed = Dispatch.objects.filter(near, owes_answer(), in_force(today, "unit__"))
    reports = ProgressReport.objects.filter(
        owed_reports(today), unit__in=units, round__due_on__range=(today - PAST, today + AHEAD)
    )
    events = [
        *_owed(owed.filter(unit__in=units).for_duties()[:MOST]),
        *_passed_on(Forwarding.objects.open_for(user).filter(near, dispatch__unit__in=units).for_duties()[:MOST]),
        *_awaited(owed.filter(document__owner__in=units)),
        *_inspections(units, today),
        *_reports(reports.select_related("round", "unit", "office")[:MOST]),
    ]
    return sorted(events, key=lambda event: (event.day, event.uid))


def _owed(dispatches: Iterable[Dispatch]) -> Iterator[Event]:
    for sent in dispatches:
        assert sent.due_on is not None
        yield Event(
            uid=f"phai-tra-loi-{sent.pk}@{_host()}",
            day=sent.due_on,
            stamp=sent.sent_at,
            summary=f"Hạn: {sent.unit} ban hành văn bản thực hiện {sent.document}",
            description=f"{titled(sent.document)}\n{sent.document.owner} gửi.",
            address=_address("received_detail", sent.pk),
        )


def _passed_on(forwardings: Iterable[Forwarding]) -> Iterator[Event]:
    for passed in forwardings:
        assert passed.due_on is not None
        document = passed.dispatch.document
        yield Event(
            uid=f"chuyen-xu-ly-{passed.pk}@{_host()}",
            day=passed.due_on,
            stamp=passed.at,
            summary=f"Hạn xử lý {document}",
            description=f"{titled(document)}\n{passed.by} chuyển. {passed.note}".strip(),
            address=_address("received_detail", passed.dispatch_id),
        )


def _reports(reports: Iterable[ProgressReport]) -> Iterator[Event]:
    for report in reports:
        yield Event(
            uid=f"bao-cao-{report.pk}@{_host()}",
            day=report.round.due_on,
            stamp=report.round.opened_at,
            summary=f"Hạn: {report.unit} gửi báo cáo {report.office}",
            description=str(report.round),
            address=_address("report_detail", report.pk),
        )


def _awaited(owed: DispatchQuerySet) -> Iterator[Event]:
    names = ("pk", "kind", "number", "symbol", "summary")
    rows = owed.order_by().values("due_on", *(f"document__{name}" for name in names))
    for row in rows.annotate(units=Count("pk"), at=Max("sent_at")).order_by("due_on", "document__pk")[:MOST]:
        paper = Document(**{name: row[f"document__{name}"] for name in names})
        yield Event(
            uid=f"dang-cho-{paper.pk}-{row['due_on']:%Y%m%d}@{_host()}",
            day=row["due_on"],
            stamp=row["at"],
            summary=f"Hạn trả lời {paper}: còn {row['units']} đơn vị",
            description=titled(paper),
            address=_address("dispatch_board", paper.pk),
        )


def _inspections(units: list[int], today: date) -> Iterator[Event]:
    """Visits by the user's offices, and those that the user's units were told of with what they still ask for."""
    window = (today - PAST, today + AHEAD)
    owed = InspectionFinding.objects.to_answer().filter(due_on__range=window, visit__unit__in=units)
    mine = Q(host__in=units) | Q(unit__in=units, notified_at__isnull=False)
    rows = InspectionVisit.objects.standing().filter(
        mine, Q(planned_on__range=window) | Q(Exists(owed.filter(visit=OuterRef("pk"))))
    )
    asked = Prefetch("findings", owed.order_by("due_on", "pk"), to_attr="asked")
    rows = rows.select_related("unit", "host", "programme").prefetch_related(asked)
    for visit in rows.order_by("planned_on", "pk")[:MOST]:
        if visit.planned_on is not None:
            yield _visit(visit, visit.planned_on)
        for finding in visit.asked:
            yield _recommendation(visit, finding)


def _visit(visit: InspectionVisit, day: date) -> Event:
    hour = f" lúc {visit.starts_at:%H:%M}" if visit.starts_at else ""
    return Event(
        uid=f"kiem-tra-{visit.pk}@{_host()}",
        day=day,
        stamp=visit.notified_at or visit.programme.created_at,
        summary=f"Kiểm tra {visit.unit}{hour}",
        description=f"{visit.programme.subject}\n{visit.host} kiểm tra. {visit.place}".strip(),
        address=_address("visit_detail", visit.pk),
    )


def _recommendation(visit: InspectionVisit, finding: InspectionFinding) -> Event:
    assert finding.due_on is not None
    return Event(
        uid=f"kien-nghi-{finding.pk}@{_host()}",
        day=finding.due_on,
        stamp=finding.created_at,
        summary=f"Hạn: {visit.unit} trả lời kiến nghị kiểm tra",
        description=f"{finding.text[:300]}\n{visit.host} kiểm tra.",
        address=_address("visit_detail", visit.pk),
    )


def _address(name: str, pk: int) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=[pk])}"


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or "thidua"

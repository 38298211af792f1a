"""Programmes of inspection and their visits: laid down, put into the calendar, told to the units, held, concluded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.actions.inspection_notices import (
    tell_cancelled,
    tell_concluded,
    tell_moved,
    tell_notified,
    tell_reopened,
)
from campaigns.models import Campaign, InspectionProgramme, InspectionVisit, Plan
from campaigns.models.inspection import VisitState
from campaigns.queries.inspection import possible_units
from campaigns.workflow.inspection import KEEPERS, VISIT
from documents.models import Document
from organizations.models import Unit, User
from workflow.engine import Refused, perform, record

# Of a programme or visit: what the log says was changed.
_TEAM = ("lead", "secretary", "members", "contents")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """What a programme says; see ``InspectionProgramme``."""

    year: int
    subject: str
    starts_on: date
    ends_on: date
    plan: Plan | None = None
    campaign: Campaign | None = None
    paper: Document | None = None
    lead: str = ""
    secretary: str = ""
    members: str = ""
    contents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When and where a visit is to be."""

    planned_on: date | None
    starts_at: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """What a visit says beside its slot; see ``InspectionVisit``."""

    lead: str = ""
    secretary: str = ""
    members: str = ""
    contents: str = ""
    met: str = ""


def lay_down_programme(
    *, host: Unit, facts: ProgrammeFacts, by: User, units: Iterable[Unit] = ()
) -> InspectionProgramme:
    """A programme of the office with one visit, still without a day, to each unit.

    Raises:
        Refused: ``by`` may not do so there, may not see a paper that it names, or a unit is not below the office.
        ValidationError: the subject is there already in that year (a form posted twice makes no second programme),
            or the period runs backward. Nothing was made.
    """
    check_host_keeper(host.pk, by)
    _check_seen(host, facts, by)
    programme = InspectionProgramme(host=host, created_by=by, **_fields(facts))
    programme.full_clean()
    try:
        with transaction.atomic():
            programme.save()
            record(thing=programme, action="create", label="Lập chương trình kiểm tra", by=by, unit_id=host.pk)
            add_visits(programme=programme, units=units, by=by)
    except IntegrityError:
        # Somebody laid it down between the check and the saving: the check now finds it and says so.
        programme.validate_constraints()
        raise
    return programme


def change_programme(*, programme: InspectionProgramme, facts: ProgrammeFacts, by: User) -> InspectionProgramme:
    """Other facts for a programme; visits keep what they say themselves.

    Raises:
        Refused, ValidationError: as ``lay_down_programme``; also a planned day would lie outside the period.
    """
    check_host_keeper(programme.host_id, by)
    _check_seen(programme.host, facts, by)
    with transaction.atomic():
        current = InspectionProgramme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        new = _fields(facts)
        changed = sorted(name for name, value in new.items() if getattr(current, name) != value)
        if not changed:
            return current
        for name, value in new.items():
            setattr(current, name, value)
        current.full_clean()
        _check_days(current, current.visits.standing().values_list("planned_on", flat=True))
        current.save()
        data = {"fields": changed}
        record(thing=current, action="edit", label="Sửa chương trình", by=by, unit_id=current.host_id, data=data)
        return current


def add_visits(
    *, programme: InspectionProgramme, units: Iterable[Unit], by: User, again: Collection[int] = ()
) -> list[InspectionVisit]:
    """A visit to each unit that has none in the programme; nothing is made twice.

    Args:
        again: ids of units that are to be visited once more although they have a visit.

    Returns:
        The visits that were made.

    Raises:
        Refused: ``by`` may not do so, or a unit does not stand below the office.
    """
    check_host_keeper(programme.host_id, by)
    wanted = {unit.pk: unit for unit in units}
    allowed = set(possible_units(programme.host, timezone.localdate()).values_list("pk", flat=True))
    if not set(wanted) <= allowed:
        raise Refused("Có đơn vị không trực thuộc đơn vị kiểm tra. Hãy tải lại trang rồi chọn lại.")
    with transaction.atomic():
        # Two clerks that add the same unit at once stand in line here.
        InspectionProgramme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        present = set(programme.visits.standing().values_list("unit_id", flat=True))
        new = [unit for pk, unit in wanted.items() if pk not in present or pk in again]
        team = {name: getattr(programme, name) for name in _TEAM}
        made = InspectionVisit.objects.bulk_create(
            [InspectionVisit(programme=programme, host_id=programme.host_id, unit=unit, **team) for unit in new]
        )
        for visit in made:
            record(thing=visit, action="create", label="Đưa vào chương trình", by=by, target=visit.state)
    return made


def schedule_visits(*, programme: InspectionProgramme, slots: Mapping[int, Slot], by: User) -> list[InspectionVisit]:
    """Days, hours and places of several visits of a programme, by key of the visit.

    Units that were told before are told again when something moved.

    Returns:
        The visits that changed.

    Raises:
        Refused: ``by`` may not do so, a visit was held or cancelled meanwhile, a told visit loses its day, or a day
            lies outside the programme's period. Nothing was changed.
    """
    check_host_keeper(programme.host_id, by)
    _check_days(programme, (slot.planned_on for slot in slots.values()))
    changed = []
    with transaction.atomic():
        rows = InspectionVisit.objects.select_for_update(of=("self",)).filter(programme=programme, pk__in=slots)
        for visit in rows.select_related("unit").order_by("pk"):
            slot = slots[visit.pk]
            if slot != Slot(planned_on=visit.planned_on, starts_at=visit.starts_at, place=visit.place):
                _move(visit, slot, by)
                changed.append(visit)
        for visit in InspectionVisit.objects.filter(
            pk__in=[one.pk for one in changed], notified_at__isnull=False
        ).select_related("unit", "host"):
            tell_moved(visit, by)
    return changed


def change_visit(*, visit: InspectionVisit, version: int, slot: Slot, facts: VisitFacts, by: User) -> InspectionVisit:
    """Everything that a visit says, if it is still as the writer's form was made from.

    Raises:
        Refused: ``by`` may not write it, it is concluded or cancelled, somebody saved it meanwhile, or as
            ``schedule_visits``.
    """
    check_host_keeper(visit.host_id, by)
    with transaction.atomic():
        current = lock_open(visit)
        if current.version != version:
            raise Refused("Người khác vừa sửa cuộc kiểm tra này. Hãy mở lại trang để xem, rồi sửa lại.")
        before = Slot(planned_on=current.planned_on, starts_at=current.starts_at, place=current.place)
        if slot != before:
            _check_days(current.programme, [slot.planned_on])
            _move(current, slot, by)
            if current.notified_at:
                tell_moved(current, by)
        new = asdict(facts)
        changed = sorted(name for name, value in new.items() if getattr(current, name) != value)
        if changed:
            for name, value in new.items():
                setattr(current, name, value)
            current.version += 1
            current.save(update_fields=[*new, "version"])
            record(thing=current, action="edit", label="Sửa cuộc kiểm tra", by=by, data={"fields": changed})
        return current


def take_visit_step(
    *, visit: InspectionVisit, action: str, by: User, reason: str = "", held_on: date | None = None
) -> InspectionVisit:
    """One step of the workflow table; whoever has to know is told.

    Args:
        action: "notify", "hold", "conclude", "reopen" or "cancel"; ``held_on``: on which day it was held (default: as
            planned).

    Raises:
        Refused: the table or a guard refuses, or the day of the visit lies ahead.
    """
    now = timezone.now()

    def change(locked: InspectionVisit) -> None:
        if action == "notify":
            locked.notified_at = now
        elif action == "hold":
            locked.held_on = held_on or locked.planned_on
            if locked.held_on is None or locked.held_on > timezone.localdate(now):
                raise Refused("Ngày kiểm tra chưa tới. Hãy ghi một ngày từ hôm nay trở về trước.")
        elif action == "conclude":
            locked.concluded_at = now
        elif action == "reopen":
            locked.concluded_at = None
        locked.version += 1

    with transaction.atomic():
        done: InspectionVisit = perform(thing=visit, action=action, by=by, reason=reason, change=change)
        if action == "notify":
            tell_notified(done, by)
        elif action == "conclude":
            tell_concluded(done, by)
        elif action == "reopen":
            tell_reopened(done, by, reason)
        elif action == "cancel" and done.notified_at:
            tell_cancelled(done, by, reason)
    return done


def notify_all(*, programme: InspectionProgramme, by: User) -> tuple[list[InspectionVisit], list[InspectionVisit]]:
    """Tells every unit whose visit waits for it; those told now, and those that lack a day or a head of the đoàn.

    Raises:
        Refused: ``by`` may not do so.
    """
    check_host_keeper(programme.host_id, by)
    waiting = programme.visits.filter(state=VisitState.PLANNED).select_related("unit").order_by("planned_on", "pk")
    done, refused = [], []
    for visit in waiting:
        try:
            done.append(take_visit_step(visit=visit, action="notify", by=by))
        except Refused:
            refused.append(visit)
    return done, refused


def lock_open(visit: InspectionVisit) -> InspectionVisit:
    """The visit with its row locked, while it may be written.

    Raises:
        Refused: it is concluded or cancelled.
    """
    current: InspectionVisit = (
        InspectionVisit.objects.select_for_update(of=("self",)).select_related("programme", "unit", "host")
    ).get(pk=visit.pk)
    if not current.is_open:
        raise Refused(f"Cuộc kiểm tra đang “{current.get_state_display()}” nên không sửa được nữa. Hãy tải lại trang.")
    return current


def check_keeper(visit: InspectionVisit, by: User) -> None:
    """Whoever writes what a visit says works for the office that inspects.

    Raises:
        Refused: ``by`` does not.
    """
    check_host_keeper(visit.host_id, by)


def check_host_keeper(host_id: int, by: User) -> None:
    """Whoever keeps programmes works for the office that inspects.

    Raises:
        Refused: ``by`` does not.
    """
    if not by.holds(KEEPERS, host_id):
        raise Refused("Chỉ người của đơn vị kiểm tra mới lập, sửa được chương trình và cuộc kiểm tra.")


def _check_seen(host: Unit, facts: ProgrammeFacts, by: User) -> None:
    """Papers, plans and movements that a programme names are the office's to read."""
    seen = (
        facts.plan is None or Plan.objects.visible_to(by).filter(pk=facts.plan.pk).exists(),
        facts.campaign is None or Campaign.objects.visible_to(by).filter(pk=facts.campaign.pk).exists(),
        facts.paper is None or Document.objects.visible_to(by).filter(pk=facts.paper.pk, owner=host).exists(),
    )
    if not all(seen):
        raise Refused("Không tìm thấy kế hoạch, phong trào hoặc văn bản đã chọn. Hãy chọn lại trong danh sách.")


def _check_days(programme: InspectionProgramme, days: Iterable[date | None]) -> None:
    period = f"từ {programme.starts_on:%d/%m/%Y} đến {programme.ends_on:%d/%m/%Y}"
    for day in days:
        if day is not None and not programme.starts_on <= day <= programme.ends_on:
            raise Refused(
                f"Ngày {day:%d/%m/%Y} nằm ngoài thời gian của chương trình, {period}. "
                "Hãy chọn ngày khác, hoặc sửa thời gian của chương trình."
            )


def _move(visit: InspectionVisit, slot: Slot, by: User) -> None:
    if visit.state not in (VisitState.PLANNED, VisitState.NOTIFIED):
        state = VISIT.state(visit.state).name
        raise Refused(f"Cuộc kiểm tra đang “{state}” nên không xếp lại lịch được. Hãy tải lại trang.")
    if visit.state == VisitState.NOTIFIED and slot.planned_on is None:
        raise Refused("Đơn vị đã được thông báo lịch. Hãy ghi ngày mới, hoặc hủy cuộc kiểm tra với lý do.")
    data: dict[str, Any] = {"from": _said(visit.planned_on, visit.starts_at, visit.place)}
    for name, value in asdict(slot).items():
        setattr(visit, name, value)
    visit.version += 1
    visit.save(update_fields=["planned_on", "starts_at", "place", "version"])
    data["to"] = _said(slot.planned_on, slot.starts_at, slot.place)
    record(thing=visit, action="schedule", label="Xếp lịch", by=by, data=data)


def _said(day: date | None, hour: time | None, place: str) -> str:
    parts = [f"{day:%d/%m/%Y}" if day else "", f"{hour:%H:%M}" if hour else "", place]
    return ", ".join(part for part in parts if part)


def _fields(facts: ProgrammeFacts) -> dict[str, Any]:
    """The fields as they are: ``asdict`` would copy the models."""
    return {name: getattr(facts, name) for name in ProgrammeFacts.__dataclass_fields__}

"""Papers of an inspection: each begins as an ordinary draft, which people edit, sign and issue as any other."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from campaigns.actions.inspection import check_keeper
from campaigns.models import InspectionFinding, InspectionProgramme, InspectionVisit
from campaigns.models.inspection import VisitState
from campaigns.models.inspection_finding import FindingKind
from campaigns.text.inspection_papers import (
    Record,
    Stop,
    minutes_body,
    minutes_summary,
    sentences,
    timetable_body,
    timetable_summary,
)
from campaigns.text.team import member
from campaigns.workflow.inspection import KEEPERS
from documents.actions.create import LETTER, MINUTES, begin_paper, signature_of, signers_of
from documents.models import Document
from documents.models.document import State
from documents.notifications import titled
from organizations.models import Unit, User
from organizations.names import search_key
from workflow.engine import Refused, record

ANNOUNCEMENT = "TB"


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft, and whether it was made now; ``lead_signs``: the head of the đoàn may sign it in the program."""

    document: Document
    is_new: bool
    lead_signs: bool = True


def draft_minutes(*, visit: InspectionVisit, by: User) -> Begun:
    """Lập biên bản: the draft of the visit's minutes, or the one that is there already.

    Raises:
        Refused: ``by`` does not work for the office or may not draft there, or the visit was not held.
    """
    check_keeper(visit, by)
    with transaction.atomic():
        current = (
            InspectionVisit.objects.select_for_update(of=("self",))
            .select_related("unit", "host", "programme__paper", "minutes")
            .get(pk=visit.pk)
        )
        if current.minutes and current.minutes.state != State.DISCARDED:
            return Begun(current.minutes, is_new=False)
        if current.state not in (VisitState.HELD, VisitState.CONCLUDED):
            raise Refused("Chỉ lập biên bản sau khi đã kiểm tra. Hãy bấm “Ghi đã kiểm tra” trước.")
        lead, secretary = member(current.lead), member(current.secretary)
        # Only who may sign for the office can sign it here: another name would keep it from ever being signed.
        able = {search_key(signer.name) for signer in signers_of(current.host, timezone.localdate())}
        lead_signs = lead is not None and lead.key in able
        signature = {
            "sign_title": "TRƯỞNG ĐOÀN KIỂM TRA",
            "sign_name": lead.name if lead and lead_signs else "",
            "second_sign_title": "THƯ KÝ",
            "second_sign_name": secretary.name if secretary else "",
        }
        document = begin_paper(
            unit=current.host,
            kind=MINUTES,
            texts={
                "summary": minutes_summary(current.unit.official_name, current.programme.subject),
                "body": minutes_body(_record(current)),
                "recipients": f"- {current.unit.official_name};\n- Thành viên đoàn kiểm tra;\n- Lưu: VT.",
            },
            signature=signature,
            by=by,
            creation_key=uuid.uuid4(),
        )
        current.minutes = document
        current.save(update_fields=["minutes"])
        record(thing=current, action="minutes", label="Lập biên bản", by=by, data={"document": document.pk})
        return Begun(document, is_new=True, lead_signs=lead_signs)


def draft_announcement(*, programme: InspectionProgramme, kind: str, by: User) -> Begun:
    """Thông báo lịch kiểm tra, as a thông báo or a công văn, of all visits with a day that no paper announces yet.

    Raises:
        Refused: ``by`` does not work for the office or may not draft there, or there is no such visit.
    """
    if kind not in (ANNOUNCEMENT, LETTER):
        raise Refused("Hãy chọn thông báo hoặc công văn.")
    if not by.holds(KEEPERS, programme.host_id):
        raise Refused("Chỉ người của đơn vị kiểm tra mới soạn thông báo lịch kiểm tra.")
    host = programme.host
    with transaction.atomic():
        InspectionProgramme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        visits = [
            visit
            for visit in programme.visits.filter(
                state__in=[VisitState.PLANNED, VisitState.NOTIFIED], planned_on__isnull=False
            )
            .select_related("unit", "notice")
            .order_by("planned_on", "starts_at", "unit__protocol_order", "pk")
            if visit.notice is None or visit.notice.state == State.DISCARDED
        ]
        if not visits:
            raise Refused(
                "Không có cuộc kiểm tra nào đã xếp ngày mà chưa có văn bản thông báo. Hãy xếp lịch trước, "
                "hoặc mở văn bản thông báo đã soạn."
            )
        document = begin_paper(
            unit=host,
            kind=kind,
            texts=_announcement(programme, visits, kind),
            signature=signature_of(host, kind, next(iter(signers_of(host, timezone.localdate())), None), as_head=False),
            by=by,
            creation_key=uuid.uuid4(),
        )
        InspectionVisit.objects.filter(pk__in=[visit.pk for visit in visits]).update(notice=document)
        for visit in visits:
            data = {"document": document.pk}
            record(thing=visit, action="announce", label="Soạn thông báo lịch", by=by, data=data)
    return Begun(document, is_new=True)


def _announcement(programme: InspectionProgramme, visits: list[InspectionVisit], kind: str) -> dict[str, str]:
    units = list({visit.unit_id: visit.unit for visit in visits}.values())
    stops = [
        Stop(visit.unit.official_name, visit.planned_on, visit.starts_at, visit.place, _name(visit.lead))
        for visit in visits
        if visit.planned_on
    ]
    return {
        "summary": timetable_summary(programme.subject, programme.year),
        "addressees": "\n".join(unit.official_name for unit in units) if kind == LETTER else "",
        "body": timetable_body(
            host=programme.host.official_name,
            basis=titled(programme.paper) if programme.paper else "",
            subject=programme.subject,
            stops=stops,
            contents=sentences(programme.contents),
        ),
        "recipients": _recipients(units, kind),
    }


def _recipients(units: list[Unit], kind: str) -> str:
    named = ["- Như trên;"] if kind == LETTER else [f"- {unit.official_name};" for unit in units]
    return "\n".join([*named, "- Thành viên đoàn kiểm tra;", "- Lưu: VT."])


def _record(visit: InspectionVisit) -> Record:
    found: dict[str, list[InspectionFinding]] = {kind: [] for kind in FindingKind.values}
    for finding in visit.findings.order_by("position", "pk"):
        found[finding.kind].append(finding)
    paper = visit.programme.paper
    led = {one.key for one in (member(visit.lead), member(visit.secretary)) if one}
    return Record(
        host=visit.host.official_name,
        unit=visit.unit.official_name,
        subject=visit.programme.subject,
        basis=titled(paper) if paper else "",
        day=visit.day,
        hour=visit.starts_at,
        place=visit.place,
        lead=visit.lead,
        secretary=visit.secretary,
        members=[str(one) for one in visit.people if one.key not in led],
        met=sentences(visit.met),
        contents=sentences(visit.contents),
        strengths=[finding.text for finding in found[FindingKind.STRENGTH]],
        shortcomings=[finding.text for finding in found[FindingKind.SHORTCOMING]],
        recommendations=[(finding.text, finding.due_on) for finding in found[FindingKind.RECOMMENDATION]],
    )


def _name(line: str) -> str:
    one = member(line)
    return one.name if one else ""

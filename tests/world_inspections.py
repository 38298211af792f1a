"""A programme of inspection with a visit that is concluded and answered, one that was held, and one still planned."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from campaigns.actions.inspection import ProgrammeFacts, Slot, add_visits, lay_down_programme, schedule_visits
from campaigns.actions.inspection import take_visit_step as step
from campaigns.actions.inspection_answer import answer_finding
from campaigns.actions.inspection_finding import add_finding
from campaigns.actions.schedule_import import read_schedule
from campaigns.models import (
    EvidenceFile,
    FindingResponse,
    InspectionFinding,
    InspectionProgramme,
    InspectionVisit,
    Plan,
)
from organizations.models import ImportBatch, Notice, Unit, User

# The smallest picture: one point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class InspectionThings:
    """What a world has of inspections."""

    unit: Unit

    @property
    def inspection(self) -> InspectionProgramme:
        """The unit's programme of inspection."""
        return InspectionProgramme.objects.get(host=self.unit)

    @property
    def schedule(self) -> ImportBatch:
        """A calendar from Excel that was read and is not written."""
        return ImportBatch.objects.get(unit=self.unit, kind="lich_kiem_tra")

    @property
    def visit(self) -> InspectionVisit:
        """Its visit that is concluded."""
        return InspectionVisit.objects.filter(programme=self.inspection).order_by("pk")[0]

    @property
    def held_visit(self) -> InspectionVisit:
        """The one that was held."""
        return InspectionVisit.objects.filter(programme=self.inspection).order_by("pk")[1]

    @property
    def planned_visit(self) -> InspectionVisit:
        """The one that its unit was not told of."""
        return InspectionVisit.objects.filter(programme=self.inspection).order_by("pk")[2]

    @property
    def held_finding(self) -> InspectionFinding:
        """A kiến nghị of the held visit."""
        return self.held_visit.findings.get(kind="kien_nghi")

    @property
    def recommendation(self) -> InspectionFinding:
        """That of the concluded one, which the unit has answered."""
        return self.visit.findings.get(kind="kien_nghi")

    @property
    def response(self) -> FindingResponse:
        """The answer."""
        return FindingResponse.objects.get(finding=self.recommendation)

    @property
    def evidence(self) -> EvidenceFile:
        """The file with it."""
        return EvidenceFile.objects.get(response=self.response)


def add_inspection_things(plan: Plan, below: Unit, clerk: User, officer: User, marker: str) -> InspectionProgramme:
    """The visits are all to one unit below; every text holds ``marker``."""
    today, told = timezone.localdate(), list(Notice.objects.values_list("pk", flat=True))
    facts = ProgrammeFacts(
        year=today.year, subject=f"Kiểm tra {marker}", starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=30), plan=plan, paper=plan.document, lead=f"Trưởng {marker}, Trưởng phòng",
        contents=f"Nội dung {marker}",
    )  # fmt: skip
    made = lay_down_programme(host=plan.document.owner, facts=facts, by=clerk, units=[below])
    for _ in range(2):
        add_visits(programme=made, units=[below], by=clerk, again={below.pk})
    visits = list(made.visits.order_by("pk"))
    slots = {
        visit.pk: Slot(planned_on=today - timedelta(days=days), place=f"Nơi {marker}")
        for visit, days in zip(visits, (20, 10, -5), strict=True)
    }
    schedule_visits(programme=made, slots=slots, by=clerk)
    for visit in visits[:2]:
        step(visit=visit, action="notify", by=clerk)
        step(visit=visit, action="hold", by=clerk)
        for kind in ("uu_diem", "kien_nghi"):
            due = today + timedelta(days=5) if kind == "kien_nghi" else None
            add_finding(visit=visit, kind=kind, text=f"Kết quả {marker}", by=clerk, due_on=due)
    step(visit=visits[0], action="conclude", by=clerk)
    asked = visits[0].findings.get(kind="kien_nghi")
    answer_finding(finding=asked, text=f"Đã làm {marker}", by=officer, files=[(f"{marker or 'anh'}.png", PNG)])
    read_schedule(programme=made, by=clerk, text=f"Đơn vị\tNgày kiểm tra\n{below}\tngày {marker}")
    # Other tests count the notices of what they do themselves.
    Notice.objects.exclude(pk__in=told).delete()
    return made

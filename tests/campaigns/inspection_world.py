"""A programme of the city that visits Tư pháp and Giáo dục in September 2024, and a clock that tests move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from time_machine import TimeMachineFixture

from campaigns.actions.inspection import ProgrammeFacts, Slot, lay_down_programme, schedule_visits, take_visit_step
from campaigns.actions.inspection_finding import add_finding
from campaigns.models import InspectionFinding, InspectionProgramme, InspectionVisit, Plan
from organizations.models import Notice
from tests.campaigns.chain import directive, issued_plan
from tests.campaigns.clock_world import HANOI
from tests.cast import Cast

FIRST, HELD, DUE = date(2024, 9, 4), date(2024, 9, 10), date(2024, 9, 30)  # Wednesday, Tuesday, Monday
SECRET = "Chưa phân công người phụ trách thi đua"
ASKED = "Phân công người phụ trách thi đua"


def facts(**other: object) -> ProgrammeFacts:
    """Those of the programme."""
    values: dict[str, object] = {
        "year": 2024, "subject": "Kiểm tra phong trào thi đua", "starts_on": FIRST, "ends_on": date(2024, 11, 29),
        "lead": "Trần Văn Hùng, Phó Chủ tịch", "secretary": "Nguyễn Thị Mai, chuyên viên",
        "members": "Ông Lý Văn Tâm, chuyên viên\n- Bà Phan Thị Cúc",
        "contents": "- Việc ban hành kế hoạch;\n- Việc chấm điểm",
    }  # fmt: skip
    return ProgrammeFacts(**(values | other))


@dataclass
class InspectionWorld:
    """The programme and its two visits; both have a day, an hour and a place."""

    cast: Cast
    time: TimeMachineFixture
    plan: Plan
    programme: InspectionProgramme
    justice: InspectionVisit
    education: InspectionVisit

    def go_to(self, day: date, hour: int = 8) -> None:
        """Moves the clock, in Vietnam."""
        self.time.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=HANOI), tick=False)

    def fresh(self, visit: InspectionVisit) -> InspectionVisit:
        """The visit as it is now."""
        return InspectionVisit.objects.get(pk=visit.pk)

    def held(self, visit: InspectionVisit) -> InspectionVisit:
        """The visit told and held on its day, with one line of each kind."""
        take_visit_step(visit=visit, action="notify", by=self.cast.clerk)
        self.go_to(HELD, 17)
        done = take_visit_step(visit=visit, action="hold", by=self.cast.clerk)
        add_finding(visit=done, kind="uu_diem", text="Kế hoạch ban hành đúng hạn", by=self.cast.clerk)
        add_finding(visit=done, kind="ton_tai", text=SECRET, by=self.cast.clerk)
        add_finding(visit=done, kind="kien_nghi", text=ASKED, by=self.cast.clerk, due_on=DUE)
        return done

    def concluded(self, visit: InspectionVisit) -> InspectionFinding:
        """The kiến nghị of the visit, which is concluded."""
        done = take_visit_step(visit=self.held(visit), action="conclude", by=self.cast.clerk)
        Notice.objects.all().delete()
        return InspectionFinding.objects.get(visit=done, kind="kien_nghi")


def inspection_world(cast: Cast, time_: TimeMachineFixture) -> InspectionWorld:
    """The world on 4 September 2024."""
    time_.move_to(datetime(2024, 9, 4, 8, tzinfo=HANOI), tick=False)
    plan = issued_plan(cast, directive(cast))
    programme = lay_down_programme(
        host=cast.city, facts=facts(plan=plan, paper=plan.document), by=cast.clerk, units=[cast.justice, cast.education]
    )
    justice, education = (InspectionVisit.objects.get(unit=unit) for unit in (cast.justice, cast.education))
    slot = Slot(planned_on=HELD, starts_at=time(8), place="Phòng họp")
    later = Slot(planned_on=date(2024, 9, 17), starts_at=time(14), place="")
    schedule_visits(programme=programme, slots={justice.pk: slot, education.pk: later}, by=cast.clerk)
    Notice.objects.all().delete()
    return InspectionWorld(
        cast, time_, plan, programme, InspectionVisit.objects.get(pk=justice.pk),
        InspectionVisit.objects.get(pk=education.pk),
    )  # fmt: skip

"""Reminders of reports by the clock: each step once, to whom it concerns; nothing of what is sent or closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from campaigns.actions.progress import send_report
from campaigns.actions.progress_clock import remind_reports_by_clock
from campaigns.actions.progress_round import close_round, remind_reports
from campaigns.jobs import remind as remind_task
from campaigns.models import ReportReminder, ReportRound
from organizations.models import Notice
from tests.campaigns.clock_world import HANOI, told
from tests.cast import Cast
from tests.world_progress import fill_in, open_for

OPENED, DUE = date(2024, 6, 3), date(2024, 7, 5)  # a Monday, a Friday


@pytest.fixture
def round_(cast: Cast, time_machine: TimeMachineFixture) -> ReportRound:
    go_to(time_machine, OPENED)
    made = open_for(cast.city, [cast.justice, cast.education], cast.clerk, None, "Báo cáo 6 tháng", due_on=DUE)
    Notice.objects.all().delete()
    return made


def go_to(time: TimeMachineFixture, day: date, hour: int = 8) -> None:
    time.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=HANOI), tick=False)


def log() -> list[tuple[str, str, int]]:
    rows = ReportReminder.objects.exclude(step="").order_by("pk").select_related("report__unit")
    return [(row.report.unit.symbol, row.step, row.days_late) for row in rows]


def test_every_step_comes_on_its_day_and_once(round_: ReportRound, time_machine: TimeMachineFixture) -> None:
    day, sent = OPENED, []
    while day < date(2024, 8, 2):
        for hour in (6, 7, 15):
            go_to(time_machine, day, hour)
            if remind_reports_by_clock():
                sent.append((f"{day:%d/%m}", hour))
        day += timedelta(days=1)
    assert sent == [(day, 7) for day in ("28/06", "04/07", "05/07", "10/07", "19/07", "26/07")]
    steps = ["truoc-5", "truoc-1", "den-han", "tre-3", "tre-10", "tre-15"]
    assert [step for unit, step, _ in log() if unit == "PTP"] == steps


def test_who_is_told_what(cast: Cast, round_: ReportRound, time_machine: TimeMachineFixture) -> None:
    send_report(report=fill_in(round_.reports.get(unit=cast.education), cast.education_officer, 1),
                by=cast.education_officer)  # fmt: skip
    Notice.objects.all().delete()
    for day in (date(2024, 6, 28), DUE, date(2024, 7, 19)):
        go_to(time_machine, day)
        remind_task()
    late = "Phòng Tư pháp trễ 10 ngày làm việc (hạn 05/07/2024), chưa gửi báo cáo: Báo cáo 6 tháng"
    assert told() == [
        ("chuyenvien", "1 đơn vị trễ từ 10 ngày làm việc, chưa gửi báo cáo: Báo cáo 6 tháng"),
        ("truongphong", late),
        ("tuphap", "Phòng Tư pháp còn 5 ngày làm việc (hạn 05/07/2024) để gửi báo cáo: Báo cáo 6 tháng"),
        ("tuphap", "Phòng Tư pháp đến hạn hôm nay (hạn 05/07/2024) gửi báo cáo: Báo cáo 6 tháng"),
        ("tuphap", late),
    ]


def test_a_closed_round_reminds_nobody(cast: Cast, round_: ReportRound, time_machine: TimeMachineFixture) -> None:
    close_round(round_=round_, by=cast.clerk)
    go_to(time_machine, DUE)
    assert remind_reports_by_clock() == 0


def test_who_was_reminded_by_hand_since_is_left_alone(
    cast: Cast, round_: ReportRound, time_machine: TimeMachineFixture
) -> None:
    go_to(time_machine, DUE, 6)
    remind_reports(reports=[round_.reports.get(unit=cast.justice)], text="Gửi ngay", by=cast.clerk)
    go_to(time_machine, DUE)
    assert remind_reports_by_clock() == 1
    assert log() == [("PGDĐT", "den-han", 0)]

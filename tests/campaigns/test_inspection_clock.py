"""Kiến nghị by the clock: each step once, on working days, and nobody but those whom it concerns."""

from __future__ import annotations

from datetime import date

import pytest
from time_machine import TimeMachineFixture

from campaigns.actions import inspection_clock
from campaigns.actions.inspection_answer import answer_finding, judge_response
from campaigns.actions.inspection_clock import remind_of_findings
from campaigns.models import FindingReminder, InspectionFinding
from organizations.models import Notice, User
from reports.queries.calendar import deadlines_for
from tests.campaigns.inspection_world import ASKED, InspectionWorld, inspection_world
from tests.cast import Cast

# The deadline is Monday 30/09/2024.
BEFORE, ON_THE_DAY, LATE_3, LATE_10 = date(2024, 9, 23), date(2024, 9, 30), date(2024, 10, 3), date(2024, 10, 14)


@pytest.fixture
def world(cast: Cast, time_machine: TimeMachineFixture) -> InspectionWorld:
    return inspection_world(cast, time_machine)


@pytest.fixture
def finding(world: InspectionWorld) -> InspectionFinding:
    return world.concluded(world.justice)


def tick(world: InspectionWorld, day: date, hour: int = 8) -> int:
    """What one tick of that moment sends."""
    world.go_to(day, hour)
    return remind_of_findings()


def told() -> list[tuple[str, str]]:
    """Who was reminded, of what, in the order of users."""
    rows = Notice.objects.filter(kind=Notice.Kind.REMINDER).order_by("pk")
    return list(rows.values_list("user__username", "text"))


def test_each_step_is_sent_once(world: InspectionWorld, finding: InspectionFinding) -> None:
    assert [tick(world, BEFORE, hour) for hour in (6, 8, 9)] == [0, 1, 0]
    assert told() == [
        ("tuphap", f"Phòng Tư pháp còn 5 ngày làm việc (hạn 30/09/2024) để trả lời kiến nghị kiểm tra: {ASKED}")
    ]
    assert tick(world, date(2024, 9, 28)) == 0  # a Saturday
    assert tick(world, ON_THE_DAY) == 1
    assert tick(world, LATE_3) == 1
    assert {name for name, text in told() if "trễ 3 ngày làm việc" in text} == {"tuphap", "truongphong"}
    assert tick(world, LATE_10) == 1
    assert {name for name, text in told() if "trễ 10 ngày làm việc" in text} == {"tuphap", "truongphong", "chuyenvien"}
    steps = FindingReminder.objects.order_by("pk").values_list("step", "days_late")
    assert list(steps) == [("truoc-5", -5), ("den-han", 0), ("tre-3", 3), ("tre-10", 10)]


def test_two_clocks_send_one_reminder(
    world: InspectionWorld, finding: InspectionFinding, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second clock has looked at the log before the first one wrote: only the database keeps it from sending."""
    world.go_to(BEFORE)
    monkeypatch.setattr(inspection_clock, "_not_sent", lambda turns: turns)
    assert [remind_of_findings(), remind_of_findings()] == [1, 0]
    assert len(told()) == 1


def test_who_answered_is_not_reminded_until_it_is_sent_back(world: InspectionWorld, finding: InspectionFinding) -> None:
    cast = world.cast
    response = answer_finding(finding=finding, text="Đã làm", by=cast.justice_officer)
    assert tick(world, LATE_3) == 0
    judge_response(response=response, action="refuse", by=cast.clerk, reason="Chưa đủ")
    assert tick(world, LATE_3, 9) == 1
    second = answer_finding(finding=finding, text="Đã làm lại", by=cast.justice_officer)
    judge_response(response=second, action="accept", by=cast.clerk)
    assert tick(world, LATE_10) == 0


def test_an_unread_reminder_is_settled_by_the_answer(world: InspectionWorld, finding: InspectionFinding) -> None:
    tick(world, BEFORE)
    answer_finding(finding=finding, text="Đã làm", by=world.cast.justice_officer)
    assert not Notice.objects.filter(kind=Notice.Kind.REMINDER, read_at__isnull=True).exists()


def test_a_visit_that_is_not_concluded_reminds_of_nothing(world: InspectionWorld) -> None:
    world.held(world.justice)
    assert tick(world, LATE_3) == 0


def test_calendars_hold_visits_and_deadlines_of_those_concerned(
    world: InspectionWorld, finding: InspectionFinding
) -> None:
    cast = world.cast

    def events(user: User) -> list[str]:
        found = deadlines_for(User.objects.get(pk=user.pk), date(2024, 9, 12))
        return [event.summary for event in found if "iểm tra" in event.summary]

    assert events(cast.justice_officer) == [
        "Kiểm tra Phòng Tư pháp lúc 08:00", "Hạn: Phòng Tư pháp trả lời kiến nghị kiểm tra"
    ]  # fmt: skip
    assert events(cast.education_officer) == []  # not told yet
    assert events(cast.outsider) == []
    assert events(cast.clerk) == [
        "Kiểm tra Phòng Tư pháp lúc 08:00", "Kiểm tra Phòng Giáo dục và Đào tạo lúc 14:00"
    ]  # fmt: skip

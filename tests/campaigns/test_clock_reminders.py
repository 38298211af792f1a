"""Reminders by the clock: each step once, on its day or caught up, to whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.db import connection
from time_machine import TimeMachineFixture

from campaigns.actions import clock
from campaigns.jobs import remind as remind_task
from campaigns.models import ClockReminder
from campaigns.text.reminding import CAUGHT_UP_WITHIN
from documents.actions.dispatch import acknowledge, remind
from documents.actions.step import take_step
from documents.models import Dispatch
from organizations.actions.person import grant_role
from organizations.actions.succession import end_unit
from organizations.models import Notice, NoticePreference, Role, User
from organizations.notifications import mail
from tests.campaigns.clock_world import DUE, SENT, ClockWorld, clock_world, log, told
from tests.cast import SINCE, Cast, make_user
from tests.threads import together

OFFICERS = [("PGDĐT", ["giaoduc"]), ("PTP", ["tuphap"])]


@pytest.fixture
def world(cast: Cast, time_machine: TimeMachineFixture) -> ClockWorld:
    return clock_world(cast, time_machine)


def steps() -> list[tuple[str, str]]:
    return sorted({(step, on) for _, step, _, on, _ in log()}, key=lambda pair: (pair[1][3:], pair[1][:2]))


def test_every_step_comes_on_its_day_and_once(world: ClockWorld) -> None:
    day = SENT
    while day < date(2024, 5, 20):
        for hour in (6, 7, 12, 23):
            world.tick(day, hour)
        day += timedelta(days=1)
    # 18/4, 29/4 to 1/5 were off; Saturday 4/5 was worked.
    assert steps() == [
        ("truoc-5", "08/04"), ("truoc-1", "12/04"), ("den-han", "15/04"), ("tre-3", "19/04"), ("tre-10", "03/05"),
        ("tre-15", "09/05"), ("tre-20", "16/05"),
    ]  # fmt: skip
    assert len(log()) == 2 * 7


def test_officers_first_then_the_head_then_the_sender_and_the_level_above(world: ClockWorld) -> None:
    assert (world.tick(date(2024, 4, 8)), world.tick(date(2024, 4, 19)), world.tick(date(2024, 5, 3))) == (2, 2, 2)
    assert log() == [
        ("PTP", "truoc-5", -5, "08/04", ["tuphap"]),
        ("PGDĐT", "truoc-5", -5, "08/04", ["giaoduc"]),
        ("PTP", "tre-3", 3, "19/04", ["truongphong", "tuphap"]),
        ("PGDĐT", "tre-3", 3, "19/04", ["giaoduc"]),
        ("PTP", "tre-10", 10, "03/05", ["chuyenvien", "truongphong", "tuphap"]),
        ("PGDĐT", "tre-10", 10, "03/05", ["chuyenvien", "giaoduc"]),
    ]


def test_what_is_said_names_unit_days_and_paper(world: ClockWorld) -> None:
    paper = f"{world.paper}, {world.paper.summary}"
    for day in (date(2024, 4, 8), DUE, date(2024, 5, 3)):
        world.tick(day)
    assert told() == [
        ("chuyenvien", f"2 đơn vị trễ từ 10 ngày làm việc: {paper}"),
        ("giaoduc", "Phòng Giáo dục và Đào tạo còn 5 ngày làm việc (hạn 15/04/2024) để ban hành văn bản thực hiện "
                    f"{paper}"),
        ("giaoduc", "Phòng Giáo dục và Đào tạo đến hạn hôm nay (hạn 15/04/2024) ban hành văn bản thực hiện "
                    f"{paper}"),
        ("giaoduc", "Phòng Giáo dục và Đào tạo trễ 10 ngày làm việc (hạn 15/04/2024), chưa ban hành văn bản thực hiện "
                    f"{paper}"),
        ("truongphong", "Phòng Tư pháp trễ 10 ngày làm việc (hạn 15/04/2024), chưa ban hành văn bản thực hiện "
                        f"{paper}"),
        ("tuphap", f"Phòng Tư pháp còn 5 ngày làm việc (hạn 15/04/2024) để ban hành văn bản thực hiện {paper}"),
        ("tuphap", f"Phòng Tư pháp đến hạn hôm nay (hạn 15/04/2024) ban hành văn bản thực hiện {paper}"),
        ("tuphap", f"Phòng Tư pháp trễ 10 ngày làm việc (hạn 15/04/2024), chưa ban hành văn bản thực hiện {paper}"),
    ]  # fmt: skip


def test_the_same_tick_twice_sends_nothing_twice(world: ClockWorld) -> None:
    assert (world.tick(DUE), world.tick(DUE), world.tick(DUE, 15)) == (2, 0, 0)
    assert len(told()) == 2


@pytest.mark.parametrize(
    ("day", "step", "late"),
    [
        (date(2024, 4, 9), "truoc-5", -4),  # one day skipped
        (date(2024, 4, 17), "den-han", 2),  # five days, three steps
        (date(2024, 4, 26), "tre-3", 8),
    ],
)
def test_skipped_days_are_caught_up_once(world: ClockWorld, day: date, step: str, late: int) -> None:
    assert (world.tick(day), world.tick(day), world.tick(day, 16)) == (2, 0, 0)
    assert {(found, days) for _, found, days, _, _ in log()} == {(step, late)}


def test_what_is_long_over_is_not_caught_up(world: ClockWorld) -> None:
    assert CAUGHT_UP_WITHIN == 20
    assert world.tick(date(2025, 4, 1)) == 0


@pytest.mark.parametrize("day", [date(2024, 4, 13), date(2024, 4, 14), date(2024, 4, 18), date(2024, 4, 30)])
def test_nobody_is_reminded_on_a_weekend_or_holiday(world: ClockWorld, day: date) -> None:
    assert world.tick(day) == 0


def test_nobody_is_reminded_before_seven(world: ClockWorld) -> None:
    assert (world.tick(DUE, 6), world.tick(DUE, 7)) == (0, 2)


def test_a_deadline_on_a_rest_day_is_over_on_the_next_working_day(world: ClockWorld) -> None:
    Dispatch.objects.update(due_on=date(2024, 4, 13))
    world.tick(date(2024, 4, 12))
    world.tick(date(2024, 4, 15))
    world.tick(date(2024, 4, 16))
    assert steps() == [("truoc-1", "12/04"), ("den-han", "15/04")]


def test_a_paper_sent_shortly_before_its_deadline_is_not_reminded_of_at_once(world: ClockWorld) -> None:
    Dispatch.objects.update(due_on=date(2024, 4, 3))
    assert [world.tick(date(2024, 4, day)) for day in (1, 2, 3)] == [0, 2, 2]


def test_a_deadline_that_changed_has_its_own_steps(world: ClockWorld) -> None:
    world.tick(date(2024, 4, 12))
    Dispatch.objects.filter(pk=world.justice.pk).update(due_on=date(2024, 4, 26))
    assert world.tick(DUE) == 1
    assert world.tick(date(2024, 4, 19)) == 2
    assert log()[2:] == [
        ("PGDĐT", "den-han", 0, "15/04", ["giaoduc"]),
        ("PTP", "truoc-5", -5, "19/04", ["tuphap"]),
        ("PGDĐT", "tre-3", 3, "19/04", ["giaoduc"]),
    ]


def test_who_answered_in_between_is_left_alone(world: ClockWorld) -> None:
    world.tick(date(2024, 4, 12))
    world.answer(world.cast.justice, world.cast.justice_head)
    assert world.tick(DUE) == 1
    assert log()[-1][:2] == ("PGDĐT", "den-han")


def unread() -> list[str]:
    found = Notice.objects.unread().filter(kind=Notice.Kind.REMINDER)
    return sorted(found.values_list("user__username", flat=True))


def test_what_was_done_is_no_longer_unread(cast: Cast, time_machine: TimeMachineFixture) -> None:
    world = clock_world(cast, time_machine, acknowledged=False)
    world.tick(date(2024, 4, 3))
    assert unread() == ["giaoduc", "tuphap"]
    acknowledge(dispatch=world.justice, by=cast.justice_officer)
    assert unread() == ["giaoduc"]
    world.tick(DUE)
    assert unread() == ["giaoduc", "giaoduc", "tuphap"]
    world.answer(cast.justice, cast.justice_head)
    assert unread() == ["giaoduc", "giaoduc"]


def test_a_recalled_answer_is_owed_again(world: ClockWorld) -> None:
    document = world.answer(world.cast.justice, world.cast.justice_head)
    world.tick(DUE)
    world.go_to(date(2024, 4, 16))
    take_step(document=document, action="recall", by=world.cast.justice_head, reason="Sai")
    assert world.tick(date(2024, 4, 16)) == 1


def test_a_recalled_paper_obliges_nobody(world: ClockWorld) -> None:
    take_step(document=world.paper, action="recall", by=world.cast.leader, reason="Sai")
    assert world.tick(DUE) == 0


def test_a_unit_that_ended_is_not_reminded(world: ClockWorld) -> None:
    world.go_to(date(2024, 4, 9))
    end_unit(unit=world.cast.justice, on=date(2024, 4, 9), successors=[(world.cast.education, "sap_nhap")])
    assert world.tick(DUE) == 1
    assert [row[0] for row in log()] == ["PGDĐT"]


def test_a_disabled_user_is_not_told_and_the_head_is_when_nobody_else_is_there(world: ClockWorld) -> None:
    User.objects.filter(pk__in=[world.cast.justice_officer.pk, world.cast.education_officer.pk]).update(is_active=False)
    assert world.tick(DUE) == 1
    assert log() == [("PTP", "den-han", 0, "15/04", ["truongphong"])]


def test_who_has_two_roles_is_told_once(world: ClockWorld) -> None:
    cast = world.cast
    grant_role(user=cast.justice_head, unit=cast.justice, role=Role.UNIT_OFFICER, valid_from=SINCE)
    grant_role(user=cast.justice_officer, unit=cast.city, role=Role.STANDING_OFFICER, valid_from=SINCE)
    world.answer(cast.education, make_user("gd", "Võ Văn Trưởng", cast.education, Role.UNIT_HEAD))
    assert world.tick(date(2024, 5, 3)) == 1
    assert [username for username, _ in told()] == ["chuyenvien", "truongphong", "tuphap"]


def test_who_was_reminded_by_hand_since_the_step_is_not_reminded_again(world: ClockWorld) -> None:
    world.go_to(DUE, 7)
    remind(dispatches=[world.justice], text="Khẩn trương", by=world.cast.clerk)
    assert world.tick(DUE) == 1
    assert world.tick(date(2024, 4, 19)) == 2
    world.go_to(date(2024, 5, 3), 7)
    remind(dispatches=[world.justice], text="Khẩn trương", by=world.cast.clerk)
    world.tick(date(2024, 5, 3))
    assert log()[-2:] == [
        ("PTP", "tre-10", 10, "03/05", ["chuyenvien"]),
        ("PGDĐT", "tre-10", 10, "03/05", ["chuyenvien", "giaoduc"]),
    ]


def test_what_nobody_acknowledged_is_reminded_of_beside_the_answer(
    cast: Cast, time_machine: TimeMachineFixture
) -> None:
    world = clock_world(cast, time_machine, acknowledged=False)
    day = SENT
    while day <= date(2024, 4, 19):
        world.tick(day)
        day += timedelta(days=1)
    # The steps of the answer, which begin on 8/4, do not silence those of acknowledging.
    assert steps() == [
        ("tiep-nhan-1", "03/04"), ("tiep-nhan-3", "05/04"), ("truoc-5", "08/04"), ("truoc-1", "12/04"),
        ("den-han", "15/04"), ("tiep-nhan-10", "16/04"), ("tre-3", "19/04"),
    ]  # fmt: skip
    assert len(log()) == 2 * 7
    assert [row[4] for row in log() if row[1] == "tiep-nhan-10"] == [
        ["chuyenvien", "truongphong", "tuphap"], ["chuyenvien", "giaoduc"]
    ]  # fmt: skip
    assert [one for one in told() if one[0] == "giaoduc"][0] == (
        "giaoduc",
        f"Phòng Giáo dục và Đào tạo chưa tiếp nhận, trễ 1 ngày làm việc: {world.paper}, {world.paper.summary}",
    )


def test_two_steps_about_one_paper_on_one_day_are_one_notice_and_two_rows(
    cast: Cast, time_machine: TimeMachineFixture
) -> None:
    world = clock_world(cast, time_machine, acknowledged=False)
    # The tenth working day after 2 April: the answer is due then, too.
    Dispatch.objects.update(due_on=date(2024, 4, 16))
    assert world.tick(date(2024, 4, 16)) == 4
    assert [(row[0], row[1], row[4]) for row in log()] == [
        ("PTP", "den-han", ["tuphap"]),
        ("PTP", "tiep-nhan-10", ["chuyenvien", "truongphong", "tuphap"]),
        ("PGDĐT", "den-han", ["giaoduc"]),
        ("PGDĐT", "tiep-nhan-10", ["chuyenvien", "giaoduc"]),
    ]
    paper = f"{world.paper}, {world.paper.summary}"
    both = f"đến hạn hôm nay (hạn 16/04/2024) ban hành văn bản thực hiện {paper}; cũng chưa tiếp nhận, trễ 10 ngày"
    assert told() == [
        ("chuyenvien", f"2 đơn vị trễ từ 10 ngày làm việc: {paper}"),
        ("giaoduc", f"Phòng Giáo dục và Đào tạo {both} làm việc"),
        ("truongphong", f"Phòng Tư pháp chưa tiếp nhận, trễ 10 ngày làm việc: {paper}"),
        ("tuphap", f"Phòng Tư pháp {both} làm việc"),
    ]
    assert world.tick(date(2024, 4, 16), 15) == 0


def test_who_acknowledged_is_reminded_of_the_answer_alone(cast: Cast, time_machine: TimeMachineFixture) -> None:
    world = clock_world(cast, time_machine, acknowledged=False)
    Dispatch.objects.update(due_on=date(2024, 4, 16))
    acknowledge(dispatch=world.justice, by=cast.justice_officer)
    assert world.tick(date(2024, 4, 16)) == 3
    assert [row[1] for row in log() if row[0] == "PTP"] == ["den-han"]


def test_what_asks_no_answer_is_reminded_of_until_it_is_acknowledged(world: ClockWorld) -> None:
    Dispatch.objects.update(asks_answer=False, due_on=None, acknowledged_at=None, acknowledged_by=None)
    world.tick(date(2024, 4, 3))
    acknowledge(dispatch=world.justice, by=world.cast.justice_officer)
    assert world.tick(date(2024, 4, 5)) == 1
    assert [row[:2] for row in log()] == [("PTP", "tiep-nhan-1"), ("PGDĐT", "tiep-nhan-1"), ("PGDĐT", "tiep-nhan-3")]


def test_the_digest_takes_the_day_s_reminders_into_one_mail(world: ClockWorld) -> None:
    User.objects.filter(pk=world.cast.justice_officer.pk).update(email="hoa@example.gov.vn")
    world.tick(DUE, 7)
    world.time.shift(timedelta(minutes=31))
    # A notice written at seven is in the digest of half past seven.
    assert (mail.send_due(), mail.send_due()) == (1, 0)
    [message] = outbox.outbox
    assert message.subject == "[Thi đua – Khen thưởng] 1 thông báo chưa đọc"
    assert "đến hạn hôm nay" in message.body


def test_who_wants_no_reminders_gets_none_and_the_log_stands(world: ClockWorld) -> None:
    NoticePreference.objects.create(user=world.cast.justice_officer, kind=Notice.Kind.REMINDER, channel="khong")
    assert world.tick(DUE) == 2
    assert [username for username, _ in told()] == ["giaoduc"]


def test_a_tick_that_breaks_sends_everything_the_next_time(world: ClockWorld, monkeypatch) -> None:
    def broken(rows: object) -> None:
        raise RuntimeError("no")

    with monkeypatch.context() as patched:
        patched.setattr(clock, "notify_reminded", broken)
        with pytest.raises(RuntimeError):
            world.tick(DUE)
    assert log() == []
    assert world.tick(DUE) == 2


def test_the_task_of_the_clock_reminds(world: ClockWorld) -> None:
    world.go_to(DUE)
    remind_task.apply(throw=True)
    assert len(told()) == 2


@pytest.mark.parametrize("number", [1, 30])
def test_a_tick_asks_the_same_for_any_number(world: ClockWorld, number: int, django_assert_max_num_queries) -> None:
    many(world, number)
    world.go_to(DUE)
    with django_assert_max_num_queries(16):
        assert clock.remind_by_clock() == number + 2


def many(world: ClockWorld, number: int) -> None:
    """That many further papers at Tư pháp."""
    for at in range(number):
        paper = world.cast.draft()
        type(paper).objects.filter(pk=paper.pk).update(state="received", number=str(at))
        plan = type(world.plan).objects.create(document=paper, year=2024, path=f"/{paper.pk}/")
        assert plan.pk
        Dispatch.objects.create(
            document=paper, unit=world.cast.justice, asks_answer=True, due_on=DUE, sent_by=world.cast.clerk,
            acknowledged_by=world.cast.justice_officer, acknowledged_at=world.justice.sent_at,
        )  # fmt: skip


# -- many clocks


def four_clocks(world: ClockWorld, monkeypatch) -> tuple[int, int]:
    """Rows of the log and notices after four ticks at the same moment, none of which looks into the log before."""
    monkeypatch.setattr(clock, "_not_sent", lambda turns: turns)
    world.go_to(DUE)
    answers = together(4, lambda _: clock.remind_by_clock())
    assert all(isinstance(answer, int) for answer in answers), answers
    return ClockReminder.objects.count(), len(told())


@contextmanager
def without_the_constraint() -> Iterator[None]:
    [constraint] = constraints = ClockReminder._meta.constraints
    ClockReminder._meta.constraints = []  # SQLite makes the table anew from what the model says
    with connection.schema_editor() as editor:
        editor.remove_constraint(ClockReminder, constraint)
    try:
        yield
    finally:
        ClockReminder.objects.all().delete()
        ClockReminder._meta.constraints = constraints
        with connection.schema_editor() as editor:
            editor.add_constraint(ClockReminder, constraint)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_four_clocks_at_once_send_each_reminder_once(time_machine: TimeMachineFixture, monkeypatch) -> None:
    world = clock_world(Cast(), time_machine)
    assert four_clocks(world, monkeypatch) == (2, 2)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_reminders_go_out_twice(time_machine: TimeMachineFixture, monkeypatch) -> None:
    world = clock_world(Cast(), time_machine)
    with without_the_constraint():
        assert four_clocks(world, monkeypatch) == (8, 8)

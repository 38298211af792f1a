"""A city plan that departments have to answer, and a clock that stands where a test puts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from time_machine import TimeMachineFixture

from campaigns.actions.clock import remind_by_clock
from campaigns.models import ClockReminder, Plan
from documents.actions.dispatch import acknowledge, send_paper
from documents.actions.step import take_step
from documents.models import Dispatch, Document
from organizations.models import Notice, Unit, User
from tests.campaigns.chain import directive, issued_plan, plan
from tests.cast import Cast

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SENT = date(2024, 4, 1)  # a Monday
DUE = date(2024, 4, 15)  # a Monday, ten working days on


@dataclass
class ClockWorld:
    """The city's plan of 2024, sent to Tư pháp and Giáo dục on 1 April 2024, to be answered by 15 April."""

    cast: Cast
    time: TimeMachineFixture
    plan: Plan
    justice: Dispatch
    education: Dispatch

    @property
    def paper(self) -> Document:
        """What was sent."""
        return self.plan.document

    def go_to(self, day: date, hour: int = 8) -> None:
        """Moves the clock, in Vietnam."""
        self.time.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=HANOI), tick=False)

    def tick(self, day: date, hour: int = 8) -> int:
        """What one tick of that moment sends."""
        self.go_to(day, hour)
        return remind_by_clock()

    def answer(self, unit: Unit, by: User) -> Document:
        """The unit issues its plan now."""
        document = plan(unit, by, self.plan).document
        for action in ("submit", "sign", "issue"):
            document = take_step(document=document, action=action, by=by)
        return document


def clock_world(cast: Cast, time: TimeMachineFixture, *, acknowledged: bool = True) -> ClockWorld:
    """The world, with both papers acknowledged by their units unless a test wants otherwise."""
    time.move_to(datetime(2024, 4, 1, 8, tzinfo=HANOI), tick=False)
    made = issued_plan(cast, directive(cast))
    both = send_paper(
        document=made.document, units=[cast.justice, cast.education], by=cast.clerk, asks_answer=True, due_on=DUE
    )
    justice, education = sorted(both, key=lambda one: one.unit_id)
    if acknowledged:
        acknowledge(dispatch=justice, by=cast.justice_officer)
        acknowledge(dispatch=education, by=cast.education_officer)
    Notice.objects.all().delete()
    return ClockWorld(cast, time, made, justice, education)


def log() -> list[tuple[str, str, int, str, list[str]]]:
    """Unit's symbol, step, days late, day and who was told, in the order of sending."""
    names = dict(User.objects.values_list("pk", "username"))
    rows = ClockReminder.objects.select_related("dispatch__unit").order_by("pk")
    return [
        (row.dispatch.unit.symbol, row.step, row.days_late, f"{row.on:%d/%m}", sorted(names[pk] for pk in row.told))
        for row in rows
    ]


def told() -> list[tuple[str, str]]:
    """Who was told what, by user and then in order."""
    notices = Notice.objects.filter(kind=Notice.Kind.REMINDER).order_by("user__username", "pk")
    return list(notices.values_list("user__username", "text"))

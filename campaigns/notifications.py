"""Who is told by the clock that something is owed. A notice names the paper; what it says is read in the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from campaigns.models import ClockReminder
from campaigns.text.reminding import ANSWER
from documents.models import Document
from documents.notifications import clock_key, titled
from organizations.models import Notice, Unit, User
from organizations.notifications import Told, notify_each


@dataclass(slots=True)
class Reminded:
    """One reminder with the people it goes to: of the unit itself, and above it."""

    reminder: ClockReminder
    unit: Unit
    document: Document
    own: list[User] = field(default_factory=list)
    above: list[User] = field(default_factory=list)


def notify_reminded(rows: Iterable[Reminded]) -> None:
    """Tells the people of each unit about its duty, and who stands above once for all units that owe one paper."""
    told: list[Told] = []
    above: dict[tuple[int, int], list[Reminded]] = {}
    users: dict[int, User] = {}
    for row in rows:
        address = reverse("received_detail", args=[row.reminder.dispatch_id])
        key = f"{clock_key(row.reminder.dispatch_id, row.reminder.duty)}{row.reminder.pk}"
        told.extend(Told(user, text_for(row), address, key) for user in row.own)
        for user in row.above:
            users[user.pk] = user
            above.setdefault((user.pk, row.document.pk), []).append(row)
    told.extend(_above(users[user], own) for (user, _), own in above.items())
    notify_each(kind=Notice.Kind.REMINDER, told=told)


def text_for(row: Reminded) -> str:
    """ "Phòng Tư pháp còn 1 ngày làm việc để ban hành văn bản thực hiện Kế hoạch 01/KH-UBND, …, hạn 15/04/2024"."""
    reminder, paper = row.reminder, titled(row.document)
    late = reminder.days_late
    if reminder.duty != ANSWER:
        return f"{row.unit} chưa tiếp nhận, trễ {late} ngày làm việc: {paper}"
    by = f"hạn {reminder.due_on:%d/%m/%Y}"
    if late > 0:
        return f"{row.unit} trễ {late} ngày làm việc ({by}), chưa ban hành văn bản thực hiện {paper}"
    if late == 0:
        return f"{row.unit} đến hạn hôm nay ({by}) ban hành văn bản thực hiện {paper}"
    return f"{row.unit} còn {-late} ngày làm việc ({by}) để ban hành văn bản thực hiện {paper}"


def _above(user: User, rows: list[Reminded]) -> Told:
    document = rows[0].document
    text = f"{len(rows)} đơn vị trễ từ {min(row.reminder.days_late for row in rows)} ngày làm việc: {titled(document)}"
    address = f"{reverse('late_board')}?van_ban={document.pk}"
    return Told(user, text, address, f"clock:above:{min(row.reminder.pk for row in rows)}")

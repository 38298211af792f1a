"""Who is told that something is owed or came back. A notice names the paper; what it says is read in the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from campaigns.models import ClockReminder, ProgressReport, ReportReminder, ReportRound
from campaigns.models.progress import ReportState
from campaigns.text.reminding import ANSWER
from documents.models import Document
from documents.notifications import clock_key, titled
from documents.workflow import DRAFTERS
from organizations.models import Notice, Unit, User
from organizations.notifications import Told, holders, notify, notify_each, settle


@dataclass(slots=True)
class Reminded:
    """One reminder with the people it goes to: of the unit itself, and above it.

    ``unacknowledged``: the reminder of acknowledging the same paper, which is said in the same notice.
    """

    reminder: ClockReminder
    unit: Unit
    document: Document
    own: list[User] = field(default_factory=list)
    above: list[User] = field(default_factory=list)
    unacknowledged: ClockReminder | None = None


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
    if row.unacknowledged:
        paper = f"{paper}; cũng chưa tiếp nhận, trễ {row.unacknowledged.days_late} ngày làm việc"
    if late > 0:
        return f"{row.unit} trễ {late} ngày làm việc ({by}), chưa ban hành văn bản thực hiện {paper}"
    if late == 0:
        return f"{row.unit} đến hạn hôm nay ({by}) ban hành văn bản thực hiện {paper}"
    return f"{row.unit} còn {-late} ngày làm việc ({by}) để ban hành văn bản thực hiện {paper}"


def _above(user: User, rows: list[Reminded]) -> Told:
    document, units = rows[0].document, len({row.unit.pk for row in rows})
    text = f"{units} đơn vị trễ từ {min(row.reminder.days_late for row in rows)} ngày làm việc: {titled(document)}"
    address = f"{reverse('late_board')}?van_ban={document.pk}"
    return Told(user, text, address, f"clock:above:{min(row.reminder.pk for row in rows)}")


def notify_round_opened(round_: ReportRound, reports: Iterable[ProgressReport]) -> None:
    """Officers and heads of the units that have to report."""
    reports = list(reports)
    people = holders(DRAFTERS, [report.unit_id for report in reports])
    text = f"{round_.host} yêu cầu báo cáo: {round_}, hạn {round_.due_on:%d/%m/%Y}"
    told = [
        Told(user, text, report.get_absolute_url(), f"{report_key(report.pk)}opened")
        for report in reports
        for user in people.get(report.unit_id, [])
    ]
    notify_each(kind=Notice.Kind.TASK, told=told)


def notify_report_sent(report: ProgressReport) -> None:
    """The office; what its unit was told before is done."""
    settle(key_prefix=report_key(report.pk))
    people = holders(DRAFTERS, [report.office_id]).get(report.office_id, [])
    text = f"{report.unit} đã gửi báo cáo: {report.round}"
    notify(
        users=people,
        kind=Notice.Kind.TASK,
        text=text,
        address=report.get_absolute_url(),
        key=f"{office_key(report.pk)}sent:{report.sent_at:%Y%m%d%H%M%S%f}",
    )


def notify_report_decided(report: ProgressReport) -> None:
    """Who sent the report, and the unit's other officers when it comes back."""
    settle(key_prefix=office_key(report.pk))
    users = {report.sent_by_id: report.sent_by} if report.sent_by else {}
    if report.state == ReportState.RETURNED:
        kind, text = Notice.Kind.TASK, f"{report.office} trả lại báo cáo: {report.round}"
        users |= {user.pk: user for user in holders(DRAFTERS, [report.unit_id]).get(report.unit_id, [])}
    else:
        kind, text = Notice.Kind.ANSWER, f"{report.office} đã nhận báo cáo: {report.round}"
    notify(
        users=[user for user in users.values() if user],
        kind=kind,
        text=text,
        address=report.get_absolute_url(),
        key=f"{report_key(report.pk)}{report.state}:{report.decided_at:%Y%m%d%H%M%S%f}",
    )


def notify_report_reminded(reminders: Iterable[ReportReminder]) -> None:
    """Officers and heads of the units that somebody reminds."""
    reminders = list(reminders)
    people = holders(DRAFTERS, [one.report.unit_id for one in reminders])
    told = [
        Told(
            user,
            f"Nhắc {one.report.unit} gửi báo cáo: {one.report.round}, hạn {one.due_on:%d/%m/%Y}. {one.text}",
            one.report.get_absolute_url(),
            f"{report_key(one.report_id)}reminder:{one.pk}",
        )
        for one in reminders
        for user in people.get(one.report.unit_id, [])
    ]
    notify_each(kind=Notice.Kind.REMINDER, told=told)


def report_key(report_id: int) -> str:
    """How the keys of what a unit is told about its report begin."""
    return f"report:{report_id}:unit:"


def office_key(report_id: int) -> str:
    """How the keys of what an office is told about a report begin."""
    return f"report:{report_id}:office:"


@dataclass(slots=True)
class RemindedReport:
    """A reminder of a report by the clock, with the people it goes to: of the unit itself, and above it."""

    report: ProgressReport
    own: list[User] = field(default_factory=list)
    above: list[User] = field(default_factory=list)
    reminder: ReportReminder | None = None


def notify_reports_by_clock(rows: Iterable[RemindedReport]) -> None:
    """Tells the people of each unit about its report, and who stands above once for all units of a round."""
    told: list[Told] = []
    above: dict[tuple[int, int], tuple[User, list[RemindedReport]]] = {}
    for row in rows:
        assert row.reminder is not None
        key = f"{report_key(row.report.pk)}clock:{row.reminder.pk}"
        address = row.report.get_absolute_url()
        told.extend(Told(user, report_text(row), address, key) for user in row.own)
        for user in row.above:
            above.setdefault((user.pk, row.report.round_id), (user, []))[1].append(row)
    told.extend(_reports_above(user, own) for user, own in above.values())
    notify_each(kind=Notice.Kind.REMINDER, told=told)


def report_text(row: RemindedReport) -> str:
    """ "Phòng Tư pháp còn 1 ngày làm việc (hạn 15/07/2024) để gửi báo cáo: Báo cáo 6 tháng …"."""
    assert row.reminder is not None
    late, by = row.reminder.days_late, f"hạn {row.reminder.due_on:%d/%m/%Y}"
    unit, named = row.report.unit, row.report.round
    if late > 0:
        return f"{unit} trễ {late} ngày làm việc ({by}), chưa gửi báo cáo: {named}"
    if late == 0:
        return f"{unit} đến hạn hôm nay ({by}) gửi báo cáo: {named}"
    return f"{unit} còn {-late} ngày làm việc ({by}) để gửi báo cáo: {named}"


def _reports_above(user: User, rows: list[RemindedReport]) -> Told:
    reminders = [row.reminder for row in rows if row.reminder]
    days, first = min(one.days_late for one in reminders), min(one.pk for one in reminders)
    round_ = rows[0].report.round
    text = f"{len(rows)} đơn vị trễ từ {days} ngày làm việc, chưa gửi báo cáo: {round_}"
    return Told(user, text, f"{round_.get_absolute_url()}?tre=1", f"report:above:{first}")

"""Đợt báo cáo: opened by an office for units below it, kept in step with its plan, closed, reminded of."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Plan, ProgressReport, ReportLine, ReportReminder, ReportRound
from campaigns.models.progress import WRITTEN
from campaigns.notifications import notify_report_reminded, notify_round_opened
from campaigns.queries.progress import days_late, lines_asked, possible_reporters
from campaigns.workflow.progress import KEEPERS
from organizations.models import Unit, User
from workflow.engine import Refused, record

_BATCH = 1000
# Twice within so long only when the sender says so.
PAUSE = timedelta(days=1)


def open_round(
    *,
    host: Unit,
    kind: str,
    name: str,
    year: int,
    period_from: date,
    period_to: date,
    due_on: date,
    units: Iterable[Unit],
    by: User,
    creation_key: uuid.UUID,
    plan: Plan | None = None,
    previous: ReportRound | None = None,
    note: str = "",
) -> ReportRound:
    """Opens a round: each unit gets its form, made of what the plan lays on it, and is told.

    Args:
        due_on: until when units send; ``plan``: a published plan of the host, none for a report in words alone;
        ``previous``: the same period before; ``creation_key``: a second post of the same form opens no second round.

    Raises:
        Refused: ``by`` does not keep rounds of the host, or the plan, a unit or the deadline does not fit.
        ValidationError: a field is empty or out of its limits, or the year has a round of that name.
    """
    if not by.holds(KEEPERS, host.pk):
        raise Refused(f"Bạn không có quyền mở đợt báo cáo của {host}.")
    if earlier := ReportRound.objects.filter(creation_key=creation_key, host=host).first():
        return earlier
    today = timezone.localdate()
    wanted = {unit.pk: unit for unit in units}
    if not wanted:
        raise Refused("Hãy chọn ít nhất một đơn vị phải báo cáo.")
    if set(wanted) - set(possible_reporters(host, today).values_list("pk", flat=True)):
        raise Refused(f"Chỉ yêu cầu được đơn vị trực thuộc {host} báo cáo. Hãy chọn lại.")
    if plan is not None and (plan.document.owner_id != host.pk or not plan.document.is_published):
        raise Refused(f"Chỉ lập đợt báo cáo theo kế hoạch {host} đã ban hành. Hãy chọn lại kế hoạch.")
    if due_on < today:
        raise Refused(f"Hạn {due_on:%d/%m/%Y} đã qua. Hãy chọn hạn từ hôm nay trở đi.")
    if previous is not None and previous.host_id != host.pk:
        raise Refused("Chỉ so sánh được với đợt báo cáo của chính đơn vị. Hãy chọn lại đợt cùng kỳ trước.")
    round_ = ReportRound(
        host=host, plan=plan, previous=previous, kind=kind, name=name, year=year, period_from=period_from,
        period_to=period_to, due_on=due_on, note=note, creation_key=creation_key, opened_by=by,
    )  # fmt: skip
    round_.full_clean(exclude=["plan", "previous", "opened_by"])
    try:
        return _open(round_, wanted, by)
    except IntegrityError as error:
        # Another post of the same form was faster, or somebody took the name.
        if earlier := ReportRound.objects.filter(creation_key=creation_key, host=host).first():
            return earlier
        raise Refused("Đợt này vừa được người khác mở. Hãy tải lại trang Báo cáo để xem.") from error


def _open(round_: ReportRound, wanted: dict[int, Unit], by: User) -> ReportRound:
    with transaction.atomic():
        round_.save()
        reports = ProgressReport.objects.bulk_create(
            [ProgressReport(round=round_, unit=unit, office=round_.host) for unit in wanted.values()], _BATCH
        )
        add_missing_lines(round_, reports)
        data = {"units": sorted(wanted), "due_on": round_.due_on.isoformat()}
        record(thing=round_, action="open", label="Mở đợt báo cáo", by=by, unit_id=round_.host_id, data=data)
        notify_round_opened(round_, reports)
    return round_


def add_missing_lines(round_: ReportRound, reports: Iterable[ProgressReport]) -> int:
    """Gives forms the lines of obligations and shares that they have not; how many. Nothing is taken away."""
    of_unit = {report.unit_id: report for report in reports}
    asked = lines_asked(round_.plan, [report.unit for report in of_unit.values()], timezone.localdate())
    lines_there = ReportLine.objects.filter(report__in=list(of_unit.values()))
    known = set(lines_there.values_list("report_id", "obligation_id", "target_id"))
    new = []
    for unit_id, lines in asked.items():
        for line in lines:
            line.report = of_unit[unit_id]
            if (line.report.pk, line.obligation_id, line.target_id) not in known:
                new.append(line)
    ReportLine.objects.bulk_create(new, _BATCH)
    return len(new)


def follow_plan(*, round_: ReportRound, by: User) -> int:
    """Adds what the plan has laid on units since the round was opened to the forms that are not sent; how many lines.

    Raises:
        Refused: ``by`` does not keep rounds of the host, or the round is closed.
    """
    with transaction.atomic():
        locked = _locked(round_, by)
        if not locked.is_open:
            raise Refused("Đợt đã đóng. Hãy mở lại đợt trước khi bổ sung.")
        written = locked.reports.filter(state__in=WRITTEN).select_related("unit").select_for_update(of=("self",))
        added = add_missing_lines(locked, list(written))
        if added:
            record(
                thing=locked, action="follow", label="Bổ sung dòng theo kế hoạch", by=by, unit_id=locked.host_id,
                data={"lines": added},
            )  # fmt: skip
        return added


def close_round(*, round_: ReportRound, by: User, is_open: bool = False) -> ReportRound:
    """Closes the round, or opens it again (``is_open``): in a closed one nobody sends, withdraws or returns.

    Raises:
        Refused: ``by`` does not keep rounds of the host.
    """
    with transaction.atomic():
        locked = _locked(round_, by)
        if locked.is_open != is_open:
            locked.closed_at = None if is_open else timezone.now()
            locked.save(update_fields=["closed_at"])
            label = "Mở lại đợt báo cáo" if is_open else "Đóng đợt báo cáo"
            record(thing=locked, action="reopen" if is_open else "close", label=label, by=by, unit_id=locked.host_id)
        return locked


def move_deadline(*, round_: ReportRound, due_on: date, by: User) -> ReportRound:
    """Gives the units another deadline (gia hạn).

    Raises:
        Refused: ``by`` does not keep rounds of the host, the round is closed, or the day is over.
    """
    with transaction.atomic():
        locked = _locked(round_, by)
        if not locked.is_open:
            raise Refused("Đợt đã đóng. Hãy mở lại đợt trước khi gia hạn.")
        if due_on < timezone.localdate():
            raise Refused(f"Hạn {due_on:%d/%m/%Y} đã qua. Hãy chọn hạn từ hôm nay trở đi.")
        old, locked.due_on = locked.due_on, due_on
        locked.save(update_fields=["due_on"])
        data = {"old": old.isoformat(), "new": due_on.isoformat()}
        record(thing=locked, action="deadline", label="Đổi hạn báo cáo", by=by, unit_id=locked.host_id, data=data)
        return locked


def remind_reports(
    *, reports: Iterable[ProgressReport], text: str, by: User, again: Collection[int] = ()
) -> list[ReportReminder]:
    """Đôn đốc: reminds units of reports that they owe; all of those that may be reminded, or nobody.

    Args:
        text: what they read; ``again``: ids of reports that may be reminded although they were within a day.

    Raises:
        Refused: with the reason; nobody was reminded.
    """
    wanted = {report.pk for report in reports}
    if not text.strip():
        raise Refused("Hãy ghi lời nhắc.")
    with transaction.atomic():
        # One hand at a time, in one order: two clerks may remind the same units.
        locked = list(
            ProgressReport.objects.filter(pk__in=wanted)
            .select_for_update(of=("self",))
            .select_related("round", "unit", "office")
            .order_by("pk")
        )
        for report in locked:
            if not by.holds(KEEPERS, report.office_id):
                raise Refused(f"Bạn không có quyền đôn đốc báo cáo gửi {report.office}.")
        lately = lately_reminded(wanted)
        owed = [report for report in locked if report.is_written and report.round.is_open]
        chosen = [report for report in owed if report.pk not in lately or report.pk in again]
        if not chosen:
            raise Refused("Không còn đơn vị nào để nhắc: đã gửi báo cáo, hoặc đã được nhắc trong một ngày qua.")
        today, run = timezone.localdate(), uuid.uuid4()
        made = ReportReminder.objects.bulk_create(
            [
                ReportReminder(
                    report=report, due_on=report.round.due_on, days_late=days_late(report, today), on=today,
                    text=text.strip()[:500], by=by, run=run,
                )
                for report in chosen
            ]
        )  # fmt: skip
        for round_ in {report.round_id: report.round for report in chosen}.values():
            data = {"units": [report.unit_id for report in chosen if report.round_id == round_.pk]}
            record(
                thing=round_, action="remind", label="Đôn đốc báo cáo", by=by, unit_id=round_.host_id, reason=text,
                data=data,
            )  # fmt: skip
        notify_report_reminded(made)
        return made


def lately_reminded(reports: Iterable[int]) -> dict[int, ReportReminder]:
    """The last reminder by hand within a day, by id of the report."""
    found = ReportReminder.objects.filter(report__in=list(reports), step="", at__gt=timezone.now() - PAUSE)
    return {reminder.report_id: reminder for reminder in found.order_by("pk")}


def _locked(round_: ReportRound, by: User) -> ReportRound:
    locked = (
        ReportRound.objects.select_for_update(of=("self",)).select_related("plan__document", "host").get(pk=round_.pk)
    )
    if not by.holds(KEEPERS, locked.host_id):
        raise Refused(f"Chỉ người phụ trách của {locked.host} mới làm được việc này.")
    return locked

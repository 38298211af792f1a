"""A unit's report: written, sent, withdrawn; accepted by the office, or returned with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from campaigns.models import ProgressReport, ReportLine, TargetActual
from campaigns.models.progress import ReportState
from campaigns.notifications import notify_report_decided, notify_report_sent
from campaigns.workflow.progress import REPORT, REPORTERS
from organizations.models import User
from organizations.names import normalize
from organizations.normalize import clean
from workflow.engine import Refused, perform, record

MAX_TEXT = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class LineText:
    """What a unit says of one line; of a target ``actual`` and ``note``, of a task ``progress`` and ``result``."""

    progress: str = ""
    result: str = ""
    actual: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """All that a unit writes, lines by their keys."""

    lines: Mapping[int, LineText]
    highlights: str = ""
    difficulties: str = ""
    proposals: str = ""


class Overtaken(Exception):
    """Somebody else of the unit saved the report meanwhile. Nothing was changed."""

    def __init__(self, current: ProgressReport) -> None:
        super().__init__(
            "Người khác của đơn vị vừa lưu báo cáo này. Chữ bạn nhập vẫn còn dưới đây, chưa được lưu; hãy mở báo cáo "
            "ở thẻ khác để xem bản vừa lưu rồi bấm lưu lần nữa nếu muốn ghi đè."
        )
        self.current = current


def save_report(*, report: ProgressReport, version: int, text: ReportText, by: User) -> ProgressReport:
    """Saves what the unit wrote so far; nothing is sent. Lines that are not named stay as they are.

    Args:
        version: the report's ``version`` that the writer's form was made from.

    Raises:
        Refused: ``by`` does not report for the unit, the report is sent, or the round is closed.
        Overtaken: somebody saved it meanwhile.
    """
    if not by.holds(REPORTERS, report.unit_id):
        raise Refused(f"Chỉ cán bộ, thủ trưởng của {report.unit} mới viết báo cáo này.")
    with transaction.atomic():
        locked = _locked(report)
        if not locked.is_written:
            raise Refused(f"Báo cáo đang “{locked.get_state_display()}” nên không sửa được. Hãy rút lại trước khi sửa.")
        if not locked.round.is_open:
            raise Refused(f"Đợt “{locked.round}” đã đóng nên không lưu được. Hãy liên hệ {locked.office}.")
        if locked.version != version:
            raise Overtaken(locked)
        _write_lines(locked, text.lines)
        for name in ("highlights", "difficulties", "proposals"):
            setattr(locked, name, clean(getattr(text, name)).strip()[:MAX_TEXT])
        locked.version, locked.saved_at = version + 1, timezone.now()
        locked.save(update_fields=["highlights", "difficulties", "proposals", "version", "saved_at"])
        return locked


def send_report(*, report: ProgressReport, by: User) -> ProgressReport:
    """Hands the report in to the office.

    Raises:
        Refused: a line is open, the round is closed, or ``by`` does not report for the unit.
    """

    def stamp(locked: ProgressReport) -> None:
        locked.sent_at, locked.sent_by, locked.return_reason = timezone.now(), by, ""

    with transaction.atomic():
        sent: ProgressReport = perform(thing=report, action="send", by=by, change=stamp)
        notify_report_sent(sent)
        return sent


def withdraw_report(*, report: ProgressReport, by: User) -> ProgressReport:
    """Takes a sent report back to correct it.

    Raises:
        Refused: it is no longer waiting, the round is closed, or ``by`` does not report for the unit.
    """
    withdrawn: ProgressReport = perform(thing=report, action="withdraw", by=by)
    return withdrawn


def accept_report(*, report: ProgressReport, by: User) -> ProgressReport:
    """Tiếp nhận: the report counts, and its figures become what the unit has reached of its targets.

    Raises:
        Refused: it is not waiting, or ``by`` does not keep rounds of the office.
    """

    def stamp(locked: ProgressReport) -> None:
        locked.decided_at = timezone.now()

    with transaction.atomic():
        accepted: ProgressReport = perform(thing=report, action="accept", by=by, change=stamp)
        lines = accepted.lines.filter(target__isnull=False).select_related("target")
        TargetActual.objects.bulk_create(
            [
                TargetActual(
                    target=line.target,
                    unit=accepted.unit,
                    period_end=accepted.round.period_to,
                    value=line.actual,
                    note=line.note,
                    by=accepted.sent_by or by,
                )
                for line in lines
                if line.actual is not None
            ],
            update_conflicts=True,
            unique_fields=["target", "unit", "period_end"],
            update_fields=["value", "note", "by", "at"],
        )
        notify_report_decided(accepted)
        return accepted


def return_report(*, report: ProgressReport, reason: str, by: User) -> ProgressReport:
    """Trả lại kèm lý do; the figures of one that was accepted before no longer count.

    Raises:
        Refused: it is not sent, the round is closed, no reason is given, or ``by`` does not keep rounds of the office.
    """
    reason = normalize(reason).strip()

    def stamp(locked: ProgressReport) -> None:
        if source[0] == ReportState.ACCEPTED:
            targets = locked.lines.filter(target__isnull=False).values("target")
            TargetActual.objects.filter(
                target__in=targets, unit=locked.unit_id, period_end=locked.round.period_to
            ).delete()
        locked.decided_at, locked.return_reason = timezone.now(), reason

    with transaction.atomic():
        source = [_locked(report).state]
        returned: ProgressReport = perform(thing=report, action="return", by=by, reason=reason, change=stamp)
        notify_report_decided(returned)
        return returned


def accept_all(*, reports: list[ProgressReport], by: User) -> tuple[int, list[str]]:
    """Accepts several reports, each by itself: how many were, and why the others were not."""
    done, refusals = 0, []
    for report in reports:
        try:
            accept_report(report=report, by=by)
            done += 1
        except Refused as refusal:
            refusals.append(f"{report.unit}: {refusal}")
    return done, refusals


def return_all(*, reports: list[ProgressReport], reason: str, by: User) -> tuple[int, list[str]]:
    """Returns several reports for one reason, each by itself: how many were, and why the others were not."""
    done, refusals = 0, []
    for report in reports:
        try:
            return_report(report=report, reason=reason, by=by)
            done += 1
        except Refused as refusal:
            refusals.append(f"{report.unit}: {refusal}")
    return done, refusals


def log_file_change(report: ProgressReport, action: str, label: str, data: dict[str, str], by: User) -> None:
    """Writes into the log what happened to the evidence of a report."""
    record(thing=report, action=action, label=label, by=by, data=data, unit_id=REPORT.unit_id(report))


def _locked(report: ProgressReport) -> ProgressReport:
    rows = ProgressReport.objects.select_for_update(of=("self",)).select_related("round", "unit", "office")
    return rows.get(pk=report.pk)


def _write_lines(report: ProgressReport, texts: Mapping[int, LineText]) -> None:
    lines = [line for line in report.lines.all() if line.pk in texts]
    for line in lines:
        said = texts[line.pk]
        line.note = normalize(said.note).strip()[:500]
        if line.is_target:
            line.actual = said.actual
        else:
            line.progress = said.progress if said.progress in ReportLine.Progress.values else ""
            line.result = clean(said.result).strip()[:MAX_TEXT]
    ReportLine.objects.bulk_update(lines, ["progress", "result", "actual", "note"])

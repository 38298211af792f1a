"""What can refuse a step of a unit's report."""

from __future__ import annotations

from campaigns.models import ProgressReport, ReportLine
from organizations.models import User

_NAMED = 3


def round_is_open(report: ProgressReport, by: User) -> str | None:
    """The round is not closed."""
    if not report.round.is_open:
        return f"Đợt “{report.round}” đã đóng. Hãy liên hệ {report.office} để mở lại đợt."
    return None


def is_filled_in(report: ProgressReport, by: User) -> str | None:
    """Every task has its progress, every target its figure or a note that says why there is none."""
    open_lines = [line for line in report.lines.all() if not is_answered(line)]
    if not open_lines:
        return None
    named = "; ".join(f"“{_short(line.text)}”" for line in open_lines[:_NAMED])
    more = f" và {len(open_lines) - _NAMED} dòng khác" if len(open_lines) > _NAMED else ""
    return f"Còn {len(open_lines)} dòng chưa báo cáo: {named}{more}. Hãy điền, hoặc ghi chú vì sao chưa có số liệu."


def is_answered(line: ReportLine) -> bool:
    """Whether the unit has said something of the line."""
    if line.is_target:
        return line.actual is not None or bool(line.note)
    return bool(line.progress)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"

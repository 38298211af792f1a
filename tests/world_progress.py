"""A round of reports of one office: what a unit below has to report, has sent with evidence, and what was drafted."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from campaigns.actions.progress import LineText, ReportText, accept_report, save_report, send_report
from campaigns.actions.progress_file import add_evidence
from campaigns.actions.progress_paper import draft_round_paper
from campaigns.actions.progress_round import open_round
from campaigns.models import Plan, ProgressReport, ReportFile, ReportLine, ReportRound, RoundPaper
from organizations.models import Unit, User


class ProgressThings:
    """What a world has of reports."""

    unit: Unit

    @property
    def round(self) -> ReportRound:
        """The unit's round whose only report is accepted."""
        return ReportRound.objects.get(host=self.unit, kind="6_thang")

    @property
    def report(self) -> ProgressReport:
        """The accepted report of the unit below."""
        return ProgressReport.objects.get(round=self.round)

    @property
    def written_report(self) -> ProgressReport:
        """The report that the unit below still writes."""
        return ProgressReport.objects.get(office=self.unit, state="draft")

    @property
    def report_file(self) -> ReportFile:
        """A file of the report that is still written."""
        return ReportFile.objects.get(report=self.written_report)

    @property
    def round_paper(self) -> RoundPaper:
        """What was drafted from the round."""
        return RoundPaper.objects.get(round=self.round)


def open_for(host: Unit, units: list[Unit], clerk: User, plan: Plan | None, name: str, **fields: object) -> ReportRound:
    """A round of the half-year 2024, due in a week unless a test says otherwise."""
    asked: dict[str, object] = {
        "kind": "6_thang", "year": 2024, "period_from": date(2024, 1, 1), "period_to": date(2024, 6, 30),
        "due_on": timezone.localdate() + timedelta(days=7), "creation_key": uuid.uuid4(),
    }  # fmt: skip
    return open_round(host=host, units=units, by=clerk, plan=plan, name=name, **(asked | fields))  # type: ignore[arg-type]


def fill_in(report: ProgressReport, by: User, figure: int, words: str = "") -> ProgressReport:
    """Every line answered: that figure for targets, done for tasks."""
    lines = {
        line.pk: LineText(actual=Decimal(figure), note=words)
        if line.is_target
        else LineText(progress=ReportLine.Progress.DONE, result=f"Đã xong {words}".strip())
        for line in report.lines.all()
    }
    text = ReportText(lines=lines, highlights=words, difficulties=words, proposals=words)
    return save_report(report=report, version=report.version, text=text, by=by)


def add_progress_things(plan: Plan, below: Unit, clerk: User, officer: User, marker: str, png: bytes) -> None:
    """Two rounds of the plan's unit: an accepted report with its drafted paper, and one still written, with a file."""
    host = plan.document.owner
    done = open_for(host, [below], clerk, plan, f"Báo cáo 6 tháng {marker}", note=f"Yêu cầu {marker}")
    report = done.reports.get()
    accept_report(report=send_report(report=fill_in(report, officer, 60, marker), by=officer), by=clerk)
    draft_round_paper(round_=done, by=clerk, creation_key=uuid.uuid4())
    running = open_for(
        host, [below], clerk, plan, f"Báo cáo năm {marker}", kind="nam", period_to=date(2024, 12, 31), previous=done
    )
    written = fill_in(running.reports.get(), officer, 90, marker)
    add_evidence(report=written, name=f"{marker or 'tep'}.png", data=png, title=marker, by=officer)

"""Two rounds of half-year reports of the demo: the closed one of 2023, and that of 2024 with reports in every state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from campaigns.actions.judging import save_obligation, save_target
from campaigns.actions.progress import LineText, ReportText, accept_report, return_report, save_report, send_report
from campaigns.actions.progress_round import close_round, open_round, remind_reports
from campaigns.actions.targets import share_target
from campaigns.models import Plan, PlanItem, ProgressReport, ReportLine, ReportRound
from campaigns.models.obligation import EVERYBODY
from campaigns.models.progress import WRITTEN
from thidua.demo.chain import key_of
from thidua.demo.clock import Clock
from thidua.demo.data import rows
from thidua.demo.office import Office

_CLERK = "chuyenvien"
_HOST = "tp"
# When the reports of the year before were sent and accepted: all on these days.
_SENT_2023, _ACCEPTED_2023 = date(2023, 7, 3), date(2023, 7, 7)


class Progress:
    """Runs the ordinary actions on their days, each unit's by its own clerk."""

    def __init__(self, office: Office, plans: dict[str, Plan], clock: Clock) -> None:
        self.office = office
        self.plans = plans
        self.clock = clock
        self.units = rows("progress", "unit")
        self.rounds: dict[str, ReportRound] = {}

    def build(self) -> None:
        """Year by year: what is asked, the round, the reports."""
        for row in rows("progress", "round"):
            self.clock.go_to(row["opened"])
            self.ask(row)
            self.open(row)
            self.report(row)

    def ask(self, row: dict[str, Any]) -> None:
        """Targets and tasks of the city's plan, and what each unit has to reach."""
        by = self.office.users[_CLERK]
        item = PlanItem.objects.get(plan=self.plans[row["plan"]].pk, address=row["item"])
        divided = 0
        for target in rows("progress", "target"):
            asked = {name: target[name] for name in ("measure", "unit", "direction")}
            made = save_target(item=item, by=by, value=Decimal(target["value"]), **asked)
            values = {}
            for unit in self.units:
                part = unit["asked"][divided] if target["sharing"] == "chia" else target["value"]
                values[self.office.units[unit["key"]].pk] = Decimal(part)
            share_target(target=made, sharing=target["sharing"], values=values, by=by)
            divided += target["sharing"] == "chia"
        for task in rows("progress", "task"):
            save_obligation(
                item=item, by=by, unit_printed="Các cơ quan, đơn vị", units=[], groups=[EVERYBODY], what=task["what"]
            )

    def open(self, row: dict[str, Any]) -> None:
        """The round."""
        self.rounds[row["key"]] = open_round(
            host=self.office.units[_HOST],
            kind=ReportRound.Kind.HALF_YEAR,
            year=row["period_to"].year,
            units=[self.office.units[unit["key"]] for unit in self.units],
            by=self.office.users[_CLERK],
            creation_key=key_of(f"round {row['key']}"),
            plan=Plan.objects.get(pk=self.plans[row["plan"]].pk),
            previous=self.rounds.get(row.get("previous", "")),
            **{name: row[name] for name in ("name", "period_from", "period_to", "due_on", "note")},
        )

    def report(self, row: dict[str, Any]) -> None:
        """What the units sent, in the order of the days, and what the city answered."""
        round_, year = self.rounds[row["key"]], row["key"]
        told = [unit for unit in self.units if f"y{year}" in unit]
        for unit in sorted(told, key=lambda unit: (self._sent_on(unit, year), unit["key"])):
            self.clock.go_to(self._sent_on(unit, year))
            self.send(round_, unit, year)
        if year == "2023":
            self.clock.go_to(_ACCEPTED_2023)
        else:
            self.clock.go_to(max(unit["sent"] for unit in told))
        for unit in told:
            self.decide(round_, unit, year)
        if "reminded_on" in row:
            self.clock.go_to(row["reminded_on"])
            owed = round_.reports.filter(state__in=WRITTEN)
            remind_reports(reports=owed, text=row["reminder"], by=self.office.users[_CLERK])
        if "closed" in row:
            self.clock.go_to(row["closed"])
            close_round(round_=round_, by=self.office.users[_CLERK])

    def send(self, round_: ReportRound, unit: dict[str, Any], year: str) -> None:
        """One unit fills its form in and hands it in."""
        by = self.office.users[unit["key"]]
        report = ProgressReport.objects.get(round=round_, unit=self.office.units[unit["key"]])
        figures = iter(unit[f"y{year}"])
        lines = {}
        for line in report.lines.all():
            if line.is_target:
                lines[line.pk] = LineText(actual=Decimal(next(figures)))
            else:
                lines[line.pk] = self.task(line, unit, year)
        words = {name: unit.get(name, "") for name in ("highlights", "difficulties", "proposals")}
        text = ReportText(lines=lines, **(words if year == "2024" else {}))
        saved = save_report(report=report, version=report.version, text=text, by=by)
        send_report(report=saved, by=by)

    def task(self, line: ReportLine, unit: dict[str, Any], year: str) -> LineText:
        """Calling upon everybody is done by midyear; a model is built by those that have an initiative already.

        What the plan's own text asks is under way.
        """
        if all(task["what"] not in line.text for task in rows("progress", "task")):
            return LineText(progress=ReportLine.Progress.UNDER_WAY, result="Đang thực hiện theo kế hoạch.")
        if "phát động" in line.text.lower():
            return LineText(progress=ReportLine.Progress.DONE, result="Đã phát động tại hội nghị đầu năm.")
        begun = unit[f"y{year}"][0]
        if begun >= 2:
            return LineText(progress=ReportLine.Progress.DONE, result=f"Đã có {begun} mô hình đang hoạt động.")
        progress = ReportLine.Progress.UNDER_WAY if begun else ReportLine.Progress.NOT_BEGUN
        return LineText(progress=progress, result="Đang thí điểm một mô hình." if begun else "Sẽ làm trong quý III.")

    def decide(self, round_: ReportRound, unit: dict[str, Any], year: str) -> None:
        """What the city did with the report."""
        by = self.office.users[_CLERK]
        report = ProgressReport.objects.get(round=round_, unit=self.office.units[unit["key"]])
        state = "accepted" if year == "2023" else unit["state"]
        if state == "accepted":
            accept_report(report=report, by=by)
        elif state == "returned":
            return_report(report=report, reason=unit["reason"], by=by)

    def _sent_on(self, unit: dict[str, Any], year: str) -> date:
        sent: date = _SENT_2023 if year == "2023" else unit["sent"]
        return sent

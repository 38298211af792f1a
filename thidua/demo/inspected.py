"""Inspections of the demo: a programme of 2024 with visits in all states, found, answered and judged on their days."""

from __future__ import annotations

from datetime import time
from typing import Any

from campaigns.actions.inspection import (
    ProgrammeFacts,
    Slot,
    VisitFacts,
    add_visits,
    change_visit,
    lay_down_programme,
    take_visit_step,
)
from campaigns.actions.inspection_answer import answer_finding, judge_response
from campaigns.actions.inspection_finding import add_finding
from campaigns.models import InspectionFinding, InspectionProgramme, InspectionVisit, Plan
from organizations.models import User
from thidua.demo.clock import Clock
from thidua.demo.data import rows
from thidua.demo.office import Office

_FACTS = ("year", "subject", "starts_on", "ends_on", "lead", "secretary")
_STEPS = (("notified", "notify"), ("held", "hold"), ("concluded", "conclude"), ("cancelled", "cancel"))
_LINES = ("members", "contents")


class Inspected:
    """Runs the ordinary actions on their days."""

    def __init__(self, office: Office, plans: dict[str, Plan], clock: Clock) -> None:
        self.office = office
        self.plans = plans
        self.clock = clock

    def build(self) -> None:
        """The one programme, then its visits in the order of the file."""
        [row] = rows("inspections", "programme")
        clerk = self.office.users[row["by"]]
        self.clock.go_to(row["on"])
        facts = {name: row[name] for name in _FACTS} | {name: row[name].strip() for name in _LINES}
        programme = lay_down_programme(
            host=self.office.units[row["host"]],
            facts=ProgrammeFacts(plan=Plan.objects.get(pk=self.plans[row["plan"]].pk), **facts),
            by=clerk,
        )
        for visit in rows("inspections", "visit"):
            self.clock.go_to(row["on"])
            self.visit(programme, visit, clerk)

    def visit(self, programme: InspectionProgramme, row: dict[str, Any], clerk: User) -> None:
        """One visit as far as it came."""
        [visit] = add_visits(programme=programme, units=[self.office.units[row["unit"]]], by=clerk)
        slot = Slot(
            planned_on=row.get("day"),
            starts_at=time.fromisoformat(row["hour"]) if "hour" in row else None,
            place=row.get("place", ""),
        )
        team = {name: getattr(programme, name) for name in ("lead", "secretary", *_LINES)}
        facts = VisitFacts(**team, met=row.get("met", ""))
        visit = change_visit(visit=visit, version=visit.version, slot=slot, facts=facts, by=clerk)
        for day, action in (
            ("notified", "notify"),
            ("held", "hold"),
            ("concluded", "conclude"),
            ("cancelled", "cancel"),
        ):
            if day not in row:
                continue
            self.clock.go_to(row[day])
            if action == "conclude":
                self.write(visit, row, clerk)
            held_on = row["held"] if action == "hold" else None
            take_visit_step(visit=visit, action=action, by=clerk, reason=row.get("reason", ""), held_on=held_on)
        if "held" in row and "concluded" not in row:
            self.write(visit, row, clerk)
        for number, day, text, judgement, reason in row.get("answers", []):
            finding = InspectionFinding.objects.get(visit=visit, position=number)
            self.clock.go_to(day)
            response = answer_finding(finding=finding, text=text, by=self.office.users[row["unit"]])
            if judgement:
                judge_response(response=response, action=judgement, by=clerk, reason=reason)

    def write(self, visit: InspectionVisit, row: dict[str, Any], clerk: User) -> None:
        """What was found."""
        for kind, text, *due in row["findings"]:
            add_finding(visit=visit, kind=kind, text=text, by=clerk, due_on=due[0] if due else None)

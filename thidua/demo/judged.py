"""What the demo's clerks said about the answers that the machine proposed between their plans and the plan above."""

from __future__ import annotations

from typing import Any

from campaigns.actions.answers import answer_item, answer_not_applicable, confirm_answers, refuse_answer
from campaigns.models import Plan, PlanItem
from thidua.demo.clock import Clock
from thidua.demo.data import rows
from thidua.demo.office import Office


class Judged:
    """Runs the ordinary actions on their days, each unit's by its own clerk."""

    def __init__(self, office: Office, plans: dict[str, Plan], clock: Clock) -> None:
        self.office = office
        self.plans = plans
        self.clock = clock

    def build(self) -> None:
        """Unit by unit, in the order of the file."""
        for row in rows("cascade", "judged"):
            self.judge(row)

    def judge(self, row: dict[str, Any]) -> None:
        """What is not the unit's, what answers and what does not; then everything else that is proposed."""
        plan, clerk = Plan.objects.get(pk=self.plans[row.get("plan", row["unit"])].pk), self.office.users[row["unit"]]
        above = {item.address: item for item in PlanItem.objects.filter(plan=plan.parent_id)}
        self.clock.go_to(row["on"])
        for address, reason in row.get("not_applicable", []):
            answer_not_applicable(plan=plan, parent_item=above[address], reason=reason, by=clerk)
        for address, own in row.get("answers", []):
            child = PlanItem.objects.get(plan=plan, address=own)
            answer_item(plan=plan, parent_item=above[address], child_item=child, by=clerk)
        for address in row.get("refuse", []):
            refuse_answer(plan=plan, parent_item=above[address], by=clerk)
        if row.get("confirm"):
            confirm_answers(plan=plan, parent_items=[item.pk for item in above.values()], by=clerk)

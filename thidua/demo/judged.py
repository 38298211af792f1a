"""What the demo's clerks said about what the machine proposed: answers to the plan above, tasks and numbers read."""

from __future__ import annotations

from typing import Any

from campaigns.actions.answers import answer_item, answer_not_applicable, confirm_answers, refuse_answer
from campaigns.actions.judging import confirm_readings, reject_reading
from campaigns.models import ItemAnswer, Obligation, Plan, PlanItem
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
        for row in rows("cascade", "confirmed"):
            self.confirm(row)
        for row in rows("cascade", "judged"):
            self.judge(row)

    def judge(self, row: dict[str, Any]) -> None:
        """What answers, what is not the unit's; every other proposal is refused."""
        plan, clerk = Plan.objects.get(pk=self.plans[row.get("plan", row["unit"])].pk), self.office.users[row["unit"]]
        above = {item.address: item for item in PlanItem.objects.filter(plan=plan.parent_id)}
        below = {item.address: item for item in PlanItem.objects.filter(plan=plan)}
        proposed = dict(ItemAnswer.objects.filter(plan=plan).values_list("parent_item", "child_item"))
        self.clock.go_to(row["on"])
        told = {above[address].pk: below[own] for address, own in row["answers"]}
        same = [pk for pk, own in told.items() if proposed.get(pk) == own.pk]
        confirm_answers(plan=plan, parent_items=same, by=clerk)
        for item in above.values():
            if item.pk in told and item.pk not in same:
                answer_item(plan=plan, parent_item=item, child_item=told[item.pk], by=clerk)
        for address, reason in row.get("not_applicable", []):
            answer_not_applicable(plan=plan, parent_item=above[address], reason=reason, by=clerk)
        for answer in ItemAnswer.objects.filter(plan=plan, decided_at__isnull=True).select_related("parent_item"):
            refuse_answer(plan=plan, parent_item=answer.parent_item, by=clerk)

    def confirm(self, said: dict[str, Any]) -> None:
        """The city's clerk: which tasks were read rightly."""
        plan, clerk = Plan.objects.get(pk=self.plans[said["plan"]].pk), self.office.users[said["by"]]
        self.clock.go_to(said["on"])
        for duty in Obligation.objects.filter(item__plan=plan).standing():
            if duty.what.startswith(tuple(said["refused"])):
                reject_reading(row=duty, by=clerk)
        duties = Obligation.objects.filter(item__plan=plan).standing()
        confirm_readings(plan=plan, by=clerk, obligations=list(duties.values_list("pk", flat=True)))

"""What the pages of a plan's items and of its answers to the plan above read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaigns.models import ItemAnswer, Obligation, Plan, PlanItem, Target
from campaigns.models.answer import AnswerState
from campaigns.models.obligation import EVERYBODY
from organizations.models import Unit


@dataclass(slots=True)
class ItemRow:
    """An item with what was read in it, without what was rejected."""

    item: PlanItem
    obligations: list[Obligation] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


@dataclass(slots=True)
class AnswerRow:
    """An item of the plan above that concerns the unit, and its answer; ``duties`` are the unit's own tasks in it."""

    item: PlanItem
    answer: ItemAnswer | None
    duties: list[Obligation] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer, proposed or confirmed."""
        return self.answer is not None and self.answer.is_answer

    @property
    def waits(self) -> bool:
        """Whether the machine proposes an answer that nobody has confirmed."""
        return self.is_answered and self.answer is not None and self.answer.is_proposed

    @property
    def is_not_applicable(self) -> bool:
        """Whether the unit says that it does not concern it."""
        return self.answer is not None and self.answer.state == AnswerState.NOT_APPLICABLE


def item_rows(plan: Plan) -> list[ItemRow]:
    """The items of a plan in its order with what was read in them; four queries for any number of them."""
    rows = {item.pk: ItemRow(item) for item in PlanItem.objects.filter(plan=plan).standing()}
    duties = Obligation.objects.filter(item__plan=plan).standing().select_related("judged_by__person")
    for duty in duties.prefetch_related("units"):
        rows[duty.item_id].obligations.append(duty)
    for target in Target.objects.filter(item__plan=plan).standing().select_related("judged_by__person"):
        rows[target.item_id].targets.append(target)
    return list(rows.values())


def retired_readings(plan: Plan) -> list[Obligation | Target]:
    """What a person had confirmed in items that are not in the text any more."""
    found: list[Obligation | Target] = []
    for model in (Obligation, Target):
        rows = model.objects.filter(item__plan=plan, item__retired_at__isnull=False).settled()
        found += rows.select_related("item")
    return found


@dataclass(frozen=True, slots=True)
class Tasks:
    """Whom the items of a plan mean: ``laid`` by item the units on which it lays a task, of those asked about.

    ``named``: items that lay their tasks on somebody in particular, on whomever.
    """

    laid: dict[int, set[int]]
    named: set[int]

    def concern(self, item_id: int, unit_id: int) -> bool:
        """Whether the item concerns the unit: it lays a task on it, or on nobody who is known here."""
        return item_id not in self.named or unit_id in self.laid[item_id]


def tasks_of(parent: Plan, units: Iterable[Unit]) -> Tasks:
    """The tasks in a plan's items, whether a person confirmed their reading or not; one query for any number.

    A kind of units means all of that kind, also those that were founded after the plan.
    """
    by_kind: dict[str, set[int]] = defaultdict(set)
    for unit in units:
        by_kind[unit.kind].add(unit.pk)
        by_kind[EVERYBODY].add(unit.pk)
    laid: dict[int, set[int]] = defaultdict(set)
    named = set()
    rows = Obligation.objects.filter(item__plan=parent).standing()
    for item, groups, unit_id in rows.order_by().values_list("item", "groups", "units"):
        if groups or unit_id is not None:
            named.add(item)
        laid[item].update(*(by_kind[group] for group in groups), {unit_id} & by_kind[EVERYBODY])
    return Tasks(laid, named)


def answer_rows(plan: Plan) -> list[AnswerRow]:
    """The items of the plan above that concern the plan's unit, in their order, with the unit's answers."""
    parent = plan.parent
    if parent is None:
        return []
    unit = plan.document.owner
    tasks = tasks_of(parent, [unit])
    answers = ItemAnswer.objects.filter(plan=plan).select_related("child_item", "decided_by__person")
    by_item = {answer.parent_item_id: answer for answer in answers}
    duties: dict[int, list[Obligation]] = defaultdict(list)
    for duty in Obligation.objects.filter(item__plan=parent).standing():
        duties[duty.item_id].append(duty)
    items: Iterable[PlanItem] = PlanItem.objects.filter(plan=parent).standing()
    return [
        AnswerRow(item, by_item.get(item.pk), duties[item.pk])
        for item in items
        if tasks.concern(item.pk, unit.pk) or (item.pk in by_item and by_item[item.pk].decided_at is not None)
    ]


def new_items(plan: Plan) -> list[PlanItem]:
    """Mục mới: items of the plan that answer none of the plan above."""
    used = (
        ItemAnswer.objects.filter(plan=plan, parent_plan=plan.parent_id)
        .answering()
        .exclude(child_item=None)
        .values("child_item")
    )
    return list(PlanItem.objects.filter(plan=plan).standing().exclude(pk__in=used))

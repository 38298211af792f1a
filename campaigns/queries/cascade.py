"""What the pages of a plan's items and of its answers to the plan above read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from campaigns.models import ItemAnswer, Obligation, Plan, PlanItem, Target
from campaigns.models.answer import AnswerState
from campaigns.queries.addressed import units_below, units_of


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


def items_concerning(parent: Plan, unit_ids: Collection[int]) -> dict[int, set[int]]:
    """By unit the keys of the parent's items that concern it; four queries for any number of units.

    An item lays its tasks on those it names; one that names nobody, or nobody who is known here, concerns all.
    """
    keys = list(PlanItem.objects.filter(plan=parent, retired_at__isnull=True).values_list("pk", flat=True))
    duties = list(Obligation.objects.filter(item__plan=parent).standing().only("item_id", "groups"))
    whom = units_of(duties, units_below(parent))
    named: dict[int, set[int]] = defaultdict(set)
    unknown = set()
    for duty in duties:
        named[duty.item_id] |= whom[duty.pk]
        if not whom[duty.pk]:
            unknown.add(duty.item_id)
    # Who is named but not known here ("Công chức phụ trách", an office outside) is nobody's in particular.
    free = {key for key in keys if key not in named} | {key for key in unknown if not named[key]}
    return {unit: {key for key in keys if key in free or unit in named[key]} for unit in unit_ids}


def answer_rows(plan: Plan) -> list[AnswerRow]:
    """The items of the plan above that concern the plan's unit, in their order, with the unit's answers."""
    parent = plan.parent
    if parent is None:
        return []
    unit = plan.document.owner_id
    concerned = items_concerning(parent, [unit])[unit]
    answers = ItemAnswer.objects.filter(plan=plan).select_related("child_item", "decided_by__person")
    by_item = {answer.parent_item_id: answer for answer in answers}
    duties: dict[int, list[Obligation]] = defaultdict(list)
    for duty in Obligation.objects.filter(item__plan=parent).standing():
        duties[duty.item_id].append(duty)
    items: Iterable[PlanItem] = PlanItem.objects.filter(plan=parent).standing()
    return [
        AnswerRow(item, by_item.get(item.pk), duties[item.pk])
        for item in items
        if item.pk in concerned or (item.pk in by_item and by_item[item.pk].decided_at is not None)
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

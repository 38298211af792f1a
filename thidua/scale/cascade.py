"""Items of the years' plans, and what each unit answers to the city's: proposed, confirmed, copied, with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from django.utils import timezone

from campaigns.models import ItemAnswer, Obligation, Plan, PlanItem, Target
from campaigns.models.answer import AnswerState
from campaigns.models.obligation import EVERYBODY
from organizations.models import Unit

#: Of so many units one has not issued its plan.
_SILENT = 12
_CHUNK = 2000
_CITY = "Thi đua thực hiện nhiệm vụ số {n} trên địa bàn thành phố, phấn đấu hoàn thành {n} chỉ tiêu trong năm {year}."
_OWN = "Bộ phận chuyên môn thực hiện việc số {n}, hoàn thành {n} chỉ tiêu trước ngày 30/11/{year}, báo cáo thủ trưởng."


def build_cascade(*, items: int, own_items: int, random: Random) -> None:
    """Gives the city's plan of each year ``items`` items, and each plan below it ``own_items`` with its answers.

    One unit in twelve loses its plan of the year. A third of the city's items lays a task on a kind of units or, every
    fourth of them, on one unit by its name; a fifth aims at a number. Two in three items of a unit's plan lay a task
    on one of its own parts.
    """
    for parent in Plan.objects.filter(depth=1).select_related("document").order_by("year"):
        children = list(Plan.objects.filter(parent=parent).select_related("document").order_by("pk"))
        Plan.objects.filter(pk__in=[plan.pk for plan in children[::_SILENT]]).delete()
        children = [plan for number, plan in enumerate(children) if number % _SILENT]
        above = _items(parent, items, _CITY)
        below = {plan.pk: _items(plan, own_items, _OWN) for plan in children}
        for rows in ([*above], [item for own in below.values() for item in own]):
            PlanItem.objects.bulk_create(rows, batch_size=_CHUNK)
        _read(above, [plan.document.owner_id for plan in children])
        for own in below.values():
            _read_own(own)
        answers = (row for plan in children for row in _answers(plan, above, below[plan.pk], random))
        ItemAnswer.objects.bulk_create(answers, batch_size=_CHUNK)


def _items(plan: Plan, count: int, text: str) -> list[PlanItem]:
    return [
        PlanItem(
            plan=plan,
            address=(place := f"II.{number // 20 + 1} gạch {number % 20 + 1}"),
            place=place,
            label=f"II.{number // 20 + 1}",
            order=number + 1,
            text=text.format(n=number + 1, year=plan.year),
            owner="Bộ phận chuyên môn" if text is _OWN and number % 3 else "",
            has_number=number % 5 == 0,
        )
        for number in range(count)
    ]


def _read(items: list[PlanItem], units: list[int]) -> None:
    kinds = (EVERYBODY, Unit.Kind.OFFICE, Unit.Kind.COMMITTEE, Unit.Kind.SCHOOL)
    tasks = [
        Obligation(item=item, unit_printed="các đơn vị", groups=[kinds[number // 3 % 4]], what=item.text)
        for number, item in enumerate(items)
        if number % 3 == 0
    ]
    by_name = tasks[3::4] if units else []
    for task in by_name:
        task.unit_printed, task.groups = "đơn vị được giao", []
    Obligation.objects.bulk_create(tasks)
    through = Obligation.units.through
    through.objects.bulk_create(
        [through(obligation=task, unit_id=units[at % len(units)]) for at, task in enumerate(by_name)]
    )
    Target.objects.bulk_create(
        [Target(item=item, measure="Chỉ tiêu", value=item.order, direction="dat") for item in items if item.has_number]
    )


def _read_own(items: list[PlanItem]) -> None:
    Obligation.objects.bulk_create(
        [Obligation(item=item, unit_printed=item.owner, what=item.text) for item in items if item.owner]
    )


def _answers(plan: Plan, above: list[PlanItem], own: list[PlanItem], random: Random) -> Iterator[ItemAnswer]:
    """Nine items in ten are answered; every tenth unit copies most of what it answers."""
    copies = random.random() < 0.1
    now, by = timezone.now(), plan.document.created_by_id
    for number, item in enumerate(above):
        chance = random.random()
        if chance > 0.9:
            continue
        is_confirmed = random.random() < 0.7
        row = ItemAnswer(
            plan=plan, unit_id=plan.document.owner_id, parent_plan_id=item.plan_id, parent_item=item,
            child_item=own[number % len(own)], similarity=round(0.3 + chance / 2, 3), state=AnswerState.CONCRETE,
        )  # fmt: skip
        if chance < 0.05:
            row.state, row.child_item, is_confirmed = AnswerState.NOT_APPLICABLE, None, True
            row.reason = "Đơn vị không có chức năng này."
        elif chance < (0.8 if copies else 0.15):
            row.state, row.similarity = AnswerState.VERBATIM, 1.0
        if is_confirmed:
            row.decided_at, row.decided_by_id = now, by
        yield row

"""Obligations and targets of a plan's items: read by the machine, confirmed, corrected or rejected by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from campaigns.models import Obligation, Plan, PlanItem, Target
from campaigns.models.reading import Read
from campaigns.queries.addressed import addressees_of
from documents.text.item_readings import ItemReading, measure_of, number, recurrence
from documents.text.reading import Obligation as ReadObligation
from documents.text.reading import Target as ReadTarget

R = TypeVar("R", bound=Read)


def keep_readings(read: Sequence[tuple[PlanItem, ItemReading]], plan: Plan) -> None:
    """Brings what is stored to what is read: new proposals are made, those that no longer hold go.

    What a person has judged stays; when it is not read any more it is marked as stale.
    """
    duties = {(row.pk, _key_of(duty.unit, duty.text)): (row, duty) for row, one in read for duty in one.obligations}
    whom = addressees_of(plan, {duty.unit for _, duty in duties.values()})
    made = _keep(Obligation, plan, duties, lambda item, key, duty: _obligation(item, key, duty, whom[duty.unit].groups))
    through = Obligation.units.through
    through.objects.bulk_create(
        [through(obligation_id=row.pk, unit_id=unit) for row in made for unit in whom[row.unit_printed].units],
        batch_size=500,
    )
    aims = {
        (row.pk, _key_of(aim.text, aim.value, aim.value_to, aim.unit, aim.direction)): (row, aim)
        for row, one in read
        for aim in one.targets
        if number(aim.value) is not None
    }
    _keep(Target, plan, aims, _target)


def _keep(
    model: type[R], plan: Plan, read: dict[tuple[int, str], tuple[PlanItem, Any]], make: Callable[..., R]
) -> list[R]:
    """Makes, deletes and marks rows of one kind; returns those that were made."""
    rows = list(model._default_manager.filter(item__plan=plan).exclude(read_key=""))
    stored = {(row.item_id, row.read_key): row for row in rows}
    gone = [row for key, row in stored.items() if key not in read]
    forgotten = [row.pk for row in gone if not row.is_settled]
    model._default_manager.filter(pk__in=forgotten).delete()
    stale = [row.pk for row in gone if row.is_settled]
    back = [row.pk for key, row in stored.items() if key in read and row.is_stale]
    model._default_manager.filter(pk__in=stale).update(is_stale=True)
    model._default_manager.filter(pk__in=back).update(is_stale=False)
    made = [make(item, key, one) for (pk, key), (item, one) in read.items() if (pk, key) not in stored]
    return model._default_manager.bulk_create(made, batch_size=500)


def _obligation(item: PlanItem, key: str, duty: ReadObligation, groups: Sequence[str]) -> Obligation:
    return Obligation(
        item=item,
        read_key=key,
        unit_printed=duty.unit[:300],
        groups=list(groups),
        what=duty.text,
        due_on=duty.due,
        when=duty.when[:200],
        recurring=recurrence(f"{duty.when}. {duty.text}"),
    )


def _target(item: PlanItem, key: str, aim: ReadTarget) -> Target:
    return Target(
        item=item,
        read_key=key,
        measure=measure_of(aim)[:300],
        value=number(aim.value) or Decimal(0),
        value_to=number(aim.value_to),
        unit=aim.unit[:80],
        direction=aim.direction,
        base=aim.base.removeprefix("so với ")[:200],
        year=aim.year,
    )


def _key_of(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()

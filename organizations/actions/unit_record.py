"""Which rows a change of a unit touches: read before it and after it; the difference is kept for taking it back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q

from organizations.models import (
    Block,
    BlockMember,
    Position,
    RoleAssignment,
    RoleRequest,
    Unit,
    UnitChange,
    UnitParent,
    UnitSuccession,
    User,
)

Values = dict[str, Any]
Rows = dict[str, Values]
# In the order in which they are put back; of a unit and of a request only what such a change may touch.
TRACKED: dict[str, type[Model]] = {
    model.__name__: model
    for model in (
        UnitSuccession, Unit, UnitParent, Block, BlockMember, Position, RoleAssignment, RoleRequest,
    )
}  # fmt: skip
ONLY = {"Unit": ("valid_to", "path"), "RoleRequest": ("unit_id", "state")}


class Recorder:
    """Reads the rows around a unit, and the units that carry its work on, when it is made and when it is closed."""

    def __init__(self, unit: Unit, others: Iterable[Unit] = ()) -> None:
        self.unit, self.path = unit, unit.path
        self.units = {unit.pk, *(other.pk for other in others)}
        self.below = set(Unit.objects.below(unit).values_list("pk", flat=True))
        self.before = self._read()

    def close(self, kind: str, on: date, by: User, new: Unit | None = None) -> UnitChange:
        """Stores what has changed since; ``new``: the unit that the change made."""
        if new is not None:
            self.units.add(new.pk)
        rows = difference(self.before, self._read())
        return UnitChange.objects.create(unit=self.unit, kind=kind, on=on, path=self.path, made_by=by, rows=rows)

    def _read(self) -> Rows:
        of, units = self.units, Q(unit__in=self.units)
        conditions = {
            "UnitSuccession": Q(predecessor__in=of) | Q(successor__in=of),
            "Unit": Q(pk__in=of) | Q(pk__in=self.below),
            "UnitParent": Q(child__in=of) | Q(parent__in=of),
            "Block": Q(host__in=of),
            "BlockMember": units | Q(block__host__in=of),
            "Position": units,
            "RoleAssignment": units,
            "RoleRequest": units,
        }
        return {
            f"{name}:{row['id']}": row
            for name, condition in conditions.items()
            for row in values_of(TRACKED[name], condition)
        }


def values_of(model: type[Model], condition: Q) -> list[Values]:
    """The rows as they are stored in a change: ids of foreign keys, days as text."""
    only = ONLY.get(model.__name__)
    names = [each.attname for each in model._meta.concrete_fields if not only or each.attname in ("id", *only)]
    rows = list(model._default_manager.filter(condition).values(*names))
    found: list[Values] = json.loads(json.dumps(rows, cls=DjangoJSONEncoder))
    return found


def difference(before: Rows, after: Rows) -> dict[str, list[Values | None]]:
    """Per row that is another: the fields that changed, before and after; of a new row None and all of it."""
    changed: dict[str, list[Values | None]] = {}
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            changed[key] = [None, row]
        elif names := [name for name in row if row[name] != old[name]]:
            changed[key] = [{name: old[name] for name in names}, {name: row[name] for name in names}]
    return changed

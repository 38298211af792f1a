"""A few words that tell units, people and users of one name apart."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from organizations.models import Person, Position, RoleAssignment, Unit, User
from organizations.models.period import in_force


def notes_on_units(units: Iterable[Unit]) -> dict[int, str]:
    """Per unit the unit above it today, and the day it ended, in one query."""
    units = list(units)
    above = {unit.pk: unit.ancestor_ids[-1] for unit in units if unit.ancestor_ids}
    names = dict(Unit.objects.filter(pk__in=set(above.values())).values_list("pk", "short_name"))
    notes = {}
    for unit in units:
        parts = [names[above[unit.pk]]] if above.get(unit.pk) in names else []
        if unit.valid_to:
            parts.append(f"đến {unit.valid_to:%d/%m/%Y}")
        notes[unit.pk] = ", ".join(parts)
    return notes


def notes_on_people(people: Iterable[Person]) -> dict[int, str]:
    """Per person the positions held today, else the last one, in one query."""
    today = timezone.localdate()
    rows = Position.objects.filter(person__in=list(people)).select_related("unit").order_by("-valid_from", "-pk")
    held: dict[int, list[str]] = {}
    last: dict[int, str] = {}
    for row in rows:
        text = f"{row.title}, {row.unit}"
        if row.holds_on(today):
            held.setdefault(row.person_id, []).append(text)
        else:
            last.setdefault(row.person_id, f"trước đây {text}")
    return last | {pk: "; ".join(texts[:2]) for pk, texts in held.items()}


def notes_on_users(users: Iterable[User]) -> dict[int, str]:
    """Per user the units where a role is held today, in one query."""
    today = timezone.localdate()
    rows = RoleAssignment.objects.as_of(today).filter(in_force(today, "unit__"), user__in=list(users))
    held: dict[int, list[str]] = {}
    for row in rows.select_related("unit").order_by("unit__protocol_order", "pk"):
        texts = held.setdefault(row.user_id, [])
        if row.unit.short_name not in texts:
            texts.append(row.unit.short_name)
    return {pk: "; ".join(texts[:2]) for pk, texts in held.items()}

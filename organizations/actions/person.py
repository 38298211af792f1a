"""People, their positions and their log-ins."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.models import Person, Position, RoleAssignment, Unit, User
from organizations.names import normalize, odd_characters, search_key, sort_key


def add_person(*, full_name: str, unit: Unit | None = None, title: str = "", since: date | None = None) -> Person:
    """A person, with a first position when ``unit``, ``title`` and ``since`` are given.

    Raises:
        ValidationError: the name is empty, too long or holds a character that no name has.
    """
    name = normalize(full_name)
    if odd := odd_characters(name):
        shown = ", ".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in odd)
        raise ValidationError({"full_name": f"Họ tên có ký tự lạ: {shown}. Hãy gõ lại bằng chữ cái tiếng Việt."})
    person = Person(full_name=name, sort_name=sort_key(name) if name else "", search_name=search_key(name))
    person.full_clean()
    with transaction.atomic():
        person.save()
        if unit is not None and since is not None:
            position = Position(person=person, unit=unit, title=normalize(title), valid_from=since)
            position.full_clean()
            position.save()
    return person


def grant_role(*, user: User, unit: Unit, role: str, valid_from: date, valid_to: date | None = None) -> RoleAssignment:
    """Gives a role in one unit for a period.

    Raises:
        ValidationError: no such role, a period that runs backwards, the role is held already, or the unit does
            not stand on the first day.
    """
    if not unit.holds_on(valid_from):
        raise ValidationError(f"{unit} không hoạt động vào ngày {valid_from:%d/%m/%Y}. Hãy chọn ngày hoặc đơn vị khác.")
    assignment = RoleAssignment(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)
    assignment.full_clean()
    assignment.save()
    return assignment

"""People with their positions, and the log-ins of each unit's officer and head."""

from __future__ import annotations

from random import Random

from django.contrib.auth.hashers import make_password

from organizations.models import Person, Position, Role, RoleAssignment, Unit, User
from organizations.names import search_key, sort_key
from thidua.demo.log_ins import HEAD_SUFFIX, PASSWORD
from thidua.scale.names import TITLES, person_name
from thidua.scale.units import SINCE


def build_people(units: list[Unit], count: int, random: Random) -> None:
    """``count`` people over all units; in each unit the first two log in: ``dvN`` writes, ``dvN.truong`` signs.

    The city, ``dv0``, has a clerk, a leader, an administrator (``dv0.quantri``) and an inspector (``dv0.kiemtra``).
    """
    names = [person_name(random) for _ in range(max(count, 2 * len(units) + 2))]
    people = [Person(full_name=name, sort_name=sort_key(name), search_name=search_key(name)) for name in names]
    Person.objects.bulk_create(people, batch_size=2000)
    Position.objects.bulk_create(
        [
            Position(person=person, unit=units[number % len(units)], title=random.choice(TITLES), valid_from=SINCE)
            for number, person in enumerate(people)
        ],
        batch_size=2000,
    )
    # One hash for all: hashing thousands of passwords would take minutes, and they are the same anyway.
    password = make_password(PASSWORD)
    held: list[tuple[User, Unit, str]] = []
    for number, unit in enumerate(units):
        officer, head = people[number], people[len(units) + number]
        top = number == 0
        held.append((_user(f"dv{number}", officer, password), unit, _officer_role(top)))
        held.append((_user(f"dv{number}{HEAD_SUFFIX}", head, password), unit, _head_role(top)))
    held.append((_user("dv0.quantri", people[-1], password), units[0], Role.ADMINISTRATOR))
    held.append((_user("dv0.kiemtra", people[-2], password), units[0], Role.INSPECTOR))
    User.objects.bulk_create([user for user, _, _ in held], batch_size=1000)
    RoleAssignment.objects.bulk_create(
        [RoleAssignment(user=user, unit=unit, role=role, valid_from=SINCE) for user, unit, role in held],
        batch_size=1000,
    )


def _officer_role(top: bool) -> str:
    return Role.STANDING_OFFICER if top else Role.UNIT_OFFICER


def _head_role(top: bool) -> str:
    return Role.SIGNING_LEADER if top else Role.UNIT_HEAD


def _user(username: str, person: Person, password: str) -> User:
    return User(username=username, person=person, password=password, is_demo=True)

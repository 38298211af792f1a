"""Units, people, log-ins and roles of the demo."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from organizations.actions.person import add_person, grant_role
from organizations.actions.unit import found_unit
from organizations.models import Role, Unit, User
from thidua.demo.data import rows
from thidua.demo.log_ins import HEAD_SUFFIX, PASSWORD

SINCE = date(2021, 7, 1)


@dataclass(frozen=True)
class Office:
    """What was built, by the keys of ``data/office.toml``; users by user name."""

    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    signatures: dict[str, tuple[str, str]] = field(default_factory=dict)


def build_office() -> Office:
    """Founds all units with their heads and officers, then the people of the city hall."""
    office = Office()
    for order, row in enumerate(rows("office", "unit"), start=1):
        _add_unit(office, order, row)
    for row in rows("office", "person"):
        _add_person(office, row)
    return office


def _add_unit(office: Office, order: int, row: dict[str, Any]) -> None:
    key = row["key"]
    unit = found_unit(
        official_name=row["name"],
        short_name=row["short"],
        level=row["level"],
        kind=row["kind"],
        symbol=row["symbol"],
        place_name=row["place"],
        parent=office.units.get(row.get("parent", "")),
        protocol_order=order * 10,
        valid_from=SINCE,
    )
    office.units[key] = unit
    if "head" in row:
        on_behalf_of, title = row["sign"]
        office.signatures[key] = (on_behalf_of, title)
        head = _add_user(office, key + HEAD_SUFFIX, row["head"], unit, title.capitalize())
        grant_role(user=head, unit=unit, role=Role.UNIT_HEAD, valid_from=SINCE)
        officer = _add_user(office, key, row["officer"], unit, "Cán bộ phụ trách thi đua - khen thưởng")
        grant_role(user=officer, unit=unit, role=Role.UNIT_OFFICER, valid_from=SINCE)


def _add_person(office: Office, row: dict[str, Any]) -> None:
    password = PASSWORD if row.get("log_in", True) else None
    user = _add_user(office, row["username"], row["name"], office.units[row["unit"]], row["title"], password)
    for role, unit in row["roles"]:
        grant_role(user=user, unit=office.units[unit], role=role, valid_from=SINCE, valid_to=row.get("until"))


def _add_user(
    office: Office, username: str, name: str, unit: Unit, title: str, password: str | None = PASSWORD
) -> User:
    person = add_person(full_name=name, unit=unit, title=title, since=SINCE)
    user = User.objects.create_user(username, password, person=person, is_demo=True)
    office.users[username] = user
    return user

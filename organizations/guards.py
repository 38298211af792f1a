"""Who may change units, people, users and blocks. The one duty that reaches down the tree is the keeper's."""

from __future__ import annotations

from organizations.models import Role, Unit, User
from organizations.models.unit import ids_on

PEOPLE_KEEPERS = (Role.ADMINISTRATOR, Role.STANDING_OFFICER)


def may_administer(user: User, unit: Unit) -> bool:
    """Whether the user is administrator of the unit or of one above it in today's tree."""
    return any(user.holds((Role.ADMINISTRATOR,), above) for above in ids_on(unit.path))


def may_keep_people(user: User, unit: Unit) -> bool:
    """Whether the user keeps the people and positions of the unit: administrator or standing officer there or above."""
    return any(user.holds(PEOPLE_KEEPERS, above) for above in ids_on(unit.path))


def paths_where(user: User, roles: tuple[str, ...]) -> list[str]:
    """Stored paths of the units where the user holds one of the roles today: the tops of what they may keep."""
    return sorted({held.unit.path for held in user.assignments() if held.role in roles and held.unit.path})

"""Who: units in time, people, users and the roles they hold."""

from organizations.models.person import Person, Position
from organizations.models.role import ROLE_NAMES, Role, RoleAssignment
from organizations.models.unit import Unit, UnitParent, UnitSuccession
from organizations.models.user import User

__all__ = [
    "ROLE_NAMES",
    "Person",
    "Position",
    "Role",
    "RoleAssignment",
    "Unit",
    "UnitParent",
    "UnitSuccession",
    "User",
]

"""Who: units in time, people, users and the roles they hold; and what they are told."""

from organizations.models.block import Block, BlockMember
from organizations.models.calendar_feed import CalendarFeed
from organizations.models.import_batch import ImportBatch
from organizations.models.import_job import ImportJob
from organizations.models.notice import Notice, NoticePreference
from organizations.models.person import Person, Position
from organizations.models.role import (
    CONFIRMED_ROLES,
    ROLE_NAMES,
    SECOND_FACTOR_ROLES,
    Role,
    RoleAssignment,
    RoleRequest,
)
from organizations.models.saved_view import SavedView
from organizations.models.unit import Unit, UnitParent, UnitSuccession
from organizations.models.unit_change import UnitChange
from organizations.models.user import User

__all__ = [
    "CONFIRMED_ROLES",
    "ROLE_NAMES",
    "SECOND_FACTOR_ROLES",
    "Block",
    "BlockMember",
    "CalendarFeed",
    "ImportBatch",
    "ImportJob",
    "Notice",
    "NoticePreference",
    "Person",
    "Position",
    "Role",
    "RoleAssignment",
    "RoleRequest",
    "SavedView",
    "Unit",
    "UnitChange",
    "UnitParent",
    "UnitSuccession",
    "User",
]

"""Users as their administrators see them."""

from __future__ import annotations

from django.db.models import Prefetch, Q
from django.utils import timezone

from organizations.models import Position, Role, RoleAssignment, Unit, User
from organizations.models.period import in_force
from organizations.models.user import UserQuerySet

ACTIVE, LOCKED, TEMPORARY, NEVER = "hoat_dong", "khoa", "mat_khau_tam", "chua_vao"
STATES = (
    (ACTIVE, "Đang hoạt động"),
    (LOCKED, "Đã khóa"),
    (TEMPORARY, "Đang dùng mật khẩu tạm"),
    (NEVER, "Chưa đăng nhập lần nào"),
)


def managed_by(user: User) -> UserQuerySet:
    """Users with a role or a position, past or present, in the units that the user administers."""
    paths = [held.unit.path for held in user.assignments() if held.role == Role.ADMINISTRATOR]
    return _tied_to([Q(unit__path__startswith=path) for path in paths])


def at_unit(users: UserQuerySet, unit: Unit) -> UserQuerySet:
    """Those with a role today or a position today in the unit or below it."""
    today = timezone.localdate()
    return users & _tied_to([Q(unit__path__startswith=unit.path) & in_force(today)])


def with_role(users: UserQuerySet, role: str) -> UserQuerySet:
    """Those who hold the role today."""
    return users.filter(pk__in=RoleAssignment.objects.as_of(timezone.localdate()).filter(role=role).values("user"))


def in_state(users: UserQuerySet, state: str) -> UserQuerySet:
    """Those whose account stands so (``STATES``)."""
    conditions = {
        ACTIVE: Q(is_active=True),
        LOCKED: Q(is_active=False),
        TEMPORARY: Q(is_active=True, must_change_password=True),
        NEVER: Q(is_active=True, last_login__isnull=True),
    }
    return users.filter(conditions[state])


def for_list(users: UserQuerySet) -> UserQuerySet:
    """By tên, then họ đệm; each with ``held_now``: roles held today with their units."""
    today = timezone.localdate()
    held = RoleAssignment.objects.as_of(today).filter(in_force(today, "unit__")).select_related("unit")
    held = held.order_by("unit__protocol_order", "pk")
    listed = users.select_related("person").order_by("person__sort_name", "username")
    return listed.prefetch_related(Prefetch("role_assignments", queryset=held, to_attr="held_now"))


def _tied_to(conditions: list[Q]) -> UserQuerySet:
    tie = Q(pk__in=[])
    for condition in conditions:
        tie |= Q(pk__in=RoleAssignment.objects.filter(condition).values("user"))
        tie |= Q(person__in=Position.objects.filter(condition).values("person"))
    users: UserQuerySet = User.objects.filter(tie)
    return users

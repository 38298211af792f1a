"""Who may change units, people, users and blocks. The one duty that reaches down the tree is the keeper's."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from organizations.models import Person, Position, Role, RoleAssignment, Unit, User
from organizations.models.unit import ids_on

PEOPLE_KEEPERS = (Role.ADMINISTRATOR, Role.STANDING_OFFICER)


def may_administer(user: User, unit: Unit) -> bool:
    """Whether the user is administrator of the unit or of one above it in today's tree."""
    return any(user.holds((Role.ADMINISTRATOR,), above) for above in ids_on(unit.path))


def may_keep_people(user: User, unit: Unit) -> bool:
    """Whether the user keeps the people and positions of the unit: administrator or standing officer there or above."""
    return any(user.holds(PEOPLE_KEEPERS, above) for above in ids_on(unit.path))


def may_keep_person(user: User, person: Person) -> bool:
    """Whether the user keeps the people of a unit where the person holds a position, or of one above it.

    Of who holds none today or later: where they held one. Who has moved on belongs to those where they are now.
    """
    tops, today = tuple(paths_where(user, PEOPLE_KEEPERS)), timezone.localdate()
    held = list(Position.objects.filter(person=person).values_list("unit__path", "valid_to"))
    running = [path for path, until in held if until is None or until >= today]
    return any(path.startswith(tops) for path in running or [path for path, _ in held])


def may_keep_log_in(user: User, person: Person) -> bool:
    """Whether all roles that the person's log-in holds today or later lie where the user keeps people."""
    tops = tuple(paths_where(user, PEOPLE_KEEPERS))
    held = RoleAssignment.objects.filter(user__person=person)
    running = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate()))
    return all(path.startswith(tops) for (path,) in running.values_list("unit__path"))


def may_keep_blocks(user: User, host: Unit) -> bool:
    """Whether the user lays down the host's blocks: the same duty as keeping its people."""
    return may_keep_people(user, host)


def paths_where(user: User, roles: tuple[str, ...]) -> list[str]:
    """Stored paths of the units where the user holds one of the roles today: the tops of what they may keep."""
    return sorted({held.unit.path for held in user.assignments() if held.role in roles and held.unit.path})


def why_not_manage(by: User, user: User) -> str | None:
    """Why an administrator may not change this account; None when they may.

    Every role that runs today or later must lie in what ``by`` administers, and something must tie the user to it:
    a role or a position, past or present. Nobody manages their own account.
    """
    if by.pk == user.pk:
        return "Không tự thay đổi tài khoản, vai trò của chính mình. Hãy nhờ quản trị khác."
    paths = paths_where(by, (Role.ADMINISTRATOR,))
    running = RoleAssignment.objects.filter(user=user).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
    )
    units = [path for (path,) in running.values_list("unit__path")]
    if any(not path.startswith(tuple(paths)) for path in units):
        return f"{user} giữ vai trò ngoài các đơn vị bạn quản trị. Hãy nhờ quản trị cấp trên."
    if not paths or not (units or _was_below(user, paths)):
        return f"{user} không thuộc các đơn vị bạn quản trị."
    return None


def _was_below(user: User, paths: list[str]) -> bool:
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(unit__path__startswith=path)
    held = RoleAssignment.objects.filter(below, user=user).exists()
    return held or Position.objects.filter(below, person=user.person_id).exists()

"""Roles in time: what a user holds, held and is to hold; requests that wait for a second person; substitutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from organizations.models import Role, RoleAssignment, RoleRequest, User
from organizations.models.period import in_force

CONFIRMERS = (Role.UNIT_HEAD, Role.SIGNING_LEADER)
MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One holding with how it stands today: "now", "later" or "past"."""

    held: RoleAssignment
    when: str


def roles_of(user: User) -> list[RoleRow]:
    """What the user holds, then what begins later, then what is past, in one query."""
    today = timezone.localdate()
    rows = user.role_assignments.select_related("unit", "on_behalf_of__person").order_by("-valid_from", "-pk")
    found = [RoleRow(row, _when(row, today)) for row in rows[:MOST_ROWS]]
    return sorted(found, key=lambda row: ("now", "later", "past").index(row.when))


def _when(row: RoleAssignment, today: date) -> str:
    if row.valid_from > today:
        return "later"
    return "now" if row.holds_on(today) and row.unit.holds_on(today) else "past"


def requests_to_decide(user: User) -> Q:
    """Condition on requests that the user may confirm or refuse, as far as roles go: never one's own asking or gain.

    Administrators decide for their unit and all below; who heads the unit or signs for it decides in exactly it.
    """
    condition = Q(pk__in=[])
    for held in user.assignments():
        if held.role == Role.ADMINISTRATOR:
            condition |= Q(unit__path__startswith=held.unit.path)
        elif held.role in CONFIRMERS:
            condition |= Q(unit=held.unit_id)
    return condition & ~Q(asked_by=user) & ~Q(user=user)


def may_decide(user: User, request: RoleRequest) -> bool:
    """Whether the user is a second person for this request."""
    return RoleRequest.objects.filter(requests_to_decide(user), pk=request.pk).exists()


def pending_of(user: User) -> list[RoleRequest]:
    """What is asked for a user and waits, in one query."""
    rows = user.role_requests.filter(state=RoleRequest.State.PENDING)
    return list(rows.select_related("unit", "asked_by__person", "on_behalf_of__person")[:MOST_ROWS])


def substitutes_for(user: User) -> list[RoleAssignment]:
    """Who stands in for the user, today or later."""
    rows = RoleAssignment.objects.filter(on_behalf_of=user, valid_to__gte=timezone.localdate())
    return list(rows.select_related("unit", "user__person").order_by("valid_from", "pk")[:MOST_ROWS])


def substitutable(user: User) -> list[RoleAssignment]:
    """Roles held today in one's own right: the ones that a substitute may be named for."""
    return [held for held in user.assignments() if held.on_behalf_of_id is None]


def deciders_of(request: RoleRequest) -> list[User]:
    """Active users who may decide the request today, to be told of it."""
    today = timezone.localdate()
    above = [int(part) for part in request.unit.path.split("/") if part]
    held = RoleAssignment.objects.as_of(today).filter(in_force(today, "unit__"), user__is_active=True)
    fits = Q(role=Role.ADMINISTRATOR, unit__in=above) | Q(role__in=CONFIRMERS, unit=request.unit_id)
    rows = held.filter(fits).exclude(user__in=[request.asked_by_id, request.user_id]).select_related("user__person")
    return list({row.user_id: row.user for row in rows.order_by("pk")}.values())


def waiting_requests(user: User) -> QuerySet[RoleRequest]:
    """Requests that wait for the user as the second person."""
    return _listed(RoleRequest.objects.filter(requests_to_decide(user), state=RoleRequest.State.PENDING))


def concerning(user: User) -> QuerySet[RoleRequest]:
    """Requests that the user asked for, or that are about the user."""
    return _listed(RoleRequest.objects.filter(Q(asked_by=user) | Q(user=user)))


def visible_requests(user: User) -> QuerySet[RoleRequest]:
    """Requests that the user may decide or is concerned by; others are absent."""
    return RoleRequest.objects.filter(requests_to_decide(user) | Q(asked_by=user) | Q(user=user))


def visible_substitutions(user: User) -> QuerySet[RoleAssignment]:
    """Substitutions that the user may end: as who is substituted, who substitutes, or administrator."""
    mine = Q(on_behalf_of=user) | Q(user=user)
    for held in user.assignments():
        if held.role == Role.ADMINISTRATOR:
            mine |= Q(unit__path__startswith=held.unit.path)
    rows = RoleAssignment.objects.filter(mine, on_behalf_of__isnull=False)
    return rows.select_related("unit", "user__person", "on_behalf_of__person")


def _listed(requests: QuerySet[RoleRequest]) -> QuerySet[RoleRequest]:
    people = ("user__person", "asked_by__person", "decided_by__person", "on_behalf_of__person")
    return requests.select_related("unit", "assignment", *people).order_by("-pk")

"""The part of a world that belongs to log-ins: a session, a request about a role, a substitution to come."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.utils import timezone

from organizations.models import Role, RoleAssignment, RoleRequest, Unit, User


def add_account_things(unit: Unit, clerk: User) -> None:
    """Of the clerk: a session elsewhere, a request made, and a substitute named for later."""
    today = timezone.localdate()
    named = User.objects.create_user(f"duocgiao{unit.pk}")
    UserSession.objects.create(user=clerk, ip="127.0.0.1", session_key=f"world-{clerk.pk}", user_agent="")
    RoleRequest.objects.create(user=named, unit=unit, role=Role.COUNCIL_MEMBER, valid_from=today, asked_by=clerk)
    RoleAssignment.objects.create(
        user=named, unit=unit, role=Role.STANDING_OFFICER, valid_from=today + timedelta(10),
        valid_to=today + timedelta(20), on_behalf_of=clerk, mark="TUQ.", basis="Giấy ủy quyền số 01",
    )  # fmt: skip

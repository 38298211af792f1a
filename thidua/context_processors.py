"""What every template may use."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from organizations.models import User


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the trial installation, the idle limit in seconds, and the roles under the user's name.

    The roles are read only by pages that show them.
    """
    return {
        "is_demo_site": not settings.PRODUCTION,
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "role_lines": SimpleLazyObject(lambda: role_lines(request)),
    }


def role_lines(request: HttpRequest) -> list[str]:
    """Who the user is here, a line for each role: "Chuyên viên thường trực, UBND thành phố"."""
    user = request.user
    if not isinstance(user, User):
        return []
    return [f"{held.get_role_display()}, {held.unit.short_name}" for held in user.assignments()]

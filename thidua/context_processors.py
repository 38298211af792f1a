"""What every template may use."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the trial installation, the idle limit in seconds, and the roles under the user's name.

    The roles are read only by pages that show them.
    """
    return {
        "is_demo_site": not settings.PRODUCTION,
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "roles_line": SimpleLazyObject(lambda: roles_line(request)),
    }


def roles_line(request: HttpRequest) -> str:
    """Who the user is here: "Chuyên viên thường trực, UBND thành phố"; more roles follow a middle dot."""
    user = request.user
    if not user.is_authenticated:
        return ""
    lines = [f"{held.get_role_display()}, {held.unit.short_name}" for held in user.assignments()]
    return " · ".join(lines) or "Chưa được giao vai trò"

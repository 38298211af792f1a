"""What every template may use. Everything that asks the database is lazy: only pages that show it pay for it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from organizations.active import active_unit, unit_choices
from organizations.models import User
from thidua.menu import Heading, menu_for
from thidua.menu_counts import counts_of


def site(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page shows: the trial note, the menu, who is signed in and what is new."""
    return {
        "is_demo_site": not settings.PRODUCTION,
        "idle_seconds": settings.IDLE_SECONDS,
        "menu": SimpleLazyObject(lambda: menu(request)),
        "role_lines": SimpleLazyObject(lambda: role_lines(request)),
        "unit_choices": SimpleLazyObject(lambda: unit_choices(request)),
        "active_unit": SimpleLazyObject(lambda: active_unit(request)),
        "notice_count": SimpleLazyObject(lambda: notice_count(request)),
    }


def menu(request: HttpRequest) -> list[Heading]:
    """The menu of the user; nobody has none."""
    user = request.user
    return menu_for(request, user, counts_of(request)) if isinstance(user, User) else []


def notice_count(request: HttpRequest) -> int:
    """How many notices the user has not opened."""
    return counts_of(request).get("notice_list", 0)


def role_lines(request: HttpRequest) -> list[str]:
    """Who the user is here, a line for each role: "Chuyên viên thường trực, UBND thành phố"."""
    user = request.user
    if not isinstance(user, User):
        return []
    return [f"{held.get_role_display()}, {held.unit.short_name}" for held in user.assignments()]

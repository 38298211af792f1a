"""The numbers in the menu: on every page, so they are counted again only after a while or after a click that acts."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from organizations.models import User
from reports.queries import menu_counts

KEPT_SECONDS = 20
_KEY = "so_viec"


def counts_of(request: HttpRequest) -> dict[str, int]:
    """What waits for the user, by address name: as counted for this page, or at most ``KEPT_SECONDS`` ago."""
    user = request.user
    if not isinstance(user, User):
        return {}
    kept = request.session.get(_KEY)
    is_counted = "_counts" in user.__dict__  # by the page itself: its menu must say the same
    if kept and kept[0] == user.pk and time.time() - kept[1] < KEPT_SECONDS and not is_counted:
        counts: dict[str, int] = kept[2]
        return counts
    counts = menu_counts(user)
    request.session[_KEY] = [user.pk, int(time.time()), counts]
    return counts


class MenuCountsMiddleware:
    """After anything that may have changed something, the numbers are counted again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST":
            request.session.pop(_KEY, None)
        return response

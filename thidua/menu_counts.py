"""The numbers in the menu: on every page, so they are counted again only after a while or after a click that acts."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from organizations.models import User
from reports.queries import menu_counts

KEPT_SECONDS = 20
_ACTED = "vua_lam"


def counts_of(request: HttpRequest) -> dict[str, int]:
    """What waits for the user, by address name: as counted for this page, or at most ``KEPT_SECONDS`` ago.

    Kept in the memory of this process, so that a page that is only read writes nothing; the session tells every
    process when the user last acted, and what was counted before that is not used.
    """
    user = request.user
    if not isinstance(user, User):
        return {}
    key = f"menu-counts-{user.pk}"
    kept = cache.get(key)
    is_counted = "_counts" in user.__dict__  # by the page itself: its menu must say the same
    if kept and kept[0] > request.session.get(_ACTED, 0) and not is_counted:
        counts: dict[str, int] = kept[1]
        return counts
    now = time.time()
    counts = menu_counts(user)
    cache.set(key, (now, counts), KEPT_SECONDS)
    return counts


class MenuCountsMiddleware:
    """After a click that acted the numbers are counted again: what changes something answers with a way on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and 300 <= response.status_code < 400:
            request.session[_ACTED] = time.time()
        return response

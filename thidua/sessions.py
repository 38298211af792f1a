"""Keeps a session going while it is used: written once a minute, not with every page that is read."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_KEY = "gia_han"


class SessionRenewalMiddleware:
    """Moves the end of a used session on. Behind the session and the user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get(_KEY, 0) >= settings.SESSION_RENEW_SECONDS:
                request.session[_KEY] = now
        return response

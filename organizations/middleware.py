"""What a user must settle before anything else: a password of one's own, then the second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.adapters import passed_factor
from organizations.models import User
from organizations.queries.factors import has_factor, needs_factor

# Pages that stay open meanwhile: the way out, and what the pages below need.
ALWAYS = frozenset({"login", "account_login", "logout", "help_home", "help_topic", "help_picture", "session_alive"})
FOR_PASSWORD = ALWAYS | {"account_change_password"}
FOR_FACTOR = ALWAYS | {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "recovery_codes_file",
    "recovery_codes_saved",
    "account_change_password",
}


class AccountGate:
    """Leads to the page that must come first; public pages stay open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The redirect to what must come first, or None."""
        user = request.user
        if not isinstance(user, User) or not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if user.must_change_password:
            return None if name in FOR_PASSWORD else redirect("account_change_password")
        if not settings.REQUIRE_SECOND_FACTOR or name in FOR_FACTOR:
            return None
        if not needs_factor(user) or passed_factor(request):
            return None
        if has_factor(user):
            back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("inbox")
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")
        return redirect("mfa_activate_totp")

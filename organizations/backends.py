"""Who is let in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from organizations.models import User


class OfficeBackend(ModelBackend):
    """User name and password; in production the demo's users, whose passwords stand in the README, stay out."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether the user is active and no demo user of a real installation; asked on every request."""
        return super().user_can_authenticate(user) and not (settings.PRODUCTION and getattr(user, "is_demo", False))

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session, with the person: every page shows the name, so it is read in the same query."""
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None


def client_address(request: HttpRequest) -> str | None:
    """The address that failed log-ins are counted for.

    Each of ``settings.PROXIES`` web servers before this program appends the address it was asked from to
    ``X-Forwarded-For``; what stands further left was sent by the visitor and proves nothing.
    """
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR")


def attempted_username(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name under which a failed log-in is counted: that of the account, however it was typed."""
    return User.normalize_username((credentials or request.POST).get("username") or "")

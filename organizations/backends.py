"""Who is let in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend


class OfficeBackend(ModelBackend):
    """User name and password; in production the demo's users, whose passwords stand in the README, stay out."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether the user is active and no demo user of a real installation; asked on every request."""
        return super().user_can_authenticate(user) and not (settings.PRODUCTION and getattr(user, "is_demo", False))

"""Whose calendar an address is."""

from __future__ import annotations

from organizations.models import CalendarFeed, User


def user_of_token(token: str) -> User | None:
    """The active user whose calendar has that secret address; None for a wrong, renewed or revoked one."""
    found = User.objects.filter(calendar_feed__token_hash=CalendarFeed.hash_of(token), is_active=True)
    user: User | None = found.select_related("person").first()
    return user

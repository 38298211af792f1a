"""The address of one's calendar: made, made anew, taken back."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from organizations.models import CalendarFeed, User
from workflow.engine import record


def renew_address(*, by: User) -> str:
    """A new secret for the user's calendar, shown once; the address before it leads nowhere from now on."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(
            user=by, defaults={"token_hash": CalendarFeed.hash_of(token), "made_at": timezone.now()}
        )
        _log(by, "calendar", "Tạo địa chỉ lịch")
    return token


def revoke_address(*, by: User) -> bool:
    """Takes the address back; whether there was one."""
    with transaction.atomic():
        deleted, _ = CalendarFeed.objects.filter(user=by).delete()
        if deleted:
            _log(by, "calendar", "Thu hồi địa chỉ lịch")
    return bool(deleted)


def _log(user: User, action: str, label: str) -> None:
    held = user.assignments()
    record(thing=user, action=action, label=label, by=user, unit_id=held[0].unit_id if held else 0)

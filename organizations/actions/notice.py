"""What users do with their notices: reading them, choosing how to get them."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations.models import Notice, NoticePreference, User


def mark_read(*, notice: Notice, by: User) -> None:
    """Marks a notice of the user's own as read; once is enough.

    Raises:
        ValidationError: it is somebody else's.
    """
    if notice.user_id != by.pk:
        raise ValidationError("Thông báo này không phải của bạn.")
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=timezone.now())


def mark_all_read(*, by: User) -> int:
    """Marks all notices of the user as read; returns how many were not."""
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())


def choose_channels(*, channels: Mapping[str, str], by: User) -> None:
    """Keeps how the user wants to hear of each kind of notice.

    Args:
        channels: a ``NoticePreference.Channel`` for each ``Notice.Kind``.

    Raises:
        ValidationError: a kind or channel that does not exist.
    """
    rows = [NoticePreference(user=by, kind=kind, channel=channel) for kind, channel in channels.items()]
    for row in rows:
        row.full_clean(validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        NoticePreference.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["channel"]
        )

"""The secret address of a user's calendar (ICS)."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """A user's calendar has one address at a time; who knows it reads the deadlines of the user's units.

    Kept as a hash: neither the database nor its backup opens anybody's calendar.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed", verbose_name="người dùng"
    )
    token_hash = models.CharField("mã của địa chỉ", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("tạo lúc")

    class Meta:
        verbose_name = "địa chỉ lịch"
        verbose_name_plural = "địa chỉ lịch"

    def __str__(self) -> str:
        return f"Lịch của {self.user}"

    @staticmethod
    def hash_of(token: str) -> str:
        """What is kept of a token. It is 256 bits of chance: there is nothing to guess, so nothing to slow down."""
        return hashlib.sha256(token.encode()).hexdigest()

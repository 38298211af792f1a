"""Saved views (bộ lọc đã lưu): a user's filter, order and columns of a list, under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """``page`` is the address name of the list, ``query`` its query string."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    page = models.CharField("trang", max_length=60)
    name = models.CharField("tên", max_length=80)
    query = models.CharField("điều kiện", max_length=1000, blank=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        verbose_name_plural = "bộ lọc đã lưu"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"],
                name="saved_view_name_once",
                violation_error_message="Bạn đã có bộ lọc mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name

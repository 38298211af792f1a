"""Notices (thông báo): what a user is told, in the program and by e-mail, and what each one chose to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from organizations.models.user import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reading notices."""

    def visible_to(self, user: User) -> NoticeQuerySet:
        """A notice is its addressee's alone."""
        return self.filter(user=user) if user.is_active else self.none()

    def unread(self) -> NoticeQuerySet:
        """Those not opened yet."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One thing told to one user; ``key`` makes the same thing be told once."""

    class Kind(models.TextChoices):
        """What it is about; each user chooses the channel for each kind."""

        TASK = "viec", "Việc chờ tôi xử lý"
        DISPATCH = "van_ban_den", "Văn bản gửi tới đơn vị"
        REMINDER = "nhac_viec", "Nhắc việc"
        ANSWER = "phan_hoi", "Phản hồi về việc tôi gửi"
        COMMENT = "gop_y", "Góp ý trên văn bản"
        ACCOUNT = "tai_khoan", "Tài khoản và vai trò"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="người nhận"
    )
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    text = models.CharField("nội dung", max_length=500)
    address = models.CharField("địa chỉ trang", max_length=200, blank=True)
    key = models.CharField("khóa", max_length=120)
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    emailed_at = models.DateTimeField("đã gửi thư lúc", null=True, blank=True)
    # Until then one worker alone may send it; then, if it went not out, any other.
    mail_lease_until = models.DateTimeField("đang gửi thư đến", null=True, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_told_once")]
        indexes = [models.Index(fields=["user", "read_at", "-id"], name="notice_menu_count")]

    def __str__(self) -> str:
        return self.text


class NoticePreference(models.Model):
    """How a user wants to hear of one kind of notice; without a row: in the program, and by daily digest."""

    class Channel(models.TextChoices):
        """Kênh."""

        SITE = "chuong_trinh", "Chỉ trong chương trình"
        DIGEST = "tong_hop", "Thêm thư tổng hợp mỗi ngày"
        MAIL = "thu", "Thêm thư ngay"
        NONE = "khong", "Không báo"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences")
    kind = models.CharField("loại", max_length=12, choices=Notice.Kind.choices)
    channel = models.CharField("kênh", max_length=12, choices=Channel.choices, default=Channel.DIGEST)

    class Meta:
        verbose_name = "cách nhận thông báo"
        verbose_name_plural = "cách nhận thông báo"
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notice_preference_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_channel_display()}"

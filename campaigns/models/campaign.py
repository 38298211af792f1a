"""Emulation movements (phong trào thi đua)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.models import Document
from organizations.models import Unit
from organizations.models.unit import ids_on

if TYPE_CHECKING:
    from organizations.models import User


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Reading movements."""

    def visible_to(self, user: User) -> CampaignQuerySet:
        """Movements of the user's units, of units below, and of units above (those call upon everybody below)."""
        if not user.is_active:
            return self.none()
        condition = Q(pk__in=[])
        for path in user.unit_paths():
            condition |= Q(host__path__startswith=path) | Q(host__in=ids_on(path))
        return self.filter(condition)


class Campaign(models.Model):
    """A movement: who calls, on what theme, for how long, for whom; launched by a paper."""

    class Kind(models.TextChoices):
        """Hình thức tổ chức (Luật 06/2022/QH15, Điều 16)."""

        REGULAR = "thuong_xuyen", "Thi đua thường xuyên"
        THEMED = "chuyen_de", "Thi đua theo chuyên đề"

    class Scope(models.TextChoices):
        """Phạm vi tổ chức (Luật 06/2022/QH15, Điều 16)."""

        NATION = "toan_quoc", "Toàn quốc"
        BRANCH_OR_PROVINCE = "bo_nganh_tinh", "Bộ, ban, ngành, đoàn thể, địa phương"
        BLOCK = "cum_khoi", "Cụm, khối thi đua"
        BASE = "co_so", "Cơ quan, đơn vị"

    host = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns", verbose_name="đơn vị phát động")
    name = models.CharField("tên phong trào", max_length=300)
    theme = models.CharField("chủ đề", max_length=300, blank=True)
    kind = models.CharField("hình thức", max_length=12, choices=Kind.choices, default=Kind.REGULAR)
    scope = models.CharField("phạm vi", max_length=14, choices=Scope.choices, default=Scope.BRANCH_OR_PROVINCE)
    year = models.PositiveSmallIntegerField("năm thi đua", db_index=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    launched_by = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="launches", verbose_name="văn bản phát động"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tạo")
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "phong trào thi đua"
        verbose_name_plural = "phong trào thi đua"
        ordering = ["-year", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_period_runs_forward",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["host", "year", "name"],
                name="campaign_name_once_a_year",
                violation_error_message="Đơn vị đã có phong trào mang tên này trong năm.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignPeak(models.Model):
    """A peak period (đợt thi đua cao điểm) inside a movement."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="peaks", verbose_name="phong trào")
    name = models.CharField("tên đợt", max_length=300)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")

    class Meta:
        verbose_name = "đợt cao điểm"
        verbose_name_plural = "đợt cao điểm"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_peak_runs_forward",
                violation_error_message="Ngày kết thúc đợt phải từ ngày bắt đầu trở đi.",
            )
        ]

    def __str__(self) -> str:
        return self.name

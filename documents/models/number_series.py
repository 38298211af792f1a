"""Counters of document numbers, and each issuer's choice of series."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from organizations.models import Unit

SINGLE_SERIES = "chung"
# Số đến: one series for all that a unit receives in a year; no code of a kind is written so.
ARRIVALS = "den"


class SeriesPolicy(models.Model):
    """How an issuer numbers its administrative papers: laid down by its head (NĐ 30/2020, Điều 15).

    Without a row each kind of paper has a series of its own.
    """

    class Scheme(models.TextChoices):
        """Cách đánh số."""

        PER_KIND = "theo_loai", "Mỗi loại văn bản một dãy số"
        SINGLE = "chung", "Một dãy số chung cho mọi loại"

    issuer = models.OneToOneField(Unit, models.CASCADE, related_name="series_policy", verbose_name="cơ quan ban hành")
    scheme = models.CharField("cách đánh số", max_length=10, choices=Scheme.choices, default=Scheme.PER_KIND)

    class Meta:
        verbose_name = "cách đánh số văn bản"
        verbose_name_plural = "cách đánh số văn bản"

    def __str__(self) -> str:
        return f"{self.issuer}: {self.get_scheme_display()}"


class NumberSeries(models.Model):
    """The last number taken, and its day, in one issuer's series of one year. Written by ``documents.numbering``."""

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan ban hành")
    series = models.CharField("dãy số", max_length=10)
    year = models.PositiveSmallIntegerField("năm")
    last_number = models.PositiveIntegerField("số cuối", default=0)
    last_date = models.DateField("ngày của số cuối", null=True)

    class Meta:
        verbose_name = "dãy số văn bản"
        verbose_name_plural = "dãy số văn bản"
        constraints = [models.UniqueConstraint(fields=["issuer", "series", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last_number}"


class ReservedNumber(models.Model):
    """A number taken out of a series before its paper is issued (giữ số): used later, or cancelled with a reason.

    A cancelled number stays in the register as such and is not given again.
    """

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="reserved_numbers", verbose_name="cơ quan ban hành")
    series = models.CharField("dãy số", max_length=10)
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    kind = models.CharField("loại văn bản", max_length=5)
    on = models.DateField("ngày")
    reason = models.CharField("lý do giữ", max_length=300)
    reserved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người giữ"
    )
    reserved_at = models.DateTimeField("giữ lúc", auto_now_add=True)
    document = models.OneToOneField(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reserved_number",
        verbose_name="văn bản đã dùng",
    )
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người hủy"
    )
    cancelled_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    cancel_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    class Meta:
        verbose_name = "số giữ trước"
        verbose_name_plural = "số giữ trước"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "series", "year", "number"], name="reserved_number_once"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=True) | models.Q(cancelled_at__isnull=True),
                name="reserved_number_used_or_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.series} {self.year}"

"""Counters of document numbers, and each issuer's choice of series."""

from __future__ import annotations

from django.db import models

from organizations.models import Unit


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

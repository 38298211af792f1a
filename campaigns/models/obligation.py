"""Nhiệm vụ giao: what an item of a plan lays on whom, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from campaigns.models.plan import Plan
from campaigns.models.reading import Read, ReadQuerySet, in_text_order
from organizations.models import Unit

if TYPE_CHECKING:
    from organizations.models import User

#: The group that stands for every unit below the issuer.
EVERYBODY = "tat_ca"


def group_choices() -> list[tuple[str, str]]:
    """Kinds of units that a plan may mean as a whole."""
    return [
        (EVERYBODY, "Tất cả đơn vị trực thuộc"),
        (Unit.Kind.OFFICE, "Các phòng, ban, cơ quan chuyên môn"),
        (Unit.Kind.COMMITTEE, "UBND các xã, phường"),
        (Unit.Kind.SCHOOL, "Các trường"),
        (Unit.Kind.SERVICE, "Các đơn vị sự nghiệp"),
        (Unit.Kind.PARTY, "Các cơ quan Đảng"),
        (Unit.Kind.UNION, "Mặt trận và các đoàn thể"),
        (Unit.Kind.FORCE, "Lực lượng vũ trang"),
        (Unit.Kind.COMPANY, "Các doanh nghiệp"),
        (Unit.Kind.OTHER, "Đơn vị khác"),
    ]


class ObligationQuerySet(ReadQuerySet):
    """Reading obligations."""

    def visible_to(self, user: User) -> Self:
        """Those of the plans that the user may see."""
        return self.filter(item__plan__in=Plan.objects.visible_to(user).values("pk"))


class Obligation(Read):
    """A task: the unit as printed, whom it means, what, and when.

    It means the ``units`` that are named and all units below the issuer of the kinds in ``groups`` (codes of
    ``group_choices``), as they are on the day that is asked for: ``queries.addressed.units_of``.
    """

    class Recurrence(models.TextChoices):
        """How often it comes again."""

        ONCE = "", "Một lần"
        MONTH = "thang", "Hằng tháng"
        QUARTER = "quy", "Hằng quý"
        HALF_YEAR = "nua_nam", "6 tháng và năm"
        YEAR = "nam", "Hằng năm"

    unit_printed = models.CharField("đơn vị (như in)", max_length=300)
    units = models.ManyToManyField(Unit, blank=True, related_name="obligations", verbose_name="đơn vị được giao")
    groups = models.JSONField("loại đơn vị được giao", default=list, blank=True)
    what = models.TextField("nội dung nhiệm vụ")
    due_on = models.DateField("hạn", null=True, blank=True)
    when = models.CharField("thời gian (như in)", max_length=200, blank=True)
    recurring = models.CharField(
        "định kỳ", max_length=8, choices=Recurrence.choices, default=Recurrence.ONCE, blank=True
    )

    objects = ObligationQuerySet.as_manager()

    class Meta(Read.Meta):
        verbose_name = "nhiệm vụ giao"
        verbose_name_plural = "nhiệm vụ giao"
        ordering = in_text_order()
        indexes = [models.Index(fields=["due_on"], name="obligations_by_due")]

    def __str__(self) -> str:
        return f"{self.unit_printed}: {self.what}"[:300]

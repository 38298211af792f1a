"""Chỉ tiêu: the numbers of a plan, how they are divided among units, and what was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models.plan import Plan
from campaigns.models.reading import Read, ReadQuerySet, in_text_order
from documents.text.item_readings import written
from organizations.models import Unit

if TYPE_CHECKING:
    from organizations.models import User


class TargetQuerySet(ReadQuerySet):
    """Reading targets."""

    def visible_to(self, user: User) -> Self:
        """Those of the plans that the user may see."""
        return self.filter(item__plan__in=Plan.objects.visible_to(user).values("pk"))


class Target(Read):
    """A measured aim of a plan. Of "từ 7,5 đến 8 %" ``value`` is the first number and ``value_to`` the second.

    ``sharing`` says how the units below get theirs: each a part of the number (they add up to it), or each the same.
    """

    class Direction(models.TextChoices):
        """Which way it goes; the codes of ``documents.text.reading.Direction``."""

        REACH = "dat", "Đạt"
        RISE = "tang", "Tăng"
        FALL = "giam", "Giảm"
        MORE = "tren", "Trên"
        LESS = "duoi", "Dưới"
        AT_LEAST = "it_nhat", "Ít nhất"
        AT_MOST = "khong_qua", "Không quá"
        BETWEEN = "tu_den", "Từ … đến"

    class Sharing(models.TextChoices):
        """How the number goes down."""

        NONE = "", "Chưa giao"
        DIVIDED = "chia", "Chia cho các đơn vị"
        REPEATED = "lap", "Mỗi đơn vị như nhau"

    measure = models.CharField("chỉ tiêu", max_length=300)
    value = models.DecimalField("giá trị", max_digits=20, decimal_places=4)
    value_to = models.DecimalField("đến", max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=80, blank=True)
    direction = models.CharField("chiều", max_length=10, choices=Direction.choices, default=Direction.REACH)
    base = models.CharField("so với", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    sharing = models.CharField("cách giao", max_length=4, choices=Sharing.choices, default=Sharing.NONE, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta(Read.Meta):
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = in_text_order()

    def __str__(self) -> str:
        return self.measure

    @property
    def asked(self) -> str:
        """What is asked, in words: "ít nhất 120 điển hình", "từ 7,5 đến 8 %"."""
        if self.value_to is not None:
            told = f"từ {written(self.value)} đến {written(self.value_to)}"
        else:
            told = f"{self.get_direction_display().lower()} {written(self.value)}"
        return " ".join(part for part in (told, self.unit, self.base and f"so với {self.base}") if part)


class TargetShareQuerySet(models.QuerySet["TargetShare"]):
    """Reading shares."""

    def visible_to(self, user: User) -> Self:
        """Shares of targets that the user's units divide or of units above which they stand, and their own."""
        return self.filter(_of_units(user) | _of_plans(user, "target__item__plan__document__owner__"))


class TargetShare(models.Model):
    """What a unit has to reach of a target of the plan above; ``own`` is the target of its own plan that answers."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="shares", verbose_name="chỉ tiêu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="target_shares", verbose_name="đơn vị")
    value = models.DecimalField("giá trị giao", max_digits=20, decimal_places=4)
    own = models.ForeignKey(
        Target, models.SET_NULL, null=True, blank=True, related_name="answers", verbose_name="chỉ tiêu của đơn vị"
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người giao")
    set_at = models.DateTimeField("giao lúc", auto_now=True)

    objects = TargetShareQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu giao cho đơn vị"
        verbose_name_plural = "chỉ tiêu giao cho đơn vị"
        constraints = [models.UniqueConstraint(fields=["target", "unit"], name="target_share_once")]

    def __str__(self) -> str:
        return f"{self.target} – {self.unit}"

    @property
    def value_text(self) -> str:
        """The value as papers write it."""
        return written(self.value)


class TargetActualQuerySet(models.QuerySet["TargetActual"]):
    """Reading figures."""

    def visible_to(self, user: User) -> Self:
        """Figures of the user's units and of those below them: never those of a unit beside."""
        return self.filter(_of_units(user))


class TargetActual(models.Model):
    """What a unit had reached of a target at the end of a period."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="actuals", verbose_name="chỉ tiêu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="target_actuals", verbose_name="đơn vị")
    period_end = models.DateField("đến ngày")
    value = models.DecimalField("kết quả", max_digits=20, decimal_places=4)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người báo")
    at = models.DateTimeField("lúc", auto_now=True)

    objects = TargetActualQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả chỉ tiêu"
        verbose_name_plural = "kết quả chỉ tiêu"
        constraints = [models.UniqueConstraint(fields=["target", "unit", "period_end"], name="target_actual_once")]

    def __str__(self) -> str:
        return f"{self.target} – {self.unit} đến {self.period_end:%d/%m/%Y}"

    @property
    def value_text(self) -> str:
        """The figure as papers write it."""
        return written(self.value)


def _of_units(user: User) -> Q:
    """Condition that a row's unit is one of the user's or stands below one."""
    condition = Q(pk__in=[])
    for path in user.unit_paths() if user.is_active else []:
        condition |= Q(unit__path__startswith=path)
    return condition


def _of_plans(user: User, prefix: str) -> Q:
    """Condition that a plan's unit is one of the user's or stands below one."""
    condition = Q(pk__in=[])
    for path in user.unit_paths() if user.is_active else []:
        condition |= Q(**{f"{prefix}path__startswith": path})
    return condition

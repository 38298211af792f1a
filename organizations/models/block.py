"""Khối and cụm thi đua: units of a kind that compete with each other, year after year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from organizations.models.period import Period, PeriodQuerySet
from organizations.models.unit import Unit, ids_on

if TYPE_CHECKING:
    from organizations.models.user import User


class BlockQuerySet(PeriodQuerySet):
    """Reading blocks."""

    def visible_to(self, user: User) -> BlockQuerySet:
        """Blocks of the user's units, of units below and above them: who competes with whom is no secret there."""
        if not user.is_active:
            return self.none()
        condition = Q(pk__in=[])
        for path in user.unit_paths():
            condition |= Q(host__path__startswith=path) | Q(host__in=ids_on(path))
        return self.filter(condition)


class Block(Period):
    """A block of comparable units (khối, cụm thi đua), laid down by ``host``."""

    class Kind(models.TextChoices):
        """Khối or cụm."""

        BLOCK = "khoi", "Khối thi đua"
        CLUSTER = "cum", "Cụm thi đua"

    host = models.ForeignKey(Unit, models.PROTECT, related_name="blocks", verbose_name="đơn vị tổ chức")
    name = models.CharField("tên khối", max_length=200)
    kind = models.CharField("hình thức", max_length=4, choices=Kind.choices, default=Kind.BLOCK)
    protocol_order = models.PositiveIntegerField("thứ tự", default=1000)
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "khối thi đua"
        verbose_name_plural = "khối thi đua"
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["host", "name", "valid_from"],
                name="block_name_once",
                violation_error_message="Đơn vị đã có khối mang tên này từ ngày đó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BlockMember(Period):
    """A unit's place in a block for a period; the duty of head rotates."""

    class Duty(models.TextChoices):
        """Nhiệm vụ trong khối."""

        MEMBER = "thanh_vien", "Thành viên"
        HEAD = "khoi_truong", "Khối trưởng"
        DEPUTY = "khoi_pho", "Khối phó"

    block = models.ForeignKey(Block, models.PROTECT, related_name="members", verbose_name="khối")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="block_memberships", verbose_name="đơn vị")
    duty = models.CharField("nhiệm vụ", max_length=12, choices=Duty.choices, default=Duty.MEMBER)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "thành viên khối"
        verbose_name_plural = "thành viên khối"
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["block", "unit"],
                condition=Q(valid_to__isnull=True),
                name="block_member_once",
                violation_error_message="Đơn vị đang ở trong khối này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_duty_display()}, {self.block}"

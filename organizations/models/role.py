"""Roles: what a user may do, in one unit, for a period. Seeing reaches down the tree, acting does not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from organizations.models.period import Period, PeriodQuerySet
from organizations.models.unit import Unit


class Role(models.TextChoices):
    """Vai trò."""

    STANDING_OFFICER = "standing_officer", "Chuyên viên thường trực"
    SIGNING_LEADER = "signing_leader", "Lãnh đạo ký"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    UNIT_OFFICER = "unit_officer", "Cán bộ đơn vị"
    COUNCIL_CHAIR = "council_chair", "Chủ tịch Hội đồng"
    COUNCIL_SECRETARY = "council_secretary", "Thư ký Hội đồng"
    COUNCIL_MEMBER = "council_member", "Thành viên Hội đồng"
    BLOCK_HEAD = "block_head", "Khối trưởng"
    ADMINISTRATOR = "administrator", "Quản trị"
    INSPECTOR = "inspector", "Kiểm tra"


ROLE_NAMES: dict[str, str] = {role.value: str(role.label) for role in Role}


class RoleAssignment(Period):
    """One user holds one role in one unit from a day to a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_assignments", verbose_name="người dùng"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="role_assignments", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(valid_to__isnull=True),
                name="role_held_once",
                violation_error_message="Người dùng đang giữ vai trò này tại đơn vị.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.unit}"

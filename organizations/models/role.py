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
    """One user holds one role in one unit from a day to a day.

    A substitute (người thay, ủy quyền) holds the role of ``on_behalf_of`` for a period that ends, under a
    ``mark`` of NĐ 30/2020 (KT., TL., TUQ., Q.) and on a written ``basis``.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_assignments", verbose_name="người dùng"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="role_assignments", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name="thay cho",
    )
    mark = models.CharField("hình thức thay", max_length=5, blank=True)
    basis = models.CharField("căn cứ", max_length=300, blank=True)

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
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True) | Q(valid_to__isnull=False),
                name="role_substitute_has_an_end",
                violation_error_message="Việc thay phải có ngày kết thúc.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.unit}"


# Roles that a second person must confirm: who signs, and who has a hand in the council's votes.
CONFIRMED_ROLES = (
    Role.SIGNING_LEADER,
    Role.UNIT_HEAD,
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_SECRETARY,
    Role.COUNCIL_MEMBER,
    Role.ADMINISTRATOR,
)
# Roles whose log-in needs a second factor: administrators, who signs, who opens ballots.
SECOND_FACTOR_ROLES = (
    Role.SIGNING_LEADER,
    Role.UNIT_HEAD,
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_SECRETARY,
    Role.ADMINISTRATOR,
)


class RoleRequest(models.Model):
    """A change of roles that waits for a second person: to give a role, or to end ``assignment`` before its time."""

    class State(models.TextChoices):
        """Trạng thái."""

        PENDING = "cho", "Chờ người thứ hai xác nhận"
        CONFIRMED = "dong_y", "Đã xác nhận"
        REFUSED = "tu_choi", "Đã từ chối"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_requests", verbose_name="người dùng"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="role_requests", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thay cho"
    )
    mark = models.CharField("hình thức thay", max_length=5, blank=True)
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    assignment = models.ForeignKey(
        RoleAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="end_requests",
        verbose_name="vai trò thôi giữ",
    )
    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.PENDING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đề nghị"
    )
    asked_at = models.DateTimeField("đề nghị lúc", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )
    decided_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    reason = models.CharField("lý do từ chối", max_length=500, blank=True)

    class Meta:
        verbose_name = "đề nghị về vai trò"
        verbose_name_plural = "đề nghị về vai trò"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="role_request_two_people",
                violation_error_message="Người xác nhận phải khác người đề nghị.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} – {self.unit}"

"""What a unit writes again and again: templates of papers, clauses, lists of recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.document import kind_choices
from organizations.models import Unit
from organizations.models.unit import ids_on

if TYPE_CHECKING:
    from organizations.models import User


class ReusableQuerySet(models.QuerySet["Reusable"]):
    """Reading what may be reused."""

    def visible_to(self, user: User) -> ReusableQuerySet:
        """That of the user's units and of the units above them."""
        if not user.is_active:
            return self.none()
        condition = Q(pk__in=[])
        for path in user.unit_paths():
            condition |= Q(unit__in=ids_on(path))
        return self.filter(condition)


class Reusable(models.Model):
    """A piece that a unit keeps for its writers."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("tên", max_length=120)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tạo")
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = ReusableQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message="Đơn vị đã có mục mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Clause(Reusable):
    """A passage to insert (điều khoản mẫu): light text."""

    text = models.TextField("nội dung")

    class Meta(Reusable.Meta):
        verbose_name = "đoạn mẫu"
        verbose_name_plural = "đoạn mẫu"


class RecipientList(Reusable):
    """A list of recipients (nơi nhận), one a line."""

    lines = models.TextField("nơi nhận")

    class Meta(Reusable.Meta):
        verbose_name = "danh sách nơi nhận"
        verbose_name_plural = "danh sách nơi nhận"


class PaperTemplate(Reusable):
    """A unit's own beginning for one kind of paper: ``content`` is ``Content`` as JSON."""

    kind = models.CharField("loại văn bản", max_length=5, choices=kind_choices)
    content = models.JSONField("nội dung")

    class Meta(Reusable.Meta):
        verbose_name = "mẫu văn bản"
        verbose_name_plural = "mẫu văn bản"

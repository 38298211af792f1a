"""What an end, a renaming or a handing over changed, row by row, so that it can be put back."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from organizations.models.unit import Unit


class UnitChange(models.Model):
    """One change of how a unit goes on. ``rows`` holds for each row that it touched, as "model:id", the values
    before and after: only the fields that changed; None before: the change made the row."""

    class Kind(models.TextChoices):
        """Việc gì."""

        END = "ket_thuc", "Kết thúc hoạt động"
        PART = "mot_phan", "Chuyển một phần việc"
        RENAME = "doi_ten", "Đổi tên"

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="changes", verbose_name="đơn vị")
    kind = models.CharField("việc", max_length=8, choices=Kind.choices)
    on = models.DateField("ngày")
    path = models.CharField("đường dẫn trước đó", max_length=1000)
    rows = models.JSONField("các dòng đã đổi", default=dict, encoder=DjangoJSONEncoder)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người làm")
    made_at = models.DateTimeField("lúc", auto_now_add=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thay đổi của đơn vị"
        verbose_name_plural = "thay đổi của đơn vị"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.unit}"

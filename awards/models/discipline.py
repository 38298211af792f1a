"""Kỷ luật, and what is under review (đang xem xét): what keeps an award back. Fewer people see these than awards."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from awards.models.subject import ConfidentialQuerySet, Decided, Kept, Revocable, Subject


class DisciplineQuerySet(ConfidentialQuerySet):
    """Reading disciplinary measures."""

    def for_list(self) -> Self:
        """With everything that lists and sheets show."""
        return self.select_related("person", "unit")


class Discipline(Subject, Decided, Revocable, Kept):
    """One disciplinary measure on a person; both its days belong to it, an open end still runs."""

    class Measure(models.TextChoices):
        """Hình thức kỷ luật."""

        REPRIMAND = "khien_trach", "Khiển trách"
        WARNING = "canh_cao", "Cảnh cáo"
        PAY = "ha_bac_luong", "Hạ bậc lương"
        DEMOTION = "giang_chuc", "Giáng chức"
        DISMISSAL = "cach_chuc", "Cách chức"
        RECALL = "bai_nhiem", "Bãi nhiệm"
        REMOVAL = "buoc_thoi_viec", "Buộc thôi việc"
        SACKING = "sa_thai", "Sa thải"
        EXPULSION = "khai_tru", "Khai trừ"

    kind = models.CharField("hình thức", max_length=14, choices=Measure.choices)
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày", null=True, blank=True)

    objects = DisciplineQuerySet.as_manager()

    class Meta:
        verbose_name = "kỷ luật"
        verbose_name_plural = "kỷ luật"
        constraints = [
            *Subject.Meta.constraints,
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False),
                name="awards_discipline_of_person",
                violation_error_message="Kỷ luật là của một cá nhân; kỷ luật của tập thể là của thành viên.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="awards_discipline_runs_forward",
                violation_error_message="Ngày hết thời hạn phải từ ngày bắt đầu trở đi.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-since"], name="discipline_of_unit")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    def get_absolute_url(self) -> str:
        """The page of the measure."""
        return reverse("discipline_detail", args=[self.pk])


class Review(Subject, Revocable, Kept):
    """Why an award or a proposal is held back (152/2025/NĐ-CP, Điều 4 khoản 4); an open end still runs."""

    class Cause(models.TextChoices):
        """Vì sao tạm dừng."""

        DISCIPLINE = "ky_luat", "Đang xem xét kỷ luật"
        INQUIRY = "thanh_tra", "Đang điều tra, thanh tra, kiểm tra khi có dấu hiệu vi phạm"
        COMPLAINT = "khieu_nai", "Khiếu nại, tố cáo đang được xác minh"
        PRESS = "bao_chi", "Vụ việc báo chí nêu đang được xác minh"

    cause = models.CharField("vì sao", max_length=10, choices=Cause.choices)
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày", null=True, blank=True)
    outcome = models.CharField("kết luận", max_length=300, blank=True)

    objects = DisciplineQuerySet.as_manager()

    class Meta:
        verbose_name = "việc đang xem xét"
        verbose_name_plural = "việc đang xem xét"
        constraints = [
            *Subject.Meta.constraints,
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="awards_review_runs_forward",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()}: {self.subject}"

    def get_absolute_url(self) -> str:
        """The page of the review."""
        return reverse("review_detail", args=[self.pk])

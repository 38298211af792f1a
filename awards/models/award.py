"""Awards of earlier and of this program's years: every decision by which a title or commendation was given."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from awards.models.subject import Decided, Kept, Level, RecordQuerySet, Revocable, Subject
from awards.text.titles import TITLES, title_name


class AwardQuerySet(RecordQuerySet):
    """Reading awards."""

    def for_list(self) -> Self:
        """With everything that lists and sheets show."""
        return self.select_related("person", "collective", "household", "unit")


class Award(Subject, Decided, Revocable, Kept):
    """One line of one decision. ``code`` is a title's code; ``year`` the emulation year it was given for.

    ``merit`` tells công trạng from đột xuất and chuyên đề, which do not count towards công trạng
    (152/2025/NĐ-CP, Điều 4 khoản 3); "" is not known. ``ordinal`` is the place in the decision (số sổ vàng).
    """

    class Merit(models.TextChoices):
        """Loại hình khen thưởng."""

        WORK = "cong_trang", "Công trạng"
        SUDDEN = "dot_xuat", "Đột xuất"
        THEMED = "chuyen_de", "Theo chuyên đề, phong trào"

    code = models.CharField("danh hiệu, hình thức", max_length=12)
    year = models.PositiveSmallIntegerField("năm thi đua")
    level = models.CharField("cấp quyết định", max_length=14, choices=Level.choices, blank=True)
    merit = models.CharField("loại hình", max_length=10, choices=Merit.choices, blank=True)
    ordinal = models.PositiveIntegerField("số sổ vàng", null=True, blank=True)
    position = models.CharField("chức vụ, nơi công tác ghi trong quyết định", max_length=200, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng"
        verbose_name_plural = "khen thưởng"
        constraints = [
            *Subject.Meta.constraints,
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2100),
                name="awards_award_sane_year",
                violation_error_message="Năm phải từ 1945 đến 2100.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(decided_on__isnull=True) | Q(revoked_on__gte=F("decided_on")),
                name="awards_award_revoked_after",
                violation_error_message="Ngày hủy bỏ phải từ ngày quyết định khen trở đi.",
            ),
        ]
        indexes = [
            models.Index(fields=["-year", "-id"], name="award_list_page"),
            models.Index(fields=["unit", "-year"], name="award_of_unit"),
            models.Index(fields=["person", "year", "code"], name="award_of_person"),
            models.Index(fields=["number", "year"], name="award_by_decision"),
        ]

    def __str__(self) -> str:
        return f"{title_name(self.code)} {self.year}: {self.subject}"

    def get_absolute_url(self) -> str:
        """The page of the award."""
        return reverse("award_detail", args=[self.pk])

    @property
    def title(self) -> str:
        """The name of the title."""
        return title_name(self.code)

    @property
    def is_form(self) -> bool:
        """Whether it is a hình thức khen thưởng, not a danh hiệu."""
        return self.code in TITLES and TITLES[self.code].is_form

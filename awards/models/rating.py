"""Annual ratings (xếp loại chất lượng hằng năm) of people and collectives."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards.models.subject import Decided, Kept, RecordQuerySet, Revocable, Subject


class RatingQuerySet(RecordQuerySet):
    """Reading ratings."""

    def for_list(self) -> Self:
        """With everything that lists and sheets show."""
        return self.select_related("person", "collective", "unit")


class Rating(Subject, Decided, Revocable, Kept):
    """The official rating of a year; one a year that was not revoked."""

    class Grade(models.TextChoices):
        """Mức xếp loại."""

        EXCELLENT = "HTXSNV", "Hoàn thành xuất sắc nhiệm vụ"
        GOOD = "HTTNV", "Hoàn thành tốt nhiệm vụ"
        DONE = "HTNV", "Hoàn thành nhiệm vụ"
        NOT_DONE = "KHTNV", "Không hoàn thành nhiệm vụ"

    year = models.PositiveSmallIntegerField("năm")
    rating = models.CharField("xếp loại", max_length=6, choices=Grade.choices)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "xếp loại năm"
        verbose_name_plural = "xếp loại năm"
        constraints = [
            *Subject.Meta.constraints,
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2100),
                name="awards_rating_sane_year",
                violation_error_message="Năm phải từ 1945 đến 2100.",
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=True),
                name="awards_rating_no_household",
                violation_error_message="Hộ gia đình không có xếp loại hằng năm.",
            ),
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(revoked_on__isnull=True),
                name="rating_person_once_a_year",
                violation_error_message="Người này đã có xếp loại của năm đó. Hãy sửa dòng đã có.",
            ),
            models.UniqueConstraint(
                fields=["collective", "year"],
                condition=Q(revoked_on__isnull=True),
                name="rating_collective_once_a_year",
                violation_error_message="Tập thể này đã có xếp loại của năm đó. Hãy sửa dòng đã có.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-year"], name="rating_of_unit")]

    def __str__(self) -> str:
        return f"{self.rating} {self.year}: {self.subject}"

    def get_absolute_url(self) -> str:
        """The page of the rating."""
        return reverse("rating_detail", args=[self.pk])

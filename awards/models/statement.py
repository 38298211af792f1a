"""Xác nhận: what somebody answers for although no record shows it — that a list is whole, or a plain yes or no.

Without it an empty list says nothing: nobody may have written the records yet.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from awards.models.subject import ConfidentialQuerySet, Kept, Subject


class StatementQuerySet(ConfidentialQuerySet):
    """Reading statements; some say whether there is discipline, so fewer people see them."""

    def for_list(self) -> Self:
        """With who said it."""
        return self.select_related("person", "collective", "household", "unit", "created_by__person")


class Statement(Subject, Kept):
    """One statement about one subject up to and with one year.

    Of lists (``COMPLETE``) ``value`` is True: the records up to that year are all there is. Of the others it is the
    answer.
    """

    class Topic(models.TextChoices):
        """Về việc gì."""

        AWARDS = "awards", "Khen thưởng đã ghi đủ"
        RATINGS = "ratings", "Xếp loại đã ghi đủ"
        INITIATIVES = "initiatives", "Sáng kiến đã ghi đủ"
        RESEARCH = "research", "Đề tài, đề án đã ghi đủ"
        DISCIPLINE = "discipline", "Kỷ luật đã ghi đủ"
        UNDER_REVIEW = "under_review", "Không có việc đang xem xét nào khác"
        COMBAT = "combat", "Mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu"
        MATERNITY = "maternity", "Nghỉ thai sản trong năm"

    COMPLETE = (Topic.AWARDS, Topic.RATINGS, Topic.INITIATIVES, Topic.RESEARCH, Topic.DISCIPLINE, Topic.UNDER_REVIEW)
    ANSWERS = (Topic.COMBAT, Topic.MATERNITY)

    topic = models.CharField("về việc", max_length=12, choices=Topic.choices)
    year = models.PositiveSmallIntegerField("năm")
    value = models.BooleanField("có", default=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "xác nhận"
        verbose_name_plural = "xác nhận"
        constraints = [
            *Subject.Meta.constraints,
            models.UniqueConstraint(fields=["person", "topic", "year"], name="statement_person_once"),
            models.UniqueConstraint(fields=["collective", "topic", "year"], name="statement_collective_once"),
            models.UniqueConstraint(fields=["household", "topic", "year"], name="statement_household_once"),
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2100),
                name="awards_statement_sane_year",
                violation_error_message="Năm phải từ 1945 đến 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} {self.year}: {self.subject}"

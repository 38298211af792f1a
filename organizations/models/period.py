"""Rows that hold for a period of days."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q


def in_force(on: date, prefix: str = "") -> Q:
    """Condition that a row's period holds on that day; ``prefix`` is a lookup path ending in ``__``.

    Both end days belong to the period; no ``valid_to`` means it still runs.
    """
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    )


class PeriodQuerySet(models.QuerySet[Any]):
    """Rows of a period."""

    def as_of(self, on: date) -> Self:
        """Rows in force on that day."""
        return self.filter(in_force(on))


class Period(models.Model):
    """From a day to a day, both included; an open end is null."""

    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_period_runs_forward",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            )
        ]

    def holds_on(self, on: date) -> bool:
        """Whether the period includes that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

"""Households (hộ gia đình): the third kind of whom an award is given to."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from organizations.models import Unit
from organizations.names import search_key

if TYPE_CHECKING:
    from organizations.models import User


class HouseholdQuerySet(models.QuerySet["Household"]):
    """Reading households."""

    def visible_to(self, user: User) -> HouseholdQuerySet:
        """Households of the user's units and of units below."""
        condition = Q(pk__in=[])
        for path in user.unit_paths() if user.is_active else []:
            condition |= Q(unit__path__startswith=path)
        return self.filter(condition)

    def matching(self, words: str) -> HouseholdQuerySet:
        """Those whose head's name or address holds every word, whatever case and tone marks."""
        found = self
        for word in search_key(words).split()[:12]:
            found = found.filter(search_name__contains=word)
        return found


class Household(models.Model):
    """A household by the name of its head (chủ hộ), in the area of a unit. ``search_name`` is kept by the actions."""

    head_name = models.CharField("chủ hộ", max_length=100)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="households", verbose_name="đơn vị")
    creation_key = models.UUIDField("khóa tạo", unique=True, default=uuid.uuid4, editable=False)
    search_name = models.CharField("khóa tìm", max_length=320, editable=False, db_index=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "hộ gia đình"
        verbose_name_plural = "hộ gia đình"
        ordering = ["head_name", "pk"]

    def __str__(self) -> str:
        return f"Hộ {self.head_name}"

    def get_absolute_url(self) -> str:
        """The household's records."""
        return reverse("household_records", args=[self.pk])

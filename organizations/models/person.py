"""People and the positions they held. Most people never log in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from organizations.models.period import Period, PeriodQuerySet
from organizations.models.unit import Unit
from organizations.names import search_key

if TYPE_CHECKING:
    from organizations.models.user import User


class PersonQuerySet(models.QuerySet["Person"]):
    """Reading people."""

    def visible_to(self, user: User) -> PersonQuerySet:
        """People with a position, past or present, in the user's units or below them, and the user's own person."""
        if not user.is_active:
            return self.none()
        condition = Q(user=user)
        for path in user.unit_paths():
            condition |= Q(pk__in=Position.objects.filter(unit__path__startswith=path).values("person"))
        return self.filter(condition)

    def matching(self, words: str) -> PersonQuerySet:
        """People whose name holds every word, whatever case and tone marks."""
        found = self
        for word in search_key(words).split():
            found = found.filter(search_name__contains=word)
        return found


class Person(models.Model):
    """A person by name. ``sort_name`` and ``search_name`` are kept by the actions that write the name."""

    full_name = models.CharField("họ và tên", max_length=100)
    sort_name = models.CharField("khóa sắp xếp", max_length=500, editable=False, db_index=True)
    search_name = models.CharField("khóa tìm", max_length=120, editable=False, db_index=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "người"
        verbose_name_plural = "người"
        ordering = ["sort_name", "pk"]

    def __str__(self) -> str:
        return self.full_name


class Position(Period):
    """A person's position (chức vụ) in a unit during a period."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions", verbose_name="người")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions", verbose_name="đơn vị")
    title = models.CharField("chức vụ", max_length=120)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"

    def __str__(self) -> str:
        return f"{self.title}: {self.person}"

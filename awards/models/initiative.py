"""Sáng kiến and đề tài: recognised by whom, with what range, of which authors, and for which award they served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards.models.subject import Decided, Kept, Revocable, people_now_in
from organizations.models import Person, Unit
from organizations.names import search_key

if TYPE_CHECKING:
    from organizations.models import User


class InitiativeQuerySet(models.QuerySet[Any]):
    """Reading initiatives."""

    def visible_to(self, user: User) -> Self:
        """Those of the user's units and of units below, of authors who are there now, and the user's own."""
        paths = user.unit_paths() if user.is_active else []
        condition, authors = Q(pk__in=[]), Q(pk__in=[])
        for path in paths:
            condition |= Q(unit__path__startswith=path)
        if paths:
            authors |= Q(person__in=people_now_in(paths))
        if user.is_active and user.person_id:
            authors |= Q(person=user.person_id)
        written = InitiativeAuthor.objects.filter(authors).order_by().values("initiative")
        return self.filter(condition | Q(pk__in=written))

    def about(self, subject: Any) -> Self:
        """Those of one person or collective as an author."""
        field = "person" if isinstance(subject, Person) else "collective"
        if not isinstance(subject, Person | Unit):
            return self.none()
        return self.filter(pk__in=InitiativeAuthor.objects.filter(**{field: subject}).order_by().values("initiative"))

    def valid(self) -> Self:
        """Those whose recognition was not revoked."""
        return self.filter(revoked_on__isnull=True)

    def matching(self, words: str) -> Self:
        """Those whose name, number or authors hold every word, whatever case and tone marks."""
        found = self
        for word in search_key(words).split()[:12]:
            authors = InitiativeAuthor.objects.filter(
                Q(person__search_name__contains=word) | Q(collective__search_name__contains=word)
            )
            found = found.filter(Q(search_text__contains=word) | Q(pk__in=authors.order_by().values("initiative")))
        return found

    def for_list(self) -> Self:
        """With authors."""
        return self.select_related("unit").prefetch_related("authors__person", "authors__collective")


class Initiative(Decided, Revocable, Kept):
    """One sáng kiến, đề tài or đề án, as recognised (or accepted) with one range of influence.

    ``used_for`` is the code of the award it served, with the year: one initiative serves once, a danh hiệu or a hình
    thức (5007/BNV-TĐKT, 2023).
    """

    class Kind(models.TextChoices):
        """Loại."""

        INITIATIVE = "sang_kien", "Sáng kiến"
        RESEARCH = "de_tai", "Đề tài, đề án khoa học"

    class Scope(models.TextChoices):
        """Phạm vi ảnh hưởng được công nhận."""

        BASE = "co_so", "Cơ sở"
        PROVINCE = "tinh", "Tỉnh"
        COUNTRY = "toan_quoc", "Toàn quốc"

    kind = models.CharField("loại", max_length=9, choices=Kind.choices, default=Kind.INITIATIVE)
    name = models.CharField("tên sáng kiến, đề tài", max_length=400)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="initiatives", verbose_name="đơn vị nơi áp dụng, tại thời điểm đó"
    )
    year = models.PositiveSmallIntegerField("năm công nhận")
    scope = models.CharField("phạm vi", max_length=9, choices=Scope.choices)
    used_for = models.CharField("đã dùng để xét", max_length=12, blank=True)
    used_year = models.PositiveSmallIntegerField("năm đã dùng", null=True, blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = "sáng kiến, đề tài"
        verbose_name_plural = "sáng kiến, đề tài"
        constraints = [
            *Revocable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2100),
                name="awards_initiative_sane_year",
                violation_error_message="Năm phải từ 1945 đến 2100.",
            ),
            models.CheckConstraint(
                condition=Q(used_year__isnull=True) | ~Q(used_for=""),
                name="awards_initiative_used_for_what",
                violation_error_message="Đã ghi năm dùng thì phải chọn danh hiệu, hình thức đã dùng để xét.",
            ),
        ]
        indexes = [models.Index(fields=["-year", "-id"], name="initiative_list_page")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the initiative."""
        return reverse("initiative_detail", args=[self.pk])


class InitiativeAuthor(models.Model):
    """One author with the share of the work in percent; null is not stated."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="authors", verbose_name="sáng kiến")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="initiative_shares", verbose_name="cá nhân"
    )
    collective = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="initiative_shares", verbose_name="tập thể"
    )
    share = models.DecimalField("tỷ lệ đóng góp (%)", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "tác giả sáng kiến"
        verbose_name_plural = "tác giả sáng kiến"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, collective__isnull=True)
                | Q(person__isnull=True, collective__isnull=False),
                name="initiative_author_one",
                violation_error_message="Mỗi tác giả là đúng một cá nhân hoặc một tập thể.",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=100),
                name="initiative_share_percent",
                violation_error_message="Tỷ lệ đóng góp phải lớn hơn 0 và không quá 100 %.",
            ),
            models.UniqueConstraint(fields=["initiative", "person"], name="initiative_person_once"),
            models.UniqueConstraint(fields=["initiative", "collective"], name="initiative_collective_once"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.collective)

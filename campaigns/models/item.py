"""Mục: the addressable items of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from campaigns.models.plan import Plan
from organizations.names import search_key

if TYPE_CHECKING:
    from organizations.models import User


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    """Reading items."""

    def visible_to(self, user: User) -> Self:
        """Items of the plans that the user may see."""
        return self.filter(plan__in=Plan.objects.visible_to(user).values("pk"))

    def standing(self) -> Self:
        """Items that are in the text, in its order."""
        return self.filter(retired_at__isnull=True).order_by("plan", "order")


class PlanItem(models.Model):
    """One paragraph of a plan that says what is to be done, under an address that stays ("II.2 gạch 4").

    Written by ``actions.items.keep_items`` with every change of the text. ``address`` is unique in the plan, also
    among items that are gone, and is never given to another sentence; ``place`` is where the sentence stands now.
    ``numbers`` and ``movements`` are what it is compared by, ``owner`` the unit it names, as printed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items", verbose_name="kế hoạch")
    address = models.CharField("địa chỉ", max_length=120)
    place = models.CharField("vị trí hiện nay", max_length=120)
    label = models.CharField("phần", max_length=80, blank=True)
    order = models.PositiveIntegerField("thứ tự")
    text = models.TextField("nội dung")
    owner = models.CharField("nơi được giao (như in)", max_length=300, blank=True)
    movements = models.JSONField("phong trào được nêu", default=list, blank=True)
    numbers = models.JSONField("con số được nêu", default=list, blank=True)
    has_date = models.BooleanField("có thời hạn", default=False)
    has_number = models.BooleanField("có chỉ tiêu", default=False)
    retired_at = models.DateTimeField("bỏ khỏi văn bản lúc", null=True, blank=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của kế hoạch"
        verbose_name_plural = "mục của kế hoạch"
        constraints = [models.UniqueConstraint(fields=["plan", "address"], name="plan_item_address_once")]
        indexes = [
            models.Index(fields=["plan", "order"], condition=Q(retired_at__isnull=True), name="plan_items_in_text"),
        ]

    def __str__(self) -> str:
        return f"mục {self.address}"

    def get_absolute_url(self) -> str:
        """Its place on the page of the plan's items."""
        return f"{reverse('plan_items', args=[self.plan_id])}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Its name in the address of a page: "ii-2-gach-4"."""
        return "muc-" + search_key(self.address).replace(".", "-").replace(" ", "-")

    @property
    def is_specific(self) -> bool:
        """Whether it names who does it, how much, or by when."""
        return bool(self.owner) or self.has_number or self.has_date

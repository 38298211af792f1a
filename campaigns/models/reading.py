"""What the machine read and a person has to confirm."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaigns.models.item import PlanItem


class Judgement(models.TextChoices):
    """Whether a person has looked at it, and what was found."""

    PROPOSED = "de_xuat", "Máy đọc, chưa xác nhận"
    CONFIRMED = "xac_nhan", "Đã xác nhận"
    CORRECTED = "da_sua", "Đã sửa và xác nhận"
    REJECTED = "bac_bo", "Không phải"


#: What may be acted upon.
SETTLED = (Judgement.CONFIRMED, Judgement.CORRECTED)


class ReadQuerySet(models.QuerySet[Any]):
    """Reading what was read."""

    def settled(self) -> Self:
        """What a person has confirmed, as read or corrected."""
        return self.filter(judgement__in=SETTLED)

    def open(self) -> Self:
        """What waits for a person, or has to be looked at again."""
        return self.filter(Q(judgement=Judgement.PROPOSED) | Q(is_stale=True))

    def standing(self) -> Self:
        """Whatever nobody has rejected, in items that are still there."""
        return self.filter(item__retired_at__isnull=True).exclude(judgement=Judgement.REJECTED)


class Read(models.Model):
    """Read in an item by the machine, or entered by a person ("" as ``read_key``); who confirmed it, and when.

    ``read_key`` is by what a second reading of the text knows it. ``is_stale``: the text was changed after a person
    had confirmed it, and the machine does not read it there any more.
    """

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="%(class)ss", verbose_name="mục")
    judgement = models.CharField("xác nhận", max_length=8, choices=Judgement.choices, default=Judgement.PROPOSED)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )
    judged_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    read_key = models.CharField("dấu của chỗ đọc", max_length=64, blank=True, editable=False)
    is_stale = models.BooleanField("văn bản đã sửa sau khi xác nhận", default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(judgement=Judgement.PROPOSED, judged_by__isnull=True, judged_at__isnull=True)
                | ~Q(judgement=Judgement.PROPOSED) & Q(judged_by__isnull=False, judged_at__isnull=False),
                name="%(class)s_judged_by_somebody",
            ),
            models.UniqueConstraint(fields=["item", "read_key"], condition=~Q(read_key=""), name="%(class)s_read_once"),
        ]

    @property
    def is_settled(self) -> bool:
        """Whether it may be acted upon."""
        return self.judgement in SETTLED

    @property
    def is_open(self) -> bool:
        """Whether a person has to look at it."""
        return self.judgement == Judgement.PROPOSED or self.is_stale


def in_text_order() -> tuple[Any, ...]:
    """Order of what was read: as its items stand in the text."""
    return (F("item__order"), F("pk"))

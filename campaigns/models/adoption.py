"""Nhân rộng: which unit adopted which model, since when, with what result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models.exemplar import Exemplar
from organizations.models import Unit

if TYPE_CHECKING:
    from organizations.models import User


class AdoptionState(models.TextChoices):
    """Trạng thái của một lần áp dụng."""

    ADOPTING = "adopting", "Đang áp dụng"
    REPORTED = "reported", "Đã báo kết quả, chờ xác nhận"
    CONFIRMED = "confirmed", "Kết quả đã xác nhận"
    STOPPED = "stopped", "Thôi áp dụng"


class ModelAdoptionQuerySet(models.QuerySet["ModelAdoption"]):
    """Reading adoptions."""

    def visible_to(self, user: User) -> ModelAdoptionQuerySet:
        """All of the user's units and of those below; of others the confirmed ones of models that the user sees."""
        paths = user.unit_paths() if user.is_active else []
        if not paths:
            return self.none()
        seen = Exemplar.objects.visible_to(user).values("pk")
        condition = Q(state=AdoptionState.CONFIRMED, exemplar__in=seen)
        for path in paths:
            condition |= Q(unit__path__startswith=path)
        return self.filter(condition)

    def for_list(self) -> ModelAdoptionQuerySet:
        """What tables show, in the protocol order of units."""
        return self.select_related("unit", "exemplar__unit").order_by("unit__protocol_order", "unit__short_name", "pk")


class ModelAdoption(models.Model):
    """One unit adopts one model, once; it may report again, and each result is confirmed by the office.

    ``desk``: see ``Exemplar``. ``quantity`` is how many were reached (households, classes, documents …).
    """

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="adoptions", verbose_name="mô hình")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="adoptions", verbose_name="đơn vị áp dụng")
    desk = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị đang xử lý")
    since = models.DateField("áp dụng từ ngày")
    how = models.CharField("cách áp dụng", max_length=1000, blank=True)
    result = models.TextField("kết quả", blank=True)
    quantity = models.PositiveIntegerField("số lượng", null=True, blank=True)
    quantity_unit = models.CharField("tính theo", max_length=60, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=AdoptionState.choices, default=AdoptionState.ADOPTING, editable=False
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name="người báo kết quả",
    )  # fmt: skip
    reported_on = models.DateField("ngày báo kết quả", null=True, editable=False)
    confirmed_on = models.DateField("ngày xác nhận", null=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi")
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    objects = ModelAdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị áp dụng mô hình"
        verbose_name_plural = "đơn vị áp dụng mô hình"
        constraints = [
            models.UniqueConstraint(
                fields=["exemplar", "unit"],
                name="model_adopted_once",
                violation_error_message="Đơn vị đã ghi nhận áp dụng mô hình này.",
            ),
        ]
        indexes = [models.Index(fields=["desk", "state"], name="model_adoption_inbox")]

    def __str__(self) -> str:
        return f"{self.unit} áp dụng “{self.exemplar}”"

    @property
    def reached(self) -> str:
        """ "45 hộ", "45", or "" while nothing was counted."""
        return f"{self.quantity:,} {self.quantity_unit}".replace(",", ".").strip() if self.quantity is not None else ""

    @property
    def may_report(self) -> bool:
        """Whether a result can be reported now: the first one, a repaired or a further one."""
        return self.state in (AdoptionState.ADOPTING, AdoptionState.CONFIRMED)

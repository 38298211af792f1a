"""Sending papers to units: who got what, saw it, acknowledged it, passed it on, was reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.document import ROW_FIELDS, Document
from organizations.models import Unit

if TYPE_CHECKING:
    from organizations.models import User


_OWN = ("asks_answer", "due_on", "note", "sent_by", "sent_at", "seen_at", "acknowledged_at")


def _shown(to: str) -> list[str]:
    """Fields of a dispatch's paper and units that duties show; ``to`` leads to the dispatch ("dispatch__")."""
    return [*(f"{to}document__{name}" for name in (*ROW_FIELDS, "owner__short_name")), f"{to}unit__short_name"]


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Reading what was sent."""

    def visible_to(self, user: User) -> DispatchQuerySet:
        """What the user's units, or units below them, sent or got."""
        if not user.is_active:
            return self.none()
        condition = Q(pk__in=[])
        for path in user.unit_paths():
            condition |= Q(unit__path__startswith=path) | Q(document__owner__path__startswith=path)
        return self.filter(condition)

    def received_by(self, user: User) -> DispatchQuerySet:
        """What was sent to units in which the user holds a role today."""
        return self.filter(unit__in={unit_id for _, unit_id in user.roles_held()})

    def at_units_of(self, user: User) -> DispatchQuerySet:
        """What was sent to the user's units or to units below them: how a unit handles a paper is seen from above."""
        if not user.is_active:
            return self.none()
        condition = Q(pk__in=[])
        for path in user.unit_paths():
            condition |= Q(unit__path__startswith=path)
        return self.filter(condition)

    def for_list(self) -> DispatchQuerySet:
        """What lists and boards show, without the long texts."""
        people = ("sent_by__person", "seen_by__person", "acknowledged_by__person")
        long = ("bases", "body", "recipients", "snapshot", "search_text")
        return self.select_related("unit", "document__owner", *people).defer(*(f"document__{name}" for name in long))

    def for_duties(self) -> DispatchQuerySet:
        """What is shown of a paper that waits at a unit."""
        return self.select_related("unit", "document__owner").only(*_OWN, *_shown(""))


class Dispatch(models.Model):
    """A published paper sent to one unit. Seen: somebody there opened it; acknowledged: the unit says it has it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="dispatches", verbose_name="văn bản")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dispatches", verbose_name="đơn vị nhận")
    asks_answer = models.BooleanField("phải có văn bản thực hiện", default=False)
    due_on = models.DateField("hạn trả lời", null=True, blank=True)
    note = models.CharField("lời nhắn", max_length=500, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người gửi")
    sent_at = models.DateTimeField("gửi lúc", auto_now_add=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xem"
    )
    seen_at = models.DateTimeField("xem lúc", null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )
    acknowledged_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gửi văn bản"
        verbose_name_plural = "lần gửi văn bản"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["document", "unit"], name="dispatch_once")]
        indexes = [models.Index(fields=["unit", "acknowledged_at"], name="dispatch_inbox")]

    def __str__(self) -> str:
        return f"{self.document} → {self.unit}"


class ForwardingQuerySet(models.QuerySet["Forwarding"]):
    """Reading what was passed on."""

    def visible_to(self, user: User) -> ForwardingQuerySet:
        """What was passed on to the user or by the user."""
        return self.filter(Q(to=user) | Q(by=user)) if user.is_active else self.none()

    def open_for(self, user: User) -> ForwardingQuerySet:
        """What the user still has to do."""
        return self.filter(to=user, done_at__isnull=True)

    def for_duties(self) -> ForwardingQuerySet:
        """What is shown of a paper that was passed on."""
        shown = self.select_related("dispatch__unit", "dispatch__document__owner", "by__person")
        names = ("to", "note", "due_on", "at", "dispatch__due_on", "by__username", "by__person__full_name")
        return shown.only(*names, *_shown("dispatch__"))


class Forwarding(models.Model):
    """A sent paper passed on to a person inside the unit that got it (chuyển xử lý)."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="forwardings", verbose_name="lần gửi")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="forwarded", verbose_name="người nhận"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người chuyển")
    note = models.CharField("ý kiến", max_length=500, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    at = models.DateTimeField("lúc", auto_now_add=True)
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = ForwardingQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyển xử lý"
        verbose_name_plural = "chuyển xử lý"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["dispatch", "to"], name="forwarded_once")]

    def __str__(self) -> str:
        return f"{self.dispatch} → {self.to}"


class Reminder(models.Model):
    """A reminder (nhắc việc) sent by hand about one dispatch."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="reminders", verbose_name="lần gửi")
    text = models.CharField("lời nhắc", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhắc")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần nhắc"
        verbose_name_plural = "lần nhắc"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.text

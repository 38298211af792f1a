"""Kiểm tra, giám sát phong trào thi đua: a programme and its visits to units (Luật 06/2022/QH15, Điều 17)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from campaigns.models.campaign import Campaign
from campaigns.models.plan import Plan
from campaigns.text.team import Member, member, members
from documents.models import Document
from organizations.models import Unit

if TYPE_CHECKING:
    from organizations.models import User


class VisitState(models.TextChoices):
    """Trạng thái cuộc kiểm tra. Who moves it: ``campaigns/workflow/inspection.py``."""

    PLANNED = "du_kien", "Dự kiến"
    NOTIFIED = "da_thong_bao", "Đã thông báo"
    HELD = "da_kiem_tra", "Đã kiểm tra"
    CONCLUDED = "da_ket_luan", "Đã kết luận"
    CANCELLED = "da_huy", "Đã hủy"


class Team(models.Model):
    """The đoàn as typed: "họ tên, chức vụ"; ``members`` one a line. ``contents`` is what is checked, one a line."""

    lead = models.CharField("trưởng đoàn", max_length=200, blank=True)
    secretary = models.CharField("thư ký", max_length=200, blank=True)
    members = models.TextField("thành viên", blank=True)
    contents = models.TextField("nội dung kiểm tra", blank=True)

    class Meta:
        abstract = True

    @property
    def people(self) -> list[Member]:
        """Everybody of the đoàn, its head first, each once."""
        known = [*filter(None, (member(self.lead), member(self.secretary))), *members(self.members)]
        return list({one.key: one for one in reversed(known)}.values())[::-1]


class InspectionProgrammeQuerySet(models.QuerySet["InspectionProgramme"]):
    """Reading programmes."""

    def visible_to(self, user: User) -> Self:
        """Programmes of the user's units and of those below: an inspected unit reads its own visits alone."""
        condition = Q(pk__in=[])
        for path in user.unit_paths() if user.is_active else []:
            condition |= Q(host__path__startswith=path)
        return self.filter(condition)


class InspectionProgramme(Team):
    """A year's programme: what is checked, by which paper, in which period. Its units are those of its visits.

    ``plan`` or ``campaign`` is whose carrying out is checked, ``paper`` the kế hoạch or quyết định that lays the
    programme down. The đoàn and the contents are what each new visit begins with.
    """

    host = models.ForeignKey(Unit, models.PROTECT, related_name="inspections", verbose_name="đơn vị kiểm tra")
    year = models.PositiveSmallIntegerField("năm thi đua", db_index=True)
    subject = models.CharField("nội dung chương trình", max_length=300)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name="kế hoạch được kiểm tra"
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name="phong trào"
    )
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name="văn bản về kiểm tra"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lập")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    objects = InspectionProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "chương trình kiểm tra"
        verbose_name_plural = "chương trình kiểm tra"
        ordering = ["-year", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="inspection_period_runs_forward",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["host", "year", "subject"],
                name="inspection_subject_once_a_year",
                violation_error_message="Đơn vị đã có chương trình kiểm tra mang tên này trong năm.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """The programme's page."""
        return reverse("inspection_detail", args=[self.pk])


class InspectionVisitQuerySet(models.QuerySet["InspectionVisit"]):
    """Reading visits."""

    def kept_by(self, user: User) -> Self:
        """Visits of the user's units and of those below, as the ones who inspect."""
        condition = Q(pk__in=[])
        for path in user.unit_paths() if user.is_active else []:
            condition |= Q(host__path__startswith=path)
        return self.filter(condition)

    def told_to(self, user: User) -> Self:
        """Visits at the user's units or below them that these were told of."""
        condition = Q(pk__in=[])
        for path in user.unit_paths() if user.is_active else []:
            condition |= Q(unit__path__startswith=path)
        return self.filter(condition, notified_at__isnull=False)

    def visible_to(self, user: User) -> Self:
        """Both: nobody sees the visit to another unit."""
        return self.kept_by(user) | self.told_to(user)

    def standing(self) -> Self:
        """Visits that were not cancelled."""
        return self.exclude(state=VisitState.CANCELLED)


class InspectionVisit(Team):
    """One cuộc kiểm tra: which unit, when, where, by whom; ``met`` are the unit's own people there.

    ``host`` is the programme's, kept here for the workflow. ``state`` is written by ``perform()`` alone.
    """

    programme = models.ForeignKey(
        InspectionProgramme, models.PROTECT, related_name="visits", verbose_name="chương trình"
    )
    host = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị kiểm tra", editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspected", verbose_name="đơn vị được kiểm tra")
    planned_on = models.DateField("ngày kiểm tra", null=True, blank=True)
    starts_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    met = models.TextField("đại diện đơn vị được kiểm tra", blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=VisitState.choices, default=VisitState.PLANNED)
    held_on = models.DateField("kiểm tra ngày", null=True, blank=True)
    notified_at = models.DateTimeField("thông báo lúc", null=True, blank=True, editable=False)
    concluded_at = models.DateTimeField("kết luận lúc", null=True, blank=True, editable=False)
    notice = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="announces", verbose_name="văn bản thông báo"
    )
    minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="minutes_of", verbose_name="biên bản"
    )
    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)

    objects = InspectionVisitQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc kiểm tra"
        verbose_name_plural = "cuộc kiểm tra"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[VisitState.HELD, VisitState.CONCLUDED]) | Q(held_on__isnull=False),
                name="inspection_held_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CONCLUDED) | Q(concluded_at__isnull=False),
                name="inspection_concluded_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["host", "state", "planned_on"], name="inspections_of_office"),
            models.Index(fields=["unit", "notified_at"], name="inspections_of_unit"),
        ]

    def __str__(self) -> str:
        day = f", ngày {self.day:%d/%m/%Y}" if self.day else ""
        return f"Kiểm tra {self.unit}{day}"

    def get_absolute_url(self) -> str:
        """The visit's page."""
        return reverse("visit_detail", args=[self.pk])

    @property
    def day(self) -> date | None:
        """The day it was held on, else the planned one."""
        return self.held_on or self.planned_on

    @property
    def is_open(self) -> bool:
        """Whether its facts and findings may still be written."""
        return self.state not in (VisitState.CONCLUDED, VisitState.CANCELLED)

    @property
    def is_concluded(self) -> bool:
        """Whether the unit reads what was found."""
        return self.state == VisitState.CONCLUDED

"""What an inspection found, what the unit did about it, and what the clock reminded of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from campaigns.models.inspection import InspectionVisit, VisitState
from campaigns.models.item import PlanItem
from documents.models import StoredFile
from organizations.models import Unit

if TYPE_CHECKING:
    from organizations.models import User


class FindingKind(models.TextChoices):
    """What a line of the record says."""

    STRENGTH = "uu_diem", "Ưu điểm"
    SHORTCOMING = "ton_tai", "Tồn tại, hạn chế"
    RECOMMENDATION = "kien_nghi", "Kiến nghị"


class ResponseState(models.TextChoices):
    """What the office says of an answer. Who moves it: ``campaigns/workflow/inspection.py``."""

    WAITING = "cho_xem", "Chờ đoàn kiểm tra xem"
    DONE = "khac_phuc", "Đã khắc phục"
    NOT_DONE = "chua_dat", "Chưa đạt"


class InspectionFindingQuerySet(models.QuerySet["InspectionFinding"]):
    """Reading findings."""

    def visible_to(self, user: User) -> Self:
        """Findings of visits that the user's units keep; of visits at the user's units once they are concluded."""
        kept = Q(visit__in=InspectionVisit.objects.kept_by(user).values("pk"))
        told = InspectionVisit.objects.told_to(user).filter(state=VisitState.CONCLUDED)
        return self.filter(kept | Q(visit__in=told.values("pk")))

    def owed(self) -> Self:
        """Kiến nghị of concluded visits that the office has not called done."""
        return self.filter(kind=FindingKind.RECOMMENDATION, visit__state=VisitState.CONCLUDED, settled_at__isnull=True)

    def with_waiting(self) -> Self:
        """Adds ``is_waiting``: the unit has answered, and the office has not looked yet."""
        waiting = FindingResponse.objects.filter(finding=OuterRef("pk"), state=ResponseState.WAITING)
        return self.annotate(is_waiting=Exists(waiting))

    def to_answer(self) -> Self:
        """Those that wait for the unit."""
        return self.owed().with_waiting().filter(is_waiting=False)


class InspectionFinding(models.Model):
    """One line of the record; ``due_on`` is by when a kiến nghị is to be carried out, as the đoàn asked.

    ``item`` is what of the unit's own plan it is about. ``settled_at``: since when the office calls it done.
    """

    visit = models.ForeignKey(InspectionVisit, models.PROTECT, related_name="findings", verbose_name="cuộc kiểm tra")
    kind = models.CharField("loại", max_length=10, choices=FindingKind.choices)
    text = models.TextField("nội dung")
    item = models.ForeignKey(
        PlanItem, models.SET_NULL, null=True, blank=True, related_name="findings", verbose_name="mục của kế hoạch"
    )
    due_on = models.DateField("hạn thực hiện", null=True, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    settled_at = models.DateTimeField("khắc phục xong lúc", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi")
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    objects = InspectionFindingQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả kiểm tra"
        verbose_name_plural = "kết quả kiểm tra"
        ordering = ["visit", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(kind=FindingKind.RECOMMENDATION),
                name="inspection_due_of_recommendation",
                violation_error_message="Chỉ kiến nghị mới có hạn thực hiện.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "visit"],
                condition=Q(kind=FindingKind.RECOMMENDATION, settled_at__isnull=True),
                name="inspection_recommendations",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:120]}"

    def get_absolute_url(self) -> str:
        """Its place on the page of the visit."""
        return f"{reverse('visit_detail', args=[self.visit_id])}#ket-qua-{self.pk}"


class FindingResponseQuerySet(models.QuerySet["FindingResponse"]):
    """Reading answers."""

    def visible_to(self, user: User) -> Self:
        """Answers to findings that the user may see."""
        return self.filter(finding__in=InspectionFinding.objects.visible_to(user).values("pk"))

    def waiting(self) -> Self:
        """Those that nobody of the office has judged."""
        return self.filter(state=ResponseState.WAITING)


class FindingResponse(models.Model):
    """What the unit did about a kiến nghị, and what the office says of it. Not good enough: the unit answers again."""

    finding = models.ForeignKey(InspectionFinding, models.PROTECT, related_name="responses", verbose_name="kiến nghị")
    host = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị kiểm tra", editable=False)
    text = models.TextField("đơn vị đã làm gì")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người báo")
    at = models.DateTimeField("báo lúc", auto_now_add=True)
    state = models.CharField("kết quả", max_length=10, choices=ResponseState.choices, default=ResponseState.WAITING)
    reason = models.CharField("lý do", max_length=2000, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xem"
    )
    judged_at = models.DateTimeField("xem lúc", null=True, blank=True)

    objects = FindingResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo khắc phục"
        verbose_name_plural = "báo cáo khắc phục"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(state__in=[ResponseState.WAITING, ResponseState.DONE]),
                name="inspection_one_open_response",
            ),
            models.CheckConstraint(
                condition=~Q(state=ResponseState.NOT_DONE) | ~Q(reason=""), name="inspection_not_done_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["host", "state"], name="inspection_responses_waiting")]

    def __str__(self) -> str:
        return f"Trả lời {self.finding}"


class EvidenceFile(models.Model):
    """A file that shows what the unit did."""

    response = models.ForeignKey(FindingResponse, models.PROTECT, related_name="files", verbose_name="báo cáo")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="evidence", verbose_name="tệp")

    class Meta:
        verbose_name = "tệp minh chứng"
        verbose_name_plural = "tệp minh chứng"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)


class FindingReminder(models.Model):
    """What the clock reminded of: one row for each step of a kiến nghị; see ``ClockReminder``."""

    finding = models.ForeignKey(InspectionFinding, models.CASCADE, related_name="reminders", verbose_name="kiến nghị")
    step = models.CharField("bước nhắc", max_length=20)
    due_on = models.DateField("hạn")
    days_late = models.SmallIntegerField("trễ (ngày làm việc)")
    on = models.DateField("ngày nhắc")
    told = models.JSONField("người được nhắc", default=list)
    run = models.UUIDField("lượt", editable=False, db_index=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần nhắc kiến nghị"
        verbose_name_plural = "lần nhắc kiến nghị"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["finding", "due_on", "step"], name="inspection_reminder_once")]

    def __str__(self) -> str:
        return f"{self.finding}, {self.on:%d/%m/%Y}"

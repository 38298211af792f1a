"""Báo cáo tiến độ: a round of reports that an office asks for, and what each unit reports in it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from campaigns.models.obligation import Obligation
from campaigns.models.plan import Plan
from campaigns.models.target import Target
from documents.models import Document, StoredFile
from documents.text.item_readings import written
from organizations.models import Unit

if TYPE_CHECKING:
    from organizations.models import User


class RoundQuerySet(models.QuerySet["ReportRound"]):
    """Reading rounds."""

    def run_by(self, user: User) -> Self:
        """Rounds of the user's units and of those below: whoever sees these sees what all units have sent."""
        return self.filter(_below(user, "host__")) if user.is_active else self.none()


class ReportRound(models.Model):
    """Đợt báo cáo: which period an office wants reports of, about which plan, from which units, until when.

    ``previous`` is the round of the same period before, with which figures are compared.
    """

    class Kind(models.TextChoices):
        """Kỳ báo cáo."""

        HALF_YEAR = "6_thang", "Báo cáo 6 tháng"
        YEAR = "nam", "Báo cáo năm"
        THEMED = "chuyen_de", "Báo cáo chuyên đề"

    host = models.ForeignKey(Unit, models.PROTECT, related_name="report_rounds", verbose_name="đơn vị yêu cầu")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="report_rounds", verbose_name="kế hoạch"
    )
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="cùng kỳ trước"
    )
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    name = models.CharField("tên đợt", max_length=200)
    year = models.PositiveSmallIntegerField("năm thi đua", db_index=True)
    period_from = models.DateField("kỳ báo cáo từ ngày")
    period_to = models.DateField("đến ngày")
    due_on = models.DateField("hạn gửi")
    note = models.CharField("yêu cầu", max_length=1000, blank=True)
    creation_key = models.UUIDField("khóa tạo", unique=True, default=uuid.uuid4, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người mở")
    opened_at = models.DateTimeField("mở lúc", auto_now_add=True)
    closed_at = models.DateTimeField("đóng lúc", null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt báo cáo"
        verbose_name_plural = "đợt báo cáo"
        ordering = ["-period_to", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="report_round_runs_forward",
                violation_error_message="Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.",
            ),
            models.UniqueConstraint(
                fields=["host", "year", "name"],
                name="report_round_name_once_a_year",
                violation_error_message="Đơn vị đã có đợt báo cáo mang tên này trong năm.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The board of the round, for the office."""
        return reverse("round_board", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether units may still send and correct."""
        return self.closed_at is None

    @property
    def period(self) -> str:
        """ "01/01/2024 – 30/06/2024"."""
        return f"{self.period_from:%d/%m/%Y} – {self.period_to:%d/%m/%Y}"


class ReportState(models.TextChoices):
    """Trạng thái báo cáo. Who moves it, and how: ``campaigns/workflow.py``."""

    DRAFT = "draft", "Chưa gửi"
    SENT = "sent", "Đã gửi, chờ nhận"
    RETURNED = "returned", "Bị trả lại"
    ACCEPTED = "accepted", "Đã nhận"


#: States in which the unit writes.
WRITTEN = (ReportState.DRAFT, ReportState.RETURNED)


class ReportQuerySet(models.QuerySet["ProgressReport"]):
    """Reading reports."""

    def visible_to(self, user: User) -> Self:
        """Reports of the user's own units, and those that units below have handed in; never those of a unit beside."""
        if not user.is_active:
            return self.none()
        own = Q(unit__in={unit for _, unit in user.roles_held()})
        return self.filter(own | _below(user, "unit__") & ~Q(state=ReportState.DRAFT))

    def named(self) -> Self:
        """With what a page says of each."""
        return self.select_related("round__host", "unit")


class ProgressReport(models.Model):
    """One unit's report in a round. ``office`` is the round's host, in which it is accepted or returned.

    ``version`` counts what was saved: who saves over somebody else's words is told.
    """

    round = models.ForeignKey(ReportRound, models.CASCADE, related_name="reports", verbose_name="đợt báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="progress_reports", verbose_name="đơn vị báo cáo")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi nhận")
    state = models.CharField("trạng thái", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    highlights = models.TextField("kết quả nổi bật", blank=True)
    difficulties = models.TextField("khó khăn, hạn chế, nguyên nhân", blank=True)
    proposals = models.TextField("đề xuất, kiến nghị", blank=True)
    return_reason = models.TextField("lý do trả lại", blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người gửi"
    )
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    decided_at = models.DateTimeField("nhận hoặc trả lại lúc", null=True, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo của đơn vị"
        verbose_name_plural = "báo cáo của đơn vị"
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="progress_report_once")]
        indexes = [
            models.Index(fields=["unit", "state"], name="progress_report_of_unit"),
            models.Index(fields=["office", "state"], name="progress_report_at_office"),
        ]

    def __str__(self) -> str:
        return f"{self.round}, {self.unit}"

    def get_absolute_url(self) -> str:
        """The report's page."""
        return reverse("report_detail", args=[self.pk])

    @property
    def is_written(self) -> bool:
        """Whether the unit may write in it, as far as its state says."""
        return self.state in WRITTEN


class ReportLine(models.Model):
    """What a unit reports of one obligation or one target: one given from above, or one of its own plan (``OWN``).

    ``text``, ``place``, ``asked``, ``measure`` and ``direction`` keep the wording as it was when the line was made;
    ``key`` is by what the same line is found in another period; figures of several units are added when ``adds_up``.
    """

    class Kind(models.TextChoices):
        """Of what."""

        OBLIGATION = "nhiem_vu", "Nhiệm vụ"
        TARGET = "chi_tieu", "Chỉ tiêu"
        OWN = "tu_dat", "Chỉ tiêu đơn vị tự đặt"

    class Progress(models.TextChoices):
        """How far the task has come."""

        NOT_BEGUN = "chua_lam", "Chưa thực hiện"
        UNDER_WAY = "dang_lam", "Đang thực hiện"
        DONE = "hoan_thanh", "Hoàn thành"

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="lines", verbose_name="báo cáo")
    kind = models.CharField("loại", max_length=8, choices=Kind.choices)
    order = models.PositiveIntegerField("thứ tự")
    obligation = models.ForeignKey(
        Obligation, models.SET_NULL, null=True, blank=True, related_name="report_lines", verbose_name="nhiệm vụ"
    )
    target = models.ForeignKey(
        Target, models.SET_NULL, null=True, blank=True, related_name="report_lines", verbose_name="chỉ tiêu"
    )
    text = models.TextField("nội dung")
    place = models.CharField("mục của kế hoạch", max_length=120, blank=True)
    key = models.CharField("dấu nhận ra ở kỳ khác", max_length=400, editable=False)
    due_on = models.DateField("hạn", null=True, blank=True)
    asked = models.DecimalField("được giao", max_digits=20, decimal_places=4, null=True, blank=True)
    measure = models.CharField("đơn vị tính", max_length=80, blank=True)
    direction = models.CharField("chiều", max_length=10, blank=True)
    adds_up = models.BooleanField("cộng được các đơn vị", default=False)
    progress = models.CharField("tiến độ", max_length=10, choices=Progress.choices, blank=True)
    result = models.TextField("kết quả", blank=True)
    actual = models.DecimalField("thực hiện", max_digits=20, decimal_places=4, null=True, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "dòng báo cáo"
        verbose_name_plural = "dòng báo cáo"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "obligation"],
                condition=Q(obligation__isnull=False),
                name="report_line_of_obligation_once",
            ),
            models.UniqueConstraint(
                fields=["report", "target"], condition=Q(target__isnull=False), name="report_line_of_target_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:200]

    def get_absolute_url(self) -> str:
        """Its place on the page of the report."""
        return f"{reverse('report_detail', args=[self.report_id])}#dong-{self.pk}"

    @property
    def is_target(self) -> bool:
        """Whether a number is reported."""
        return self.kind in (self.Kind.TARGET, self.Kind.OWN)

    @property
    def is_own(self) -> bool:
        """Whether the unit set the number in its own plan: it is no part of what the office gave and adds up."""
        return self.kind == self.Kind.OWN

    @property
    def asked_text(self) -> str:
        """What is asked as papers write it; "" when no number is."""
        return "" if self.asked is None else written(self.asked)

    @property
    def actual_text(self) -> str:
        """What was reached as papers write it; "" when nothing was said."""
        return "" if self.actual is None else written(self.actual)


class ReportFile(models.Model):
    """Minh chứng: a file that bears a report out, of one line or of the whole."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="files", verbose_name="báo cáo")
    line = models.ForeignKey(
        ReportLine, models.SET_NULL, null=True, blank=True, related_name="files", verbose_name="dòng báo cáo"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="report_files", verbose_name="tệp")
    title = models.CharField("tên minh chứng", max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thêm")
    added_at = models.DateTimeField("thêm lúc", auto_now_add=True)

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class ReportReminder(models.Model):
    """A reminder that a report is owed: by hand (``step`` is "") with words, or by the clock at one step.

    The constraint keeps two clocks from sending one step twice; ``run`` tells a clock which rows are its own.
    """

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="reminders", verbose_name="báo cáo")
    step = models.CharField("bước nhắc", max_length=20, blank=True)
    due_on = models.DateField("hạn")
    days_late = models.SmallIntegerField("trễ (ngày làm việc)")
    on = models.DateField("ngày nhắc")
    text = models.CharField("lời nhắc", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người nhắc"
    )
    run = models.UUIDField("lượt", editable=False, db_index=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần nhắc báo cáo"
        verbose_name_plural = "lần nhắc báo cáo"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "due_on", "step"], condition=~Q(step=""), name="report_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.on:%d/%m/%Y}"


class RoundPaper(models.Model):
    """The báo cáo that was drafted from a round, and what each of its numbers was made of on that day.

    ``figures`` holds rows {label, value, kind, sources: [{line, report, unit, value}]}; it is written once.
    """

    round = models.ForeignKey(ReportRound, models.PROTECT, related_name="papers", verbose_name="đợt báo cáo")
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="round_paper", verbose_name="văn bản báo cáo"
    )
    figures = models.JSONField("số liệu và nguồn", default=list)
    missing = models.JSONField("đơn vị chưa có số liệu", default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người soạn")
    made_at = models.DateTimeField("soạn lúc", auto_now_add=True)

    class Meta:
        verbose_name = "báo cáo tổng hợp"
        verbose_name_plural = "báo cáo tổng hợp"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.document)


def _below(user: User, prefix: str) -> Q:
    """Condition that a joined unit is one of the user's or stands below one."""
    condition = Q(pk__in=[])
    for path in user.unit_paths():
        condition |= Q(**{f"{prefix}path__startswith": path})
    return condition

"""Papers that come in as files, many at once: one batch, one item a file (đợt nhập văn bản)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from documents.models.document import Document, State
from documents.models.stored_file import StoredFile
from organizations.models import Unit
from workflow.models import Job
from workflow.queue import ATTEMPTS

if TYPE_CHECKING:
    from organizations.models import User

# What is read has to fit into the form that it is reviewed in: ``documents.forms.content.MAX_BODY`` and the rest.
LONGEST_IMPORT = 450_000
# Share of well-formed words below which nothing that was read counts as certain.
CLEAR = 0.9
# So often a person may have a file read again that ended the reading each time: then it is the file.
MOST_RETRIES = 3


class ReadingBatchQuerySet(models.QuerySet["ReadingBatch"]):
    """Reading batches."""

    def visible_to(self, user: User) -> ReadingBatchQuerySet:
        """One's own: what is not saved yet is nobody else's."""
        return self.filter(created_by=user) if user.is_active else self.none()

    def with_counts(self) -> ReadingBatchQuerySet:
        """With the numbers of files: ``files``, ``waiting``, ``failed``, ``saved`` (drafts thrown away left out)."""
        return self.annotate(
            files=Count("items", distinct=True),
            waiting=Count("items", Q(items__state__in=[Job.State.QUEUED, Job.State.RUNNING]), distinct=True),
            failed=Count("items", Q(items__state=Job.State.FAILED), distinct=True),
            saved=Count(
                "items",
                Q(items__stored__documents__isnull=False) & ~Q(items__stored__documents__state=State.DISCARDED)
                | Q(items__stored__attachments__isnull=False),
                distinct=True,
            ),
        )


class ReadingBatch(models.Model):
    """Files that were uploaded together. ``unit`` is the one in whose register they are to stand.

    ``creation_key`` is one of the form and of what was sent with it; None in batches from before there was one.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tải")
    created_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    creation_key = models.UUIDField("khóa tạo", unique=True, null=True, editable=False)

    objects = ReadingBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt nhập văn bản"
        verbose_name_plural = "đợt nhập văn bản"
        indexes = [models.Index(fields=["created_by", "-id"], name="reading_batch_list")]

    def __str__(self) -> str:
        return f"Đợt nhập {self.pk}"

    def get_absolute_url(self) -> str:
        """The batch's page."""
        return reverse("import_batch", args=[self.pk])


class ReadingItemQuerySet(models.QuerySet["ReadingItem"]):
    """Reading items."""

    def for_page(self) -> ReadingItemQuerySet:
        """What the batch's page shows, without the texts, with the papers made of the files."""
        papers = Document.objects.defer("bases", "body", "recipients", "snapshot", "search_text")
        return (
            self.defer("text")
            .select_related("stored")
            .prefetch_related(
                models.Prefetch("stored__documents", papers),
                "stored__attachments",
                models.Prefetch("stored__attachments__document", papers),
            )
            .order_by("position")
        )


class ReadingItem(Job):
    """One file to be read: the job, and what was read. Written by ``documents.queue.readings`` and its batch.

    ``stored`` is None for a file that was refused, or cleaned up since. What was read is as printed, "" and None
    where it could not be read; ``text`` is what the review reads again, so that no web process opens the file.
    ``retries``: how often a person had it read again.
    """

    class State(models.TextChoices):
        """Trạng thái."""

        QUEUED = "queued", "Chờ đọc"
        RUNNING = "running", "Đang đọc"
        DONE = "done", "Đã đọc"
        FAILED = "failed", "Không đọc được"

    batch = models.ForeignKey(ReadingBatch, models.CASCADE, related_name="items", verbose_name="đợt")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên tệp", max_length=255)
    size = models.PositiveBigIntegerField("kích thước (byte)")
    stored = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="readings", verbose_name="tệp"
    )
    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.QUEUED)
    text = models.TextField("chữ đọc được", blank=True)
    notes = models.JSONField("ghi chú khi đọc", default=list, blank=True)
    kind = models.CharField("loại văn bản", max_length=60, blank=True)
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    summary = models.CharField("trích yếu", max_length=500, blank=True)
    errors = models.PositiveSmallIntegerField("số lỗi", default=0)
    warnings = models.PositiveSmallIntegerField("số cảnh báo", default=0)
    hints = models.PositiveSmallIntegerField("số gợi ý", default=0)
    ocr = models.FloatField("tỷ lệ chữ rõ", null=True, blank=True)
    retries = models.PositiveSmallIntegerField("số lần thử lại", default=0, editable=False)
    refusal = models.CharField("lý do chưa lưu được", max_length=500, blank=True)

    objects = ReadingItemQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp nhập"
        verbose_name_plural = "tệp nhập"
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="reading_item_place_once")]
        indexes = [models.Index(fields=["state", "lease_until"], name="reading_item_claim")]

    def __str__(self) -> str:
        return self.name

    @property
    def paper(self) -> Document | None:
        """The paper that was made of the file, or beside which it is kept, or None."""
        if self.stored is None:
            return None
        made = next(iter(self.stored.documents.all()), None)
        return made or next((beside.document for beside in self.stored.attachments.all()), None)

    @property
    def is_discarded(self) -> bool:
        """Whether the draft that was made of the file was thrown away: the file makes no second one."""
        return self.paper is not None and self.paper.state == State.DISCARDED

    @property
    def doubtful(self) -> list[str]:
        """Names of what could not be read of the head."""
        parts = (
            ("loại văn bản", self.kind), ("số", self.number), ("ký hiệu", self.symbol), ("ngày", self.on),
            ("cơ quan ban hành", self.issuer), ("trích yếu", self.summary),
        )  # fmt: skip
        return [name for name, value in parts if not value]

    @property
    def is_unclear(self) -> bool:
        """Whether too many words are no words: a bad scan."""
        return self.ocr is not None and self.ocr < CLEAR

    @property
    def can_be_saved(self) -> bool:
        """Whether it is read, not saved, and its file still there."""
        return self.state == Job.State.DONE and self.stored is not None and self.paper is None

    @property
    def is_certain(self) -> bool:
        """Whether it may be saved without being looked at: its head is complete, legible and without errors."""
        return self.can_be_saved and not self.doubtful and not self.errors and not self.is_unclear

    @property
    def can_be_retried(self) -> bool:
        """Whether mishaps ended it and its file is still there; a file that cannot be read stays so."""
        return self._met_mishaps and self.retries < MOST_RETRIES

    @property
    def is_given_up(self) -> bool:
        """Whether it met mishaps so often that the file itself is at fault."""
        return self._met_mishaps and self.retries >= MOST_RETRIES

    @property
    def _met_mishaps(self) -> bool:
        return self.state == Job.State.FAILED and self.stored is not None and self.attempts >= ATTEMPTS

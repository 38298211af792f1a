"""Work for the renderer. The row is the truth; a message to a worker only wakes it up (ADR 0004)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.models.document import Document
from workflow.models import Job

if TYPE_CHECKING:
    from organizations.models import User


class RenderJobQuerySet(models.QuerySet["RenderJob"]):
    """Reading jobs."""

    def visible_to(self, user: User) -> RenderJobQuerySet:
        """Jobs of the papers that the user may see; of a paper issued here only those of the issued text.

        Those below see a paper from its issue on: the files made of its drafts are not theirs.
        """
        is_current = Q(document__snapshot="") | Q(snapshot=F("document__snapshot"))
        return self.filter(is_current, document__in=Document.objects.visible_to(user))


class RenderJob(Job):
    """One paper to be made in one format. Written by ``documents.queue`` alone.

    ``snapshot`` is the paper as it stood (JSON of ``Paper``); ``content_hash`` is over it and the template's
    version, so that the same paper is rendered once.
    """

    class Kind(models.TextChoices):
        """Định dạng."""

        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    class State(models.TextChoices):
        """Trạng thái."""

        QUEUED = "queued", "Đang chờ"
        RUNNING = "running", "Đang tạo"
        DONE = "done", "Xong"
        FAILED = "failed", "Không tạo được"

    kind = models.CharField("định dạng", max_length=5, choices=Kind.choices)
    document = models.ForeignKey(Document, models.CASCADE, related_name="render_jobs", verbose_name="văn bản")
    content_hash = models.CharField("mã nội dung", max_length=64)
    template_version = models.CharField("phiên bản mẫu", max_length=64)
    snapshot = models.TextField("bản in")
    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.QUEUED)
    error = models.CharField("lý do không tạo được", max_length=500, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("kích thước (byte)", null=True)

    objects = RenderJobQuerySet.as_manager()

    class Meta:
        verbose_name = "việc tạo tệp"
        verbose_name_plural = "việc tạo tệp"
        constraints = [
            models.UniqueConstraint(fields=["kind", "document", "content_hash"], name="render_job_once"),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="render_job_claim")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.document}"

    @property
    def path(self) -> Path:
        """Where the finished file lies: named by what it holds, so that two workers write the same file."""
        return Path(settings.FILES_DIR) / "rendered" / self.content_hash[:2] / f"{self.content_hash}.{self.kind}"

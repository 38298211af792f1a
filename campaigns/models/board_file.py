"""A board that somebody had made as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from campaigns.models.plan import Plan
from workflow.models import Job

if TYPE_CHECKING:
    from organizations.models import User


class BoardFileQuerySet(models.QuerySet["BoardFile"]):
    """Reading files of boards."""

    def visible_to(self, user: User) -> BoardFileQuerySet:
        """Those that the user ordered, of plans that the user may still see.

        What a board shows depends on who looks: nobody gets the file of somebody else.
        """
        return self.filter(by=user, plan__in=Plan.objects.visible_to(user))


class BoardFile(Job):
    """The coverage board of a plan as ``by`` saw it, to be made as PDF. Written by ``campaigns.queue`` alone.

    ``snapshot`` is the board as it stood (JSON of ``documents.rendering.board.Board``); ``own_units`` are the units of
    somebody who sees only their own columns, empty for the whole board, which is seen from above. ``content_hash`` is
    over the board, the one who ordered it and the layout.
    """

    class State(models.TextChoices):
        """Trạng thái."""

        QUEUED = "queued", "Đang chờ"
        RUNNING = "running", "Đang tạo"
        DONE = "done", "Xong"
        FAILED = "failed", "Không tạo được"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="board_files", verbose_name="văn bản")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người yêu cầu")
    own_units = models.JSONField("đơn vị của người yêu cầu", default=list, blank=True)
    query = models.CharField("điều kiện lọc", max_length=1000, blank=True)
    content_hash = models.CharField("mã nội dung", max_length=64, unique=True)
    snapshot = models.TextField("bản in")
    amount = models.PositiveIntegerField("số ô")
    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.QUEUED)
    error = models.CharField("lý do không tạo được", max_length=500, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("kích thước (byte)", null=True)

    objects = BoardFileQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng phủ bằng PDF"
        verbose_name_plural = "bảng phủ bằng PDF"
        indexes = [models.Index(fields=["state", "lease_until"], name="board_file_claim")]

    def __str__(self) -> str:
        return f"Bảng phủ {self.plan}"

    @property
    def path(self) -> Path:
        """Where the finished file lies: named by what it holds, so that two workers write the same file."""
        return Path(settings.FILES_DIR) / "boards" / self.content_hash[:2] / f"{self.content_hash}.pdf"

    def is_open_to(self, user: User) -> bool:
        """Whether a user who ordered it would see such a board today, too: positions change."""
        if self.own_units:
            return set(self.own_units) <= {unit for _, unit in user.roles_held()}
        return self.plan.document.shows_drafts_to(user)

    @property
    def is_waiting(self) -> bool:
        """Whether a worker has it or will take it."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)

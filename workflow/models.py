"""The log of every change of state, and what a job is that waits for a worker."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Reading the log."""

    def about(self, thing: models.Model) -> LogEntryQuerySet:
        """Entries of one thing, oldest first."""
        return self.about_all([thing])

    def about_all(self, things: Sequence[models.Model]) -> LogEntryQuerySet:
        """Entries of several things of one model, oldest first."""
        if not things:
            return self.none()
        ids = [str(thing.pk) for thing in things]
        return self.filter(target_type=things[0]._meta.label_lower, target_id__in=ids).order_by("pk")


class LogEntry(models.Model):
    """Who did what to which thing, and when.

    There is no foreign key to the target or to the actor: the log outlives both, and names them as
    they were called at the time. Rows are written once: a trigger refuses changes
    (``migrations/0002_log_written_once.py``).
    """

    target_type = models.CharField("loại đối tượng", max_length=80)
    target_id = models.CharField("mã đối tượng", max_length=40)
    target_name = models.CharField("đối tượng", max_length=300)
    action = models.CharField("hành động", max_length=40)
    label = models.CharField("tên hành động", max_length=80)
    source = models.CharField("từ trạng thái", max_length=40, blank=True)
    target = models.CharField("sang trạng thái", max_length=40, blank=True)
    actor_id = models.CharField("mã người làm", max_length=40)
    actor_name = models.CharField("người làm", max_length=150)
    unit_id = models.CharField("mã đơn vị", max_length=40, blank=True)
    reason = models.TextField("lý do", blank=True)
    data = models.JSONField("dữ liệu", default=dict, blank=True)
    at = models.DateTimeField("lúc", auto_now_add=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [models.Index(fields=["target_type", "target_id", "id"], name="log_of_one_thing")]

    def __str__(self) -> str:
        return f"{self.label}: {self.target_name}"


class Job(models.Model):
    """Work that leaves the request: an order, who has it now, and how it ended.

    Written by the ``workflow.queue.Queue`` of its kind alone. A kind adds what is ordered and what came out of it,
    an index on ``state`` and ``lease_until``, and names of its own for states where it wants them.
    """

    class State(models.TextChoices):
        """Trạng thái."""

        QUEUED = "queued", "Đang chờ"
        RUNNING = "running", "Đang làm"
        DONE = "done", "Xong"
        FAILED = "failed", "Không làm được"

    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    lease_until = models.DateTimeField("giữ đến", null=True)
    worker = models.CharField("tiến trình", max_length=80, blank=True)
    progress = models.PositiveSmallIntegerField("tiến độ (%)", default=0)
    error = models.CharField("lý do không làm được", max_length=500, blank=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    finished_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        abstract = True

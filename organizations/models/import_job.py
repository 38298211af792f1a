"""Work on a large import that a worker does: reading its workbook, checking it, writing it, taking it back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from organizations.models.import_batch import ImportBatch
from workflow.models import Job


class ImportJob(Job):
    """One step of a batch, ordered by ``by``. ``content`` is the workbook as it came, until it was read.

    Written by ``organizations.queue`` alone; a batch has one at a time.
    """

    class Kind(models.TextChoices):
        """Việc gì."""

        READ = "doc", "Đọc tệp và kiểm tra"
        CHECK = "kiem_tra", "Kiểm tra"
        COMMIT = "ghi", "Ghi vào chương trình"
        UNDO = "hoan_tac", "Hoàn tác"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="jobs", verbose_name="đợt nhập")
    kind = models.CharField("việc", max_length=10, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người yêu cầu")
    file_name = models.CharField("tên tệp", max_length=255, blank=True)
    content = models.BinaryField("tệp", default=b"", editable=False)

    class Meta:
        verbose_name = "việc nhập từ Excel"
        verbose_name_plural = "việc nhập từ Excel"
        constraints = [
            models.UniqueConstraint(
                fields=["batch"],
                condition=Q(state__in=[Job.State.QUEUED, Job.State.RUNNING]),
                name="import_job_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="import_job_claim")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.batch}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)

"""Files that go with a paper (tài liệu kèm theo)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from documents.models.document import Document
from documents.models.stored_file import StoredFile


class Attachment(models.Model):
    """One file beside a paper, in the order in which they are listed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="attachments", verbose_name="văn bản")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments", verbose_name="tệp")
    title = models.CharField("tên tài liệu", max_length=200)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thêm")
    added_at = models.DateTimeField("thêm lúc", auto_now_add=True)

    class Meta:
        verbose_name = "tài liệu kèm theo"
        verbose_name_plural = "tài liệu kèm theo"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

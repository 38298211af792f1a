"""What a draft said at each saving, and what people remarked on it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from documents.models.document import Document


class DocumentVersion(models.Model):
    """The written part of a paper (``Content`` as JSON) as saved under one ``version``; ``note`` says why, if known."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name="văn bản")
    version = models.PositiveIntegerField("lần sửa")
    content = models.JSONField("nội dung")
    is_autosave = models.BooleanField("tự lưu", default=False)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lưu")
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần sửa"
        verbose_name_plural = "lần sửa"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["document", "version"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document}, lần sửa {self.version}"


class Comment(models.Model):
    """A remark on a passage: ``quote`` is its text, found again in the body; an answer has ``answers``."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="comments", verbose_name="văn bản")
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name="trả lời"
    )
    quote = models.CharField("đoạn được góp ý", max_length=500, blank=True)
    text = models.CharField("góp ý", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người góp ý")
    at = models.DateTimeField("lúc", auto_now_add=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xử lý"
    )
    resolved_at = models.DateTimeField("xử lý lúc", null=True, blank=True)

    class Meta:
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]

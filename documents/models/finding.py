"""A finding of the checker that a person has dismissed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from documents.models.document import Document


class DismissedFinding(models.Model):
    """A finding of one paper that somebody looked at and dismissed, with the reason.

    ``fingerprint`` (``documents.text.findings``) knows it again as long as the words it is about stay; ``code`` and
    ``quote`` say what it was.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="dismissed_findings", verbose_name="văn bản")
    fingerprint = models.CharField("dấu nhận biết", max_length=32, editable=False)
    code = models.CharField("loại nhận xét", max_length=40)
    quote = models.TextField("đoạn chữ", blank=True)
    reason = models.CharField("lý do", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người bỏ qua")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "nhận xét bỏ qua"
        verbose_name_plural = "nhận xét bỏ qua"
        constraints = [
            models.UniqueConstraint(fields=["document", "fingerprint"], name="document_finding_dismissed_once")
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.code}"

"""Imports from Excel: one workbook, read, checked, decided, committed whole, and perhaps undone."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from organizations.imports.kinds import kind_of, kinds
from organizations.models.unit import Unit

if TYPE_CHECKING:
    from organizations.models.user import User


# Rows that a request may check and write: a second's work (benchmarks/imports.py).
SMALL = 4_000


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Reading batches."""

    def visible_to(self, user: User) -> ImportBatchQuerySet:
        """Batches of the user's units and of units below; of confidential kinds only to who may import them."""
        if not user.is_active:
            return self.none()
        condition = Q(pk__in=[])
        for path in user.unit_paths():
            condition |= Q(unit__path__startswith=path)
        for kind in kinds():
            if kind.confidential:
                allowed = ~Q(kind=kind.code)
                for held in user.assignments():
                    if held.role in kind.roles and held.unit.path:
                        allowed |= Q(unit__path__startswith=held.unit.path)
                condition &= allowed
        return self.filter(condition)

    def of_lists(self) -> ImportBatchQuerySet:
        """Batches of registered kinds; another kind has pages of its own in the package that brings it."""
        return self.filter(kind__in=[kind.code for kind in kinds()])


class ImportBatch(models.Model):
    """A workbook on its way in. ``sheets`` holds the cells as read, ``mapping`` which column is which,
    ``decisions`` what a person decided about possible duplicates, ``made`` the ids of what the commit made.

    ``report`` is what the last check found (``imports.report.Report``; None: not checked as it stands), made when the
    log had come to ``checked_log``.
    """

    class State(models.TextChoices):
        """Trạng thái."""

        READ = "da_doc", "Đã đọc, chưa ghi"
        COMMITTED = "da_ghi", "Đã ghi vào chương trình"
        UNDONE = "da_huy", "Đã hoàn tác"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="import_batches", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=20)
    file_name = models.CharField("tên tệp", max_length=255)
    sheets = models.JSONField("ô đã đọc", default=dict)
    mapping = models.JSONField("cột nào là gì", default=dict)
    decisions = models.JSONField("quyết định về trùng", default=dict)
    made = models.JSONField("đã tạo", default=dict)
    size = models.PositiveIntegerField("số dòng", default=0, editable=False)
    report = models.JSONField("kết quả kiểm tra", null=True, editable=False)
    checked_at = models.DateTimeField("kiểm tra lúc", null=True, editable=False)
    checked_log = models.PositiveBigIntegerField("mục nhật ký lúc kiểm tra", default=0, editable=False)
    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.READ)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhập"
    )
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    committed_at = models.DateTimeField("ghi lúc", null=True, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt nhập từ Excel"
        verbose_name_plural = "đợt nhập từ Excel"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def kind_title(self) -> str:
        """What list it is."""
        return kind_of(self.kind).title

    @property
    def is_small(self) -> bool:
        """Whether it is read, checked and written while the page waits; larger ones are a worker's."""
        return self.size <= SMALL

"""Văn bản được dẫn: which papers cite which, word for word, and what was settled where they contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.models.document import Document
from organizations.models import Unit
from organizations.models.unit import ids_on

if TYPE_CHECKING:
    from organizations.models import User


class Code(models.TextChoices):
    """In what papers contradict each other about a third one: the codes of ``documents.text.conflicts``."""

    DATE = "date-conflict", "ngày ban hành khác nhau"
    TITLE = "title-conflict", "trích yếu khác nhau"
    SCOPE = "scope-conflict", "địa bàn trong trích yếu khác nhau"
    ISSUER = "issuer-conflict", "cơ quan ban hành khác nhau"
    SYMBOL = "symbol-near-duplicate", "ký hiệu gần giống nhau"


class CitedPaper(models.Model):
    """A paper that others cite, or one of the register, by its key: authority, number, symbol, year.

    The row itself tells nobody anything: what is shown of it comes from the mentions that the user may read.
    ``authority`` is the folded name, or "…@12" where paper 12 leaves the issuer open; ``number`` and ``symbol`` are
    folded, ``printed`` is "67/KH-UBND", or the name of a law that is cited without number.
    ``contradicted``: some of all its mentions do not fit each other (``documents.text.conflicts``).
    """

    key = models.CharField("khóa", max_length=700, unique=True, editable=False)
    authority = models.CharField("cơ quan (khóa)", max_length=300, blank=True)
    number = models.CharField("số (khóa)", max_length=40, blank=True)
    symbol = models.CharField("ký hiệu (khóa)", max_length=300, blank=True)
    year = models.PositiveSmallIntegerField("năm", null=True)
    kind = models.CharField("loại văn bản", max_length=40, blank=True)
    printed = models.CharField("số, ký hiệu", max_length=300)
    sort_key = models.CharField("để sắp xếp", max_length=360, blank=True, editable=False)
    contradicted = models.BooleanField("có mâu thuẫn", default=False, editable=False)

    class Meta:
        verbose_name = "văn bản được dẫn"
        verbose_name_plural = "văn bản được dẫn"
        indexes = [
            models.Index(fields=["authority", "number"], name="cited_neighbours"),
            models.Index(fields=["number", "symbol"], name="cited_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.printed}".strip()

    def get_absolute_url(self) -> str:
        """Its page in the register of cited papers."""
        return reverse("cited_detail", args=[self.pk])


class HeldPaper(models.Model):
    """A published paper of the register under the key by which others cite it."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="held", verbose_name="văn bản")
    cited = models.ForeignKey(CitedPaper, models.PROTECT, related_name="held", verbose_name="được dẫn là")

    class Meta:
        verbose_name = "văn bản trong sổ"
        verbose_name_plural = "văn bản trong sổ"

    def __str__(self) -> str:
        return f"{self.document}"


class MentionQuerySet(models.QuerySet["Mention"]):
    """Reading mentions."""

    def visible_to(self, user: User) -> MentionQuerySet:
        """Mentions in papers that the user may see."""
        return self.filter(document__in=Document.objects.visible_to(user).values("pk"))


class Mention(models.Model):
    """One place where a paper cites another. A paper has such rows from when it is handed in until it is a draft again.

    ``line`` counts from 1 in the field; ``date``, ``issuer`` and ``title`` are as printed there; ``issuer_resolved``
    is the authority that is meant. ``by_name``: a law cited without its number.
    """

    class Field(models.TextChoices):
        """Which part of the citing paper."""

        SUMMARY = "summary", "Trích yếu"
        BASES = "bases", "Căn cứ"
        BODY = "body", "Nội dung"

    cited = models.ForeignKey(CitedPaper, models.PROTECT, related_name="mentions", verbose_name="văn bản được dẫn")
    document = models.ForeignKey(Document, models.CASCADE, related_name="mentions", verbose_name="trong văn bản")
    field = models.CharField("phần", max_length=8, choices=Field.choices)
    line = models.PositiveIntegerField("dòng")
    kind = models.CharField("loại", max_length=40, blank=True)
    number = models.CharField("số", max_length=40, blank=True)
    symbol = models.CharField("ký hiệu", max_length=300, blank=True)
    date = models.DateField("ngày ghi", null=True)
    issuer = models.CharField("cơ quan ghi", max_length=300, blank=True)
    issuer_resolved = models.CharField("cơ quan được hiểu", max_length=300, blank=True)
    title = models.TextField("trích yếu ghi", blank=True)
    quote = models.TextField("nguyên văn")
    search_text = models.TextField("chữ để tìm", blank=True, editable=False)
    by_name = models.BooleanField("dẫn theo tên", default=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = "chỗ dẫn"
        verbose_name_plural = "chỗ dẫn"
        indexes = [models.Index(fields=["cited", "document"], name="mentions_of_cited")]

    def __str__(self) -> str:
        return self.quote[:80]


class SettledConflictQuerySet(models.QuerySet["SettledConflict"]):
    """Reading what was settled."""

    def visible_to(self, user: User) -> SettledConflictQuerySet:
        """Settled in the user's units and below them; above them about papers that the user sees cited."""
        if not user.is_active:
            return self.none()
        below, above = Q(pk__in=[]), Q(pk__in=[])
        for path in user.unit_paths():
            below |= Q(unit__path__startswith=path)
            above |= Q(unit__in=ids_on(path))
        cited = Mention.objects.visible_to(user).values("cited")
        return self.filter(below | above & (Q(cited__in=cited) | Q(other__in=cited)))

    def binding(self, user: User) -> SettledConflictQuerySet:
        """Settled in the user's units and above them: what is settled above holds for all below."""
        units = sorted({unit for path in user.unit_paths() for unit in ids_on(path)}) if user.is_active else []
        return self.filter(unit__in=units)

    def in_force(self) -> SettledConflictQuerySet:
        """Not opened again."""
        return self.filter(reopened_at__isnull=True)


class SettledConflict(models.Model):
    """What is right where papers contradict each other: said once by a standing officer, for all plans.

    ``other``: the second paper of a pair (two symbols, two years). ``day`` answers for dates, ``text`` for titles,
    issuers and symbols.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị thống nhất")
    cited = models.ForeignKey(CitedPaper, models.PROTECT, related_name="settled", verbose_name="văn bản được dẫn")
    other = models.ForeignKey(CitedPaper, models.PROTECT, null=True, related_name="+", verbose_name="văn bản kia")
    code = models.CharField("mâu thuẫn về", max_length=24, choices=Code.choices)
    day = models.DateField("ngày đúng", null=True, blank=True)
    text = models.TextField("ghi đúng", blank=True)
    reason = models.CharField("căn cứ, lý do", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thống nhất")
    at = models.DateTimeField("lúc", auto_now_add=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người mở lại"
    )
    reopened_at = models.DateTimeField("mở lại lúc", null=True, editable=False)

    objects = SettledConflictQuerySet.as_manager()

    class Meta:
        verbose_name = "mâu thuẫn đã thống nhất"
        verbose_name_plural = "mâu thuẫn đã thống nhất"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "cited", "code"],
                condition=Q(reopened_at__isnull=True, other__isnull=True),
                name="settled_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "cited", "other", "code"],
                condition=Q(reopened_at__isnull=True, other__isnull=False),
                name="settled_pair_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cited}: {self.answer}"

    @property
    def answer(self) -> str:
        """What is right, in words."""
        return f"ngày {self.day:%d/%m/%Y}" if self.day else self.text

    @property
    def is_open_again(self) -> bool:
        """Whether somebody opened it again."""
        return self.reopened_at is not None

"""Any official paper, written here or received."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from documents.models.list_year import ListYear
from documents.models.search import condition
from documents.models.stored_file import StoredFile
from legal import papers
from organizations.models import Unit
from organizations.models.unit import ids_on
from organizations.names import search_key

if TYPE_CHECKING:
    from organizations.models import User


class State(models.TextChoices):
    """Trạng thái văn bản. Who moves it, and how: ``documents/workflow.py``."""

    DRAFT = "draft", "Đang soạn thảo"
    SUBMITTED = "submitted", "Đã trình, chờ ký"
    SIGNED = "signed", "Đã ký, chờ ban hành"
    ISSUED = "issued", "Đã ban hành"
    RECEIVED = "received", "Văn bản đến"
    RECALLED = "recalled", "Đã thu hồi"
    REPLACED = "replaced", "Đã bị thay thế"
    DISCARDED = "discarded", "Đã hủy bản thảo"


class Urgency(models.TextChoices):
    """Mức độ khẩn (NĐ 30/2020, Phụ lục I, Phần I, Mục II.9.b)."""

    EXPRESS = "hoa_toc", "Hỏa tốc"
    VERY_URGENT = "thuong_khan", "Thượng khẩn"
    URGENT = "khan", "Khẩn"


# What lists, trees and inboxes show of a paper: a row of theirs reads nothing else.
ROW_FIELDS = (
    "owner", "issuer_printed", "kind", "state", "number", "symbol", "date", "summary", "created_at", "created_by",
)  # fmt: skip
# What those below may read, and what never changes again.
PUBLISHED = (State.ISSUED, State.RECEIVED, State.RECALLED, State.REPLACED)


class DocumentQuerySet(models.QuerySet["Document"]):
    """Reading papers."""

    def visible_to(self, user: User) -> DocumentQuerySet:
        """Papers of the user's units and of all units below; of others only what is published.

        Published papers are seen by those below the owner, and by units they were sent to (and those above these).
        """
        if not user.is_active:
            return self.none()
        paths = user.unit_paths()
        if not paths:
            return self.none()
        below = Q(*(Q(path__startswith=path) for path in paths), _connector=Q.OR)
        # Ordered by their cost: an owner is looked up in a short list, a dispatch is asked for paper by paper.
        units = Unit.objects.filter(below).values("pk")
        above = sorted({unit for path in paths for unit in ids_on(path)})
        # By its name: that model stands above this one.
        dispatches = apps.get_model("documents", "Dispatch")._default_manager
        sent = Exists(dispatches.filter(document=OuterRef("pk"), unit__in=units))
        return self.filter(Q(owner__in=units) | Q(state__in=PUBLISHED) & (Q(owner__in=above) | Q(sent)))

    def for_list(self) -> DocumentQuerySet:
        """What a list shows, without the long texts, newest first."""
        return (
            self.select_related("owner", "issuer")
            .defer("bases", "body", "recipients", "snapshot", "search_text")
            .order_by("-created_at", "-pk")
        )

    def matching(self, words: str) -> DocumentQuerySet:
        """Papers whose number, symbol, issuer or trích yếu holds every word, whatever case and tone marks."""
        keys = search_key(words).split()
        return self.filter(condition(keys)) if keys else self

    def published(self) -> DocumentQuerySet:
        """Issued here, also when recalled or replaced since: what the public page confirms."""
        return self.filter(state__in=[State.ISSUED, State.RECALLED, State.REPLACED])


def new_verify_code() -> str:
    """A code that nobody can guess: 16 letters and digits without look-alikes (about 79 bits)."""
    return "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(16))


def written_kinds() -> list[tuple[str, str]]:
    """Codes and names of the kinds that offices write, in force today."""
    today = timezone.localdate()
    return [(row.code, row.name) for row in papers.kinds() if row.in_force(today)]


def kind_choices() -> list[tuple[str, str]]:
    """Codes and names of all kinds in force today: those that offices write, then those that they only receive."""
    today = timezone.localdate()
    return [*written_kinds(), *((row.code, row.name) for row in papers.received_kinds() if row.in_force(today))]


class Document(models.Model):
    """One paper. ``owner`` keeps it (drafted or received it); ``issuer`` made it, when that unit is known here.

    ``issuer_printed`` and ``parent_printed`` keep the letterhead as printed. ``number`` is text and "" until
    issued; ``number_value`` is it as a whole number. ``body`` is light text (``docs/light-text.md``); ``bases``,
    ``recipients`` and ``addressees`` (Kính gửi) hold one entry a line. ``authority_line`` is printed by decisions
    (Mẫu 1.2), the second signature by minutes (Mẫu 1.9), ``contact_line`` by letters (Mẫu 1.5).
    ``snapshot`` is the printed paper (JSON of ``Paper``), frozen when it is issued.

    A trigger refuses changes of the text outside the draft, of number, day and snapshot once published, and a
    way back from published to draft (``migrations/0002_frozen_text.py``), whatever code tries.
    """

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="documents", verbose_name="đơn vị giữ văn bản")
    issuer = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="issued_documents", verbose_name="cơ quan ban hành"
    )
    issuer_printed = models.CharField("cơ quan ban hành (như in)", max_length=200)
    parent_printed = models.CharField("cơ quan chủ quản (như in)", max_length=200, blank=True)
    kind = models.CharField("loại văn bản", max_length=5, choices=kind_choices)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.CharField("số", max_length=11, blank=True)
    symbol = models.CharField("ký hiệu", max_length=30, blank=True)
    number_value = models.PositiveIntegerField("số (để sắp xếp)", null=True, editable=False)
    series = models.CharField("dãy số", max_length=10, blank=True, editable=False)
    number_year = models.PositiveSmallIntegerField("năm của số", null=True, editable=False)
    date = models.DateField("ngày ban hành", null=True, blank=True)
    place = models.CharField("địa danh", max_length=80, blank=True)
    summary = models.CharField("trích yếu", max_length=500)
    addressees = models.TextField("kính gửi", blank=True)
    authority_line = models.CharField("thẩm quyền ban hành", max_length=200, blank=True)
    bases = models.TextField("căn cứ", blank=True)
    body = models.TextField("nội dung", blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    sign_on_behalf_of = models.CharField("thay mặt", max_length=120, blank=True)
    sign_deputy_for = models.CharField("ký thay, thừa lệnh", max_length=120, blank=True)
    sign_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    sign_name = models.CharField("họ tên người ký", max_length=100, blank=True)
    second_sign_title = models.CharField("chức vụ người ký thứ hai", max_length=120, blank=True)
    second_sign_name = models.CharField("họ tên người ký thứ hai", max_length=100, blank=True)
    drafter_mark = models.CharField("ký hiệu người soạn, số bản", max_length=60, blank=True)
    urgency = models.CharField("mức độ khẩn", max_length=12, choices=Urgency.choices, blank=True)
    contact_line = models.CharField("địa chỉ, thư điện tử cuối trang", max_length=300, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người ký"
    )
    source_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="tệp gốc"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="thay thế văn bản"
    )
    # The register's own columns (NĐ 30/2020, Phụ lục IV); văn thư fills them in, also after issue.
    arrived_on = models.DateField("ngày đến", null=True, blank=True)
    arrival_number = models.PositiveIntegerField("số đến", null=True, blank=True)
    arrival_year = models.PositiveSmallIntegerField("năm của số đến", null=True, editable=False)
    handled_by = models.CharField("đơn vị hoặc người nhận", max_length=200, blank=True)
    archived_at = models.CharField("đơn vị, người nhận bản lưu", max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField("số lượng bản", null=True, blank=True)
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    register_note = models.CharField("ghi chú sổ", max_length=500, blank=True)
    verify_code = models.CharField("mã xác minh", max_length=16, unique=True, default=new_verify_code, editable=False)
    creation_key = models.UUIDField("khóa tạo", unique=True, default=uuid.uuid4, editable=False)
    snapshot = models.TextField("bản in đã ban hành", blank=True, editable=False)
    search_text = models.TextField("chữ để tìm", blank=True, editable=False)
    # Folded, to filter and sort registers: who issued it; who signed, tên first.
    author_key = models.CharField("tác giả (để tìm)", max_length=200, blank=True, editable=False)
    signer_key = models.CharField("người ký (để tìm)", max_length=120, blank=True, editable=False)
    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tạo")
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        constraints = [
            # NĐ 30/2020, Phụ lục VI: one number and symbol once a year in a body.
            models.UniqueConstraint(
                fields=["issuer", "series", "number_year", "number"],
                condition=Q(number_year__isnull=False),
                name="document_number_once",
            ),
            models.UniqueConstraint(
                fields=["issuer", "symbol", "number_year", "number"],
                condition=Q(number_year__isnull=False),
                name="document_number_and_symbol_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "arrival_year", "arrival_number"],
                condition=Q(arrival_year__isnull=False),
                name="document_arrival_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ISSUED, State.RECALLED, State.REPLACED])
                | (~Q(number="") & Q(date__isnull=False)),
                name="document_issued_has_number_and_date",
            ),
        ]
        indexes = [
            # They hold all that these pages filter by: no row with its long texts is read for nothing.
            models.Index(fields=["-created_at", "-id", "owner", "state", "kind", "date"], name="document_list_page"),
            models.Index(fields=["-date", "-id", "owner", "state", "kind"], name="document_list_page_by_date"),
            models.Index(
                ListYear(),
                F("created_at").desc(),
                F("id").desc(),
                "owner",
                "state",
                "kind",
                "date",
                name="document_list_page_year",
            ),
            models.Index(
                ListYear(),
                F("date").desc(),
                F("id").desc(),
                "owner",
                "state",
                "kind",
                "created_at",
                name="document_list_page_year_date",
            ),
            models.Index(
                fields=["owner", "number_year", "number_value", "id", "state", "kind", "date", "signer_key"],
                name="document_register_out",
            ),
            models.Index(
                fields=["owner", "arrival_year", "arrival_number", "id", "kind", "date", "author_key"],
                name="document_register_in",
            ),
            models.Index(fields=["owner", "state"], name="document_inbox"),
        ]

    def __str__(self) -> str:
        if not self.symbol and not self.number and papers.is_cited_by_name(self.kind):
            return f"{self.kind_name} {self.summary}"
        return f"{self.kind_name} {self.number_and_symbol}".strip()

    def get_absolute_url(self) -> str:
        """The page of the paper."""
        return reverse("document_detail", args=[self.pk])

    @property
    def kind_name(self) -> str:
        """Printed name of the kind ("Kế hoạch")."""
        return papers.kind_names().get(self.kind, self.kind)

    @property
    def number_and_symbol(self) -> str:
        """ "53/KH-UBND", or "…/KH-UBND" while there is no number; a Party symbol ("CT/TW") follows a hyphen."""
        if not self.symbol:
            return self.number
        separator = "-" if "/" in self.symbol and not self.symbol[:4].isdecimal() else "/"
        return f"{self.number or '…'}{separator}{self.symbol}"

    @property
    def signer_name(self) -> str:
        """The name under the signature: the one written in the draft, else that of whoever signed."""
        return self.sign_name or (str(self.signed_by) if self.signed_by else "")

    def shows_drafts_to(self, user: User) -> bool:
        """Whether a user who sees the paper sees how it was made, too: those below see it only once published."""
        return any(self.owner.path.startswith(path) for path in user.unit_paths())

    @property
    def is_published(self) -> bool:
        """Whether the text is final."""
        return self.state in PUBLISHED

    @property
    def is_editable(self) -> bool:
        """Whether the text may still be written: only as a draft."""
        return self.state == State.DRAFT

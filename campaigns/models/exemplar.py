"""Điển hình tiên tiến: people, collectives and models (mô hình, cách làm) worth following, with their pictures."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from campaigns.models.campaign import Campaign
from organizations.models import Person, Unit, UnitSuccession
from organizations.models.unit import ids_on
from organizations.names import search_key

if TYPE_CHECKING:
    from organizations.models import User


class ExemplarState(models.TextChoices):
    """Trạng thái của một điển hình."""

    DRAFT = "draft", "Nháp"
    PROPOSED = "proposed", "Đã đề nghị, chờ duyệt"
    RETURNED = "returned", "Trả lại để sửa"
    APPROVED = "approved", "Đã duyệt"
    RETIRED = "retired", "Thôi đăng"
    DISCARDED = "discarded", "Đã bỏ nháp"


EDITABLE = (ExemplarState.DRAFT, ExemplarState.RETURNED)


class ExemplarQuerySet(models.QuerySet["Exemplar"]):
    """Reading exemplars."""

    def visible_to(self, user: User) -> ExemplarQuerySet:
        """All of the user's units and of those below; of others what an office over the user's unit has approved, or
        an office from which that one took over."""
        paths = user.unit_paths() if user.is_active else []
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(unit__path__startswith=path)
            offices = ids_on(path)
            condition |= Q(state=ExemplarState.APPROVED, desk__in=offices)
            former = UnitSuccession.objects.filter(successor__in=offices).exclude(kind=UnitSuccession.Kind.PART)
            condition |= Q(state=ExemplarState.APPROVED, desk__in=former.values("predecessor"))
        return self.filter(condition)

    def public(self) -> ExemplarQuerySet:
        """What everybody may read without a log-in: approved, made public, with the consent of whom it is about."""
        return self.filter(
            state=ExemplarState.APPROVED, visibility=Exemplar.Visibility.PUBLIC, consented_at__isnull=False
        )

    def matching(self, words: str) -> ExemplarQuerySet:
        """Those whose texts hold every word, whatever case and tone marks."""
        found = self
        for word in search_key(words).split()[:12]:
            found = found.filter(search_text__contains=word)
        return found

    def for_list(self) -> ExemplarQuerySet:
        """What cards and sheets show, the latest year first."""
        return (
            self.select_related("unit", "campaign")
            .defer("story", "search_text")
            .order_by("-year", "unit__protocol_order", "name", "pk")
        )


class Exemplar(models.Model):
    """One exemplar. ``unit`` brought it forward; ``desk`` is the unit where it lies now and whose roles act on it:
    the unit itself while it is written, the office above (``queries.exemplars.office_for``) from the proposal on.

    ``story`` is light text (``docs/light-text.md``); ``figures`` holds one "name: value" a line. Only ``name``, the
    unit and the texts may ever be public; ``person`` links to the person's record for those who see it.
    """

    class Kind(models.TextChoices):
        """Loại điển hình."""

        PERSON = "ca_nhan", "Cá nhân"
        COLLECTIVE = "tap_the", "Tập thể"
        MODEL = "mo_hinh", "Mô hình, cách làm"

    class Visibility(models.TextChoices):
        """Ai được đọc."""

        INTERNAL = "noi_bo", "Nội bộ"
        PUBLIC = "cong_khai", "Công khai"

    class Field(models.TextChoices):
        """Lĩnh vực (danh mục của chương trình, không phải của văn bản pháp luật)."""

        ECONOMY = "kinh_te", "Phát triển kinh tế"
        RURAL = "nong_thon", "Xây dựng nông thôn mới, đô thị văn minh"
        CULTURE = "van_hoa", "Văn hóa, thể thao"
        EDUCATION = "giao_duc", "Giáo dục và đào tạo"
        HEALTH = "y_te", "Y tế"
        WELFARE = "an_sinh", "An sinh xã hội, giảm nghèo"
        ENVIRONMENT = "moi_truong", "Tài nguyên, môi trường"
        REFORM = "cai_cach", "Cải cách hành chính, chuyển đổi số"
        SECURITY = "quoc_phong", "Quốc phòng, an ninh"
        POLITICS = "chinh_tri", "Xây dựng Đảng, chính quyền, đoàn thể"
        OTHER = "khac", "Khác"

    kind = models.CharField("loại", max_length=8, choices=Kind.choices)
    name = models.CharField("tên", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="exemplars", verbose_name="đơn vị")
    desk = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị đang xử lý")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="exemplars", verbose_name="hồ sơ cá nhân"
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="exemplars", verbose_name="phong trào"
    )
    movement = models.CharField("phong trào khác", max_length=300, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    field = models.CharField("lĩnh vực", max_length=12, choices=Field.choices, default=Field.OTHER)
    summary = models.CharField("tóm tắt", max_length=500, blank=True)
    story = models.TextField("bài viết", blank=True)
    figures = models.TextField("số liệu thành tích", blank=True)
    visibility = models.CharField(
        "phạm vi", max_length=10, choices=Visibility.choices, default=Visibility.INTERNAL, editable=False
    )
    consented_at = models.DateTimeField("xác nhận đồng ý lúc", null=True, editable=False)
    consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name="người xác nhận đồng ý",
    )  # fmt: skip
    consent_note = models.CharField("đồng ý bằng cách nào", max_length=300, blank=True, editable=False)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ExemplarState.choices, default=ExemplarState.DRAFT, editable=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name="người đề nghị",
    )  # fmt: skip
    approved_on = models.DateField("ngày duyệt", null=True, editable=False)
    search_text = models.TextField("chữ để tìm", blank=True, editable=False)
    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)
    creation_key = models.UUIDField("khóa tạo", unique=True, default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tạo")
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        verbose_name = "điển hình tiên tiến"
        verbose_name_plural = "điển hình tiên tiến"
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility="noi_bo") | Q(consented_at__isnull=False, consent_by__isnull=False),
                name="exemplar_public_with_consent",
                violation_error_message="Chỉ công khai khi đã xác nhận người được nêu tên đồng ý.",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "-year"], name="exemplar_list_page"),
            models.Index(fields=["desk", "state"], name="exemplar_inbox"),
            models.Index(fields=["visibility", "state", "-year"], name="exemplar_public_page"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the exemplar."""
        return reverse("exemplar_detail", args=[self.pk])

    @property
    def movement_name(self) -> str:
        """The movement that it comes from: one of the program, or one that was only named."""
        return self.campaign.name if self.campaign else self.movement

    @property
    def is_editable(self) -> bool:
        """Whether the texts and pictures may still be written."""
        return self.state in EDITABLE

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it now."""
        return self.state == ExemplarState.APPROVED and self.wants_public

    @property
    def wants_public(self) -> bool:
        """Whether it is public, or will be once it is approved."""
        return self.visibility == self.Visibility.PUBLIC and self.consented_at is not None

    @property
    def is_model(self) -> bool:
        """Whether other units can adopt it."""
        return self.kind == self.Kind.MODEL


class ExemplarPhoto(models.Model):
    """One picture, as re-encoded by us and without what the camera noted; the first one stands on the card.

    The bytes lie under a random name outside every static route; a small copy for cards lies beside them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exemplar = models.ForeignKey(Exemplar, models.CASCADE, related_name="photos", verbose_name="điển hình")
    alt = models.CharField("mô tả ảnh", max_length=200)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    width = models.PositiveSmallIntegerField("rộng (điểm)")
    height = models.PositiveSmallIntegerField("cao (điểm)")
    size = models.PositiveIntegerField("kích thước (byte)")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thêm")
    added_at = models.DateTimeField("thêm lúc", auto_now_add=True)

    class Meta:
        verbose_name = "ảnh điển hình"
        verbose_name_plural = "ảnh điển hình"
        ordering = ["position", "added_at", "pk"]

    def __str__(self) -> str:
        return self.alt

    @property
    def path(self) -> Path:
        """Where the picture lies."""
        return Path(settings.FILES_DIR) / "photos" / self.id.hex[:2] / f"{self.id.hex}.jpg"

    @property
    def small_path(self) -> Path:
        """Where the small copy lies."""
        return self.path.with_name(f"{self.id.hex}-nho.jpg")

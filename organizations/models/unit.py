"""Units (cơ quan, đơn vị) in time: they are founded, renamed, moved, merged, split and ended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from organizations.models.period import Period, PeriodQuerySet, in_force
from organizations.names import search_key

if TYPE_CHECKING:
    from organizations.models.user import User


class UnitQuerySet(PeriodQuerySet):
    """Reading units."""

    def visible_to(self, user: User) -> UnitQuerySet:
        """Units the user may see: those where a role is held today, all below them, and those above them.

        Seeing reaches down the tree; the way up is needed to name the superior. Nothing sideways.
        """
        return self.filter(seen_by(user))

    def matching(self, words: str) -> UnitQuerySet:
        """Units whose names hold every word, whatever case and tone marks."""
        found = self
        for word in search_key(words).split():
            found = found.filter(search_name__contains=word)
        return found

    def below(self, unit: Unit) -> UnitQuerySet:
        """The unit and all below it in today's tree."""
        return self.filter(path__startswith=unit.path)

    def in_protocol_order(self) -> UnitQuerySet:
        """The office's own order."""
        return self.order_by("protocol_order", "official_name", "pk")


def seen_by(user: User, prefix: str = "") -> Q:
    """Condition of ``visible_to`` on a joined unit; ``prefix`` is a lookup path ending in ``__``.

    A join with this condition keeps its speed where a subquery over ``visible_to`` would depend on the planner.
    """
    condition = Q(**{f"{prefix}pk__in": []})
    for path in user.unit_paths() if user.is_active else []:
        condition |= Q(**{f"{prefix}path__startswith": path}) | Q(**{f"{prefix}pk__in": ids_on(path)})
    return condition


def ids_on(path: str) -> list[int]:
    """Unit ids on a stored path "/1/5/", from the top down."""
    return [int(part) for part in path.split("/") if part]


class Unit(Period):
    """A unit as it was called during its period. ``path`` ("/1/5/12/") is today's place in the tree.

    ``symbol`` is what stands in document symbols (UBND, PTP); ``place_name`` is the địa danh of its papers.
    """

    class Level(models.TextChoices):
        """Cấp hành chính."""

        CENTRAL = "trung_uong", "Trung ương"
        PROVINCE = "tinh", "Cấp tỉnh"
        DISTRICT = "huyen", "Cấp huyện"
        COMMUNE = "xa", "Cấp xã"

    class Kind(models.TextChoices):
        """Loại đơn vị."""

        COMMITTEE = "ubnd", "Ủy ban nhân dân"
        OFFICE = "chuyen_mon", "Cơ quan chuyên môn"
        SERVICE = "su_nghiep", "Đơn vị sự nghiệp"
        SCHOOL = "truong", "Trường học"
        PARTY = "dang", "Cơ quan Đảng"
        UNION = "doan_the", "Mặt trận, đoàn thể"
        FORCE = "luc_luong", "Lực lượng vũ trang"
        COMPANY = "doanh_nghiep", "Doanh nghiệp"
        OTHER = "khac", "Khác"

    official_name = models.CharField("tên chính thức", max_length=200)
    short_name = models.CharField("tên gọi tắt", max_length=80)
    search_name = models.CharField("tên để tìm", max_length=300, editable=False, db_index=True)
    level = models.CharField("cấp", max_length=12, choices=Level.choices)
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    symbol = models.CharField("ký hiệu văn bản", max_length=30, blank=True)
    place_name = models.CharField("địa danh", max_length=80, blank=True)
    protocol_order = models.PositiveIntegerField("thứ tự", default=1000)
    path = models.CharField("đường dẫn", max_length=1000, blank=True, editable=False, db_index=True)

    objects = UnitQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"

    def __str__(self) -> str:
        return self.short_name

    def parent_on(self, on: date) -> Unit | None:
        """The unit above on that day, or None at the top."""
        return Unit.objects.filter(in_force(on, "child_links__"), child_links__child=self).first()

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids of the units above in today's tree, from the top down."""
        return ids_on(self.path)[:-1]

    @property
    def depth(self) -> int:
        """0 at the top of the tree."""
        return len(self.ancestor_ids)


class UnitParent(Period):
    """Which unit stood above which, and when."""

    child = models.ForeignKey(Unit, models.CASCADE, related_name="parent_links", verbose_name="đơn vị")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="child_links", verbose_name="đơn vị cấp trên")

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "quan hệ trực thuộc"
        verbose_name_plural = "quan hệ trực thuộc"
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(child=models.F("parent")),
                name="unit_not_its_own_parent",
                violation_error_message="Một đơn vị không thể trực thuộc chính nó.",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(valid_to__isnull=True),
                name="unit_one_open_parent",
                violation_error_message="Đơn vị đang có cấp trên; hãy kết thúc quan hệ cũ trước.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} thuộc {self.parent}"


class UnitSuccession(models.Model):
    """One unit's work went on in another (sáp nhập, chia tách, một phần); many to many through its rows."""

    class Kind(models.TextChoices):
        """Hình thức kế tục."""

        MERGE = "sap_nhap", "Sáp nhập"
        SPLIT = "chia_tach", "Chia tách"
        PART = "mot_phan", "Chuyển một phần"
        RENAME = "doi_ten", "Đổi tên"

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions", verbose_name="đơn vị cũ")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="origins", verbose_name="đơn vị mới")
    kind = models.CharField("hình thức", max_length=10, choices=Kind.choices)
    on = models.DateField("ngày")
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "kế tục đơn vị"
        verbose_name_plural = "kế tục đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="unit_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")),
                name="unit_not_its_own_successor",
                violation_error_message="Đơn vị mới phải khác đơn vị cũ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

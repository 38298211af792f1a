"""What all records share: whose they are, who decided, and that they are revoked, never deleted."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from awards.models.household import Household
from organizations.models import Person, Position, Role, Unit
from organizations.names import search_key

if TYPE_CHECKING:
    from organizations.models import User

SUBJECTS = ("person", "collective", "household")
# Who sees discipline: the head and the officers of exactly the unit, the standing office there and above.
OWN_SEERS = (Role.UNIT_HEAD, Role.UNIT_OFFICER)


def people_now_in(paths: list[str]) -> QuerySet[Any]:
    """Ids of people who hold a position in these trees today or later: their history goes with them."""
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(unit__path__startswith=path)
    running = Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
    return Position.objects.filter(below, running).order_by().values("person")


def people_of(units: list[int]) -> QuerySet[Any]:
    """Ids of people who hold a position in exactly these units today or later."""
    running = Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
    return Position.objects.filter(running, unit__in=units).order_by().values("person")


def seen_records(user: User) -> Q:
    """Condition on records that the user sees: earned in the user's units or below, of who is there now, or one's own.

    An ended unit's path leads through the one that carries its work on: who sees that one sees these, too.
    """
    paths = user.unit_paths() if user.is_active else []
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(unit__path__startswith=path)
    if paths:
        condition |= Q(person__in=people_now_in(paths))
    if user.is_active and user.person_id:
        condition |= Q(person=user.person_id)
    return condition


def seen_in_confidence(user: User) -> Q:
    """The same for what is not for everybody: discipline, and what is under review."""
    condition = Q(pk__in=[])
    if not user.is_active:
        return condition
    tops = [held.unit.path for held in user.assignments() if held.role == Role.STANDING_OFFICER]
    exact = [held.unit_id for held in user.assignments() if held.role in OWN_SEERS]
    for path in tops:
        condition |= Q(unit__path__startswith=path)
    if tops:
        condition |= Q(person__in=people_now_in(tops))
    if exact:
        condition |= Q(unit__in=exact) | Q(person__in=people_of(exact))
    return condition


class RecordQuerySet(models.QuerySet[Any]):
    """Reading records of any kind."""

    def visible_to(self, user: User) -> Self:
        """Records of the user's units, of units below, of people who are there now, and the user's own."""
        return self.filter(seen_records(user))

    def about(self, subject: Person | Unit | Household) -> Self:
        """Records of one person, unit or household."""
        return self.filter(**{field_of(subject): subject})

    def valid(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_on__isnull=True)

    def matching(self, words: str) -> Self:
        """Those of whom or of which every word is said, whatever case and tone marks."""
        found = self
        for word in search_key(words).split()[:12]:
            found = found.filter(
                Q(search_text__contains=word)
                | Q(person__search_name__contains=word)
                | Q(collective__search_name__contains=word)
                | Q(household__search_name__contains=word)
            )
        return found


class ConfidentialQuerySet(RecordQuerySet):
    """Reading what fewer people see."""

    def visible_to(self, user: User) -> Self:
        """What the head and the officers of the unit and the standing office may read."""
        return self.filter(seen_in_confidence(user))


def field_of(subject: Person | Unit | Household) -> str:
    """Which of the three fields names such a subject."""
    return {Person: "person", Unit: "collective", Household: "household"}[type(subject)]


class Precision(models.TextChoices):
    """How much of a day is known."""

    DAY = "day", "Ngày, tháng, năm"
    MONTH = "month", "Chỉ biết tháng"
    YEAR = "year", "Chỉ biết năm"


class Level(models.TextChoices):
    """Cấp quyết định."""

    UNIT = "don_vi", "Cơ quan, đơn vị"
    COMMUNE = "xa", "Cấp xã"
    DISTRICT = "huyen", "Cấp huyện"
    PROVINCE = "tinh", "Cấp tỉnh"
    MINISTRY = "bo", "Bộ, ban, ngành trung ương"
    GOVERNMENT = "thu_tuong", "Thủ tướng Chính phủ"
    STATE = "chu_tich_nuoc", "Chủ tịch nước"


_ONE = (
    Q(person__isnull=False, collective__isnull=True, household__isnull=True)
    | Q(person__isnull=True, collective__isnull=False, household__isnull=True)
    | Q(person__isnull=True, collective__isnull=True, household__isnull=False)
)


class Subject(models.Model):
    """Whose record it is: exactly one of three; ``unit`` is where it was earned, as the unit was at that time."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="%(class)s_records", verbose_name="cá nhân"
    )
    collective = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="%(class)s_records", verbose_name="tập thể"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="%(class)s_records", verbose_name="hộ gia đình"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="%(class)s_records_there", verbose_name="đơn vị tại thời điểm đó"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=_ONE,
                name="%(app_label)s_%(class)s_one_subject",
                violation_error_message="Mỗi dòng là của đúng một cá nhân, một tập thể hoặc một hộ gia đình.",
            ),
            models.CheckConstraint(
                condition=Q(collective__isnull=True) | Q(collective=F("unit")),
                name="%(app_label)s_%(class)s_collective_is_unit",
                violation_error_message="Đơn vị phải là chính tập thể ấy.",
            ),
        ]

    @property
    def subject(self) -> Person | Unit | Household:
        """Who it is; reads the row of it unless it was joined."""
        found = self.person or self.collective or self.household
        assert found is not None  # the constraint of the table
        return found

    @property
    def subject_type(self) -> str:
        """ "person", "collective" or "household"."""
        return next(name for name in SUBJECTS if getattr(self, f"{name}_id") is not None)


class Decided(models.Model):
    """By which decision; an old list may know only the year of it."""

    number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    precision = models.CharField(
        "ngày biết đến đâu", max_length=5, choices=Precision.choices, default=Precision.DAY, editable=False
    )
    authority = models.CharField("người, cơ quan quyết định", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def decided_text(self) -> str:
        """The day as far as it is known; "" when nothing is."""
        return day_text(self.decided_on, self.precision)

    @property
    def exact_day(self) -> Any:
        """The day of the decision when all of it is known, else None."""
        return self.decided_on if self.precision == Precision.DAY else None


def day_text(day: Any, precision: str) -> str:
    """dd/mm/yyyy, "tháng 5/2019" or "năm 2019"."""
    if day is None:
        return ""
    return {"day": f"{day:%d/%m/%Y}", "month": f"tháng {day.month}/{day.year}", "year": f"năm {day.year}"}[precision]


class Revocable(models.Model):
    """A record is never deleted: it is revoked, by a decision and for a reason."""

    revoked_on = models.DateField("ngày hủy bỏ", null=True, blank=True, editable=False)
    revoked_number = models.CharField("quyết định hủy bỏ", max_length=60, blank=True, editable=False)
    revoked_reason = models.CharField("lý do hủy bỏ", max_length=500, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True, revoked_number="", revoked_reason="")
                | (Q(revoked_on__isnull=False) & ~Q(revoked_number="") & ~Q(revoked_reason="")),
                name="%(app_label)s_%(class)s_revoked_has_ground",
                violation_error_message="Hủy bỏ phải có ngày, số quyết định và lý do.",
            ),
        ]

    @property
    def is_revoked(self) -> bool:
        """Whether it counts no more."""
        return self.revoked_on is not None


class Kept(models.Model):
    """Who wrote the record, and words that are searched besides the name of whom it is about.

    ``name_for_all``: what any of them is called to whoever may not know of which kind it is.
    """

    name_for_all: ClassVar[str] = "hồ sơ thi đua, khen thưởng"

    search_text = models.CharField("chữ để tìm", max_length=1000, blank=True, editable=False)
    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)
    creation_key = models.UUIDField("khóa tạo", unique=True, default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người ghi"
    )
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        abstract = True

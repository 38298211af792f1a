"""Who logs in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.models.period import in_force
from organizations.models.person import Person, Position
from organizations.models.role import RoleAssignment
from organizations.names import search_key


class UserQuerySet(models.QuerySet["User"]):
    """Reading users."""

    def visible_to(self, user: User) -> UserQuerySet:
        """Users with a role or a position, past or present, in the user's units or below them, and the user."""
        if not user.is_active:
            return self.none()
        condition = Q(pk=user.pk)
        for path in user.unit_paths():
            condition |= Q(pk__in=RoleAssignment.objects.filter(unit__path__startswith=path).values("user"))
            condition |= Q(person__in=Position.objects.filter(unit__path__startswith=path).values("person"))
        return self.filter(condition)

    def matching(self, words: str) -> UserQuerySet:
        """Users whose log-in or name holds every word, whatever case and tone marks."""
        found = self
        for word in search_key(words).split():
            found = found.filter(Q(username__contains=word) | Q(person__search_name__contains=word))
        return found


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A user with a hashed password; without one the user cannot log in. The name is kept in lower case."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of that name, whatever its letter case: people type both."""
        return self.get(username=self.model.normalize_username(username or ""))


class User(AbstractBaseUser):
    """A log-in. Rights come only from roles held in units (``RoleAssignment``): there is no superuser.

    A user who must no longer get in is made inactive, never deleted: the log names them.
    """

    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
    )
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name="người"
    )
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)
    is_demo = models.BooleanField("tài khoản dùng thử", default=False)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    password_changed_at = models.DateTimeField("đổi mật khẩu lúc", null=True, blank=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Compatibility form and lower case: two names that look alike are one."""
        return super().normalize_username(username).casefold()

    def __str__(self) -> str:
        return self.person.full_name if self.person else self.username

    def assignments(self, on: date | None = None) -> list[RoleAssignment]:
        """Roles held on the day (default: today), with their units; read once per instance and day.

        In a unit that has ended nobody acts any more, whatever period the role was given for.
        """
        on = on or timezone.localdate()
        cache: dict[date, list[RoleAssignment]] = self.__dict__.setdefault("_assignments", {})
        if on not in cache:
            held = self.role_assignments.as_of(on).filter(in_force(on, "unit__"))
            ordered = held.select_related("unit").order_by("unit__protocol_order", "pk")
            cache[on] = list(ordered) if self.is_active else []
        return cache[on]

    def roles_held(self, on: date | None = None) -> list[tuple[str, int]]:
        """Pairs of role code and unit id held on the day (default: today)."""
        return [(assignment.role, assignment.unit_id) for assignment in self.assignments(on)]

    def holds(self, roles: Collection[str], unit_id: int | None, on: date | None = None) -> bool:
        """Whether one of ``roles`` is held in exactly that unit: acting does not reach down the tree."""
        return any(role in roles and unit == unit_id for role, unit in self.roles_held(on))

    def stands_in_for(self, roles: Collection[str], unit_id: int | None) -> str:
        """For whom the user acts there today as a substitute, "KT. Trần Văn Hùng"; "" when in their own right."""
        held = [one for one in self.assignments() if one.role in roles and one.unit_id == unit_id]
        if not held or any(one.on_behalf_of_id is None for one in held):
            return ""
        return f"{held[0].mark} {held[0].on_behalf_of}".strip()

    def unit_paths(self, on: date | None = None) -> list[str]:
        """Stored paths of the units where any role is held."""
        return sorted({assignment.unit.path for assignment in self.assignments(on) if assignment.unit.path})

"""The second factor (mã xác thực): who needs one, who has one."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.models import Authenticator

from organizations.models import SECOND_FACTOR_ROLES, User

CODES_BEFORE_WARNING = 3


def needs_factor(user: User) -> bool:
    """Whether a role held today asks for a second factor; whether it is enforced is a setting."""
    return any(role in SECOND_FACTOR_ROLES for role, _ in user.roles_held())


def has_factor(user: User) -> bool:
    """Whether an authenticator app is set up."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def with_factor(users: Iterable[User]) -> set[int]:
    """Ids of those who have set up an authenticator app, in one query."""
    rows = Authenticator.objects.filter(user__in=list(users), type=Authenticator.Type.TOTP)
    return set(rows.values_list("user_id", flat=True))


def codes_left(user: User) -> list[str]:
    """Recovery codes that were not used yet."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    codes: list[str] = row.wrap().get_unused_codes() if row else []
    return codes

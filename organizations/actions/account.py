"""Log-ins: made, given a temporary password, closed and opened by an administrator; the password and the sessions
of one's own."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations.guards import may_administer, why_not_manage
from organizations.models import Notice, Person, Unit, User
from organizations.notifications import notify
from organizations.queries.factors import has_factor, needs_factor
from workflow.engine import Refused, record
from workflow.models import LogEntry

# Without letters and digits that are taken for each other when read from a slip of paper.
_LETTERS = "abcdefghkmnpqrstuvwxyz"
_DIGITS = "23456789"


def temporary_password() -> str:
    """Twelve letters and digits in groups of four, easy to read aloud: about 57 bits."""
    groups = ["".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(4)) for _ in range(3)]
    return "-".join(groups)


def create_account(*, person: Person, username: str, unit: Unit, by: User | None, email: str = "") -> tuple[User, str]:
    """A log-in for a person, and the temporary password that is shown once. Rights come with roles, given apart.

    ``by`` is who makes it; None is the program itself (the first administrator).

    Raises:
        ValidationError: the name is taken or no name, the address is none, or the person has a log-in.
        Refused: ``by`` does not administer the unit.
    """
    if by is not None and not may_administer(by, unit):
        raise Refused(f"Bạn không quản trị {unit} nên không cấp được tài khoản tại đây.")
    password = temporary_password()
    with transaction.atomic():
        user = User(username=User.normalize_username(username), person=person, email=email, must_change_password=True)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        _log(user, by or user, "create", "Cấp tài khoản", unit, f"Tên đăng nhập: {user.username}")
    return user, password


def reset_password(*, user: User, by: User) -> str:
    """A new temporary password, shown once; the user is out everywhere and chooses another at the next log-in.

    Raises:
        Refused: it is ``by``'s own account, or one with roles outside what ``by`` administers; or ``by`` has taken
            the second factor away, and who signs has not set up a new one.
    """
    with transaction.atomic():
        user = _locked(user, by)
        if needs_factor(user) and not has_factor(user):
            _refuse_both_by_one_hand(user, by, "factor")
        password = _set_temporary(user)
        end_all_sessions(user=user)
        _log(user, by, "password", "Cấp mật khẩu tạm")
        _tell(user, f"{by} đã cấp mật khẩu tạm cho tài khoản của bạn.", "password")
    return password


def reset_factor(*, user: User, by: User) -> None:
    """Takes a lost second factor away; the user is out everywhere and sets up a new one where a role asks for it.

    Raises:
        Refused: as for a password; or ``by`` has given a temporary password that is not changed yet.
    """
    with transaction.atomic():
        user = _locked(user, by)
        if needs_factor(user) and user.must_change_password:
            _refuse_both_by_one_hand(user, by, "password")
        deleted, _ = Authenticator.objects.filter(user=user).delete()
        if not deleted:
            raise Refused("Tài khoản này chưa cài đặt mã xác thực.")
        end_all_sessions(user=user)
        _log(user, by, "factor", "Gỡ mã xác thực bị mất")
        _tell(user, f"{by} đã gỡ mã xác thực của bạn. Nếu không phải bạn nhờ, hãy báo lãnh đạo.", "factor-reset")


def disable_account(*, user: User, reason: str, by: User) -> None:
    """Closes the account at once, everywhere; its roles stay as they are and count for nothing meanwhile.

    Raises:
        Refused: no reason, or as for a password.
    """
    if not reason.strip():
        raise Refused("Hãy ghi lý do khóa tài khoản.")
    with transaction.atomic():
        user = _locked(user, by)
        if not user.is_active:
            raise Refused("Tài khoản này đã khóa.")
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_all_sessions(user=user)
        _log(user, by, "disable", "Khóa tài khoản", reason=reason)


def enable_account(*, user: User, by: User) -> str:
    """Opens a closed account with a new temporary password, so that nothing from before opens it.

    Raises:
        Refused: it is open, or as for a password.
    """
    with transaction.atomic():
        user = _locked(user, by)
        if user.is_active:
            raise Refused("Tài khoản này đang hoạt động.")
        user.is_active = True
        password = _set_temporary(user)
        _log(user, by, "enable", "Mở lại tài khoản")
    return password


def change_password(*, user: User, password: str) -> None:
    """One's own new password; every session ends, and the caller keeps the present one alive.

    Raises:
        ValidationError: it is too short, too common, like the user's name, or the old one again.
    """
    if user.check_password(password):
        raise ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.")
    validate_password(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password, user.password_changed_at = False, timezone.now()
        user.save(update_fields=["password", "must_change_password", "password_changed_at"])
        end_all_sessions(user=user)
        _log(user, user, "password", "Đổi mật khẩu")
        _tell(user, "Mật khẩu của bạn vừa được đổi. Nếu không phải bạn, hãy báo ngay cho quản trị.", "password")


def end_session(*, session: UserSession) -> None:
    """Ends one session at once."""
    with transaction.atomic():
        Session.objects.filter(session_key=session.session_key).delete()
        session.delete()


def end_all_sessions(*, user: User, but: str | None = None) -> int:
    """Ends the user's sessions at once, except the one with the key ``but``; how many there were."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    keys = list(rows.values_list("session_key", flat=True))
    with transaction.atomic():
        ended, _ = Session.objects.filter(session_key__in=keys).delete()
        rows.delete()
    return ended


def _locked(user: User, by: User) -> User:
    found: User = User.objects.select_for_update(of=("self",)).select_related("person").get(pk=user.pk)
    if refusal := why_not_manage(by, found):
        raise Refused(refusal)
    return found


def _refuse_both_by_one_hand(user: User, by: User, other: str) -> None:
    """Who could reset password and factor could log in in place of whoever signs, and be both of two people."""
    last = LogEntry.objects.about(user).filter(action=other).last()
    if last and last.actor_id == str(by.pk):
        raise Refused(
            f"Bạn vừa “{last.label.lower()}” cho tài khoản này. Việc còn lại phải do quản trị khác làm, hoặc chờ "
            f"{user} tự đặt lại xong, để không ai vào được thay người ký."
        )


def _set_temporary(user: User) -> str:
    password = temporary_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password", "is_active"])
    return password


def _tell(user: User, text: str, what: str) -> None:
    key = f"account:{what}:{user.pk}:{timezone.now():%Y%m%d%H%M%S%f}"
    notify(users=[user], kind=Notice.Kind.ACCOUNT, text=text, address="/tai-khoan/", key=key)


def _log(
    user: User, by: User, action: str, label: str, unit: Unit | None = None, *lines: str, reason: str = ""
) -> None:
    held = user.role_assignments.order_by("-valid_from", "-pk").first()
    unit_id = unit.pk if unit else held.unit_id if held else 0
    record(thing=user, action=action, label=label, by=by, unit_id=unit_id, reason=reason, data={"lines": list(lines)})

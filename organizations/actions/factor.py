"""The second factor: codes of an authenticator app (TOTP) and recovery codes, each accepted once."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from organizations.models import Notice, User
from organizations.notifications import notify
from organizations.queries.factors import codes_left, needs_factor
from workflow.engine import Refused, record

_LAST = "last_counter"


def accept_code(*, user: User, code: str) -> Authenticator | None:
    """The factor that the code belongs to, or None. An accepted code is used up, whatever process asks next.

    allauth remembers used codes in a cache for half a minute; processes do not share it, and a code lives longer
    here. So the counter of the last code stands in the row.
    """
    typed = "".join(char for char in code if char.isalnum())
    with transaction.atomic():
        rows = {row.type: row for row in Authenticator.objects.select_for_update().filter(user=user)}
        app, spare = rows.get(Authenticator.Type.TOTP), rows.get(Authenticator.Type.RECOVERY_CODES)
        if app is not None:
            counter = counter_of(decrypt(app.data["secret"]), typed)
            if counter is not None and counter > app.data.get(_LAST, -1):
                app.data[_LAST] = counter
                app.save(update_fields=["data"])
                return app
        if app is not None and spare is not None and RecoveryCodes(spare).validate_code(typed):
            _tell_of_spare(user)
            return spare
    return None


def counter_of(secret: str, code: str) -> int | None:
    """The time step that a code belongs to, one step before and after now included; None: a wrong code."""
    steps = [at for at in yield_hotp_counters_from_time() if constant_time_compare(_value(secret, at), code)]
    return max(steps, default=None)


def count_failure(*, user: User, request: HttpRequest) -> None:
    """Counts a wrong code where wrong passwords are counted: five of both lock account and address together."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)


def set_up_factor(*, user: User, secret: str, counter: int) -> Authenticator:
    """The user's own: a new authenticator app in place of the old one, and new recovery codes.

    Args:
        secret: of the app; ``counter``: the time step of the code that proved it, which is thereby used up.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        old = Authenticator.objects.filter(user=user)
        label = "Đổi thiết bị lấy mã xác thực" if old.exists() else "Cài đặt mã xác thực"
        old.delete()
        app: Authenticator = TOTP.activate(user, secret).instance
        app.data[_LAST] = counter
        app.last_used_at = timezone.now()
        app.save(update_fields=["data", "last_used_at"])
        RecoveryCodes.activate(user)
        _log(user, user, "factor", label)
        _tell(user, f"{label}: nếu không phải bạn làm, hãy báo ngay cho quản trị.", f"factor:{app.pk}")
    return app


def renew_codes(*, user: User) -> None:
    """New recovery codes; the old ones are void.

    Raises:
        Refused: no authenticator app is set up.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            raise Refused("Hãy cài đặt mã xác thực trước, rồi mới có mã dự phòng.")
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(user)
        _log(user, user, "factor", "Cấp lại mã dự phòng")
        _tell(user, "Mã dự phòng đã được cấp lại; mã cũ không dùng được nữa.", f"codes:{codes.instance.pk}")


def turn_off_factor(*, user: User) -> None:
    """The user's own wish, when no role asks for a factor.

    Raises:
        Refused: a role asks for it.
    """
    if needs_factor(user):
        raise Refused("Vai trò của bạn bắt buộc có mã xác thực nên không tắt được. Bạn có thể đổi sang thiết bị khác.")
    with transaction.atomic():
        deleted, _ = Authenticator.objects.filter(user=user).delete()
        if deleted:
            _log(user, user, "factor", "Tắt mã xác thực")
            _tell(user, "Mã xác thực của bạn đã được tắt.", f"factor-off:{timezone.now():%Y%m%d%H%M%S}")


def _value(secret: str, counter: int) -> str:
    return format_hotp_value(hotp_value(secret, counter))


def _tell_of_spare(user: User) -> None:
    left = len(codes_left(user))
    _tell(user, f"Một mã dự phòng vừa được dùng để đăng nhập; còn {left} mã.", f"spare:{timezone.now():%Y%m%d%H%M%S}")


def _tell(user: User, text: str, key: str) -> None:
    notify(users=[user], kind=Notice.Kind.ACCOUNT, text=text, address="/tai-khoan/", key=key)


def _log(user: User, by: User, action: str, label: str) -> None:
    held = user.assignments()
    record(thing=user, action=action, label=label, by=by, unit_id=held[0].unit_id if held else 0)

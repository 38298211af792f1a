"""An authenticator app for the tests."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from organizations.actions.factor import set_up_factor
from organizations.models import User
from tests.cast import PASSWORD

STEP = 30


def app_of(user: User) -> str:
    """Sets up an app, whose first code was of long ago; its secret."""
    secret = generate_totp_secret()
    set_up_factor(user=user, secret=secret, counter=0)
    return secret


def code(secret: str, steps: int = 0) -> str:
    """What the app shows now, or ``steps`` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps))


def wrong_code(secret: str) -> str:
    """Six digits that no step near now has."""
    near = {code(secret, steps) for steps in range(-3, 4)}
    return next(text for text in (f"{number:06d}" for number in range(100)) if text not in near)


def with_password(user: User) -> User:
    """The user with the password of the tests."""
    user.set_password(PASSWORD)
    user.save()
    return user

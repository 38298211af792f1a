"""Passwords: how they are kept, and what is said of those that are too weak."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import Argon2PasswordHasher


class BoundedArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB a log-in (OWASP's second profile): a burst of log-ins cannot exhaust a small server."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class LongEnough(password_validation.MinimumLengthValidator):
    """At least so many letters; Django's own sentence is not translated."""

    def get_error_message(self) -> str:
        """What to do."""
        return f"Mật khẩu này quá ngắn. Hãy đặt ít nhất {self.min_length} ký tự, ví dụ một câu dễ nhớ."


class NotCommon(password_validation.CommonPasswordValidator):
    """Not one of the twenty thousand that are tried first."""

    def get_error_message(self) -> str:
        """What to do."""
        return "Mật khẩu này nhiều người dùng, dễ bị đoán. Hãy đặt mật khẩu khác, ví dụ một câu dễ nhớ."


class NotLikeTheName(password_validation.UserAttributeSimilarityValidator):
    """Not the user name or the mail address over again."""

    DEFAULT_USER_ATTRIBUTES: Any = ("username", "email")

    def __init__(self) -> None:
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES)

    def get_error_message(self) -> str:
        """What to do; Django fills nothing in."""
        return "Mật khẩu này giống tên đăng nhập hoặc thư điện tử. Hãy đặt mật khẩu khác."

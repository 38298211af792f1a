"""How allauth works here: its sentences in Vietnamese, its notes as notices of ours, nobody signs up."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any, ClassVar

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.utils import get_login_redirect_url
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.backends import client_address
from organizations.queries.factors import has_factor, needs_factor

# Tells the log-in page, after the session's own cookie ran out, that somebody was in: it says why they are not now.
WAS_IN_COOKIE = "da_dang_nhap"
WAS_IN_SECONDS = 12 * 3600
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock."
WRONG_CODE = "Mã không đúng, đã hết hạn hoặc đã dùng. Hãy chờ mã mới trong ứng dụng rồi nhập lại."


def recently_proved(request: HttpRequest) -> bool:
    """Whether the user typed a password or a code within the last minutes of this session."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT


def passed_factor(request: HttpRequest) -> bool:
    """Whether a code was accepted in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


class AccountAdapter(DefaultAccountAdapter):
    """Log-in by user name; everything else of allauth's accounts is closed."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": WRONG,
        "incorrect_password": "Mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock.",
        "invalid_login": WRONG,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": "Đã nhập sai quá nhiều lần. Hãy chờ 15 phút rồi thử lại.",
        "rate_limited": "Đã nhập sai quá nhiều lần. Hãy chờ 15 phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages are answered with pages."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that failed log-ins are counted for too."""
        return client_address(request) or "0.0.0.0"  # noqa: S104 - an unknown address, nothing is bound to it

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """allauth's own messages are not shown: each page of ours says what was done."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The actions send notices of ours instead."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """To the log-in page: why one cannot get in is not told to strangers."""
        return redirect("login")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Việc của tôi."""
        return reverse("inbox")

    def login(self, request: HttpRequest, user: Any) -> None:
        """Through the office's backend, which is asked again on every request."""
        user.backend = settings.AUTHENTICATION_BACKENDS[-1]
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Lets the user in, notes the session, and leaves the mark that they were in.

        allauth's own way asks the database once for every old session of the user.
        """
        response = redirect(get_login_redirect_url(request, kwargs.get("redirect_url")))
        running = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
        UserSession.objects.filter(user=user).exclude(session_key__in=running).delete()
        UserSession.objects.create_from_request(request)
        response.set_cookie(
            WAS_IN_COOKIE, "1", max_age=WAS_IN_SECONDS, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        return response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has set up an app is asked for a code first; the password serves as well."""
        methods = {"mfa_reauthenticate": "Nhập mã xác thực", "account_reauthenticate": "Nhập mật khẩu"}
        if not user.is_authenticated or not has_factor(user):
            methods.pop("mfa_reauthenticate")
        return [{"id": name, "url": reverse(name), "description": text} for name, text in methods.items()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not when a password or code was typed a moment ago."""
        return not recently_proved(context.request)


class FactorAdapter(DefaultMFAAdapter):
    """Codes of an authenticator app."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": "Vai trò của bạn bắt buộc có mã xác thực nên không tắt được.",
    }

    def encrypt(self, text: str) -> str:
        """Secrets lie in the database under the installation's own key: a copy of it opens no account."""
        return _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; cryptography.fernet.InvalidToken when it was made under a key that is not known here."""
        return _ciphers().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        """The user name: what stands in the app."""
        return str(user.username)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not when a role asks for it."""
        return not needs_factor(authenticator.user)


def _ciphers() -> MultiFernet:
    """The present key, then those before it (SECRET_KEY_FALLBACKS), each turned into a key of its own for this use."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"organizations.second-factor:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])

"""The forms of log-in: name and password, a code, and both again before something delicate."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthAskPasswordForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.http import HttpRequest, HttpResponse

from organizations.actions.factor import accept_code, count_failure, counter_of
from organizations.models import User

_CODE_ATTRS = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "autocapitalize": "none"}


class UserNameField(forms.CharField):
    """Tên đăng nhập."""

    def __init__(self) -> None:
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            label="Tên đăng nhập",
            max_length=60,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": "Hãy nhập tên đăng nhập."},
        )


class OldPasswordField(forms.CharField):
    """The present password, as typed."""

    def __init__(self, label: str = "Mật khẩu", required: str = "Hãy nhập mật khẩu.") -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        super().__init__(label=label, strip=False, widget=widget, error_messages={"required": required})


class LoginForm(AllauthLoginForm):
    """User name and password; the same answer for an unknown user and a wrong password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = UserNameField()
        self.fields["password"] = OldPasswordField()

    def add_prefix(self, field_name: str) -> str:
        """On the page the field is called ``username``, as browsers, password stores and the lock expect."""
        return super().add_prefix("username" if field_name == "login" else field_name)

    def _login_with_password(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, Any]
    ) -> HttpResponse:
        """As allauth does, without its own idea of how long a session lasts."""
        self._login.redirect_url = redirect_url
        return perform_password_login(request, credentials, self._login)


class AskPasswordForm(AllauthAskPasswordForm):
    """The password again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = OldPasswordField()


class _CodeField(forms.CharField):
    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            max_length=20,
            help_text=help_text,
            widget=forms.TextInput(attrs=_CODE_ATTRS),
            error_messages={"required": "Hãy nhập mã."},
        )


class _CodeChecks:
    """What the forms with a code share: five wrong ones lock, as wrong passwords do, and a right one is used up."""

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """The code, accepted."""
        code: str = self.cleaned_data["code"]
        refuse_when_locked(self.user, context.request)
        accepted = accept_code(user=self.user, code=code) if self.user.is_active else None
        if accepted is None:
            count_failure(user=self.user, request=context.request)
            raise get_adapter().validation_error("incorrect_code")
        accepted.user = self.user
        self.authenticator = accepted
        return code


class CodeForm(_CodeChecks, AuthenticateForm):
    """A code of the app, or a recovery code, after the password."""

    code = _CodeField("Mã xác thực", "Mã 6 số trong ứng dụng, hoặc một mã dự phòng 8 số.")


class AskCodeForm(_CodeChecks, ReauthenticateForm):
    """A code again."""

    code = _CodeField("Mã xác thực", "Mã 6 số trong ứng dụng, hoặc một mã dự phòng 8 số.")


class SetUpForm(ActivateTOTPForm):
    """The first code of a new app proves that it was set up; ``counter`` is its time step."""

    code = _CodeField("Mã 6 số đang hiện trong ứng dụng")
    counter: int

    def clean_code(self) -> str:
        """The code, which belongs to the new secret."""
        code: str = self.cleaned_data["code"]
        found = counter_of(self.secret, "".join(char for char in code if char.isdigit()))
        if found is None:
            raise forms.ValidationError(
                "Mã không khớp. Hãy xem lại đã quét đúng mã QR trên trang này chưa, "
                "và đồng hồ điện thoại có đúng giờ không."
            )
        self.counter = found
        return code


def refuse_when_locked(user: User, request: HttpRequest) -> None:
    """Raises when account and address are locked together; the middleware then answers with the page of the lock."""
    if not AxesProxyHandler.is_allowed(request, {"username": user.username}):
        request.axes_locked_out = True  # type: ignore[attr-defined]
        raise get_adapter().validation_error("incorrect_code")

"""What a user sets for their own account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password

from organizations.forms.login import OldPasswordField
from organizations.models import User


class PasswordForm(forms.Form):
    """Old password, and the new one twice."""

    old = OldPasswordField("Mật khẩu đang dùng", "Hãy nhập mật khẩu đang dùng.")
    new = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Hãy nhập mật khẩu mới."},
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Hãy nhập lại mật khẩu mới."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.must_change_password:
            self.fields["old"].label = "Mật khẩu tạm vừa dùng để đăng nhập"

    def clean_old(self) -> str:
        """The present password; a wrong one counts as a failed log-in."""
        old: str = self.cleaned_data["old"]
        if not get_adapter().reauthenticate(self.user, old):
            raise get_adapter().validation_error("incorrect_password")
        return old

    def clean_new(self) -> str:
        """A password that the rules allow."""
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        """Both new ones are the same."""
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu mới chưa giống nhau.")
        return data

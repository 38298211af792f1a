"""Forms of an administrator for log-ins."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.fields import LineField
from organizations.forms.pickers import PersonField, UnitField
from organizations.models import Person, Role, User
from organizations.normalize import clean_line
from organizations.queries.units import administered_today
from organizations.queries.users import STATES


class UserFilterForm(forms.Form):
    """Which users to list."""

    tim = forms.CharField(label="Họ tên, tên đăng nhập", required=False, max_length=100)
    don_vi = UnitField(label="Đơn vị (và cấp dưới)", required=False)
    vai_tro = forms.ChoiceField(label="Vai trò", required=False, choices=[("", "Mọi vai trò"), *Role.choices])
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "Mọi trạng thái"), *STATES])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].queryset = administered_today(user)  # type: ignore[attr-defined]

    def clean_tim(self) -> str:
        """The words in their composed form."""
        return clean_line(self.cleaned_data["tim"])

    def asked(self) -> dict[str, Any]:
        """What is asked for and valid."""
        return self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}


class AccountForm(forms.Form):
    """A log-in for a person of the register, or for one who is added with it."""

    unit = UnitField(label="Đơn vị")
    person = PersonField(
        label="Người đã có trong danh sách", required=False, help_text="Để trống nếu người này chưa có trong danh sách."
    )
    full_name = LineField(label="Họ và tên người mới", required=False, max_length=100)
    title = LineField(label="Chức vụ của người mới", required=False, max_length=120)
    username = LineField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ không dấu, số, dấu chấm; ví dụ hoa.lt. Không phân biệt chữ hoa, chữ thường.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Hãy đặt tên đăng nhập."},
    )
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        help_text="Để nhận thông báo qua thư; không bắt buộc.",
        error_messages={"invalid": "Địa chỉ thư chưa đúng, ví dụ hoa@tayninh.gov.vn."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = administered_today(user)  # type: ignore[attr-defined]
        self.fields["person"].queryset = Person.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean_person(self) -> Person | None:
        """Somebody without a log-in."""
        person: Person | None = self.cleaned_data["person"]
        holder = User.objects.filter(person=person).first() if person else None
        if holder is not None:
            raise forms.ValidationError(
                f"{person} đã có tài khoản {holder.username}. Hãy tìm trong danh sách người dùng."
            )
        return person

    def clean_username(self) -> str:
        """A free name, written as all browsers type it."""
        username: str = User.normalize_username(self.cleaned_data["username"])
        if not username.isascii() or any(not (char.isalnum() or char in "._-") for char in username):
            raise forms.ValidationError("Tên đăng nhập chỉ gồm chữ không dấu, số và các dấu . _ -")
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác, ví dụ thêm số.")
        return username

    def clean(self) -> dict[str, Any]:
        """One person: of the register, or a new one with name and position."""
        data = super().clean() or {}
        if data.get("person") and data.get("full_name"):
            self.add_error("full_name", "Chỉ chọn một: người đã có, hoặc người mới. Hãy xóa bớt một ô.")
        elif not data.get("person") and "person" not in self.errors:
            for name, text in (
                ("full_name", "Hãy chọn người đã có, hoặc ghi họ tên người mới."),
                ("title", "Hãy ghi chức vụ."),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, text)
        return data

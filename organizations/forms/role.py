"""Forms for roles given, ended and stood in for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from legal.papers import signing_marks
from organizations.actions.role import Term
from organizations.forms.fields import DayField, LineField
from organizations.forms.pickers import UnitField, UserField
from organizations.models import Role, RoleAssignment, Unit, User
from organizations.queries.roles import substitutable
from organizations.queries.units import administered_today

FOR_THE_BODY = "TM."  # signs for a committee; nobody is substituted
NOW, TODAY, DAY = "ngay", "het_hom_nay", "ngay_khac"


class GiveForm(forms.Form):
    """A role in one unit for a period."""

    unit = UnitField(label="Đơn vị")
    role = forms.ChoiceField(
        label="Vai trò", choices=[("", "Chọn vai trò"), *Role.choices], error_messages={"required": "Hãy chọn vai trò."}
    )
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến ngày", required=False, help_text="Để trống nếu chưa biết.")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = administered_today(user)  # type: ignore[attr-defined]

    def term(self) -> Term:
        """What is to be held."""
        data = self.cleaned_data
        return Term(data["role"], data["unit"], data["valid_from"], data["valid_to"])


class EndForm(forms.Form):
    """When a role ends."""

    when = forms.ChoiceField(
        label="Thôi giữ từ khi nào",
        choices=[(NOW, "Ngay bây giờ"), (TODAY, "Hết hôm nay"), (DAY, "Hết ngày khác (ghi bên dưới)")],
        initial=TODAY,
        widget=forms.RadioSelect,
    )
    last_day = DayField(label="Ngày cuối còn giữ", required=False)

    def __init__(self, *args: Any, confirmed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if confirmed:
            self.fields["when"].choices = [  # type: ignore[attr-defined]
                (TODAY, "Hết ngày người thứ hai xác nhận"),
                (DAY, "Hết ngày khác (ghi bên dưới)"),
            ]

    def clean(self) -> dict[str, Any]:
        """A day where one was asked for, today or later."""
        data = super().clean() or {}
        if data.get("when") == DAY and "last_day" not in self.errors:
            if not data.get("last_day"):
                self.add_error("last_day", "Hãy ghi ngày cuối còn giữ vai trò.")
            elif data["last_day"] < timezone.localdate():
                self.add_error("last_day", "Ngày này đã qua. Hãy chọn từ hôm nay trở đi, hoặc chọn “Ngay bây giờ”.")
        return data

    def day(self) -> date:
        """The last day on which the role is held."""
        today = timezone.localdate()
        days: dict[str, date] = {NOW: today - timedelta(days=1), TODAY: today}
        return days.get(self.cleaned_data["when"]) or self.cleaned_data["last_day"]


class SubstituteForm(forms.Form):
    """Who stands in for whom, under which mark, on what basis, for how long.

    Who holds a role chooses among their own; an administrator names the holder, the unit and the role.
    """

    held = forms.ChoiceField(label="Vai trò của tôi cần người thay", required=False)
    holder = UserField(label="Thay cho", required=False)
    unit = UnitField(label="Đơn vị", required=False)
    role = forms.ChoiceField(label="Vai trò", required=False, choices=[("", "Chọn vai trò"), *Role.choices])
    user = UserField(label="Người thay")
    mark = forms.ChoiceField(label="Hình thức", error_messages={"required": "Hãy chọn hình thức."})
    basis = LineField(
        label="Căn cứ",
        max_length=300,
        help_text="Số văn bản ủy quyền, phân công; ví dụ Giấy ủy quyền số 12/UQ-UBND ngày 05/01/2026.",
        error_messages={"required": "Hãy ghi số văn bản ủy quyền hoặc phân công."},
    )
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến ngày", error_messages={"required": "Việc thay phải có ngày kết thúc."})

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.own = {str(held.pk): held for held in substitutable(by)}
        self.administers = administered_today(by)
        chosen = [(mark.code, f"{mark.code} – {mark.meaning}") for mark in signing_marks() if mark.code != FOR_THE_BODY]
        self.fields["mark"].choices = [("", "Chọn hình thức"), *chosen]  # type: ignore[attr-defined]
        users = User.objects.visible_to(by)
        self.fields["user"].queryset = users.exclude(pk=by.pk)  # type: ignore[attr-defined]
        own = [(key, f"{held.get_role_display()}, {held.unit}") for key, held in self.own.items()]
        if any(held.role == Role.ADMINISTRATOR for held in by.assignments()):
            self.fields["holder"].queryset = users.exclude(pk=by.pk)  # type: ignore[attr-defined]
            self.fields["unit"].queryset = self.administers  # type: ignore[attr-defined]
            own = [("", "Không, cử thay cho người khác"), *own]
        else:
            for name in ("holder", "unit", "role"):
                del self.fields[name]
            self.fields["held"].required = True
        self.fields["held"].choices = own  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Either one's own role, or holder, unit and role of another."""
        data = super().clean() or {}
        if not data.get("held") and "held" not in self.errors:
            sentences = {"holder": "Hãy ghi thay cho ai.", "unit": "Hãy ghi đơn vị.", "role": "Hãy chọn vai trò."}
            for name, sentence in sentences.items():
                if name in self.fields and not data.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return data

    def term(self) -> Term:
        """What is to be held instead of whom."""
        data = self.cleaned_data
        held: RoleAssignment | None = self.own.get(data.get("held") or "")
        unit: Unit = held.unit if held else data["unit"]
        holder: User = self.by if held else data["holder"]
        role = held.role if held else data["role"]
        return Term(role, unit, data["valid_from"], data["valid_to"], holder, data["mark"], data["basis"])

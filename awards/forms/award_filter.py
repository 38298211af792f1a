"""What the register of awards is asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from awards.forms.fields import YearField
from awards.models.award import AwardQuerySet
from awards.text.titles import SUBJECT_NAMES, title_choices
from organizations.forms.fields import LineField
from organizations.forms.pickers import UnitField
from organizations.models import Unit, User

_STATES = [("", "Tất cả"), ("con", "Còn hiệu lực"), ("huy", "Đã hủy bỏ")]


class AwardFilterForm(forms.Form):
    """An empty field asks for nothing; what cannot be read is told beside the field, and the list stays empty."""

    tim = LineField(label="Có chữ", required=False, max_length=100)
    nam = YearField(label="Năm thi đua", required=False)
    danh_hieu = forms.ChoiceField(
        label="Danh hiệu, hình thức", required=False, choices=[("", "Tất cả"), *title_choices()]
    )
    loai = forms.ChoiceField(label="Của", required=False, choices=[("", "Tất cả"), *SUBJECT_NAMES.items()])
    hieu_luc = forms.ChoiceField(label="Hiệu lực", required=False, choices=_STATES)
    don_vi = UnitField(label="Đơn vị và cấp dưới", required=False)

    def __init__(self, query: QueryDict, *, user: User) -> None:
        super().__init__(query or None)
        self.fields["tim"].widget.attrs.update(type="search", placeholder="Tên, số quyết định; không cần dấu")
        self.fields["don_vi"].queryset = Unit.objects.visible_to(user)  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for; nothing when the form is empty or wrong."""
        return self.cleaned_data if self.is_valid() else {}

    @property
    def is_filtered(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.errors) or any(self.asked.values())

    def applied(self, rows: AwardQuerySet) -> AwardQuerySet:
        """The rows that are asked for; none for a question that cannot be read."""
        if self.errors:
            return rows.none()
        asked = self.asked
        if asked.get("nam"):
            rows = rows.filter(year=asked["nam"])
        if asked.get("danh_hieu"):
            rows = rows.filter(code=asked["danh_hieu"])
        if asked.get("loai"):
            rows = rows.filter(**{f"{asked['loai']}__isnull": False})
        if asked.get("hieu_luc"):
            rows = rows.filter(revoked_on__isnull=asked["hieu_luc"] == "con")
        if asked.get("don_vi"):
            rows = rows.filter(Q(unit__path__startswith=asked["don_vi"].path))
        return rows.matching(asked["tim"]) if asked.get("tim") else rows

    def in_words(self) -> list[str]:
        """What was asked for, so that a printed part does not pass for the whole."""
        said = []
        for name, value in self.asked.items():
            if value:
                choices = dict(getattr(self.fields[name], "choices", []))
                said.append(f"{self.fields[name].label}: {choices.get(value, value)}")
        return said

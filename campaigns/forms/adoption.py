"""Forms of nhân rộng: adopting a model, reporting what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from organizations.forms.fields import DayField, LineField, TextField
from organizations.models import Unit


class AdoptForm(forms.Form):
    """Which unit adopts the model since when, and how it does it."""

    since = DayField(label="Áp dụng từ ngày", error_messages={"required": "Hãy nhập ngày bắt đầu áp dụng."})
    how = LineField(
        label="Áp dụng thế nào",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ở đâu, với ai, thay đổi gì so với mô hình gốc.",
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ModelChoiceField(
            Unit.objects.filter(pk__in=[unit.pk for unit in units]).in_protocol_order(),
            label="Đơn vị áp dụng",
            empty_label=None,
            initial=units[0].pk if units else None,
            error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn đơn vị trong danh sách."},
        )

    def clean_since(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["since"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày bắt đầu áp dụng chưa tới. Hãy ghi khi đã áp dụng.")
        return day


class ResultForm(forms.Form):
    """The result so far: in words, and how many were reached."""

    result = TextField(
        label="Kết quả",
        rows=6,
        max_length=3000,
        error_messages={"required": "Hãy ghi kết quả áp dụng."},
    )
    quantity = forms.IntegerField(
        label="Số lượng",
        required=False,
        min_value=0,
        max_value=1_000_000_000,
        error_messages={"invalid": "Hãy nhập số nguyên, ví dụ 45."},
    )
    quantity_unit = LineField(
        label="Tính theo", max_length=60, required=False, help_text="Ví dụ: hộ, lớp, hồ sơ, người."
    )

    def clean(self) -> dict[str, Any]:
        """A number says of what."""
        data = super().clean() or {}
        if data.get("quantity") is not None and not data.get("quantity_unit") and "quantity_unit" not in self.errors:
            self.add_error("quantity_unit", "Hãy ghi số lượng tính theo gì, ví dụ: hộ.")
        return data

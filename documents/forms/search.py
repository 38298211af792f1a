"""Finding papers in the list of all."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.models.document import State, kind_choices
from organizations.forms.fields import FIRST_YEAR, LAST_YEAR, DayField, LineField

ORDERS = {"moi": "created_at", "ngay": "date"}


def year_field() -> forms.IntegerField:
    """A year to filter by, typed; empty for all."""
    return forms.IntegerField(
        label="Năm",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "placeholder": "Mọi năm"}),
        error_messages={
            "invalid": "Năm gồm bốn chữ số, ví dụ 2024.",
            "min_value": f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.",
            "max_value": f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.",
        },
    )


class ListForm(forms.Form):
    """Words, kind, state, year, days and order; an empty field asks for nothing."""

    tim = LineField(label="Tìm", required=False, max_length=100)
    loai = forms.ChoiceField(label="Loại", required=False)
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "Mọi trạng thái"), *State.choices])
    nam = year_field()
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)
    sap = forms.ChoiceField(
        label="Thứ tự", required=False, choices=[("moi", "Mới lập trước"), ("ngay", "Ngày văn bản mới trước")]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].widget.attrs.update(type="search", placeholder="Số, ký hiệu, cơ quan, trích yếu")
        self.fields["loai"].choices = [("", "Mọi loại"), *kind_choices()]  # type: ignore[attr-defined]

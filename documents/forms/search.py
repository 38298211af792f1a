"""Finding papers in the register."""

from __future__ import annotations

from django import forms

from documents.models.document import State, kind_choices
from organizations.forms.fields import LineField


class RegisterForm(forms.Form):
    """Words, kind, state and year; an empty field asks for nothing."""

    tim = LineField(label="Tìm", required=False, max_length=100)
    loai = forms.ChoiceField(label="Loại", required=False)
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "Mọi trạng thái"), *State.choices])
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object, years: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["tim"].widget.attrs.update(type="search", placeholder="Số, ký hiệu, cơ quan, trích yếu")
        self.fields["loai"].choices = [("", "Mọi loại"), *kind_choices()]  # type: ignore[attr-defined]
        self.fields["nam"].choices = [("", "Mọi năm"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

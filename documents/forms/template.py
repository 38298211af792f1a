"""Naming a unit's own template."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.models.document import written_kinds
from organizations.forms.fields import LineField
from organizations.models import Unit


class TemplateNameForm(forms.Form):
    """The name under which a unit keeps a template."""

    name = LineField(
        label="Tên mẫu",
        max_length=120,
        help_text="Đặt tên theo việc, ví dụ “Công văn đôn đốc đăng ký thi đua”.",
        error_messages={"required": "Hãy đặt tên cho mẫu."},
    )


class SaveTemplateForm(TemplateNameForm):
    """Keeping a paper as a template; ``unit`` is asked only of who drafts for several."""

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ModelChoiceField(
            Unit.objects.filter(pk__in=[unit.pk for unit in units]).in_protocol_order(),
            label="Mẫu của đơn vị",
            empty_label=None,
            initial=units[0] if units else None,
            help_text="Các đơn vị trực thuộc cũng dùng được mẫu này.",
            error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn đơn vị trong danh sách."},
        )


class TemplateFilterForm(forms.Form):
    """Which templates a list shows."""

    loai = forms.ChoiceField(label="Loại văn bản", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [("", "Mọi loại"), *written_kinds()]  # type: ignore[attr-defined]

"""A clause, or a list of recipients."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.models import Clause
from documents.workflow import DRAFTERS
from organizations.forms.fields import LineField, TextField
from organizations.models import Unit, User


class PieceForm(forms.Form):
    """Whose it is, what it is called and what it says."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Đơn vị",
        empty_label=None,
        help_text="Các đơn vị bên dưới cũng thấy và dùng được.",
        error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn đơn vị trong danh sách."},
    )
    name = LineField(
        label="Tên",
        max_length=120,
        help_text="Tên ngắn để tìm lại khi soạn.",
        error_messages={"required": "Hãy đặt tên ngắn để tìm lại."},
    )

    def __init__(self, *args: Any, user: User, model: type, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [one.unit_id for one in user.assignments() if one.role in DRAFTERS]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units).in_protocol_order()  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["unit"]
        is_clause = model is Clause
        self.fields["text"] = TextField(
            label="Nội dung" if is_clause else "Nơi nhận",
            rows=10,
            max_length=20_000 if is_clause else 5_000,
            help_text="Gõ như phần nội dung của văn bản: “1. …”, “a) …”, “- …”." if is_clause else "Mỗi nơi một dòng.",
            error_messages={"required": "Hãy nhập nội dung."},
        )

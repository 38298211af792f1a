"""Finding, founding, correcting, renaming, moving and ending units."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from organizations.forms.fields import DayField, LineField
from organizations.forms.pickers import UnitField
from organizations.models import Unit, UnitSuccession, User
from organizations.queries.units import administered_today

SUCCESSOR_ROWS = (1, 2, 3, 4)
MAX_ORDER = 999_999


class UnitFilterForm(forms.Form):
    """Words, level and kind of the units of a day; an empty field asks for nothing, an empty day is today."""

    tim = LineField(label="Tìm", required=False, max_length=100)
    ngay = DayField(label="Tại ngày", required=False)
    cap = forms.ChoiceField(label="Cấp", required=False, choices=[("", "Mọi cấp"), *Unit.Level.choices])
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Mọi loại"), *Unit.Kind.choices])
    het = forms.BooleanField(label="Cả đơn vị đã kết thúc", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].widget.attrs.update(type="search", placeholder="Tên đơn vị, không cần dấu")

    def asked(self) -> dict[str, Any]:
        """What was asked for; what cannot be read asks for nothing."""
        return self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})

    def day(self) -> date:
        """The day that is looked at."""
        return self.asked().get("ngay") or timezone.localdate()


class _NamesForm(forms.Form):
    official_name = LineField(
        label="Tên chính thức",
        max_length=200,
        help_text="Như ghi trong quyết định thành lập, ví dụ: Ủy ban nhân dân phường Tân Ninh.",
        error_messages={"required": "Hãy nhập tên chính thức như trong quyết định."},
    )
    short_name = LineField(
        label="Tên gọi tắt",
        max_length=80,
        help_text="Tên hiện trong danh sách, ví dụ: UBND phường Tân Ninh.",
        error_messages={"required": "Hãy nhập tên gọi tắt để phân biệt trong danh sách."},
    )
    level = forms.ChoiceField(
        label="Cấp", choices=[("", "Chọn cấp"), *Unit.Level.choices], error_messages={"required": "Hãy chọn cấp."}
    )
    kind = forms.ChoiceField(
        label="Loại", choices=[("", "Chọn loại"), *Unit.Kind.choices], error_messages={"required": "Hãy chọn loại."}
    )
    symbol = LineField(
        label="Ký hiệu văn bản", max_length=30, required=False, help_text="Phần sau dấu gạch: UBND trong 53/KH-UBND."
    )
    place_name = LineField(
        label="Địa danh", max_length=80, required=False, help_text="Ghi trước ngày, tháng trên văn bản."
    )


class CorrectForm(_NamesForm):
    """Slips of writing: the unit was always called so."""

    protocol_order = forms.IntegerField(
        label="Thứ tự",
        min_value=0,
        max_value=MAX_ORDER,
        initial=1000,
        help_text="Số nhỏ đứng trước; bằng nhau thì xếp theo tên.",
        error_messages={
            "required": "Hãy nhập số thứ tự, ví dụ 1000.",
            "invalid": "Thứ tự phải là số nguyên, ví dụ 10.",
            "min_value": "Thứ tự phải từ 0 trở lên.",
            "max_value": f"Thứ tự không quá {MAX_ORDER}.",
        },
    )


class FoundForm(CorrectForm):
    """A new unit under one that the user administers."""

    parent = UnitField(
        label="Trực thuộc",
        error_messages={"required": "Hãy gõ tên đơn vị cấp trên trực tiếp, rồi chọn trong gợi ý."},
    )
    valid_from = DayField(
        label="Hoạt động từ ngày",
        error_messages={"required": "Hãy nhập ngày có hiệu lực ghi trong quyết định thành lập."},
    )

    field_order = ("parent", "valid_from")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = administered_today(user)  # type: ignore[attr-defined]


class RenameForm(_NamesForm):
    """The name from a day on."""

    on = DayField(
        label="Mang tên mới từ ngày",
        error_messages={"required": "Hãy nhập ngày có hiệu lực ghi trong quyết định đổi tên."},
    )
    basis = LineField(
        label="Căn cứ", max_length=300, required=False, help_text="Số, ký hiệu, ngày và cơ quan ban hành quyết định."
    )

    field_order = ("on", "basis")


class MoveForm(forms.Form):
    """The unit above from a day on."""

    on = DayField(
        label="Chuyển từ ngày", error_messages={"required": "Hãy nhập ngày có hiệu lực ghi trong quyết định."}
    )
    parent = UnitField(
        label="Đơn vị cấp trên mới",
        error_messages={"required": "Hãy gõ tên đơn vị cấp trên mới, rồi chọn trong gợi ý."},
    )
    basis = LineField(label="Căn cứ", max_length=300, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = administered_today(user)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The end of a unit, or of a part of its work, and who carries it on; rows may stay blank."""

    END, PART = "ket_thuc", "mot_phan"

    how = forms.ChoiceField(
        label="Việc gì xảy ra",
        choices=[
            (END, "Đơn vị kết thúc hoạt động (sáp nhập, chia tách, giải thể)"),
            (PART, "Đơn vị vẫn hoạt động, chỉ chuyển một phần việc sang đơn vị khác"),
        ],
        initial=END,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn việc gì xảy ra với đơn vị."},
    )
    on = DayField(
        label="Từ ngày",
        help_text="Ngày đầu tiên đơn vị không còn hoạt động (hoặc không còn làm phần việc đó).",
        error_messages={"required": "Hãy nhập ngày có hiệu lực ghi trong quyết định."},
    )
    basis = LineField(
        label="Căn cứ", max_length=300, required=False, help_text="Số, ký hiệu, ngày và cơ quan ban hành quyết định."
    )
    carry_people = forms.BooleanField(
        label="Chuyển mọi chức vụ đang giữ sang đơn vị kế tục", required=False,
        help_text="Chỉ khi có đúng một đơn vị kế tục. Vai trò trong chương trình không chuyển theo; hãy giao lại.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in UnitSuccession.Kind.choices if kind[0] != UnitSuccession.Kind.PART]
        visible = Unit.objects.visible_to(user)
        for row in SUCCESSOR_ROWS:
            self.fields[f"successor{row}"] = UnitField(label=f"Đơn vị kế tục {row}", required=False, queryset=visible)
            self.fields[f"kind{row}"] = forms.ChoiceField(
                label="Hình thức", required=False, choices=kinds, initial=UnitSuccession.Kind.MERGE
            )

    def clean(self) -> dict[str, Any]:
        """One successor at least when only a part is handed over, exactly one when people go with it."""
        data = super().clean() or {}
        count = len(self.successors())
        broken = any(f"successor{row}" in self.errors for row in SUCCESSOR_ROWS)
        if not broken and data.get("how") == self.PART and count == 0:
            self.add_error("successor1", "Hãy nhập đơn vị nhận phần việc.")
        if not broken and data.get("how") == self.END and data.get("carry_people") and count != 1:
            self.add_error("carry_people", "Chỉ chuyển được chức vụ khi có đúng một đơn vị kế tục. Hãy bỏ chọn.")
        return data

    def successors(self) -> list[tuple[Unit, str]]:
        """The rows that name a unit, with the kind of succession."""
        data = self.cleaned_data
        part = data.get("how") == self.PART
        return [
            (data[f"successor{row}"], UnitSuccession.Kind.PART if part else data.get(f"kind{row}") or "sap_nhap")
            for row in SUCCESSOR_ROWS
            if data.get(f"successor{row}")
        ]

    def successor_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each row."""
        return [(self[f"successor{row}"], self[f"kind{row}"]) for row in SUCCESSOR_ROWS]

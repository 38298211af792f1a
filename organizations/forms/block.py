"""Laying down blocks, and who joins, leaves and leads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from organizations.forms.fields import DayField, LineField
from organizations.forms.person import kept_units
from organizations.forms.pickers import UnitField
from organizations.forms.unit import MAX_ORDER
from organizations.models import Block, BlockMember, Unit, User

DAY_NEEDED = "Hãy nhập ngày có hiệu lực."


class BlockFilterForm(forms.Form):
    """Words and day; an empty day is today."""

    tim = LineField(label="Tìm", required=False, max_length=100)
    ngay = DayField(label="Tại ngày", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].widget.attrs.update(type="search", placeholder="Tên khối hoặc đơn vị trong khối")

    def asked(self) -> dict[str, Any]:
        """What was asked for; what cannot be read asks for nothing."""
        return self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})

    def day(self) -> date:
        """The day that is looked at."""
        return self.asked().get("ngay") or timezone.localdate()


class CorrectBlockForm(forms.Form):
    """What a block is called."""

    name = LineField(
        label="Tên khối",
        max_length=200,
        help_text="Ví dụ: Khối thi đua các phường.",
        error_messages={"required": "Hãy nhập tên khối như trong quyết định chia khối."},
    )
    kind = forms.ChoiceField(label="Hình thức", choices=Block.Kind.choices, initial=Block.Kind.BLOCK)
    protocol_order = forms.IntegerField(
        label="Thứ tự",
        min_value=0,
        max_value=MAX_ORDER,
        initial=1000,
        help_text="Số nhỏ đứng trước; bằng nhau thì xếp theo tên.",
        error_messages={"required": "Hãy nhập số thứ tự, ví dụ 1000.", "invalid": "Thứ tự phải là số nguyên."},
    )
    basis = LineField(
        label="Căn cứ", max_length=300, required=False, help_text="Số, ký hiệu, ngày của quyết định chia khối."
    )


class BlockForm(CorrectBlockForm):
    """A new block of a unit whose blocks the user keeps."""

    host = UnitField(
        label="Đơn vị tổ chức", error_messages={"required": "Hãy gõ tên đơn vị chia khối, rồi chọn trong gợi ý."}
    )
    valid_from = DayField(label="Từ ngày", error_messages={"required": DAY_NEEDED})

    field_order = ("host", "name", "kind", "valid_from")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = kept_units(user).as_of(timezone.localdate())  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """A unit, its duty and its first day in the block."""

    unit = UnitField(label="Đơn vị")
    on = DayField(label="Từ ngày", error_messages={"required": DAY_NEEDED})
    duty = forms.ChoiceField(label="Nhiệm vụ", choices=BlockMember.Duty.choices, initial=BlockMember.Duty.MEMBER)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(user)  # type: ignore[attr-defined]


class DutyForm(forms.Form):
    """Another duty from a day."""

    duty = forms.ChoiceField(label="Nhiệm vụ mới", choices=BlockMember.Duty.choices)
    on = DayField(label="Từ ngày", error_messages={"required": DAY_NEEDED})


class LastDayForm(forms.Form):
    """The first day on which a unit is no longer in the block, or the block no longer stands."""

    on = DayField(
        label="Từ ngày",
        help_text="Ngày đầu tiên không còn.",
        error_messages={"required": DAY_NEEDED},
    )

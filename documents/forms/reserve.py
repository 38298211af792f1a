"""Forms about numbers that are kept for papers to come."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from documents.actions.reserve import MOST_AT_ONCE
from documents.models import ReservedNumber
from documents.models.document import written_kinds
from documents.numbering import day_of, with_next_day
from documents.queries.books import reserved_symbol
from organizations.forms.fields import LineField
from organizations.models import Unit

_REASON = 300


class ReserveForm(forms.Form):
    """Which kind, how many, what for, and in whose series."""

    unit = forms.TypedChoiceField(label="Dãy số của", coerce=int)
    kind = forms.ChoiceField(label="Loại văn bản", error_messages={"required": "Hãy chọn loại văn bản."})
    count = forms.IntegerField(
        label="Bao nhiêu số",
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=1,
        help_text=f"Tối đa {MOST_AT_ONCE} số một lần.",
        error_messages={"required": "Hãy nhập bao nhiêu số."},
    )
    reason = LineField(
        label="Lý do giữ số",
        max_length=_REASON,
        help_text="Số dành cho văn bản nào, vì sao phải giữ trước.",
        error_messages={"required": "Hãy ghi lý do giữ số."},
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit.pk, str(unit)) for unit in units]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Chọn loại văn bản"), *written_kinds()]  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0].pk


class CancelForm(forms.Form):
    """Why a kept number is given up."""

    reason = LineField(
        label="Lý do hủy",
        max_length=_REASON,
        error_messages={"required": "Hãy ghi lý do hủy số: lý do được in trong sổ văn bản đi."},
    )


class ChooseNumberForm(forms.Form):
    """Which kept number a paper is issued under."""

    reserved = forms.ModelChoiceField(
        label="Số đã giữ",
        queryset=ReservedNumber.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Hãy chọn một số đã giữ.",
            "invalid_choice": "Số này đã dùng hoặc đã hủy. Hãy chọn số khác.",
        },
    )

    def __init__(self, *args: Any, numbers: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reserved"]
        field.queryset = with_next_day(numbers)
        field.label_from_instance = lambda one: (
            f"{reserved_symbol(one)}, giữ ngày {one.on:%d/%m/%Y}: {one.reason}. "
            f"Văn bản sẽ ghi ngày {day_of(one, today):%d/%m/%Y}"
        )

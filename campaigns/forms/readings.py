"""Correcting what the machine read: an obligation, a target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from campaigns.forms.unit_search import UnitSearch
from campaigns.models import Obligation, Target
from campaigns.models.obligation import group_choices
from documents.text.item_readings import number, written
from organizations.forms.fields import FIRST_YEAR, LAST_YEAR, DayField, LineField, TextField
from organizations.models import Unit
from organizations.models.unit import UnitQuerySet


class NumberField(forms.CharField):
    """A number as Vietnamese papers write it: 1.250 or 7,5."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=24, **kwargs)

    def clean(self, value: Any) -> Any:
        """The number, None for an empty field that may be empty."""
        told = super().clean(value)
        if not told:
            return None
        found = number(told)
        if found is None or abs(found) >= Decimal(10) ** 15:
            raise forms.ValidationError("Hãy nhập số, ví dụ 1.250 hoặc 7,5.")
        return round(found, 4)

    def prepare_value(self, value: Any) -> Any:
        """The number as it is written."""
        return written(value) if isinstance(value, Decimal) else value


class ObligationForm(forms.Form):
    """Whom a task is laid on, what it is, and when."""

    unit_printed = LineField(
        label="Đơn vị như in trong văn bản",
        max_length=300,
        error_messages={"required": "Hãy nhập tên đơn vị như văn bản ghi."},
    )
    groups = forms.MultipleChoiceField(
        label="Giao cho cả loại đơn vị", choices=group_choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    units: forms.ModelMultipleChoiceField[Unit] = forms.ModelMultipleChoiceField(
        label="Giao cho đơn vị", queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    what = TextField(rows=4, label="Nội dung nhiệm vụ", error_messages={"required": "Hãy nhập nội dung nhiệm vụ."})
    due_on = DayField(label="Hạn", required=False)
    when = LineField(label="Thời gian như in (nếu không có ngày)", max_length=200, required=False)
    recurring = forms.ChoiceField(label="Định kỳ", choices=Obligation.Recurrence.choices, required=False)

    def __init__(self, *args: Any, below: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = below  # type: ignore[attr-defined]
        self.search = UnitSearch(self.data if self.is_bound else None, list(below))  # type: ignore[arg-type]
        if self.is_bound:
            self.data = self.search.ticked(self.data, "units")  # type: ignore[arg-type]

    def unit_rows(self) -> list[tuple[Unit, bool, bool]]:
        """The units below, whether each is ticked, and whether it matches the search."""
        chosen = {str(value) for value in self["units"].value() or []}
        return [(unit, str(unit.pk) in chosen, self.search.shows(unit)) for unit in self.search.units]

    @staticmethod
    def of(row: Obligation) -> dict[str, Any]:
        """What the form begins with."""
        names = ("unit_printed", "groups", "what", "due_on", "when", "recurring")
        return {name: getattr(row, name) for name in names} | {"units": [unit.pk for unit in row.units.all()]}


class TargetForm(forms.Form):
    """What is measured, which number, which way, by when."""

    measure = LineField(label="Chỉ tiêu", max_length=300, error_messages={"required": "Hãy nhập chỉ tiêu đo điều gì."})
    direction = forms.ChoiceField(label="Chiều", choices=Target.Direction.choices)
    value = NumberField(label="Giá trị", error_messages={"required": "Hãy nhập con số của chỉ tiêu."})
    value_to = NumberField(label="Đến (chỉ với “Từ … đến”)", required=False)
    unit = LineField(label="Đơn vị tính", max_length=80, required=False)
    base = LineField(label="So với", max_length=200, required=False)
    year = forms.IntegerField(
        label="Đến năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        error_messages={"invalid": "Hãy nhập năm bằng bốn chữ số, ví dụ 2025."},
    )

    @staticmethod
    def of(row: Target) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(row, name) for name in TargetForm.base_fields}

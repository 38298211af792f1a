"""Giao chỉ tiêu and báo kết quả."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from campaigns.forms.readings import NumberField
from campaigns.forms.unit_search import UnitSearch
from campaigns.models import Target
from organizations.forms.fields import DayField, LineField
from organizations.models import Unit


class ShareForm(forms.Form):
    """How a target goes down, and the value of each unit; a blank one gets none."""

    sharing = forms.ChoiceField(
        label="Cách giao",
        choices=[choice for choice in Target.Sharing.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn cách giao."},
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        self.search = UnitSearch(self.data if self.is_bound else None, units)  # type: ignore[arg-type]
        for unit in units:
            self.fields[f"unit-{unit.pk}"] = NumberField(label=unit.official_name, required=False)

    def values(self) -> dict[int, Decimal]:
        """The entered values by key of the unit; of a valid form."""
        values = {unit.pk: self.cleaned_data.get(f"unit-{unit.pk}") for unit in self.units}
        return {pk: value for pk, value in values.items() if value is not None}

    def rows(self) -> list[forms.BoundField]:
        """The fields of the units, in their order."""
        return [self[f"unit-{unit.pk}"] for unit in self.units]

    def unit_rows(self) -> list[tuple[Unit, forms.BoundField, bool]]:
        """The units with their fields, in their order, and whether each matches the search."""
        return [(unit, self[f"unit-{unit.pk}"], self.search.shows(unit)) for unit in self.units]


class ActualForm(forms.Form):
    """What was reached by the end of a period."""

    period_end = DayField(label="Tính đến ngày", error_messages={"required": "Hãy nhập ngày chốt số liệu."})
    value = NumberField(label="Kết quả", error_messages={"required": "Hãy nhập kết quả đạt được."})
    note = LineField(label="Ghi chú", max_length=500, required=False)


def equal_parts(value: Decimal, count: int) -> list[Decimal]:
    """The value in equal parts; whole numbers stay whole, and the first parts take what is left over."""
    step = Decimal(1) if value == value.to_integral_value() else Decimal("0.0001")
    part = (value / count // step) * step if count else Decimal(0)
    left = int((value - part * count) / step) if count else 0
    return [part + (step if at < left else 0) for at in range(count)]

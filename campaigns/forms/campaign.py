"""Launching a movement."""

from __future__ import annotations

from typing import Any

from django import forms

from campaigns.actions.campaign import Peak, peak_faults
from campaigns.models import Campaign
from organizations.forms.fields import DayField, LineField

# Field of a peak → its name in the form, by the number of the row. A plain form needs no script to show them.
PEAK_ROWS = {
    number: {field: f"peak{number}_{field}" for field in ("name", "starts_on", "ends_on")} for number in range(1, 5)
}


class CampaignForm(forms.Form):
    """A movement's name, theme, kind, scope and period, and rows for its peak periods, which may stay blank."""

    name = LineField(
        label="Tên phong trào",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy nhập tên phong trào như trong văn bản."},
    )
    theme = LineField(label="Chủ đề", max_length=300, required=False)
    kind = forms.ChoiceField(label="Hình thức", choices=Campaign.Kind.choices, initial=Campaign.Kind.REGULAR)
    scope = forms.ChoiceField(
        label="Phạm vi", choices=Campaign.Scope.choices, initial=Campaign.Scope.BRANCH_OR_PROVINCE
    )
    starts_on = DayField(label="Từ ngày", error_messages={"required": "Hãy nhập ngày bắt đầu."})
    ends_on = DayField(label="Đến ngày", error_messages={"required": "Hãy nhập ngày kết thúc."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, names in PEAK_ROWS.items():
            self.fields[names["name"]] = LineField(
                label=f"Tên đợt {number}", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[names["starts_on"]] = DayField(label=f"Đợt {number} từ ngày", required=False)
            self.fields[names["ends_on"]] = DayField(label=f"Đợt {number} đến ngày", required=False)

    def clean(self) -> dict[str, Any]:
        """The period runs forward; a row of a peak is blank or whole, and its days lie in the period."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        for names in PEAK_ROWS.values():
            self._ask_for_the_rest(names)
        if first and last and first <= last:
            for number, peak in self._peaks().items():
                for field, sentence in peak_faults(peak, first, last).items():
                    self.add_error(PEAK_ROWS[number][field], sentence)
        return data

    def movement(self) -> dict[str, Any]:
        """What was entered in the valid form, as ``launch_campaign`` takes it."""
        own = {name: self.cleaned_data[name] for name in self.base_fields}
        return own | {"peaks": list(self._peaks().values())}

    def peak_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each row: name, first day, last day."""
        return [[self[name] for name in names.values()] for names in PEAK_ROWS.values()]

    def _ask_for_the_rest(self, names: dict[str, str]) -> None:
        if not set(names.values()) & set(self.changed_data):
            return
        for field, name in names.items():
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _NEEDED[field])

    def _peaks(self) -> dict[int, Peak]:
        """The rows that are whole and were read without an error, by their number."""
        peaks = {}
        for number, names in PEAK_ROWS.items():
            values: dict[str, Any] = {field: self.cleaned_data.get(name) for field, name in names.items()}
            if all(values.values()):
                peaks[number] = Peak(**values)
        return peaks


_NEEDED = {
    "name": "Hãy nhập tên đợt.",
    "starts_on": "Hãy nhập ngày bắt đầu đợt.",
    "ends_on": "Hãy nhập ngày kết thúc đợt.",
}

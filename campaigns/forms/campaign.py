"""Launching a movement."""

from __future__ import annotations

from typing import Any

from django import forms

from campaigns.models import Campaign
from documents.forms.fields import DayField, LineField


class CampaignForm(forms.Form):
    """A movement's name, theme, kind, scope and period."""

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

    def clean(self) -> dict[str, Any]:
        """The period runs forward."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        return data

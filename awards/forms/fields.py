"""Fields of records: a day of which only the month or the year may be known, a year, a unit's whole past."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from awards.models.subject import Precision, day_text
from organizations.imports.values import FIRST_YEAR, LAST_YEAR, read_day
from organizations.normalize import clean_line

PartDay = tuple[date | None, str]
_BAD = "Ngày chưa đúng. Hãy ghi ngày/tháng/năm, tháng/năm hoặc năm, ví dụ 05/01/2024, 5/2019, 2019."


class PartDayField(forms.CharField):
    """A day, a month or a year; the value is the first day of it and how much of it is known."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> PartDay:
        """The day and its precision; (None, "day") for an empty field."""
        text = clean_line(super().clean(value) or "")
        if not text:
            return None, Precision.DAY
        read = read_day(text)
        if read.value is None or read.how == "serial":
            if read.how == "range":
                raise forms.ValidationError(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}. Hãy xem lại ngày vừa nhập.")
            raise forms.ValidationError(_BAD)
        return read.value, read.how

    def prepare_value(self, value: Any) -> Any:
        """A stored pair as it would be typed."""
        return typed(*value) if isinstance(value, tuple) else value


def typed(day: date | None, precision: str) -> str:
    """How a day that is known so far is typed."""
    return day_text(day, precision).removeprefix("tháng ").removeprefix("năm ")


class YearField(forms.IntegerField):
    """A year in four digits."""

    def __init__(self, **kwargs: Any) -> None:
        sentence = f"Hãy nhập năm bằng bốn chữ số, từ {FIRST_YEAR} đến {LAST_YEAR}."
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
        super().__init__(min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=messages, **kwargs)

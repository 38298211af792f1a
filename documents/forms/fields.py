"""Form fields whose text is brought to one form (NFC, no invisible characters) where it enters."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.text.normalize import clean, clean_line


class LineField(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        """The line, cleaned."""
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines of text; ``rows`` is the height of its box."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        """The text, cleaned line by line."""
        return clean(super().to_python(value) or "").strip()


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"})
        messages = {"invalid": "Ngày chưa đúng. Hãy nhập dạng ngày/tháng/năm, ví dụ 05/01/2024."}
        super().__init__(widget=widget, error_messages=messages | kwargs.pop("error_messages", {}), **kwargs)

"""Form fields whose text is brought to one form (NFC, no invisible characters) where it enters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from organizations.normalize import clean, clean_line

FIRST_YEAR, LAST_YEAR = 1945, 2100
MAX_REASON = 2000


class LineField(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        """The line, cleaned; breaks become spaces, for a second line would pass for another part of the paper."""
        return clean_line(" ".join((super().to_python(value) or "").splitlines()))


class TextField(forms.CharField):
    """Several lines of text; ``rows`` is the height of its box."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        """The text, cleaned line by line."""
        return clean(super().to_python(value) or "").strip()


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy, of a year in which papers of ours are: a slip ("0024") is told at once."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"})
        messages = {"invalid": "Ngày chưa đúng. Hãy nhập dạng ngày/tháng/năm, ví dụ 05/01/2024."}
        super().__init__(widget=widget, error_messages=messages | kwargs.pop("error_messages", {}), **kwargs)

    def validate(self, value: date | None) -> None:
        """Refuses a year outside ``FIRST_YEAR`` to ``LAST_YEAR``."""
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise forms.ValidationError(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}. Hãy xem lại ngày vừa nhập.")


class ReasonField(TextField):
    """Why a step is taken, or what a correction says; it stands in the log and on public pages."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"max_length": f"Lý do dài quá {MAX_REASON} chữ. Hãy rút gọn rồi làm lại."}
        super().__init__(rows=3, required=False, max_length=MAX_REASON, error_messages=messages, **kwargs)

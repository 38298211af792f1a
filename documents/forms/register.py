"""Forms of the registers: what is asked for, a row's own columns, saved views."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.utils import timezone

from documents.models import Document
from documents.models.document import State, kind_choices
from documents.queries.books import OUT, Book
from documents.queries.register import CANCELLED, KEPT, Asked, units_with_registers, years_of
from organizations.forms.fields import DayField, LineField
from organizations.forms.pickers import UnitField
from organizations.models import SavedView, Unit, User

_STATES = [
    ("", "Mọi dòng"),
    *((state.value, str(state.label)) for state in (State.ISSUED, State.RECALLED, State.REPLACED)),
    (CANCELLED, "Số đã hủy"),
    (KEPT, "Số đang giữ"),
]


class RegisterForm(forms.Form):
    """The filter, order and columns of a register; an empty field asks for nothing."""

    don_vi = UnitField(label="Sổ của đơn vị", required=False)
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    tim = LineField(label="Tìm", required=False, max_length=100)
    loai = forms.ChoiceField(label="Loại văn bản", required=False)
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=_STATES)
    ai = LineField(required=False, max_length=100)
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)
    sap = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    chieu = forms.ChoiceField(required=False, choices=[("", ""), ("giam", "")], widget=forms.HiddenInput)
    cot = forms.MultipleChoiceField(
        label="Cột hiển thị", required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
    )

    def __init__(self, data: Any, *, book: Book, user: User, unit: Unit) -> None:
        typed = data.copy()
        super().__init__(typed)
        self.book, self.unit = book, unit
        self.fields["don_vi"].queryset = units_with_registers(user)  # type: ignore[attr-defined]
        self.fields["don_vi"].widget.attrs["placeholder"] = str(unit)
        self.fields["tim"].widget.attrs.update(type="search", placeholder="Số, ký hiệu, cơ quan, trích yếu")
        self._choose("loai", [("", "Mọi loại"), *kind_choices()])
        self._choose("sap", [("", ""), *((code, code) for code in book.orders)])
        self._choose("cot", [(column.code, column.title) for column in book.columns])
        self.fields["ai"].label = book.who_label
        if book is not OUT:
            del self.fields["trang_thai"]
        chosen = self.fields["don_vi"]
        with suppress(forms.ValidationError):  # the field says so itself
            self.unit = chosen.clean(self.data.get("don_vi")) or unit
        self.years = years_of(book, self.unit)
        if not typed.get("nam"):
            typed["nam"] = str(self.years.first)  # the form says which year is shown
        self._choose("nam", [(year, str(year)) for year in self.years.all])

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days run forward."""
        data = super().clean() or {}
        if data.get("tu") and data.get("den") and data["tu"] > data["den"]:
            self.add_error("den", "“Đến ngày” đứng trước “Từ ngày”. Hãy đổi lại hai ngày.")
        return data

    def asked(self) -> Asked:
        """What the valid form asks for."""
        data = self.cleaned_data
        year = data["nam"]
        return Asked(
            unit=self.unit,
            year=year,
            has_open_numbers=year in self.years.with_open_numbers,
            words=data["tim"],
            kind=data["loai"],
            state=data.get("trang_thai", ""),
            since=data["tu"],
            until=data["den"],
            who=data["ai"],
            order=data["sap"],
            descending=data["chieu"] == "giam",
        )


class OutRowForm(forms.ModelForm):
    """What văn thư writes into the outgoing register by hand."""

    archived_at = LineField(label="Đơn vị, người nhận bản lưu", required=False, max_length=200)
    copies = forms.IntegerField(label="Số lượng bản", required=False, min_value=1, max_value=30_000)
    sent_on = DayField(label="Ngày chuyển", required=False)
    register_note = LineField(label="Ghi chú", required=False, max_length=500)

    class Meta:
        model = Document
        fields = ("archived_at", "copies", "sent_on", "register_note")

    def clean_sent_on(self) -> Any:
        """Not before the paper's own day."""
        sent_on = self.cleaned_data["sent_on"]
        if sent_on and self.instance.date and sent_on < self.instance.date:
            raise forms.ValidationError(f"Ngày chuyển đứng trước ngày văn bản {self.instance.date:%d/%m/%Y}.")
        return sent_on


class InRowForm(forms.ModelForm):
    """What văn thư writes into the incoming register by hand."""

    arrived_on = DayField(label="Ngày đến", error_messages={"required": "Hãy nhập ngày đến."})
    handled_by = LineField(label="Đơn vị hoặc người nhận", required=False, max_length=200)
    sent_on = DayField(label="Ngày chuyển", required=False)
    register_note = LineField(label="Ghi chú", required=False, max_length=500)

    class Meta:
        model = Document
        fields = ("arrived_on", "handled_by", "sent_on", "register_note")

    def clean_arrived_on(self) -> Any:
        """In the year of the number, and not to come."""
        day = self.cleaned_data["arrived_on"]
        if day.year != self.instance.arrival_year:
            raise forms.ValidationError(
                f"Số đến này thuộc năm {self.instance.arrival_year}. Hãy nhập ngày trong năm đó."
            )
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày đến chưa tới. Hãy nhập ngày không sau hôm nay.")
        return day

    def clean(self) -> dict[str, Any]:
        """Passed on after it arrived."""
        data = super().clean() or {}
        if data.get("sent_on") and data.get("arrived_on") and data["sent_on"] < data["arrived_on"]:
            self.add_error("sent_on", "Ngày chuyển đứng trước ngày đến. Hãy xem lại hai ngày.")
        return data


class ViewForm(forms.ModelForm):
    """A name for a filter, so that it can be used again."""

    name = LineField(label="Tên bộ lọc", max_length=80, error_messages={"required": "Hãy đặt tên cho bộ lọc."})

    class Meta:
        model = SavedView
        fields = ("name",)

"""Forms of the register of cited papers: what is asked for, and what is right where papers contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from documents.forms.search import year_field
from documents.models.cited import Code
from documents.queries.cited import FIRST_ORDER, HELD, MISSING, ORDERS, Asked
from documents.queries.force import FORCE_NAMES
from documents.queries.readings import Contradiction
from documents.text import kinds
from organizations.forms.fields import FIRST_YEAR, DayField, LineField
from organizations.names import search_key

TYPED = "khac"


class CitedForm(forms.Form):
    """The filter and order of the register; an empty field asks for nothing."""

    tim = LineField(label="Tìm", required=False, max_length=100)
    trong_so = forms.ChoiceField(
        label="Trong sổ",
        required=False,
        choices=[("", "Tất cả"), (HELD, "Đã có trong sổ"), (MISSING, "Chưa có trong sổ")],
    )
    hieu_luc = forms.ChoiceField(
        label="Hiệu lực",
        required=False,
        choices=[("", "Tất cả"), *((code, name[0].upper() + name[1:]) for code, name in FORCE_NAMES.items())],
    )
    ngay = DayField(label="Hiệu lực tại ngày", required=False)
    loai = forms.ChoiceField(
        label="Loại văn bản",
        required=False,
        choices=[("", "Mọi loại"), *((name, name) for name in sorted(kinds.NAMES, key=search_key))],
    )
    nam = year_field()
    mau_thuan = forms.BooleanField(
        label="Chỉ văn bản đang có mâu thuẫn",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    sap = forms.ChoiceField(
        required=False, choices=[("", ""), *((code, code) for code in ORDERS)], widget=forms.HiddenInput
    )
    chieu = forms.ChoiceField(required=False, choices=[("", ""), ("nguoc", "")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].widget.attrs.update(type="search", placeholder="Số, ký hiệu, cơ quan, trích yếu")

    def clean_ngay(self) -> date | None:
        """A day with which the law of this field has to do."""
        day: date | None = self.cleaned_data["ngay"]
        if day and day.year < FIRST_YEAR:
            raise forms.ValidationError(f"Hãy nhập ngày từ năm {FIRST_YEAR} trở đi.")
        return day

    def asked(self) -> Asked:
        """What the valid form asks for."""
        data = self.cleaned_data
        return Asked(
            on=data["ngay"] or timezone.localdate(),
            words=data["tim"],
            held=data["trong_so"],
            force=data["hieu_luc"],
            conflict=data["mau_thuan"],
            kind=data["loai"],
            year=data["nam"],
            order=data["sap"] or FIRST_ORDER,
            turned=data["chieu"] == "nguoc",
        )


class SettleForm(forms.Form):
    """One of the readings or another one that is typed, and why."""

    dung = forms.ChoiceField(
        label="Điều đúng", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn điều đúng."}
    )
    ghi = LineField(label="Ghi điều đúng", required=False, max_length=500)
    ly_do = LineField(
        label="Căn cứ, lý do",
        max_length=500,
        help_text="Ví dụ: đối chiếu bản chính lưu tại Văn phòng UBND thành phố.",
        error_messages={"required": "Hãy ghi căn cứ: đã đối chiếu với bản nào, ở đâu."},
    )

    def __init__(self, data: Any, *, conflict: Contradiction) -> None:
        super().__init__(data)
        self.conflict = conflict
        self.fields["dung"].choices = [*conflict.choices, (TYPED, "Khác, tôi ghi dưới đây")]  # type: ignore[attr-defined]
        if conflict.code == Code.DATE:
            self.fields["ghi"] = DayField(label="Ngày đúng, khi chọn “Khác”", required=False)
        else:
            self.fields["ghi"].label = "Ghi đúng, khi chọn “Khác”"

    def clean(self) -> dict[str, Any]:
        """Who chooses "Khác" types it."""
        data = super().clean() or {}
        if data.get("dung") == TYPED and not data.get("ghi") and "ghi" not in self.errors:
            self.add_error("ghi", "Hãy ghi điều đúng vào ô này, hoặc chọn một trong các cách ghi ở trên.")
        return data

    def answer(self) -> dict[str, Any]:
        """Arguments of ``settle_conflict`` from the valid form."""
        data = self.cleaned_data
        said = data["ghi"] if data["dung"] == TYPED else data["dung"]
        if self.conflict.code == Code.DATE:
            return {"day": said if isinstance(said, date) else date.fromisoformat(said), "reason": data["ly_do"]}
        return {"text": said, "reason": data["ly_do"]}

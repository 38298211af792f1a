"""What is asked of all texts."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.forms.search import ListForm
from documents.text.asking import MAX_LENGTH, Question, TooMuch, read_question
from documents.text.passages import SECTIONS
from organizations.forms.fields import LineField
from organizations.forms.pickers import UnitField
from organizations.models import Unit, User

_SECTIONS = {
    "trich-yeu": ("Trích yếu", "summary"),
    "can-cu": ("Căn cứ", "bases"),
    "noi-dung": ("Nội dung", "body"),
    "phu-luc": ("Phụ lục", "annexes"),
    "noi-nhan": ("Nơi nhận, kính gửi", "recipients"),
}
OWN, RECEIVED = "soan", "den"


class TextSearchForm(ListForm):
    """Words and filters; an empty field asks for nothing."""

    tim = LineField(label="Tìm trong toàn văn", required=False)
    phan = forms.ChoiceField(
        label="Trong phần",
        required=False,
        choices=[("", "Toàn văn bản"), *((code, label) for code, (label, _) in _SECTIONS.items())],
    )
    co_quan = LineField(label="Cơ quan ban hành", required=False, max_length=100)
    don_vi = UnitField(label="Đơn vị giữ văn bản", required=False)
    nguon = forms.ChoiceField(
        label="Nguồn",
        required=False,
        choices=[("", "Mọi văn bản"), (OWN, "Soạn trong hệ thống"), (RECEIVED, "Văn bản đến")],
    )
    sap = forms.ChoiceField(
        label="Thứ tự", required=False, choices=[("", "Khớp nhất trước"), ("ngay", "Ngày văn bản mới trước")]
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.question = Question()
        self.fields["don_vi"].queryset = Unit.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["co_quan"].widget.attrs["placeholder"] = "Không cần dấu"
        self.fields["tim"].widget.attrs.update(
            type="search", maxlength=MAX_LENGTH, placeholder="Từ, “cụm từ”, số ký hiệu", enterkeyhint="search"
        )

    def clean_tim(self) -> str:
        """The question can be answered."""
        typed: str = self.cleaned_data["tim"]
        try:
            self.question = read_question(typed)
        except TooMuch as error:
            raise forms.ValidationError(str(error)) from error
        if typed and not self.question.wanted:
            raise forms.ValidationError("Câu tìm chưa có chữ hoặc số nào. Hãy gõ ít nhất một từ.")
        return typed

    def clean(self) -> dict[str, Any]:
        """The days run forward."""
        data = super().clean() or {}
        if data.get("tu") and data.get("den") and data["tu"] > data["den"]:
            self.add_error("den", "“Đến ngày” đứng trước “Từ ngày”. Hãy đổi lại hai ngày.")
        return data

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that are searched, by the names of ``passages.SECTIONS``."""
        chosen = self.cleaned_data["phan"]
        return (_SECTIONS[chosen][1],) if chosen else SECTIONS

    @property
    def filters(self) -> list[str]:
        """Names of the fields that narrow the papers."""
        return [name for name in self.fields if name not in ("tim", "sap") and self.data.get(name)]

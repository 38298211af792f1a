"""The filter and order of the coverage board; an empty field asks for nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from campaigns.queries import coverage as cells
from organizations.forms.fields import LineField
from organizations.models import Block

#: By the code in the address the cells that are looked for.
STATES: dict[str, tuple[str, tuple[int, ...]]] = {
    "cu-the": ("Cụ thể hóa", (cells.CONCRETE, cells.MAY_BE_CONCRETE)),
    "nguyen-van": ("Nguyên văn", (cells.VERBATIM, cells.MAY_BE_VERBATIM)),
    "khong-ap-dung": ("Không áp dụng", (cells.NOT_APPLICABLE,)),
    "de-xuat": ("Máy đề xuất, chưa xác nhận", cells.PROPOSED),
    "chua-tra-loi": ("Chưa trả lời", (cells.UNANSWERED,)),
    "chua-co-ke-hoach": ("Chưa có kế hoạch", (cells.NO_PLAN,)),
}
TASKS, TARGETS = "nhiem-vu", "chi-tieu"
LEAST, MOST, COPIED, LATE = "it", "nhieu", "chep", "tre"


class CoverageForm(forms.Form):
    """Which units, which items, in which order. Who sees only their own column is asked for no units."""

    tim = LineField(label="Tìm đơn vị", required=False, max_length=100)
    khoi = forms.ChoiceField(label="Khối thi đua", required=False)
    trang_thai = forms.ChoiceField(
        label="Có ô",
        required=False,
        choices=[("", "Mọi trạng thái"), *((code, one[0]) for code, one in STATES.items())],
    )
    muc = forms.ChoiceField(
        label="Mục",
        required=False,
        choices=[("", "Mọi mục"), (TASKS, "Giao nhiệm vụ cho đơn vị"), (TARGETS, "Có chỉ tiêu cho đơn vị")],
    )
    sap = forms.ChoiceField(
        label="Xếp đơn vị",
        required=False,
        choices=[
            ("", "Theo thứ tự của cơ quan"),
            (LEAST, "Trả lời ít đứng trước"),
            (MOST, "Trả lời nhiều đứng trước"),
            (COPIED, "Nguyên văn nhiều đứng trước"),
            (LATE, "Trễ nhiều đứng trước"),
        ],
    )
    sap_muc = forms.ChoiceField(
        label="Xếp mục",
        required=False,
        choices=[
            ("", "Theo văn bản"),
            (LEAST, "Ít đơn vị trả lời đứng trước"),
            (MOST, "Nhiều đơn vị trả lời đứng trước"),
        ],
    )
    tre = forms.BooleanField(label="Chỉ đơn vị trễ hạn", required=False)
    thay = forms.BooleanField(label="Chỉ đơn vị đã thay kế hoạch", required=False)

    def __init__(self, data: Any, *, blocks: Iterable[Block], is_whole: bool) -> None:
        super().__init__(data)
        self.fields["tim"].widget.attrs["type"] = "search"
        names = [(str(block.pk), block.name) for block in blocks]
        self.fields["khoi"].choices = [("", "Mọi khối"), *names]  # type: ignore[attr-defined]
        if not names:
            del self.fields["khoi"]
        if not is_whole:
            for name in ("tim", "sap", "tre", "thay"):
                del self.fields[name]

    def asked(self) -> dict[str, Any]:
        """What is asked for; a value that is none of the choices asks for nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in type(self).base_fields}

    def conditions(self) -> list[str]:
        """The filter in words, so that a part does not pass for the whole."""
        said = []
        for name in ("tim", "khoi", "trang_thai", "muc"):
            if name in self.fields and (value := self.cleaned_data.get(name)):
                label = dict(getattr(self.fields[name], "choices", ())).get(value, value)
                said.append(f"{str(self.fields[name].label).lower()}: {label!s}")
        if self.cleaned_data.get("tre"):
            said.append("đơn vị trễ hạn")
        if self.cleaned_data.get("thay"):
            said.append("đơn vị đã thay kế hoạch")
        return [f"Chỉ gồm {'; '.join(said)}."] if said else []

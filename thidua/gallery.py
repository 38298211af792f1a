"""The gallery: every component of the pages on one page, in every state, for whoever designs or tests them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.models.document import State
from organizations.forms.fields import DayField, LineField, ReasonField
from thidua.menu import SECTIONS

ICONS = (
    *("inbox", "tree", "document", "building", "person", "users", "flag", "settings", "help", "bell", "search"),
    *("plus", "download", "upload", "print", "edit", "trash", "check", "close", "warning", "info", "error", "clock"),
    *("send", "back", "lock", "excel", "filter", "star", "comment", "history", "attach", "columns", "swap", "exit"),
)
TONES = ("primary", "outline-primary", "outline-secondary", "danger", "outline-danger", "link")
TOKENS = (
    *("ink", "ink-quiet", "line", "ground", "surface", "blue", "blue-deep", "blue-pale"),
    *("red", "red-pale", "green", "green-pale", "amber", "amber-pale"),
)


class SampleForm(forms.Form):
    """Fields as forms use them."""

    name = LineField(label="Tên", max_length=20, help_text="Tên đầy đủ như trong quyết định thành lập.")
    on = DayField(label="Ngày")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Cơ quan chuyên môn"), ("b", "Trường học")])
    agree = forms.BooleanField(label="Có hiệu lực ngay", required=False)
    reason = ReasonField(label="Lý do")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Thành phần giao diện: shows, changes nothing."""
    context: dict[str, Any] = {
        "section": "admin",
        "icons": ICONS,
        "tones": TONES,
        "tokens": TOKENS,
        "states": [SimpleNamespace(state=state.value, get_state_display=state.label) for state in State],
        "sections": SECTIONS,
        "form": SampleForm(),
        "wrong": SampleForm({"name": "Một cái tên dài quá hai mươi chữ", "on": "31/2/2024", "kind": "x"}),
        "consequences": ["Văn bản lấy số 54/KH-UBND.", "Ngày ban hành là hôm nay.", "Không sửa được nữa."],
    }
    return render(request, "gallery.html", context)

"""The written part of a paper."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from documents.actions.document import Content
from documents.models import Document
from documents.models.document import Urgency
from documents.text.blocks import Block, blocks
from documents.text.light import parse_body
from legal.papers import kinds
from organizations.forms.fields import LineField, TextField

# Light text may be long; a plan of 40 pages has about 100,000 letters.
MAX_BODY = 400_000
# Reading takes a time by the line: a list of 5,000 people has as many, and is read in a quarter of a second.
MAX_LINES = 20_000

# What only some papers print: the field and the layouts (Mẫu 1.x) or kinds that have it.
_ONLY = {
    "addressees": {"1.5", "1.7", "TTr", "BC"},
    "authority_line": {"1.2"},
    "bases": {"1.1", "1.2", "1.4"},
    "second_sign_title": {"1.9"},
    "second_sign_name": {"1.9"},
    "contact_line": {"1.5", "1.7"},
}


def unused_fields(kind: str) -> set[str]:
    """Names of the fields that a paper of that kind (its code) does not print; none of an unknown kind."""
    layout = next((row.layout for row in kinds() if row.code == kind), None)
    return {name for name, users in _ONLY.items() if layout and not users & {layout, kind}}


class ContentForm(forms.Form):
    """The written part of a paper, field by field as ``Content`` has it."""

    summary = LineField(
        label="Trích yếu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nói ngắn gọn văn bản về việc gì, không ghi lại tên loại văn bản.",
        error_messages={"required": "Hãy nhập trích yếu: văn bản về việc gì."},
    )
    addressees = TextField(
        label="Kính gửi", rows=2, required=False, max_length=2_000, help_text="Mỗi nơi một dòng. Để trống nếu không có."
    )
    authority_line = LineField(
        label="Thẩm quyền ban hành",
        required=False,
        max_length=200,
        help_text="Chỉ in trên quyết định. Ví dụ: CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ.",
    )
    bases = TextField(label="Căn cứ", rows=4, required=False, max_length=20_000, help_text="Mỗi căn cứ một dòng.")
    body = TextField(
        label="Nội dung",
        rows=24,
        required=False,
        max_length=MAX_BODY,
        help_text="Gõ như trong Word: “I. MỤC ĐÍCH”, “1. Mục đích”, “a) …”, “- …”. Chữ đậm: **chữ đậm**.",
    )
    recipients = TextField(label="Nơi nhận", rows=4, required=False, max_length=5_000, help_text="Mỗi nơi một dòng.")
    sign_on_behalf_of = LineField(
        label="Thay mặt",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "signing-tm"}),
        help_text="Ví dụ: TM. ỦY BAN NHÂN DÂN. Để trống nếu không có.",
    )
    sign_deputy_for = LineField(
        label="Ký thay, thừa lệnh",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "signing-others"}),
        help_text="Ví dụ: KT. CHỦ TỊCH. Để trống nếu không có.",
    )
    sign_title = LineField(label="Chức vụ người ký", required=False, max_length=120, help_text="Ví dụ: PHÓ CHỦ TỊCH.")
    sign_name = LineField(
        label="Họ tên người ký",
        required=False,
        max_length=100,
        help_text="Để trống nếu chưa rõ: tên người ký sẽ được ghi khi ký.",
    )

    second_sign_title = LineField(
        label="Chức vụ người ký thứ hai", required=False, max_length=120, help_text="Chỉ in trên biên bản: THƯ KÝ."
    )
    second_sign_name = LineField(label="Họ tên người ký thứ hai", required=False, max_length=100)
    drafter_mark = LineField(
        label="Ký hiệu người soạn, số bản", required=False, max_length=60, help_text="Ví dụ: PL.(30)."
    )
    urgency = forms.ChoiceField(label="Mức độ khẩn", required=False, choices=[("", "Thường"), *Urgency.choices])
    contact_line = LineField(
        label="Địa chỉ, thư điện tử cuối trang", required=False, max_length=300, help_text="Chỉ in trên công văn."
    )

    def clean_body(self) -> str:
        """Refuses what would take seconds to be shown at every pause in typing."""
        body: str = self.cleaned_data["body"]
        if body.count("\n") >= MAX_LINES:
            raise forms.ValidationError(
                "Nội dung có hơn 20.000 dòng. Hãy đưa danh sách dài vào tệp kèm theo, hoặc tách thành nhiều văn bản."
            )
        return body

    def content(self) -> Content:
        """What the valid form says."""
        return Content(**{field.name: self.cleaned_data[field.name] for field in fields(Content)})

    def content_so_far(self) -> Content:
        """What stands in the form, valid or not, up to its length and its lines: for the preview."""
        typed = {field.name: self._as_typed(field.name) for field in fields(Content)}
        return Content(**typed | {"body": "\n".join(typed["body"].split("\n", MAX_LINES)[:MAX_LINES])})

    def body_blocks(self) -> list[Block]:
        """The typed text as the editor in the browser shows it."""
        return blocks(parse_body(self._as_typed("body")))

    def _as_typed(self, name: str) -> str:
        field = self.fields[name]
        typed = str(self[name].value() or "")
        if isinstance(field, forms.ChoiceField):
            return typed if typed in dict(field.choices) else ""  # type: ignore[arg-type]
        assert isinstance(field, forms.CharField)
        # Cut first: the preview of a text that is too long to be saved must not take longer than that of one that is.
        return str(field.to_python(typed[: field.max_length]))


class EditForm(ContentForm):
    """A draft being edited; ``version`` is the one that the writer's text was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def content_initial(document: Document) -> dict[str, Any]:
    """The row's text as the first values of an ``EditForm``."""
    return {field.name: getattr(document, field.name) for field in fields(Content)} | {"version": document.version}

"""A remark on a draft."""

from __future__ import annotations

from django import forms

from documents.actions.comment import LONGEST_QUOTE
from organizations.forms.fields import LineField, TextField


class CommentForm(forms.Form):
    """What is said, and about which passage."""

    quote = LineField(
        label="Đoạn được góp ý",
        required=False,
        max_length=LONGEST_QUOTE,
        help_text="Chép nguyên văn một đoạn ngắn. Để trống nếu góp ý chung.",
    )
    text = TextField(
        label="Góp ý",
        rows=3,
        max_length=2000,
        error_messages={
            "required": "Hãy viết góp ý.",
            "max_length": "Góp ý dài quá 2.000 chữ. Hãy rút gọn, hoặc chia thành nhiều góp ý.",
        },
    )

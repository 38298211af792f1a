"""A file that goes with a paper."""

from __future__ import annotations

from django import forms

from documents.text.attachments import MEDIA_TYPES
from organizations.forms.fields import LineField


class AttachmentForm(forms.Form):
    """The file and what the list calls it."""

    file = forms.FileField(
        label="Tệp",
        widget=forms.FileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
        help_text="PDF, Word (.docx), Excel (.xlsx), ảnh (.png, .jpg); tối đa 20 MB.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp này rỗng. Hãy chọn tệp khác."},
    )
    title = LineField(label="Tên tài liệu", required=False, max_length=200, help_text="Để trống thì lấy theo tên tệp.")

"""Files that come in: to be read, or to be compared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from documents.actions.upload import MEDIA_TYPES
from documents.forms.content import MAX_BODY
from organizations.forms.fields import TextField

# What is read has to fit into the form that it is reviewed in.
LONGEST_IMPORT = MAX_BODY + 50_000
MAX_VERIFY_BYTES = 20 * 1024 * 1024


class ImportForm(forms.Form):
    """A file or pasted text, one of the two."""

    file = forms.FileField(
        label="Tệp văn bản",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
        help_text="Tệp .docx, .pdf (có lớp chữ), .html, .txt hoặc .md, tối đa 10 MB.",
        error_messages={"empty": "Tệp này rỗng. Hãy chọn tệp khác."},
    )
    text = TextField(label="Hoặc dán nội dung", rows=12, required=False, max_length=MAX_BODY)

    def clean_file(self) -> UploadedFile | None:
        """Refuses what is too large to be read."""
        return _no_larger(self.cleaned_data["file"], settings.MAX_UPLOAD_BYTES)

    def clean(self) -> dict[str, Any]:
        """Refuses both and neither."""
        data = super().clean() or {}
        if data.get("file") and data.get("text"):
            raise forms.ValidationError("Hãy chọn một cách: chọn tệp, hoặc dán nội dung; không dùng cả hai.")
        if not self.errors and not data.get("file") and not data.get("text"):
            self.add_error("file", "Hãy chọn một tệp, hoặc dán nội dung văn bản vào ô.")
        return data


class VerifyForm(forms.Form):
    """A file to be held against the issued one."""

    file = forms.FileField(
        label="Tệp cần kiểm tra",
        help_text="Tệp PDF hoặc Word bạn đang có, tối đa 20 MB. Tệp chỉ được so sánh, không được lưu lại.",
        error_messages={
            "required": "Hãy chọn tệp cần kiểm tra.",
            "empty": "Tệp này rỗng nên không phải bản đã ban hành.",
        },
    )

    def clean_file(self) -> UploadedFile:
        """Refuses what is too large to be such a file."""
        file = _no_larger(self.cleaned_data["file"], MAX_VERIFY_BYTES)
        assert file is not None  # the field is required
        return file


def _no_larger(file: UploadedFile | None, most: int) -> UploadedFile | None:
    if file is not None and (file.size or 0) > most:
        raise forms.ValidationError(f"Tệp lớn hơn {most // (1024 * 1024)} MB. Hãy chọn tệp nhỏ hơn.")
    return file

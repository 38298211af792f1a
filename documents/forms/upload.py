"""Files that come in: to be read, or to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from documents.actions.reading import Incoming
from documents.actions.upload import MEDIA_TYPES
from documents.forms.content import MAX_BODY
from documents.text.reading import ReadingError
from documents.text.sources import refuse_at_sight
from organizations.forms.fields import TextField
from organizations.models import Unit

MAX_VERIFY_BYTES = 20 * 1024 * 1024


_STALE = "Biểu mẫu này đã cũ. Hãy mở lại trang nhập văn bản rồi chọn tệp."


class ManyFilesInput(forms.FileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Files that are looked at one by one; what is wrong with one of them is told beside its name."""

    widget = ManyFilesInput

    def clean(self, data: list[UploadedFile] | None, initial: object = None) -> list[Incoming]:
        """The files with their bytes, or each with the sentence that refuses it; [] for none."""
        files = data or []
        if len(files) > settings.MAX_BATCH_FILES:
            raise forms.ValidationError(
                f"Bạn chọn {len(files)} tệp; mỗi đợt nhận tối đa {settings.MAX_BATCH_FILES} tệp. "
                "Hãy chia thành nhiều đợt."
            )
        if sum(file.size or 0 for file in files) > settings.MAX_BATCH_BYTES:
            raise forms.ValidationError(
                f"Các tệp cộng lại lớn hơn {_megabytes(settings.MAX_BATCH_BYTES)} MB. Hãy chia thành nhiều đợt."
            )
        return [_incoming(file) for file in files]


def _incoming(file: UploadedFile) -> Incoming:
    name, size = file.name or "tep", file.size or 0
    if not size:
        return Incoming(name, size, refusal="Tệp này rỗng. Hãy chọn tệp khác.")
    if size > settings.MAX_UPLOAD_BYTES:
        return Incoming(name, size, refusal=_TOO_LARGE.format(_megabytes(settings.MAX_UPLOAD_BYTES)))
    data = file.read()
    try:
        refuse_at_sight(name, data)
    except ReadingError as refusal:
        return Incoming(name, size, refusal=str(refusal))
    return Incoming(name, size, data)


class ImportForm(forms.Form):
    """Files or pasted text, one of the two. ``creation_key`` makes a form that is posted twice one batch."""

    creation_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": _STALE, "invalid": _STALE},
    )

    file = ManyFilesField(
        label="Tệp văn bản",
        required=False,
        widget=ManyFilesInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
    )
    text = TextField(label="Hoặc dán nội dung", rows=12, required=False, max_length=MAX_BODY)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Nhập cho đơn vị",
        required=False,
        empty_label=None,
        error_messages={"invalid_choice": "Hãy chọn đơn vị trong danh sách."},
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        self.fields["unit"].queryset = Unit.objects.filter(  # type: ignore[attr-defined]
            pk__in=[unit.pk for unit in units]
        ).in_protocol_order()
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        self.fields["file"].help_text = (
            "Tệp .docx, .pdf (có lớp chữ), .html, .txt hoặc .md; chọn được nhiều tệp một lần: "
            f"mỗi tệp tối đa {_megabytes(settings.MAX_UPLOAD_BYTES)} MB, mỗi đợt tối đa {settings.MAX_BATCH_FILES} tệp "
            f"và {_megabytes(settings.MAX_BATCH_BYTES)} MB."
        )

    def clean_unit(self) -> Unit:
        """The unit whose register the papers are for; the user's first when none is named."""
        return self.cleaned_data["unit"] or self.units[0]

    def clean(self) -> dict[str, Any]:
        """Refuses both and neither, and files of which none can be read."""
        data = super().clean() or {}
        files: list[Incoming] = data.get("file") or []
        if files and data.get("text"):
            raise forms.ValidationError("Hãy chọn một cách: chọn tệp, hoặc dán nội dung; không dùng cả hai.")
        if not self.errors and not files and not data.get("text"):
            self.add_error("file", "Hãy chọn một tệp, hoặc dán nội dung văn bản vào ô.")
        if files and all(file.refusal for file in files):
            alone = len(files) == 1
            self.add_error("file", [file.refusal if alone else f"{file.name}: {file.refusal}" for file in files])
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
        raise forms.ValidationError(_TOO_LARGE.format(_megabytes(most)))
    return file


def _megabytes(size: int) -> int:
    return size // (1024 * 1024)


_TOO_LARGE = "Tệp lớn hơn {} MB. Hãy chọn tệp nhỏ hơn."

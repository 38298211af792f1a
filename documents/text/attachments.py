"""Whether a file may go with a paper: its kind by its first bytes, no bombs, nothing that acts by itself when opened.

Files are kept and given out as they came, never opened here for their content; what is refused is refused whole.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

import pikepdf

LARGEST = 20_000_000
_UNPACKED = 300_000_000
_ENTRIES = 5_000
_RATIO = 200
_OBJECTS = 300_000
_DEPTH = 60
_PIXELS = 30_000

_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/GoToE")
_ACTIVE = "Tệp PDF có {what} nên không được nhận. Hãy mở tệp, in lại thành PDF (Print to PDF) rồi tải tệp mới."


class BadFile(ValueError):
    """The file is not taken; ``str()`` is a sentence for the user."""


def media_type_of(name: str, data: bytes) -> str:
    """The media type of a file that may go with a paper.

    Raises:
        BadFile: it is too large, of another kind than its name says, damaged, or holds what acts by itself.
    """
    suffix = PurePath(name).suffix.lower()
    check = _CHECKS.get(suffix)
    if check is None:
        raise BadFile(
            "Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) và ảnh (.png, .jpg). "
            "Hãy lưu lại thành một trong các loại đó."
        )
    if not data:
        raise BadFile("Tệp này rỗng. Hãy chọn tệp khác.")
    if len(data) > LARGEST:
        raise BadFile("Tệp lớn hơn 20 MB. Hãy giảm dung lượng ảnh trong tệp hoặc tách thành nhiều tệp.")
    check(data)
    return MEDIA_TYPES[suffix]


def _other(kind: str) -> BadFile:
    return BadFile(f"Nội dung tệp không phải là {kind} như đuôi tên tệp. Hãy mở tệp bằng đúng phần mềm rồi lưu lại.")


def _pdf(data: bytes) -> None:
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise _other("PDF")
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise BadFile("Tệp PDF được đặt mật khẩu hoặc khóa quyền. Hãy bỏ khóa rồi tải lại.")
            if len(pdf.objects) > _OBJECTS:
                raise BadFile("Tệp PDF quá phức tạp để kiểm tra. Hãy tách thành nhiều tệp.")
            found = next((what for thing in pdf.objects for what in _active(thing, 0)), None)
    except pikepdf.PasswordError as error:
        raise BadFile("Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.") from error
    except BadFile:
        raise
    # Names and dictionaries that are none show themselves as these, while they are looked through.
    except (pikepdf.PdfError, TypeError, ValueError, RuntimeError) as error:
        raise BadFile("Tệp PDF bị hỏng. Hãy mở và lưu lại tệp, hoặc quét lại, rồi tải lên.") from error
    if found:
        raise BadFile(_ACTIVE.format(what=found))


def _active(thing: Any, depth: int) -> Iterator[str]:
    """What acts by itself in one object of a PDF; objects that it only refers to are looked at in their own turn."""
    if depth > _DEPTH:
        yield "cấu trúc lồng nhau bất thường"
        return
    inner: list[Any]
    if isinstance(thing, pikepdf.Array):
        inner = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        keys = set(thing.keys())
        if keys & {"/JS", "/JavaScript"}:
            yield "mã JavaScript"
        if keys & {"/EF", "/EmbeddedFiles", "/RichMediaContent"} or str(thing.get("/Type", "")) == "/EmbeddedFile":
            yield "tệp khác nhúng bên trong"
        if str(thing.get("/S", "")) in _ACTIONS:
            yield "lệnh tự chạy"
        inner = [thing.get(key) for key in keys]
    else:
        return
    for part in inner:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _active(part, depth + 1)


def _office(part: str, kind: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise BadFile(f"Tệp {kind} đời cũ hoặc có mật khẩu. Hãy bỏ mật khẩu, lưu lại dạng mới rồi tải lên.")
        if not data.startswith(b"PK\x03\x04"):
            raise _other(kind)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise BadFile(f"Tệp {kind} bị hỏng. Hãy mở, lưu lại rồi tải lên.") from error
        names = [entry.filename for entry in entries]
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > _ENTRIES or unpacked > _UNPACKED or unpacked > _RATIO * max(len(data), 50_000):
            raise BadFile(f"Tệp {kind} có cấu trúc bất thường nên không được nhận.")
        if part not in names or "[Content_Types].xml" not in names:
            raise _other(kind)
        if any(PurePath(name).name.lower() in ("vbaproject.bin", "vbadata.xml") for name in names):
            raise BadFile(f"Tệp {kind} có macro nên không được nhận. Hãy lưu lại dạng không có macro.")

    return check


def _png(data: bytes) -> None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") or len(data) < 33 or b"IEND" not in data[-64:]:
        raise _other("ảnh PNG")
    if max(struct.unpack(">II", data[16:24])) > _PIXELS:
        raise BadFile("Ảnh quá lớn (quá 30.000 điểm một chiều). Hãy thu nhỏ rồi tải lại.")


def _jpeg(data: bytes) -> None:
    if not data.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in data[-4096:]:
        raise _other("ảnh JPEG")


_CHECKS: dict[str, Callable[[bytes], None]] = {
    ".pdf": _pdf,
    ".docx": _office("word/document.xml", "Word"),
    ".xlsx": _office("xl/workbook.xml", "Excel"),
    ".png": _png,
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
}

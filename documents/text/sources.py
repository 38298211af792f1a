"""From the bytes of a file to its text: .txt, .md and .docx.

A Word file is an archive somebody else made: it is measured before it is opened, and its XML is read
with entities switched off. Its styles do not matter here, only what they say: a heading becomes a
heading of the light text, automatic numbers become text, tables become rows.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePath

from documents.text.reading import ReadingError
from documents.text.word import TooMuch, word_text

#: Largest file that is read, and the limits of what a Word archive may unpack to.
LARGEST = 20_000_000
_UNPACKED = 100_000_000
_ENTRIES = 2_000
_RATIO = 200

_TOO_LARGE = "Tệp quá lớn (quá 20 MB). Vui lòng bớt hình ảnh hoặc tách tệp rồi tải lại."
_LATER = "Chưa đọc được tệp {kind}. Vui lòng mở tệp, sao chép toàn bộ nội dung rồi dán vào ô văn bản."
_OLD_WORD = "Đây là tệp Word đời cũ (.doc). Vui lòng mở bằng Word, chọn Lưu thành .docx rồi tải lại."
_UNKNOWN = "Không đọc được loại tệp này. Vui lòng dùng tệp .docx, .txt hoặc .md, hoặc dán nội dung vào ô văn bản."
_BINARY = "Tệp không phải là văn bản. Vui lòng dùng tệp .docx, .txt hoặc .md, hoặc dán nội dung vào ô văn bản."
_ENCODING = "Tệp không dùng bảng mã Unicode. Vui lòng lưu lại tệp với bảng mã UTF-8, hoặc dán nội dung vào ô văn bản."
_BROKEN_WORD = "Tệp Word bị hỏng hoặc không đúng định dạng .docx. Vui lòng mở bằng Word, lưu lại rồi tải lên."
_BOMB = "Tệp Word có cấu trúc bất thường nên không được mở. Vui lòng dán nội dung vào ô văn bản."


def text_of(name: str, data: bytes) -> str:
    """The text of a file, by its name's ending and its first bytes.

    Raises:
        ReadingError: the file is too large, of another kind, damaged, or not in Unicode.
    """
    if len(data) > LARGEST:
        raise ReadingError(_TOO_LARGE)
    if data.startswith(b"%PDF-"):
        raise ReadingError(_LATER.format(kind="PDF"))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError(_OLD_WORD)
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise ReadingError(_UNKNOWN)
    return reader(data)


def _plain_text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
        if b"\0" in data:
            raise ReadingError(_BINARY)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(_ENCODING) from error


def _docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise ReadingError(_BROKEN_WORD) from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRIES or unpacked > _UNPACKED or unpacked > _RATIO * max(len(data), 50_000):
        raise ReadingError(_BOMB)
    try:
        return word_text(data)
    except TooMuch as error:
        raise ReadingError(_BOMB) from error
    # python-docx raises whatever its XML reader and its part lookups raise: any of it means a damaged file.
    except Exception as error:
        raise ReadingError(_BROKEN_WORD) from error


def _html(data: bytes) -> str:
    raise ReadingError(_LATER.format(kind="HTML"))


_READERS: dict[str, Callable[[bytes], str]] = {
    ".txt": _plain_text, ".md": _plain_text, ".docx": _docx, ".html": _html, ".htm": _html,
}  # fmt: skip

"""From the bytes of a file to its text: .txt, .md, .html, .docx and .pdf.

A file is something that somebody else made: it is measured before it is opened, XML is read with entities switched
off, HTML is cleaned first. What a file looks like does not matter here, only what it says: a heading becomes a
heading of the light text, automatic numbers become text, tables become rows, old letters become Unicode.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from documents.text import pdf, web_page
from documents.text.encodings import Decoded, decode, modern
from documents.text.reading import ReadingError
from documents.text.word import TooMuch, word_text

#: Largest file that is read, and the limits of what a Word archive may unpack to.
LARGEST = 20_000_000
_UNPACKED = 100_000_000
_ENTRIES = 2_000
_RATIO = 200
# A page of the web with more than this is no page that holds a paper.
_LONGEST_PAGE = 8_000_000

_TOO_LARGE = "Tệp quá lớn (quá 20 MB). Vui lòng bớt hình ảnh hoặc tách tệp rồi tải lại."
_OLD_WORD = "Đây là tệp Word đời cũ (.doc). Vui lòng mở bằng Word, chọn Lưu thành .docx rồi tải lại."
_UNKNOWN = (
    "Không đọc được loại tệp này. Vui lòng dùng tệp .docx, .pdf, .html, .txt hoặc .md, hoặc dán nội dung vào ô văn bản."
)
_BINARY = (
    "Tệp không phải là văn bản. Vui lòng dùng tệp .docx, .pdf, .html, .txt hoặc .md, hoặc dán nội dung vào ô văn bản."
)
_BROKEN_WORD = "Tệp Word bị hỏng hoặc không đúng định dạng .docx. Vui lòng mở bằng Word, lưu lại rồi tải lên."
_BOMB = "Tệp Word có cấu trúc bất thường nên không được mở. Vui lòng dán nội dung vào ô văn bản."
_HEAVY_PAGE = "Trang web quá lớn để đọc. Vui lòng chỉ sao chép phần văn bản rồi dán vào ô văn bản."


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, and sentences that say what was done to get it (old letters, broken words)."""

    text: str
    notes: tuple[str, ...] = ()


def text_of(name: str, data: bytes) -> str:
    """The text of a file, by its name's ending and its first bytes.

    Raises:
        ReadingError: the file is too large, of another kind, damaged, or holds no text.
    """
    return source_of(name, data).text


def source_of(name: str, data: bytes) -> Source:
    """The text of a file with what there is to say about it.

    Raises:
        ReadingError: the file is too large, of another kind, damaged, or holds no text.
    """
    refuse_at_sight(name, data)
    suffix = PurePath(name).suffix.lower()
    reader = _READERS[suffix]
    if b"%PDF-" in data[:1024] and suffix not in (".html", ".htm", ".md"):
        reader = _pdf
    return reader(data)


def refuse_at_sight(name: str, data: bytes) -> None:
    """Refuse what its size, its name's ending or its first bytes tell apart; the file is not opened.

    Raises:
        ReadingError: it is too large or of another kind.
    """
    if len(data) > LARGEST:
        raise ReadingError(_TOO_LARGE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError(_OLD_WORD)
    if PurePath(name).suffix.lower() not in _READERS:
        raise ReadingError(_UNKNOWN)


def _source(found: Decoded | None) -> Source:
    if found is None:
        raise ReadingError(_BINARY)
    return Source(found.text, (found.note,) if found.note else ())


def _plain_text(data: bytes) -> Source:
    return _source(decode(data))


def _docx(data: bytes) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadingError(_BROKEN_WORD) from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRIES or unpacked > _UNPACKED or unpacked > _RATIO * max(len(data), 50_000):
        raise ReadingError(_BOMB)
    try:
        text, note = word_text(data)
    except TooMuch as error:
        raise ReadingError(_BOMB) from error
    # python-docx raises whatever its XML reader and its part lookups raise: any of it means a damaged file.
    except Exception as error:
        raise ReadingError(_BROKEN_WORD) from error
    return Source(text, (note,) if note else ())


def _html(data: bytes) -> Source:
    if len(data) > _LONGEST_PAGE:
        raise ReadingError(_HEAVY_PAGE)
    found = _page(data)
    if found is None:
        raise ReadingError(_BINARY)
    try:
        text = web_page.page_text(found.text)
    except web_page.TooMuch as error:
        raise ReadingError(_HEAVY_PAGE) from error
    # Old letters may be written as entities, which only the page's reader resolves.
    again = modern(text)
    note = found.note or again.note
    return Source(again.text, (note,) if note else ())


def _page(data: bytes) -> Decoded | None:
    """The page by the encoding that it names, when it names one that holds; else by its bytes."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\0" not in data[:100]:
        named = web_page.charset_of(data)
        if named and named.replace("-", "") != "utf8":
            try:
                return modern(data.decode(named))
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


def _pdf(data: bytes) -> Source:
    try:
        text = pdf.pdf_text(data)
    except pdf.BadPdf as error:
        raise ReadingError(str(error)) from error
    return _source(modern(text))


_READERS: dict[str, Callable[[bytes], Source]] = {
    ".txt": _plain_text, ".md": _plain_text, ".docx": _docx, ".html": _html, ".htm": _html, ".pdf": _pdf,
}  # fmt: skip

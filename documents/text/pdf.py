"""The text layer of a PDF as lines: columns, tables, paragraphs and running lines told apart by where they stand.

PDFium reads the letters and their places (pypdfium2: 12,000 letters with places in 30 ms, where pdfminer.six takes 310
and pdfplumber 460). It must not run in two threads at once.
"""

from __future__ import annotations

import ctypes
import io
import threading
import zlib
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from documents.text.pdf_layout import layout_text
from documents.text.pdf_rows import Page, Word
from documents.text.pdf_rules import rules_of

_PAGES = 400
_LETTERS = 2_000_000
# A page of text unpacks to 50 kB; PDFium takes 15 times as much room. A whole font file has up to 20 MB.
_TEXT_UNPACKED, _FONTS_UNPACKED = 10_000_000, 80_000_000
_FONT_FILES = ("/CIDFontType0C", "/Type1C", "/OpenType")
_CHUNK = 1 << 20
_LOCK = threading.Lock()
_NO_TEXT = (
    "Tệp PDF này chỉ có ảnh chụp, không có lớp chữ nên không đọc được. Vui lòng dùng tệp Word gốc, hoặc nhận dạng chữ "
    "(OCR) rồi tải lại."
)
_LOCKED = "Tệp PDF được đặt mật khẩu. Vui lòng bỏ mật khẩu rồi tải lại."
_BROKEN = "Tệp PDF bị hỏng nên không mở được. Vui lòng mở và lưu lại tệp rồi tải lên."
_BOMB = "Tệp PDF có cấu trúc bất thường nên không được mở. Vui lòng in lại thành PDF (Print to PDF) rồi tải tệp mới."
_LONG = "Tệp PDF quá dài (quá 400 trang). Vui lòng tách thành nhiều tệp rồi tải lại."
# FPDF_ERR_PASSWORD of fpdfview.h
_PASSWORD = 4


class BadPdf(ValueError):
    """The file cannot be read as text; the message is a sentence for the user."""


def pdf_text(data: bytes) -> str:
    """The text of a PDF, one paragraph a line, a blank line where the page shows one.

    Raises:
        BadPdf: the file is damaged, locked, far too long, or holds no letters.
    """
    _refuse_bomb(data)
    with _LOCK:
        pages = _pages(data)
    if not any(page.words for page in pages):
        raise BadPdf(_NO_TEXT)
    return layout_text(pages)


def _refuse_bomb(data: bytes) -> None:
    """Refuse a file whose text, fonts and forms unpack to more than any paper's: PDFium would unpack them all."""
    left = {True: _FONTS_UNPACKED, False: _TEXT_UNPACKED}
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                    font = "/Length1" in thing or thing.get("/Subtype") in _FONT_FILES
                    left[font] -= _unpacked(thing.read_raw_bytes(), left[font])
                    if left[font] <= 0:
                        raise BadPdf(_BOMB)
    except (pikepdf.PdfError, pikepdf.PasswordError, TypeError, ValueError, RuntimeError) as error:
        if isinstance(error, BadPdf):
            raise
        # What qpdf cannot look into, PDFium is asked about.


def _unpacked(raw: bytes, most: int) -> int:
    """How many bytes a packed stream unpacks to, counted up to ``most``; its own length when it is not packed."""
    unpacker, size = zlib.decompressobj(), 0
    try:
        while size <= most:
            piece = unpacker.decompress(raw, _CHUNK)
            size += len(piece)
            raw = unpacker.unconsumed_tail
            if not raw or not piece:
                break
    except zlib.error:
        pass
    return max(size, len(raw))


def _pages(data: bytes) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
        raise BadPdf(_LOCKED if locked else _BROKEN) from error
    try:
        if len(document) > _PAGES:
            raise BadPdf(_LONG)
        pages: list[Page] = []
        left = _LETTERS
        for at in range(len(document)):
            page, letters = _page(document, at, left)
            left -= letters
            if left <= 0:
                raise BadPdf(_LONG)
            if page is not None:
                pages.append(page)
        return pages
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, at: int, left: int) -> tuple[Page | None, int]:
    """One page and how many letters it holds; None for a page that is too damaged to open."""
    try:
        page = document[at]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None, 0
    try:
        count = min(max(0, text.count_chars()), left)
        width, height = page.get_size()
        return Page(width, height, list(_words(text.raw, count)), rules_of(page.raw)), count
    finally:
        text.close()
        page.close()


def _words(handle: ctypes.c_void_p, count: int) -> Iterator[Word]:
    """The words of a page: letters on one base line with nothing between them."""
    unicode_of, origin_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    letters: list[str] = []
    start = base = last = 0.0
    first = 0
    for at in range(count):
        code = unicode_of(handle, at)
        if code <= 32 or code == 0xA0 or code in (0xFFFE, 0xFFFF) or not origin_of(handle, at, at_x, at_y):
            if letters and code != 2:
                yield _word(handle, letters, start, base, first, at - 1)
                letters = []
            elif code == 2 and letters:
                letters.append("-")  # how PDFium marks a hyphen at the end of a line
            continue
        if letters and (abs(y.value - base) > 2.5 or x.value < last - 1.5):
            yield _word(handle, letters, start, base, first, at - 1)
            letters = []
        if not letters:
            start, base, first = x.value, y.value, at
        last = x.value
        letters.append(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")
    if letters:
        yield _word(handle, letters, start, base, first, count - 1)


def _word(handle: ctypes.c_void_p, letters: list[str], start: float, base: float, first: int, last: int) -> Word:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    references = (ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top))
    end = start + 5.0 * len(letters)
    if pdfium.FPDFText_GetCharBox(handle, last, *references) and right.value > start:
        end = right.value
    return Word("".join(letters), start, end, base, pdfium.FPDFText_GetFontSize(handle, first))

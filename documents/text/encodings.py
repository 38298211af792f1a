"""Bytes and letters of older systems as Unicode: UTF-16, Windows-1258, TCVN3 (ABC), VNI, UTF-8 read wrongly.

TCVN 5712:1993 (its VN3 fonts, ".VnTime") puts Vietnamese letters on the places of Latin-1; VNI writes a letter and a
sign after it. Either reads as nonsense where its font is missing, so a text is taken for what makes it Vietnamese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from documents.text.quality import share_of_vietnamese

TCVN3_NOTE = "Tệp dùng bảng mã cũ TCVN3 (ABC), đã chuyển sang Unicode. Vui lòng đối chiếu lại chữ hoa và tên riêng."
VNI_NOTE = "Tệp dùng bảng mã cũ VNI, đã chuyển sang Unicode. Vui lòng đối chiếu lại với bản gốc."
WINDOWS_NOTE = "Tệp dùng bảng mã cũ Windows-1258, đã chuyển sang Unicode. Vui lòng đối chiếu lại với bản gốc."
UTF16_NOTE = "Tệp dùng bảng mã UTF-16 không có dấu nhận biết, đã chuyển sang UTF-8. Vui lòng đối chiếu lại."
NFD_NOTE = "Văn bản gõ bằng Unicode tổ hợp, đã chuyển sang Unicode dựng sẵn."
MISREAD_NOTE = "Chữ tiếng Việt trong tệp bị lỗi bảng mã (UTF-8 đọc nhầm), đã khôi phục. Vui lòng đối chiếu lại."

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
# VNI: a sign after the vowel; alone these stand for whole letters.
_SIGNS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323", "â": "\u0302",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
}  # fmt: skip
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_BREVE = frozenset("êéèúüë")
_CIRCUMFLEX = frozenset("âáàåãä")
_VNI = re.compile(
    "(?P<letter>[aeoôuöyAEOÔUÖY])(?P<sign>[ùøûõïêéèúüëâáàåãäÙØÛÕÏÊÉÈÚÜËÂÁÀÅÃÄ])|(?P<alone>[ñôöæóòîÑÔÖÆÓÒÎ])"
)
# Letters that are never Vietnamese, by which the two sets give themselves away.
_OF_TCVN3 = frozenset("µ¶·¸¹»¼½¾©®ª«¬\u00ad§¨¦ÆÇËÎÏÑÖ×ØÜÞßåæçëîïñöøûþ÷")
_OF_VNI = frozenset("ïûøåäëüñöæîÏÛØÅÄËÜÑÖÆÎ")
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_WORDS = re.compile(r"\S+")
_MISREAD = re.compile("á»|áº|Ä\u2018|Æ°|Ã¡|Ã\xa0|Ä‘")
# Enough text to know a set of letters by.
_SAMPLE = 40_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text in Unicode, and the sentence that says what was done to it ("" when nothing was)."""

    text: str
    note: str = ""


# Some converters of old letters write the letter "oi" for "ư": "khen thƣởng".
_LOOK_ALIKE = str.maketrans("Ƣƣ", "Ưư")


def decode(data: bytes) -> Decoded | None:
    """The text of a file of unknown encoding; None when it is no text at all."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _utf16(data, "utf-16")
    if guess := _utf16_without_mark(data):
        return _utf16(data, guess)
    if b"\0" in data:
        return None
    try:
        return modern(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _single_byte(data)


def modern(text: str) -> Decoded:
    """A text whose letters may be those of TCVN3, VNI or of UTF-8 read wrongly, as Unicode in NFC."""
    text = text.translate(_LOOK_ALIKE)
    sample = text[:_SAMPLE]
    if _MISREAD.search(sample) and (restored := _restored(text)):
        return Decoded(restored, MISREAD_NOTE)
    real = len(_VIETNAMESE.findall(sample))
    for signs, convert, note in ((_OF_TCVN3, from_tcvn3, TCVN3_NOTE), (_OF_VNI, from_vni, VNI_NOTE)):
        strange = sum(map(sample.count, signs))
        if strange < 5 or strange * 100 < len(sample):
            continue
        converted = _line_by_line(text, signs, convert) if real > strange else convert(text)
        if share_of_vietnamese(converted[:_SAMPLE]) > share_of_vietnamese(sample) + 0.05:
            return Decoded(unicodedata.normalize("NFC", converted), note)
    whole = unicodedata.normalize("NFC", text)
    return Decoded(whole, NFD_NOTE if len(whole) < 0.97 * len(text) else "")


def from_tcvn3(text: str) -> str:
    """Letters of TCVN3 as Unicode. Its capitals with marks are a matter of the font: they follow their neighbours."""
    shown = "".join(_TCVN3.get(letter, letter) for letter in text)
    return "\n".join(_capitals(line) for line in shown.split("\n"))


def from_vni(text: str) -> str:
    """Letters of VNI as Unicode."""
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    if alone := found["alone"]:
        letter = _ALONE[alone.lower()]
        return letter if alone.islower() else letter.upper()
    letter, sign = found["letter"], found["sign"].lower()
    base = letter.lower()
    if (sign in _BREVE and base != "a") or (sign in _CIRCUMFLEX and base not in "aeo"):
        return _ALONE.get(base, base) + found["sign"] if letter.islower() else found[0]
    plain = _ALONE.get(base, base)
    return unicodedata.normalize("NFC", (plain if letter.islower() else plain.upper()) + _SIGNS[sign])


def _capitals(line: str) -> str:
    """A line or word that is in capitals as far as the old letters can show it."""
    plain = [letter for letter in line if "a" <= letter <= "z" or "A" <= letter <= "Z"]
    if len(plain) >= 4 and all(letter.isupper() for letter in plain):
        return line.upper()
    return _WORDS.sub(_capital_word, line)


def _capital_word(found: re.Match[str]) -> str:
    plain = [letter for letter in found[0] if letter.isascii() and letter.isalpha()]
    return found[0].upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else found[0]


def _line_by_line(text: str, signs: frozenset[str], convert: Callable[[str], str]) -> str:
    """Only the lines in old letters: a file may hold both."""
    return "\n".join(
        convert(line) if signs.intersection(line) and not _VIETNAMESE.search(line) else line
        for line in text.split("\n")
    )


def _restored(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _utf16(data: bytes, encoding: str) -> Decoded | None:
    try:
        found = modern(data.decode(encoding))
    except UnicodeDecodeError:
        return None
    return Decoded(found.text.lstrip("\ufeff"), found.note or ("" if encoding == "utf-16" else UTF16_NOTE))


def _utf16_without_mark(data: bytes) -> str:
    """The byte order of UTF-16 without its mark: every other byte of line ends, spaces and figures is zero."""
    if len(data) < 4 or len(data) % 2:
        return ""
    head = data[:4000]
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high, low = head[first::2], head[1 - first :: 2]
        if high.count(0) > 0.4 * len(high) and low.count(0) <= 0.02 * len(low):
            return encoding
    return ""


def _single_byte(data: bytes) -> Decoded:
    """The reading of single bytes that looks most Vietnamese."""
    latin = data.decode("latin-1")
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    candidates = [Decoded(windows, WINDOWS_NOTE), Decoded(from_tcvn3(latin), TCVN3_NOTE)]
    candidates.append(Decoded(from_vni(data.decode("cp1252", errors="replace")), VNI_NOTE))
    damaged = data.decode("utf-8-sig", errors="replace")
    if damaged.count("\ufffd") * 200 < len(damaged):
        return Decoded(unicodedata.normalize("NFC", damaged), "Một số ký tự trong tệp bị hỏng và được thay bằng dấu �.")
    return max(candidates, key=lambda found: share_of_vietnamese(found.text[:_SAMPLE]))

"""What of a scan's header may be broken and is left open: an empty field is asked for, a wrong one is believed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from documents.text.folded import fold
from documents.text.issuers import acronym, place_of
from documents.text.kinds import from_symbol, is_party
from documents.text.layout_parts import LETTER
from documents.text.lists import word_list
from documents.text.quality import is_damaged, is_syllable, words_of
from documents.text.tree import Header

#: Below this quality a scan's words are guesses: what cannot be checked is left open.
UNREADABLE = 0.5
# From this one on a text was typed, or read as well as if it had been.
FLAWLESS = 0.99
# Signs that stand in no name, however it is typed; and what a scan, but no typist, leaves in one.
_SPECKS = re.compile(r"[~^|\\*_=<>{}°#@!?;“”\"]|(?<!\w)['’]|['’](?!\w)")
_SLIPS = re.compile(
    r":|\s[.\-–]+$|\s\.|\w-\s|\s-\w|[a-zà-ỹ]-[a-zà-ỹ]|\b\w-[a-z]|[^\W\d_]\.[^\W\d_]{3}"
    r"|(?<!uận)(?<!hường)(?<!số)(?<!Số)(?<!hối)(?<!ụm)\s\d{1,2}$"
)
# Names of the uplands end as no other words do: "Chư Pưh", "Đắk Lắk", "Krông Năng".
_UPLAND = re.compile(r"(?<=[aeiouy])[khrl]$|^(?:kr|dr|br|bl|pl|gr|tl)")
# Words that names of authorities share: with other marks they were misread.
_FIXED = (
    "hội đồng", "nhân dân", "ủy ban", "thi đua", "khen thưởng", "trung ương", "công an", "liên đoàn lao động",
    "tuyên giáo", "thường trực", "thường vụ", "chấp hành", "tỉnh ", "huyện ", "thành phố ", "thị xã ", "phường ",
    "giáo dục", "đào tạo", "xã hội", "sở ", "phòng ", "trường ", "bệnh viện", "nội vụ", "đảng ủy", "huyện ủy",
    "tỉnh ủy", "thành ủy", "mặt trận", "văn phòng",
)  # fmt: skip
_HEADS_OF_OFFICES = frozenset(["sở ", "phòng ", "trường "])
_WORDS_OF_PLACE = 3
_LONGEST = 100
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Names that tell nobody without that of a place.
_LACKS_PLACE = re.compile(
    r"(?:UBND|HĐND|Chủ tịch(?: UBND)?|(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy|Công an|Ban|[A-ZĐ]{2,}(?:\s.*)? TỈNH"
    r"|(?:Sở|Phòng|Khối|Cụm)\b(?!.*\s(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường)\s).*)$"
)


def sure_of(header: Header, ocr: float) -> Header:
    """The header without the names that the scan may have broken; days stay, and numbers of figures alone."""
    place, issuer, parent = (
        "" if _SPECKS.search(name) else name for name in (header.place, header.issuer, header.parent_authority)
    )
    header = replace(header, place=place, issuer=issuer, parent_authority=parent)
    if ocr < UNREADABLE:
        return _without_guesses(header)
    return _without_broken_names(header) if ocr < FLAWLESS else header


def _without_guesses(header: Header) -> Header:
    """Of a scan that lost its marks. Of a symbol in which "D" may be "Đ" only the paper knows."""
    return replace(
        header,
        symbol="" if "D" in header.symbol else header.symbol,
        place=_sound(header.place),
        issuer=_sound(header.issuer),
        summary=_sound(header.summary),
        parent_authority="",
    )


def _sound(text: str) -> str:
    """``text`` when it bears marks and every word of it can be Vietnamese, else ""."""
    return text if text and not text.isascii() and all(map(is_syllable, words_of(text))) else ""


def _without_broken_names(header: Header) -> Header:
    """Of a scan that broke some of its words: names that cannot be, are another's with other marks, or are guessed."""
    place, issuer, parent = (
        "" if _is_broken(name) else name for name in (header.place, header.issuer, header.parent_authority)
    )
    symbol = header.symbol
    if header.kind not in ("", LETTER) and from_symbol(symbol) != header.kind and not is_party(symbol):
        symbol = ""  # "Số: 12/~-UBND" lost the letters of its kind
    return replace(
        header,
        number=header.number if header.number.isdigit() else "",  # "3b" may be 36
        symbol=symbol,
        place=place,
        issuer="" if header.issuer_is_guessed or not _fits(issuer, symbol) else issuer,
        parent_authority=parent,
    )


def _is_broken(name: str) -> bool:
    where = place_of(name) or name
    shown = where.removeprefix("tỉnh ").removeprefix("thành phố ")
    known = _provinces().get(fold(shown), shown)
    if known.casefold() != shown.casefold() or len(name) > _LONGEST or _SLIPS.search(name):
        return True
    folded, small = fold(name), name.lower()
    for words in _FIXED:
        if words in _HEADS_OF_OFFICES and not place_of(name) and len(name.split()) <= _WORDS_OF_PLACE:
            continue  # "Phong Sơn" is a place
        at = folded.find(fold(words))
        if at >= 0 and small[at : at + len(words)] != words:
            return True
    if any(map(_is_mixed, _WORDS.findall(name))) or _LACKS_PLACE.match(name):
        return True
    return any(is_damaged(word) and not _UPLAND.search(fold(word)) for word in words_of(name))


def _is_mixed(word: str) -> bool:
    """Whether capitals and small letters stand mixed in a word: "KiênGiang", "TỈNi"."""
    return not word.isupper() and any(map(str.isupper, word[1:]))


def _fits(issuer: str, symbol: str) -> bool:
    """Whether the letters of a symbol can be the issuer's: the authority above is printed there, too."""
    parts = re.split(r"[-/]", re.sub(r"^\d{4}/", "", symbol))
    if issuer.startswith("Trường "):  # "THTBS" of "Trường TH Tây Bắc Sơn"
        issuer = issuer.removeprefix("Trường ")
    organ = parts[1] if len(parts) > 1 and from_symbol(symbol) else parts[0]
    if (head := issuer.partition(" ")[0]).isupper() and organ.startswith(head):
        return True
    place = place_of(issuer)
    letters = acronym(issuer.removesuffix(place).strip() if place else issuer)
    return not organ or not letters or organ[:2] == letters[:2]


@cache
def _provinces() -> dict[str, str]:
    names = word_list("places")
    return {fold(name): name for name in (*names["provinces"], *names["cities"])}

"""The fixed words at the foot of a paper, as bad scans give them back: "Nơi nhận", and the offices that sign.

Only words that the rules of form prescribe are known again, by most of their letters. A name is never put right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.text.folded import fold
from documents.text.lines import Line
from documents.text.signing import is_office
from documents.text.similar import one_edit_apart

_HEAD = "Nơi nhận:"
# The foot is not longer than so many lines, and a list of recipients begins right below its head.
_FOOT, _BELOW = 150, 3
_SOUND = re.compile(r"\W{0,3}noi\s+nhan(?![a-z])")
_LETTERS = re.compile(r"[^a-z]+")
_LISTED = re.compile(r"[-–—+•*~.]\s?[^\W\d_]|[iltj]\s[^\W\d_a-z]")
_ARCHIVE = re.compile(r"\W{0,3}(?:[iltj]\s)?L[ưu]u\s?[:;.]\s?V")
# What scanners read for one letter.
_MISREAD = (("li", "h"), ("ii", "u"), ("0", "o"), ("rn", "m"), ("1", "l"))
_OFFICES = (
    "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG",
    "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "BÍ THƯ", "PHÓ BÍ THƯ", "CHÁNH VĂN PHÒNG",
    "PHÓ CHÁNH VĂN PHÒNG", "CHI CỤC TRƯỞNG", "CỤC TRƯỞNG", "CHỦ NHIỆM", "KHỐI TRƯỞNG", "CỤM TRƯỞNG",
    "PHÓ TỔNG GIÁM ĐỐC", "PHÓ BÍ THƯ THƯỜNG TRỰC", "CHỦ TỊCH HỘI ĐỒNG",
    "CHỈ HUY TRƯỞNG", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "TRƯỞNG CÔNG AN HUYỆN",
)  # fmt: skip
_OF_BODIES = (
    "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "BAN THƯỜNG TRỰC", "ĐẢNG ỦY",
)  # fmt: skip
_SHORT = re.compile(r"(?P<short>KT|TM|TL|TUQ|K/T|T/M)[^\W\d_A-Z]?[.,:;\s]{0,2}\s(?P<rest>\S.*)$")


def with_right_foot(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the fixed words of the foot in their right letters."""
    found = list(lines)
    below = max(0, len(found) - _FOOT)
    if not any(_SOUND.match(fold(line.shown[:14])) for line in found[below:]):
        at = _head_of_list(found, below)
        if at is not None:
            found[at] = replace(found[at], text=_HEAD)
    for at in range(below, len(found)):
        if (text := found[at].shown) != (right := _right_office(text)):
            found[at] = replace(found[at], text=right)
    return found


def _head_of_list(lines: Sequence[Line], below: int) -> int | None:
    """The line that must be "Nơi nhận:": by its letters, or by the list below it that ends with "Lưu: VT"."""
    for at in range(len(lines) - 1, below - 1, -1):
        if _is_head(lines[at].shown) and any(_LISTED.match(line.shown) for line in lines[at + 1 : at + 1 + _BELOW]):
            return at
    archive = next((at for at in range(len(lines) - 1, below, -1) if _ARCHIVE.match(lines[at].shown)), below)
    at = archive - 1
    while at > below and _LISTED.match(lines[at].shown):
        at -= 1
    head = lines[at].shown if below < at < archive else ""
    return at if 6 <= len(head) <= 13 and head[0] in "NnMHW" and head[-1] not in ".;," else None


def _is_head(text: str) -> bool:
    """Whether a line is "Nơi nhận:" but for a letter or two."""
    if not 6 <= len(text) <= 14 or text.count(" ") > 2:
        return False
    letters = _folded(text)
    # A colon is often read for a letter: "Nơi nhậnl".
    return any(whole == "noinhan" or one_edit_apart(whole, "noinhan") for whole in (letters, letters[:-1]))


def _folded(text: str) -> str:
    """The letters of a text without marks, what scanners misread put right."""
    letters = fold(text)
    for wrong, right in _MISREAD:
        letters = letters.replace(wrong, right)
    return _LETTERS.sub("", letters)


def _right_office(text: str) -> str:
    """The office or body that a line in capitals says but for a letter of a word; else the line."""
    if not 5 <= len(text) <= 32 or (is_office(text) and text.upper() == text):
        return text
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or sum(map(str.isupper, letters)) < 0.6 * len(letters) or text[0].islower():
        return text
    short = _SHORT.match(text)
    known = _known(short["rest"] if short else text, (*_OFFICES, *_OF_BODIES) if short else _OFFICES)
    if known:
        return f"{short['short']}. {known}" if short else known
    return text


def _known(text: str, phrases: Sequence[str]) -> str:
    words = [_LETTERS.sub("", word) for word in fold(text).split()]
    for phrase in phrases:
        wanted = fold(phrase).split()
        if len(wanted) == len(words) and all(map(_same, words, wanted)):
            return phrase
    return ""


def _same(word: str, wanted: str) -> bool:
    return word == wanted or (len(wanted) > 2 and one_edit_apart(word, wanted))

"""Roman numbers of sections that a scan misread ("l. MỤC ĐÍCH", "Ill. TỔ CHỨC"), told by those beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.text.lines import Line

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# A label made of strokes, and a title in capitals.
_HEAD = re.compile(
    r"(?P<marks>[*#\s]{0,4})(?P<label>[IVXl1i|!]{1,5}|\d{1,2})(?P<stop>\s?[.,:])\s?(?P<title>[^\W\d_].*)$"
)
_STROKES = str.maketrans("l1i|!", "IIIII")


def with_romans(lines: Sequence[Line]) -> list[Line]:
    """The lines; a label that looks like the numeral which is due, beside sound numerals, is that numeral."""
    heads = [(at, found) for at, line in enumerate(lines) if (found := _head(line.text))]
    if len(heads) < 2:
        return list(lines)
    mended = list(lines)
    due = 0
    for place, (at, found) in enumerate(heads):
        label = found["label"]
        meant = label.translate(_STROKES)
        if label in _NUMERALS:
            due = _NUMERALS.index(label) + 1
        elif due < len(_NUMERALS) and meant == _NUMERALS[due] and _fits(heads, place, due):
            mended[at] = replace(lines[at], text=f"{found['marks']}{meant}. {found['title']}")
            due += 1
    return mended


def _head(text: str) -> re.Match[str] | None:
    """The label and the title of a line that may head a section."""
    if text[:1] not in "IVXl123456789i|!*#" or len(text) > 200:
        return None
    found = _HEAD.match(text)
    title = found["title"].strip("*") if found else ""
    return found if len(title) > 3 and title.upper() == title else None


def _fits(heads: Sequence[tuple[int, re.Match[str]]], place: int, due: int) -> bool:
    """Whether the next head is the next numeral, or none follows; figures in a row ("10.", "11.") are their own."""
    label, above = heads[place][1]["label"], heads[place - 1][1]["label"] if place else ""
    if label.isdigit() and above.isdigit() and int(above) == int(label) - 1:
        return False
    following = heads[place + 1][1]["label"] if place + 1 < len(heads) else ""
    return (not following and due > 0) or following.translate(_STROKES) == _NUMERALS[min(due + 1, len(_NUMERALS) - 1)]

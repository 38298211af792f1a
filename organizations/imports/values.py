"""From a cell's text to a value: days, whole numbers, choices; and when two names are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from organizations.names import normalize, search_key

FIRST_YEAR, LAST_YEAR = 1945, 2100
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_DAY = re.compile(r"^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_MONTH = re.compile(r"^(\d{1,2})\s*[/.\-]\s*(\d{4})$")
_YEAR = re.compile(r"^(?:năm\s+)?(\d{4})$", re.IGNORECASE)
_SERIAL = re.compile(r"^(1[5-9]|[2-7]\d)\d{3}$")  # Excel's days since 1900: 1941 to 2119


@dataclass(frozen=True, slots=True)
class Day:
    """What a cell says about a day. ``how``: "day", "month" and "year" were read; "serial", "range", "bad" were not."""

    value: date | None
    how: str


def read_day(text: str) -> Day:
    """A day as people write it: dd/mm/yyyy, dd-mm-yyyy, yyyy-mm-dd; a month or a year alone is its first day."""
    parts: tuple[str, str, str] | None = None
    how = "day"
    if found := _DAY.match(text):
        parts = found[3], found[2], found[1]
    elif found := _ISO.match(text):
        parts = found[1], found[2], found[3]
    elif found := _MONTH.match(text):
        parts, how = (found[2], found[1], "1"), "month"
    elif found := _YEAR.match(text):
        parts, how = (found[1], "1", "1"), "year"
    elif _SERIAL.match(text):
        return Day(date(1899, 12, 30) + timedelta(days=int(text)), "serial")
    if parts is None:
        return Day(None, "bad")
    try:
        day = date(*map(int, parts))
    except ValueError:
        return Day(None, "bad")
    return Day(day, how) if FIRST_YEAR <= day.year <= LAST_YEAR else Day(None, "range")


def read_whole(text: str, most: int) -> int | None:
    """A whole number from 0 to ``most``, or None."""
    bare = text.replace(".", "").replace(" ", "")
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 10 and int(bare) <= most else None


def read_choice(text: str, choices: dict[str, str], also: dict[str, str]) -> str | None:
    """The code whose label, code or other name (``also``: folded name to code) the text is, whatever its case."""
    key = search_key(text)
    for code, label in choices.items():
        if key in (search_key(label), code, search_key(label).removeprefix("cap ")):
            return code
    return also.get(key)


@lru_cache(maxsize=32_768)
def name_key(text: str) -> str:
    """Key that two spellings of one name share: letter case and the place of the tone mark (hoà, hòa) do not count."""
    words = []
    for word in normalize(text).casefold().split():
        letters = unicodedata.normalize("NFD", word)
        tones = "".join(char for char in letters if char in _TONES)
        words.append("".join(char for char in letters if char not in _TONES) + tones)
    return " ".join(words)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one: equal, or one of them was typed without any marks."""
    if name_key(one) == name_key(other):
        return True
    plain = any(search_key(name) == normalize(name).casefold() for name in (one, other))
    return plain and search_key(one) == search_key(other)

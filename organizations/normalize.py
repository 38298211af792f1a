"""Bring text from anywhere to one form: NFC, plain line ends, no invisible characters, single spaces."""

from __future__ import annotations

import re
import unicodedata

# Line breaks of every system and of Word, and the page break (form feed).
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Zero-width marks, direction marks, the soft hyphen and the byte order mark print nothing but break searching.
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Look-alikes: the Icelandic eth for Vietnamese đ, and the bullets of Word's Symbol font.
_ALIKE = str.maketrans({"Ð": "Đ", "ð": "đ", "\uf0b7": "•", "\uf0a7": "•", "\uf02d": "-", "\uf0d8": "•"})


def clean_line(text: str) -> str:
    """One line in NFC without control or invisible characters, spaces single, ends trimmed."""
    text = _INVISIBLE.sub("", _CONTROL.sub("", text)).translate(_ALIKE)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip()


def clean(text: str) -> str:
    """Text in NFC whose lines are clean (see ``clean_line``); blank lines stay, so line numbers hold."""
    return "\n".join(clean_line(line) for line in _LINE_ENDS.sub("\n", text).split("\n"))

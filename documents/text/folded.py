"""A text without tone marks, hooks and capitals, letter for letter: what is left when a scan loses them.

``fold`` keeps every letter's place, so that what a pattern finds in the folded text can be cut from the text itself.
"""

from __future__ import annotations

import unicodedata


def _table() -> dict[int, str]:
    """From each letter with marks to its base letter, small; one character to one character."""
    table = {ord("Đ"): "d", ord("đ"): "d", ord("Ð"): "d", ord("ð"): "d"}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            table.setdefault(code, letter)
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """``text`` with every letter in its base form; the length stays."""
    return text.translate(_TABLE)

"""How alike two titles or symbols are: edits between short codes, words shared by sentences."""

from __future__ import annotations

import re

from documents.text.folded import fold

_WORD = re.compile(r"\w+")


def one_edit_apart(one: str, other: str) -> bool:
    """Whether two different codes come to be one by adding, dropping or changing a single letter."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])


def words(text: str) -> list[str]:
    """The words of a text without case, marks and punctuation; joined years "2021-2025" are two words."""
    return _WORD.findall(fold(text))


def is_shortened(one: list[str], other: list[str]) -> bool:
    """Whether the words of the shorter stand in the longer in the same order."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(any(word == candidate for candidate in rest) for word in short)


def shared(one: list[str], other: list[str]) -> float:
    """The share (0 to 1) of the shorter's different words that the longer has too; 1 when one is empty."""
    first, second = set(one), set(other)
    if not first or not second:
        return 1.0
    return len(first & second) / min(len(first), len(second))

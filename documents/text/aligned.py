"""Where the words of one text stand in another one that was made from it: a source, and the fields it was read into.

Words are compared without marks and capitals. Three words in a row that stand once in both texts are an anchor; from
each anchor the pairs are followed both ways, over a word that was changed. What is left is anchored by rows that stand
as often in both, in their order. The time grows with the length alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.text.folded import fold
from organizations.normalize import clean

_WORD = re.compile(r"[^\W_]+")
_ANCHOR = 3
# So many changed words in a row end what follows an anchor.
_BRIDGED = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: in which part (a field's name, "" of a source), its line from 1, and its place in the line."""

    part: str
    line: int
    start: int
    end: int
    text: str
    key: str


def source_lines(text: str) -> list[str]:
    """The lines of a source as the reader counts them, the first one is line 1."""
    return clean(text).split("\n")


def words_in(lines: Sequence[str], part: str = "") -> list[Word]:
    """Every word of the lines in order."""
    return [
        Word(part, number, found.start(), found.end(), found[0], fold(found[0]))
        for number, line in enumerate(lines, start=1)
        for found in _WORD.finditer(line)
    ]


def words_of_fields(fields: Mapping[str, str]) -> list[Word]:
    """Every word of the fields, one field after the other."""
    return [word for name, text in fields.items() for word in words_in(text.split("\n"), name)]


def align(one: Sequence[Word], other: Sequence[Word]) -> dict[int, int]:
    """Pairs of places: of which word of ``one`` which word of ``other`` was made. No place stands in two pairs."""
    first, second = _rows(one), _rows(other)
    as_often = [row for row, places in first.items() if len(places) == len(second.get(row, ()))]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for row in sorted(as_often, key=lambda row: len(first[row]) > 1):  # the sure ones first
        for at, there in zip(first[row], second[row], strict=True):
            if at in pairs or there in taken:
                continue
            for step in (1, -1):
                _follow(one, other, at, there, step, pairs, taken)
    return pairs


def _rows(words: Sequence[Word]) -> dict[tuple[str, ...], list[int]]:
    """All rows of three words, with the places where they begin."""
    keys = [word.key for word in words]
    found: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(keys) - _ANCHOR + 1):
        found.setdefault(tuple(keys[at : at + _ANCHOR]), []).append(at)
    return found


def _follow(
    one: Sequence[Word],
    other: Sequence[Word],
    at: int,
    there: int,
    step: int,
    pairs: dict[int, int],
    taken: set[int],
) -> None:
    """Pairs words from an anchor on in one direction, until the texts part or meet what is paired."""
    missed = 0
    waiting: list[tuple[int, int]] = []
    if step < 0:
        at, there = at - 1, there - 1
    while 0 <= at < len(one) and 0 <= there < len(other) and missed <= _BRIDGED:
        if at in pairs or there in taken:
            return
        waiting.append((at, there))
        if one[at].key == other[there].key:
            for mine, theirs in waiting:
                pairs[mine] = theirs
                taken.add(theirs)
            waiting, missed = [], 0
        else:
            missed += 1
        at, there = at + step, there + step

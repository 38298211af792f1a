"""Words printed with a space between their letters ("K Ế  H O Ạ C H"), put together again.

Where the words of a line stand no further apart than their letters, syllables tell: the fewest that the letters make,
those of office words and of provinces before others. Letters that make no syllables ("nhóm A B C D") stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from documents.text.kinds import whole_kind
from documents.text.lists import compounds, word_list
from documents.text.quality import is_syllable

_GAP = r"[ \t\u00a0]"
# Four letters or more, each alone.
_RUN = re.compile(rf"(?<!\S)[^\W\d_](?:{_GAP}{{1,8}}[^\W\d_](?![^\s,.:;])){{3,}}")
# A consonant in front of a rhyme; no syllable is a consonant alone.
_FIRST = re.compile(
    rf"(?P<label>{_GAP}*(?:[IVX]{{1,4}}\.{_GAP}|\d{{1,2}}\.{_GAP})?)(?P<letter>[BCDĐGHKLMNPQRSTVX]){_GAP}"
    r"(?P<rest>[^\W\d_bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX][^\W\d_]*)(?=\s\S\S)"
)
_ONE = re.compile(r"[^\W\d_]$")
_WIDE = re.compile(rf"{_GAP}{{2,}}")
_SPACES = re.compile(rf"{_GAP}+")
_EDGES = " \t\u00a0\r"
# A heading has not more letters; a syllable has at most seven ("nghiêng").
_LETTERS, _SYLLABLE = 300, 7
_ENOUGH = 4
# Syllables of headings that no list of ours holds.
_OTHERS = "cộng hòa hoà chủ nghĩa việt nam độc lập tự do hạnh phúc tổng lệnh tờ trình biên bản chương công điện"


def close_letters(text: str) -> str:
    """``text`` (NFC) with the letters of such words together. The number of its lines stays."""
    lines = text.split("\n")
    found = [_RUN.sub(lambda run: _words(run[0]) or run[0], _with_first_letter(line)) for line in lines]
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _ONE.match(lines[end].strip(_EDGES)):
            end += 1
        if end - at >= _ENOUGH and (word := _words(" ".join(line.strip(_EDGES) for line in lines[at:end]))):
            found[at:end] = [word, *[""] * (end - at - 1)]
        at = max(end, at + 1)
    for at in range(len(lines) - 1):
        if found[at] != lines[at] or found[at + 1] != lines[at + 1]:
            _join_kind(lines, found, at)
    return "\n".join(found)


def _with_first_letter(line: str) -> str:
    """A line whose first letter stands apart from its syllable ("N ơi nhận:", "I. M ỤC ĐÍCH"), with both together."""
    found = _FIRST.match(line)
    if found is None or not is_syllable(found["letter"] + found["rest"]):
        return line
    return f"{found['label']}{found['letter']}{line[found.start('rest') :]}"


def _join_kind(lines: Sequence[str], found: list[str], at: int) -> None:
    """Two lines that say together what the paper is: "K Ế H O" above "Ạ C H"."""
    pieces = [lines[at].strip(_EDGES), lines[at + 1].strip(_EDGES)]
    if all(piece and len(piece) < 40 and len(_SPACES.sub("", piece)) * 2 - 1 <= len(piece) for piece in pieces):
        together = _words(" ".join(pieces))
        if together and whole_kind(together, capitals=True) and not whole_kind(found[at], capitals=True):
            found[at : at + 2] = [together, ""]


def _words(run: str) -> str:
    """The words that spaced letters make; "" when they make none."""
    pieces = [_SPACES.sub("", piece) for piece in _WIDE.split(run)]
    if len(pieces) > 1 and all(is_syllable(piece) for piece in pieces):
        return " ".join(pieces)
    words = [_syllables(piece) for piece in pieces]
    if not all(words):
        words = [_syllables("".join(pieces))]
    told = [word for piece in words for word in piece]
    if not told or 2 * sum(len(word) == 1 for word in told) > len(told):
        return ""
    return " ".join(told)


def _syllables(letters: str) -> list[str]:
    """The cheapest row of syllables that the letters make; empty without."""
    if len(letters) > _LETTERS:
        return []
    # Of each place: the cost of what stands before it, and where its last syllable begins.
    best: list[tuple[float, int] | None] = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        ways = [
            (before[0] + _cost(letters[start:end]), start)
            for start in range(max(0, end - _SYLLABLE), end)
            if (before := best[start]) is not None and is_syllable(letters[start:end])
        ]
        best.append(min(ways, default=None))
    found: list[str] = []
    end = len(letters)
    while end and (step := best[end]) is not None:
        found.insert(0, letters[step[1] : end])
        end = step[1]
    return found if not end else []


def _cost(syllable: str) -> float:
    """One for a syllable of the words that offices write, more for any other, most for a letter alone."""
    return (1.0 if syllable.lower() in _usual() else 1.3) + (len(syllable) == 1)


@cache
def _usual() -> frozenset[str]:
    names = (name.lower() for name in word_list("places")["provinces"])
    return frozenset(" ".join((*compounds(), *names, _OTHERS)).split())

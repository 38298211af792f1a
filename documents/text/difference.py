"""Two texts side by side: which paragraphs stay, change, come and go, and which words inside them.

Paragraphs are lines that are not blank. Lines that stand once in both texts anchor the comparison, as in the
patience method; what lies between is compared by ``difflib``, up to a size beyond which it is replaced as a whole. One
comparison has one purse of ``Effort`` for all its parts: a hostile text costs no more than a long one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Sign = Literal["same", "added", "removed"]
Kind = Literal["same", "added", "removed", "changed"]

# Cells of the table that a comparison may fill; a plan of 40 pages has some 600 lines.
_MOST_CELLS = 250_000
# Cells that all tables of one comparison may fill together, and words that may be counted to find paragraphs alike.
_CELLS_IN_ALL = 2_000_000
_WORDS_IN_ALL = 500_000
# From this share of equal words on, two paragraphs are one that was rewritten.
_ALIKE = 0.4
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(slots=True)
class Effort:
    """What one comparison may still spend: cells of tables, words counted. What is left then differs as a whole."""

    cells: int = _CELLS_IN_ALL
    words: int = _WORDS_IN_ALL

    def pays_cells(self, number: int) -> bool:
        """Whether a table of that size is filled in; it is paid for then."""
        if number > min(_MOST_CELLS, self.cells):
            return False
        self.cells -= number
        return True


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stays, comes or goes."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the comparison; its pieces joined without the added ones are the old text."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        """The paragraph before, "" when it is new."""
        return "".join(piece.text for piece in self.pieces if piece.sign != "added")

    @property
    def new(self) -> str:
        """The paragraph after, "" when it is gone."""
        return "".join(piece.text for piece in self.pieces if piece.sign != "removed")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows shown together; a hidden stretch is a long run of unchanged paragraphs."""

    hidden: bool
    rows: tuple[Row, ...]


def paragraphs(text: str) -> list[str]:
    """The lines of a text that are not blank, without space at their ends."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def matches(old: Sequence[str], new: Sequence[str], effort: Effort | None = None) -> list[tuple[int, int]]:
    """Pairs of positions of equal lines, rising on both sides."""
    effort = effort or Effort()
    start, end = 0, 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    found = [(at, at) for at in range(start)]
    last = (len(old) - end, len(new) - end)
    at = (start, start)
    for anchor in [*_anchors(old[start : last[0]], new[start : last[1]], start), last]:
        found += _between(old, new, at, anchor, effort)
        if anchor != last:
            found.append(anchor)
            at = (anchor[0] + 1, anchor[1] + 1)
    return found + [(len(old) - back, len(new) - back) for back in range(end, 0, -1)]


def compare(old: str, new: str) -> list[Row]:
    """The paragraphs of both texts in one list, in reading order."""
    before, after, effort = paragraphs(old), paragraphs(new), Effort()
    rows: list[Row] = []
    at_old = at_new = 0
    for one, other in [*matches(before, after, effort), (len(before), len(after))]:
        rows += _rewritten(before[at_old:one], after[at_new:other], effort)
        if one < len(before):
            rows.append(_row("same", before[one]))
        at_old, at_new = one + 1, other + 1
    return rows


def folded(rows: Sequence[Row], around: int = 1) -> list[Stretch]:
    """The rows with long unchanged runs as stretches of their own; ``around`` rows stay beside each change."""
    near = {other for at, row in enumerate(rows) if row.kind != "same" for other in range(at - around, at + around + 1)}
    found: list[Stretch] = []
    for at, row in enumerate(rows):
        hidden = at not in near
        if found and found[-1].hidden == hidden:
            found[-1] = Stretch(hidden, (*found[-1].rows, row))
        else:
            found.append(Stretch(hidden, (row,)))
    # A fold of one line saves nothing.
    return [Stretch(stretch.hidden and len(stretch.rows) > 1, stretch.rows) for stretch in found]


def compare_words(old: str, new: str, effort: Effort | None = None) -> tuple[Piece, ...]:
    """What stays, goes and comes inside one paragraph; what goes stands before what comes in its place.

    Changed words that stand side by side are one change, with the spaces between them.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    found: list[Piece] = []
    gone = come = ""
    at_old = at_new = 0
    for one, other in [*matches(before, after, effort), (len(before), len(after))]:
        same = before[one] if one < len(before) else ""
        before_gap, after_gap = before[at_old:one], after[at_new:other]
        if found and (gone or come) and found[-1].text.isspace() and (before_gap or after_gap):
            space = found.pop().text
            gone, come = gone + space, come + space
        elif gone or come:
            found[-1:-1] = _change(gone, come)
            gone = come = ""
        gone, come = gone + "".join(before_gap), come + "".join(after_gap)
        found.append(Piece("same", same))
        at_old, at_new = one + 1, other + 1
    found[-1:-1] = _change(gone, come)
    return _run_together(found)


def _change(gone: str, come: str) -> list[Piece]:
    pieces: list[Piece] = [Piece("removed", gone), Piece("added", come)]
    return [piece for piece in pieces if piece.text]


def _run_together(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for piece in pieces:
        if piece.text and found and found[-1].sign == piece.sign:
            found[-1] = Piece(piece.sign, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return tuple(found)


def _row(kind: Kind, text: str) -> Row:
    signs: dict[Kind, Sign] = {"same": "same", "added": "added", "removed": "removed", "changed": "same"}
    return Row(kind, (Piece(signs[kind], text),))


def _rewritten(gone: Sequence[str], come: Sequence[str], effort: Effort) -> Iterable[Row]:
    """A run that was replaced: paragraphs that are alike become one changed row, in order."""
    at = 0
    words = [Counter(new.split()) for new in come] if gone else []
    for old in gone:
        own = Counter(old.split())
        rest = range(at, len(come) if effort.words > 0 else at)
        partner = next((other for other in rest if _alike(own, words[other], effort)), None)
        if partner is None:
            yield _row("removed", old)
            continue
        yield from (_row("added", new) for new in come[at:partner])
        yield Row("changed", compare_words(old, come[partner], effort))
        at = partner + 1
    yield from (_row("added", new) for new in come[at:])


def _alike(before: Counter[str], after: Counter[str], effort: Effort) -> bool:
    totals = before.total(), after.total()
    effort.words -= 1
    if effort.words < 0 or 2 * min(totals) < _ALIKE * sum(totals):
        return False
    fewer, more = sorted((before, after), key=len)
    effort.words -= len(fewer)
    common = sum(min(count, more[word]) for word, count in fewer.items() if word in more)
    return 2 * common >= _ALIKE * sum(totals)


def _between(
    old: Sequence[str], new: Sequence[str], start: tuple[int, int], end: tuple[int, int], effort: Effort
) -> list[tuple[int, int]]:
    one, other = old[start[0] : end[0]], new[start[1] : end[1]]
    if not one or not other or not effort.pays_cells(len(one) * len(other)):
        return []
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [(start[0] + block.a + at, start[1] + block.b + at) for block in blocks for at in range(block.size)]


def _anchors(old: Sequence[str], new: Sequence[str], shift: int) -> list[tuple[int, int]]:
    """The longest rising run of lines that stand exactly once on both sides."""
    once_old = {line: at for at, line in enumerate(old) if line.strip()}
    once_new = {line: at for at, line in enumerate(new)}
    counts = Counter(old), Counter(new)
    pairs = [(at, once_new[line]) for line, at in once_old.items() if counts[0][line] == 1 and counts[1][line] == 1]
    return [(one + shift, other + shift) for one, other in _longest_rising(sorted(pairs))]


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []  # second position of the last pair of the best run of each length
    ends: list[int] = []  # index of that pair
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(second)
            ends.append(index)
        else:
            tails[length], ends[length] = second, index
    run: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]

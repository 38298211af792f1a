"""The words of a PDF's page as rows, cut into parts where a wide gap stands; page numbers and running lines go."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from documents.text.pdf_rules import Rule

_SAME_ROW = 3.5
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:(?:Trang|trang|Page)\s?)?\d{1,3}(?:\s?/\s?\d{1,3})?\W{0,3}$")
# Rows of one region with two parts: so many letters of space part columns.
_GUTTER = 1.6


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it begins and ends, its base line (up from the page's foot) and the size of its letters."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points, its words and the straight lines drawn on it."""

    width: float
    height: float
    words: list[Word]
    rules: Sequence[Rule] = ()


@dataclass(slots=True)
class Row:
    """The words on one base line, cut into parts where a wide gap stands."""

    base: float
    parts: list[Part]
    page: int = 0

    @property
    def text(self) -> str:
        """All parts."""
        return " ".join(part.text for part in self.parts)

    @property
    def left(self) -> float:
        """Where the first part begins."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """Where the last part ends."""
        return self.parts[-1].right


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a row that stand together."""

    text: str
    left: float
    right: float
    size: float = 12.0
    first: float = 0.0  # the width of the first word
    words: tuple[Word, ...] = ()  # one at least, where the part was read from a page


def rows_of(page: Page, number: int) -> Iterator[Row]:
    held: list[Word] = []
    for word in sorted(page.words, key=lambda word: (-word.base, word.left)):
        if held and held[0].base - word.base > max(_SAME_ROW, 0.3 * held[0].size):
            yield _row(held, number)
            held = []
        held.append(word)
    if held:
        yield _row(held, number)


def _row(words: list[Word], number: int) -> Row:
    words = sorted(words, key=lambda word: word.left)
    parts: list[list[Word]] = [[words[0]]]
    spaces = [b.left - a.right for a, b in itertools.pairwise(words) if b.left > a.right]
    usual = median(spaces) if spaces else 3.0
    for before, word in itertools.pairwise(words):
        gap = word.left - before.right
        size = max(6.0, min(before.size or 12.0, 30.0))
        if gap > max(_GUTTER * size * 0.62, min(2.2 * usual, 1.5 * size)):
            parts.append([])
        parts[-1].append(word)
    return Row(words[0].base, [_part(part) for part in parts], number)


def _part(words: list[Word]) -> Part:
    text = words[0].text
    for before, word in itertools.pairwise(words):
        close = word.left - before.right < 0.06 * (before.size or 12.0)
        text += word.text if close and not before.text[-1].isalnum() and not word.text[0].isalnum() else f" {word.text}"
    first = words[0]
    return Part(text, first.left, words[-1].right, first.size, first.right - first.left, tuple(words))


def cut_row(row: Row, lefts: Sequence[float], more: Sequence[Word] = ()) -> Row:
    """The row, cut before the words that begin at ``lefts`` as well; ``more`` words are of its last part."""
    parts: list[Part] = []
    for part in row.parts:
        held = [part.words[0]]
        for word in part.words[1:]:
            if word.left in lefts:
                parts.append(_part(held))
                held = []
            held.append(word)
        parts.append(_part([*held, *more] if part is row.parts[-1] else held))
    return replace(row, parts=parts)


def joined_row(row: Row) -> Row:
    """The row as one part."""
    return replace(row, parts=[_part([word for part in row.parts for word in part.words])])


def split_word(row: Row, word: Word, at: int) -> Row:
    """The row, with ``word`` cut in two before its letter ``at``: the second begins a part."""
    place = word.left + (word.right - word.left) * at / len(word.text)
    halves = (replace(word, text=word.text[:at], right=place), replace(word, text=word.text[at:], left=place))
    parts: list[Part] = []
    for part in row.parts:
        if word not in part.words:
            parts.append(part)
            continue
        where = part.words.index(word)
        parts += [_part([*part.words[:where], halves[0]]), _part([halves[1], *part.words[where + 1 :]])]
    return replace(row, parts=parts)


def without_running(rows: list[Row], pages: Sequence[Page]) -> list[Row]:
    """The rows without page numbers and without lines that stand at the edge of several pages."""
    edge: dict[int, list[Row]] = {}
    for row in rows:
        edge.setdefault(row.page, []).append(row)
    at_edges = [
        row for found in edge.values() for row in (found[:2] + found[-2:] if len(found) > 4 else found[:1] + found[-1:])
    ]
    single = list({id(row): row for row in at_edges}.values())
    shapes = Counter(_shape(row) for row in single)
    often = {shape for shape, count in shapes.items() if count >= 3 and count >= 0.4 * len(pages)}
    numbered = Counter(_shape(row) for row in single if _says_page(row))
    often |= {shape for shape, count in numbered.items() if count >= 2}
    dropped = {id(row) for row in at_edges if _PAGE_NUMBER.match(row.text) or _shape(row) in often}
    return [row for row in rows if id(row) not in dropped]


def _shape(row: Row) -> str:
    return _FIGURES.sub("#", row.text)


def _says_page(row: Row) -> bool:
    """Whether a row holds the number of its page beside other words: "Kế hoạch thi đua - trang 2"."""
    return len(row.text) < 90 and str(row.page + 1) in _FIGURES.findall(row.text)

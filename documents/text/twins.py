"""Whether a clean paper is the one that a bad scan was made of: by number, symbol, year and issuer, else by its words.

Plain records come in: a screen makes them from rows of the register, a test writes them down. What can be read and
says something else rules a paper out; what cannot be read says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from documents.text.folded import fold
from documents.text.kinds import from_symbol
from documents.text.places import issuer_key
from documents.text.similar import one_edit_apart
from documents.text.tree import Header

# Counted on 95 papers and their copies (tests/documents/text/test_twins.py). Of the pairs of neighbouring words a copy
# with three of ten words damaged keeps 0.63, one with nine of ten 0.22; two plans of neighbouring offices share 0.59.
_WORDS_ALIKE = 0.62
_NUMBERS_ALIKE = 0.75
# Scans keep figures better than letters: of the pairs of neighbouring numbers a copy keeps most, two papers share half
# at most; from so many pairs on, few words beside them are enough.
_FIGURES_ALIKE = 0.6
_ENOUGH_FIGURES = 8
_SOME_WORDS = 0.15
# Plans of two years have most figures in common, but not their years.
_YEARS_ALIKE = 0.6
# A number that fits proves little where issuer or symbol cannot be read: then some of the words have to fit, too.
_LIKELY = 0.3
# Plans of one form share half of their words, but neither pairs of words nor of numbers.
_TOGETHER = 0.4
# The second best has to stay this far behind: of two papers that are both alike neither is told to be the one.
_AHEAD = 0.1
# A paper and an annex of it, or a letter that repeats a part of a plan, are not as long as each other.
_LENGTHS_ALIKE = 0.5
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words that are compared: of a longer paper the beginning tells enough.
_MOST_WORDS = 20_000

Why = Literal["so", "chu"]


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean paper of the register: ``key`` is its row, ``text`` all that it says (trích yếu, căn cứ, body)."""

    key: int
    number: str
    symbol: str
    day: date | None
    issuer: str
    text: str


@dataclass(frozen=True, slots=True)
class Twin:
    """The paper that was found, why ("so": by its number, "chu": by its words), and the share of equal words (0–1)."""

    key: int
    why: Why
    alike: float


def find_twin(header: Header, text: str, papers: Iterable[Clean]) -> Twin | None:
    """The one clean paper that a scan with that header and text is a copy of; None when none, or more than one, is.

    One paper may stand in several registers: the first of them counts.
    """
    scan = Words.of(text)
    by_number: list[tuple[float, Twin]] = []
    by_words: list[tuple[float, Twin]] = []
    seen: set[tuple[str, str, date | None, str]] = set()
    for paper in papers:
        known_as = (paper.number.lstrip("0"), fold(paper.symbol), paper.day, issuer_key(paper.issuer))
        if _contradicts(header, paper) or (paper.number and known_as in seen):
            continue
        seen.add(known_as)
        likeness = scan.likeness(Words.of(paper.text))
        told = header.issuer and header.symbol
        if _has_same_number(header, paper) and (told or likeness.is_likely):
            by_number.append((likeness.rank, Twin(paper.key, "so", likeness.words)))
        elif likeness.is_one:
            by_words.append((likeness.rank, Twin(paper.key, "chu", likeness.words)))
    return _best(by_number) or _best(by_words)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: shares (0 to 1) of the smaller one's words, pairs of words, numbers, pairs of numbers
    and years that the other has, too; how many pairs of numbers there are; the shorter length by the longer."""

    words: float
    pairs: float
    numbers: float
    figures: float
    years: float
    figure_count: int
    lengths: float

    @property
    def rank(self) -> float:
        """The greater, the more alike."""
        return self.pairs + self.figures

    @property
    def is_likely(self) -> bool:
        """Whether two papers of one number, of which one does not say who issued it, can be one."""
        return self.words >= _LIKELY and self.rank >= _TOGETHER

    @property
    def is_one(self) -> bool:
        """Whether they can be one text."""
        if self.lengths < _LENGTHS_ALIKE or self.years < _YEARS_ALIKE:
            return False
        if self.figure_count >= _ENOUGH_FIGURES:
            return self.figures >= _FIGURES_ALIKE and self.pairs >= _SOME_WORDS
        return self.pairs >= _WORDS_ALIKE and self.numbers >= _NUMBERS_ALIKE


@dataclass(frozen=True, slots=True)
class Words:
    """What a comparison needs of a text: its words without marks, its numbers, the pairs of both, its years."""

    words: Counter[str]
    pairs: Counter[str]
    numbers: Counter[str]
    figures: Counter[str]
    years: Counter[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text; of a long one those at its beginning."""
        words = _WORD.findall(fold(text))[:_MOST_WORDS]
        numbers = [word.lstrip("0") for word in words if word.isdigit()]
        pairs, figures = ((f"{one} {other}" for one, other in pairwise(found)) for found in (words, numbers))
        years = Counter(filter(_YEAR.fullmatch, numbers))
        return cls(Counter(words), Counter(pairs), Counter(numbers), Counter(figures), years)

    def likeness(self, other: Words) -> Likeness:
        """How alike the two texts are, whichever of them is the scan."""
        shorter, longer = sorted((self.pairs.total(), other.pairs.total()))
        return Likeness(
            shared(self.words, other.words),
            shared(self.pairs, other.pairs),
            shared(self.numbers, other.numbers),
            shared(self.figures, other.figures),
            shared(self.years, other.years),
            min(self.figures.total(), other.figures.total()),
            shorter / longer if longer else 1.0,
        )


def shared(one: Counter[str], other: Counter[str]) -> float:
    """The share (0 to 1) of the smaller count that the other has, too; 1 of nothing."""
    least = min(one.total(), other.total())
    return (one & other).total() / least if least else 1.0


def _best(found: Sequence[tuple[float, Twin]]) -> Twin | None:
    ranked = sorted(found, key=lambda one: one[0], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD):
        return None
    return ranked[0][1]


def _has_same_number(header: Header, paper: Clean) -> bool:
    return bool(
        header.number
        and header.year
        and paper.day
        and _same_number(header.number, paper.number)
        and _may_be_symbol(header, paper.symbol)
        and header.year == paper.day.year
        and (not header.issuer or issuer_key(header.issuer) == issuer_key(paper.issuer))
    )


def _may_be_symbol(header: Header, symbol: str) -> bool:
    """Whether the symbol is that of the scan; of one that cannot be read, its kind is what the paper says it is."""
    return same_symbol(header.symbol, symbol) if header.symbol else from_symbol(symbol) == header.kind != ""


def _contradicts(header: Header, paper: Clean) -> bool:
    """Whether what can be read of both says that they are two papers."""
    if header.year and paper.day and header.year != paper.day.year:
        return True
    if header.number and paper.number:
        # A scan may break its symbol beyond knowing: beside the same number the words tell.
        return not _same_number(header.number, paper.number)
    return bool(header.symbol and paper.symbol and not same_symbol(header.symbol, paper.symbol))


def _same_number(one: str, other: str) -> bool:
    return one.lstrip("0") == other.lstrip("0")


def same_symbol(one: str, other: str) -> bool:
    """Whether two symbols are one, or one with a letter that a scan misread."""
    one, other = fold(one), fold(other)
    return one == other or one_edit_apart(one, other)

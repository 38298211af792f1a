"""Two plans side by side as people read them: which words are copied, and what makes an item concrete.

Figures and relations are those of ``compare``; this adds where in the sentences they come from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from documents.text.compare import Relation, compare_items, copied_words
from documents.text.compare_items import PlanItem, dates_in, items_of, own_words
from documents.text.folded import fold
from documents.text.light import parse_body
from documents.text.lines import Paragraph
from documents.text.sentences import sentences
from documents.text.targets import find_targets

Mark = Literal["", "owner", "number", "date"]
#: What makes an item concrete, as screens name it.
MARK_NAMES: dict[Mark, str] = {"owner": "Ai làm", "number": "Số liệu", "date": "Thời hạn"}
RELATIONS: tuple[Relation, ...] = ("nguyen_van", "cu_the_hoa", "moi", "khong_tra_loi")
_WORD = re.compile(r"\w+")
# So many texts and pairs of texts are remembered: the pages, their filters and files ask for the same ones again.
_TEXTS, _PAIRS = 128, 64


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters: whether the other plan has it, too, and what it makes concrete ("": nothing)."""

    text: str
    copied: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Side:
    """An item with its marks; ``copied`` is the share of its words that stand in the plan above."""

    item: PlanItem
    pieces: tuple[Piece, ...]
    copied: float = 0.0

    @property
    def concrete(self) -> tuple[str, ...]:
        """What it names, in words: "Ai làm: Phòng Nội vụ", "Số liệu", "Thời hạn"."""
        named = ((f"{MARK_NAMES['owner']}: {self.item.owner}", bool(self.item.owner)),
                 (MARK_NAMES["number"], self.item.has_number), (MARK_NAMES["date"], self.item.has_date))  # fmt: skip
        return tuple(words for words, is_there in named if is_there)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the comparison; an absent side is None."""

    relation: Relation
    similarity: float
    above: Side | None
    below: Side | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All rows and the two shares, as ``compare`` gives them."""

    rows: tuple[Row, ...]
    copied: float
    specific: float

    def counts(self) -> dict[Relation, int]:
        """How many rows of each relation, all four in their order."""
        found = Counter(row.relation for row in self.rows)
        return {relation: found[relation] for relation in RELATIONS}


@lru_cache(maxsize=_TEXTS)
def items_in(body: str) -> tuple[PlanItem, ...]:
    """The items of a light text; the last texts are remembered."""
    return items_of(parse_body(body))


@lru_cache(maxsize=_PAIRS)
def side_by_side(above: str, below: str) -> SideBySide:
    """How the lower plan's light text answers the upper one's; the last pairs are remembered."""
    upper, lower = items_in(above), items_in(below)
    found = compare_items(upper, lower)
    taken = copied_words(upper, lower)
    # Items are counted by place, not by what they say: two may read alike.
    sides = iter([_side(item, marks) for item, marks in zip(lower, taken, strict=True)])
    rows = tuple(
        Row(
            pair.relation,
            pair.similarity,
            _side(pair.parent, ()) if pair.parent else None,
            next(sides) if pair.child else None,
        )
        for pair in found.pairs
    )
    return SideBySide(rows, found.copied, found.specific)


def _side(item: PlanItem, taken: Sequence[bool]) -> Side:
    share = sum(taken) / len(taken) if taken else 0.0
    return Side(item, pieces_of(item, taken), round(share, 2))


def pieces_of(item: PlanItem, taken: Sequence[bool] = ()) -> tuple[Piece, ...]:
    """The text of an item cut where a mark begins or ends.

    ``taken``: for each of its words whether it is copied; none are when it is empty. A run is marked as a whole, with
    the spaces and signs between its words.
    """
    text = item.text
    copied = [False] * len(text)
    run: list[int] = []
    places = [found.span() for found in _WORD.finditer(fold(text))]
    for (start, end), is_taken in [*zip(places, taken, strict=False), ((0, 0), False)]:
        if is_taken:
            run = [run[0] if run else start, end]
        elif run:
            copied[run[0] : run[1]] = [True] * (run[1] - run[0])
            run = []
    marks = _marks(item)
    cuts = [0, *(at for at in range(1, len(text)) if (copied[at], marks[at]) != (copied[at - 1], marks[at - 1]))]
    ends = [*cuts[1:], len(text)]
    return tuple(Piece(text[start:end], copied[start], marks[start]) for start, end in zip(cuts, ends, strict=True))


def _marks(item: PlanItem) -> list[Mark]:
    """For each letter what it makes concrete; the owner may stand in a heading instead."""
    marks: list[Mark] = [""] * len(item.text)

    def put(start: int, end: int, mark: Mark) -> None:
        marks[start:end] = [mark] * (end - start)

    own = own_words(item.text) if item.has_number or item.has_date else ""
    if item.has_number:
        for start, end in _numbers(own):
            put(start, end, "number")
    if item.has_date:
        for start, end in dates_in(own):
            put(start, end, "date")
    if item.owner and (at := item.text.find(item.owner)) >= 0:
        put(at, at + len(item.owner), "owner")
    return marks


def _numbers(own: str) -> list[tuple[int, int]]:
    """Where the aims of an item stand: the number with its unit of measure."""
    found = []
    for target in find_targets(sentences([Paragraph(own, ((0, 1),))])):
        value = re.compile(rf"(?<![\d.,]){re.escape(target.value)}(?![\d])[^.;]{{0,20}}?{re.escape(target.unit)}")
        place = value.search(own) or re.search(rf"(?<!\d){re.escape(target.value)}(?!\d)", own)
        if place:
            found.append(place.span())
    return found

"""A plan held against the plan above it: which items it copies, makes concrete, adds, or leaves unanswered.

Items are aligned by the words they share (rarer words and longer runs count more), by their numbers and by the
movements they name. Only items that share something are compared, so the cost grows with the length of the papers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Any, Literal

from documents.text.compare_items import PlanItem, items_of
from documents.text.tree import Body

Relation = Literal["nguyen_van", "cu_the_hoa", "moi", "khong_tra_loi"]

#: From this likeness on two items are one said again in other words; from the second on, word for word.
_ANSWERS = 0.28
_VERBATIM = 0.9
#: Words in a row from which a passage counts as copied.
_RUN = 8
# Pairs of words that stand in more items than this say nothing about which belong together.
_COMMON = 40
# Candidates that are weighed for one item.
_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the comparison; an absent side is None."""

    parent: PlanItem | None
    child: PlanItem | None
    relation: Relation
    similarity: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows (the child's items in its order, then what stays unanswered), and the two shares."""

    pairs: tuple[Pair, ...]
    copied: float
    specific: float

    def as_json(self) -> dict[str, Any]:
        """The comparison by the contract of compare_documents."""
        return {
            "items": [
                {
                    "parent": pair.parent.shown if pair.parent else None,
                    "child": pair.child.shown if pair.child else None,
                    "relation": pair.relation,
                    "similarity": pair.similarity,
                }
                for pair in self.pairs
            ],
            "copied": self.copied,
            "specific": self.specific,
        }


def compare(parent: Body, child: Body) -> Comparison:
    """How the child's items answer those of the parent."""
    return compare_items(items_of(parent), items_of(child))


def compare_items(above: Sequence[PlanItem], below: Sequence[PlanItem]) -> Comparison:
    """The same for items already taken out. ``copied`` is the share of the child's words that stand in a run of eight
    or more also found in the parent; ``specific`` the share of its items that name an owner, a number or a date.
    """
    index = _Index(above)
    pairs: list[Pair] = []
    answered: set[int] = set()
    for item in below:
        at, likeness = index.best(item)
        if at is None or likeness < _ANSWERS:
            pairs.append(Pair(None, item, "moi", round(likeness, 2)))
            continue
        answered.update(index.answered_by(item, at))
        relation: Relation = "nguyen_van" if likeness >= _VERBATIM else "cu_the_hoa"
        pairs.append(Pair(above[at], item, relation, round(likeness, 2)))
    pairs += [Pair(item, None, "khong_tra_loi", 0.0) for at, item in enumerate(above) if at not in answered]
    specific = sum(item.is_specific for item in below) / len(below) if below else 0.0
    return Comparison(tuple(pairs), round(_copied(above, below), 2), round(specific, 2))


class _Index:
    """The parent's items by the pairs of words in them."""

    def __init__(self, items: Sequence[PlanItem]) -> None:
        self.items = items
        self.grams = [_grams(item.words) for item in items]
        self.where: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, grams in enumerate(self.grams):
            for gram in grams:
                self.where[gram].append(at)
        self.by_movement: dict[str, list[int]] = defaultdict(list)
        for at, item in enumerate(items):
            for movement in item.movements:
                self.by_movement[movement].append(at)
        self._new = log(2 + len(items))  # the weight of a pair of words that no item has
        self._weights = {gram: log(1 + (len(items) + 1) / (1 + len(places))) for gram, places in self.where.items()}
        self._totals = [self._sum(grams) for grams in self.grams]

    def best(self, item: PlanItem) -> tuple[int | None, float]:
        """The item most like this one, and how much (0 to 1)."""
        best, most = None, 0.0
        grams = _grams(item.words)
        for at in self._candidates(item, grams):
            likeness = self._likeness(item, grams, at)
            if likeness > most:
                best, most = at, likeness
        return best, most

    def answered_by(self, item: PlanItem, best: int) -> set[int]:
        """Every item that this one answers: the best, and those that it holds almost whole (two put into one)."""
        grams = _grams(item.words)
        return {best} | {
            at
            for at in self._candidates(item, grams)
            if len(grams & self.grams[at]) >= 0.6 * max(1, len(self.grams[at]))
        }

    def _candidates(self, item: PlanItem, grams: frozenset[tuple[str, str]]) -> list[int]:
        votes: Counter[int] = Counter()
        for gram in grams:
            places = self.where.get(gram, ())
            if len(places) <= _COMMON:
                for at in places:
                    votes[at] += 1
        for movement in item.movements:
            for at in self.by_movement.get(movement, ())[:_COMMON]:
                votes[at] += 3
        return [at for at, _ in votes.most_common(_CANDIDATES)]

    def _sum(self, grams: frozenset[tuple[str, str]]) -> float:
        return sum(self._weights.get(gram, self._new) for gram in grams)

    def _likeness(self, item: PlanItem, grams: frozenset[tuple[str, str]], at: int) -> float:
        other, theirs = self.items[at], self.grams[at]
        if item.words == other.words:
            return 1.0
        both, mine, its = self._sum(grams & theirs), self._sum(grams), self._totals[at]
        if not mine or not its:
            return 0.0
        whole = 2 * both / (mine + its)  # alike as wholes
        part = both / min(mine, its) if min(len(grams), len(theirs)) >= 8 else 0.0  # one is a part of the other
        likeness = max(whole, 0.75 * part)
        if item.movements & other.movements:
            likeness += 0.12
        if item.numbers and item.numbers & other.numbers:
            likeness += 0.05
        return min(likeness, 0.99)


def _grams(words: Sequence[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words))


def copied_words(above: Sequence[PlanItem], below: Sequence[PlanItem]) -> list[list[bool]]:
    """For each word of each of the child's items whether it stands in a run of ``_RUN`` words of the parent's."""
    runs = {item.words[at : at + _RUN] for item in above for at in range(len(item.words) - _RUN + 1)}
    short = {item.words for item in above if len(item.words) < _RUN}
    found = []
    for item in below:
        marked = [item.words in short] * len(item.words)
        for at in range(len(item.words) - _RUN + 1):
            if item.words[at : at + _RUN] in runs:
                marked[at : at + _RUN] = [True] * _RUN
        found.append(marked)
    return found


def _copied(above: Sequence[PlanItem], below: Sequence[PlanItem]) -> float:
    """The share of the child's words that are copied."""
    marks = copied_words(above, below)
    total = sum(map(len, marks))
    return sum(map(sum, marks)) / total if total else 0.0

"""A plan held against the plan above it: which items it copies, makes concrete, adds, or leaves unanswered.

``documents/text/links.py`` says which items belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from documents.text.compare_items import PlanItem, items_of
from documents.text.links import Link, propose_both
from documents.text.tree import Body

Relation = Literal["nguyen_van", "cu_the_hoa", "moi", "khong_tra_loi"]

#: Words in a row from which a passage counts as copied.
_RUN = 8


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
    answers, best = propose_both(above, below)
    parents = {link.below: link for link in (*answers, *best)}
    pairs = [_pair(above, below, at, parents.get(at)) for at in range(len(below))]
    answered = {link.above for link in (*answers, *parents.values())}
    pairs += [Pair(item, None, "khong_tra_loi", 0.0) for at, item in enumerate(above) if at not in answered]
    specific = sum(item.is_specific for item in below) / len(below) if below else 0.0
    return Comparison(tuple(pairs), round(_copied(above, below), 2), round(specific, 2))


def _pair(above: Sequence[PlanItem], below: Sequence[PlanItem], at: int, link: Link | None) -> Pair:
    if link is None:
        return Pair(None, below[at], "moi", 0.0)
    return Pair(above[link.above], below[at], "nguyen_van" if link.is_verbatim else "cu_the_hoa", link.likeness)


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

"""What changes for a plan when the plan above it is replaced: items that lost their basis, new ones without an answer.

The old plan is aligned with the new one, and the plan below with both, by ``compare_items``: what holds there of
likeness holds here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.text.compare import Pair, compare_items
from documents.text.compare_items import PlanItem
from documents.text.compare_marks import items_in
from documents.text.difference import Effort, Piece, compare_words

_REMEMBERED = 32
# From this likeness on an item of the new plan is one of the old plan in other words.
_SAME = 0.28


@dataclass(frozen=True, slots=True)
class Changed:
    """An item of the old plan: what became of it (None: gone), word by word, and the own items that answered it."""

    old: PlanItem
    new: PlanItem | None
    pieces: tuple[Piece, ...]
    own: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """An item that only the new plan has, and the own items that answer it all the same."""

    new: PlanItem
    own: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """What the new plan changes, in the order of the plans; ``lost``: own items that nothing above asks for now."""

    gone: tuple[Changed, ...]
    changed: tuple[Changed, ...]
    added: tuple[Added, ...]
    lost: tuple[PlanItem, ...]
    unchanged: int

    @property
    def unanswered(self) -> tuple[Added, ...]:
        """New items that the plan below does not answer."""
        return tuple(one for one in self.added if not one.own)

    @property
    def to_review(self) -> tuple[Changed, ...]:
        """Changed items that the plan below answered as they were."""
        return tuple(one for one in self.changed if one.own)


@lru_cache(maxsize=_REMEMBERED)
def what_changes(old: str, new: str, own: str) -> Amendment:
    """What the new plan's light text changes for a plan made under the old one; the last answers are remembered."""
    return amendment(items_in(old), items_in(new), items_in(own))


def amendment(old: Sequence[PlanItem], new: Sequence[PlanItem], own: Sequence[PlanItem]) -> Amendment:
    """The same for items already taken out."""
    kept_old, kept_new = _unchanged(old, new)
    rest_old = [item for item in old if id(item) not in kept_old]
    rest_new = [item for item in new if id(item) not in kept_new]
    between = compare_items(rest_old, rest_new, at_least=_SAME).pairs
    answers_old, answers_new = _answers(compare_items(old, own).pairs), _answers(compare_items(new, own).pairs)
    became = _became(between, rest_old, rest_new)
    effort = Effort()
    gone, changed = [], []
    for item in rest_old:
        after, mine = became.get(id(item)), tuple(answers_old[id(item)])
        if after is None:
            gone.append(Changed(item, None, (Piece("removed", item.text),), mine))
        else:
            changed.append(Changed(item, after, compare_words(item.text, after.text, effort), mine))
    fresh = [pair.child for pair in between if pair.relation == "moi" and pair.child is not None]
    added = [Added(item, tuple(answers_new[id(item)])) for item in fresh]
    # What stood there before was there to be answered, and the own item answered another one.
    asked_again = {id(item) for above in rest_new for item in answers_new[id(above)]}
    lost = [item for one in gone for item in one.own if id(item) not in asked_again]
    return Amendment(tuple(gone), tuple(changed), tuple(added), tuple(lost), len(kept_old))


def _unchanged(old: Sequence[PlanItem], new: Sequence[PlanItem]) -> tuple[set[int], set[int]]:
    """Items that stand in both plans word for word, each with one partner."""
    waiting: defaultdict[tuple[str, ...], list[PlanItem]] = defaultdict(list)
    for item in reversed(new):
        waiting[item.words].append(item)
    kept_old, kept_new = set(), set()
    for item in old:
        if waiting[item.words]:
            kept_old.add(id(item))
            kept_new.add(id(waiting[item.words].pop()))
    return kept_old, kept_new


def _answers(pairs: Sequence[Pair]) -> defaultdict[int, list[PlanItem]]:
    """By item above the items below that answer it."""
    found: defaultdict[int, list[PlanItem]] = defaultdict(list)
    for pair in pairs:
        if pair.parent is not None and pair.child is not None:
            found[id(pair.parent)].append(pair.child)
    return found


def _became(pairs: Sequence[Pair], old: Sequence[PlanItem], new: Sequence[PlanItem]) -> dict[int, PlanItem]:
    """By old item the new one most like it; an item that was put into another one is that one."""
    best: dict[int, tuple[float, PlanItem]] = {}
    for pair in pairs:
        if pair.parent is not None and pair.child is not None:
            known = best.get(id(pair.parent))
            if known is None or pair.similarity > known[0]:
                best[id(pair.parent)] = pair.similarity, pair.child
    gone = {id(pair.parent) for pair in pairs if pair.relation == "khong_tra_loi"}
    merged = [item for item in old if id(item) not in best and id(item) not in gone]
    found = {key: item for key, (_, item) in best.items()}
    for pair in compare_items(new, merged, at_least=_SAME).pairs:
        if pair.parent is not None and pair.child is not None:
            found[id(pair.child)] = pair.parent
    return found

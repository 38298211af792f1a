"""What changes for a plan when the plan above it is replaced: items that lost their basis, new ones without an answer.

Two versions of one plan are aligned by the pairs of words that their items share. Which own items answer those of
either is what ``compare_items`` says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from documents.text.compare import Pair, compare_items
from documents.text.compare_items import PlanItem
from documents.text.compare_marks import items_in
from documents.text.difference import Effort, Piece, compare_words

_REMEMBERED = 32
# From this likeness on an item of the old plan and one of the new are the same item, changed.
_SAME = 0.4
# Items below this many pairs of words are too short to be a part of another.
_SHORTEST_PART = 8
# Places of one pair of words that are looked at.
_COMMON = 60


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
    became, known = _became(rest_old, rest_new)
    answers_old, answers_new = _answers(compare_items(old, own).pairs), _answers(compare_items(new, own).pairs)
    effort = Effort()
    gone, changed = [], []
    for item in rest_old:
        after, mine = became.get(id(item)), tuple(answers_old[id(item)])
        if after is None:
            gone.append(Changed(item, None, (Piece("removed", item.text),), mine))
        else:
            changed.append(Changed(item, after, compare_words(item.text, after.text, effort), mine))
    added = [Added(item, tuple(answers_new[id(item)])) for item in rest_new if id(item) not in known]
    # What stood there before was there to be answered, and the own item answered another one.
    asked_again = {id(item) for above in rest_new for item in answers_new[id(above)]}
    answered_gone = {id(item) for one in gone for item in one.own} - asked_again
    lost = tuple(item for item in own if id(item) in answered_gone)
    return Amendment(tuple(gone), tuple(changed), tuple(added), lost, len(kept_old))


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


def _became(old: Sequence[PlanItem], new: Sequence[PlanItem]) -> tuple[dict[int, PlanItem], set[int]]:
    """By old item the new one most like it, if one is alike; and the new items that are alike to an old one."""
    grams = [frozenset(pairwise(item.words)) for item in new]
    where: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, own in enumerate(grams):
        for gram in own:
            where[gram].append(at)
    became: dict[int, PlanItem] = {}
    known: set[int] = set()
    for item in old:
        mine = frozenset(pairwise(item.words))
        shared = Counter(at for gram in mine for at in where.get(gram, ())[:_COMMON])
        alike = [(_alike(count, len(mine), len(grams[at])), -at) for at, count in shared.items()]
        enough = [found for found in alike if found[0] >= _SAME]
        known.update(id(new[-at]) for _, at in enough)
        if enough:
            became[id(item)] = new[-max(enough)[1]]
    return became, known


def _alike(shared: int, one: int, other: int) -> float:
    """How much two items are one (0 to 1): as wholes, or one as a part that was put into or taken out of the other."""
    part = shared / min(one, other) if min(one, other) >= _SHORTEST_PART else 0.0
    return max(2 * shared / (one + other), 0.75 * part)

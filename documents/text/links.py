"""Which item of a plan answers which item of the plan above: proposals, for a person to confirm.

Items are known by their words, by pairs of words that stand together or one apart, and by the movements they name.
What few items of both papers say weighs much, what all say nothing; two items belong together when what they share
weighs enough and neither has a much better partner. The method and its errors: ``docs/cascade.md``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from documents.text.compare_items import PlanItem
from documents.text.lists import word_list

#: From this weight of what is shared on (cosine, 0 to 1) one item may answer another. Plans say the same things in so
#: many words that little is enough, when it is rare in both papers. The one threshold of proposals, comparison and
#: boards; how it was chosen: ``docs/cascade.md``.
_ENOUGH = 0.095
# In a paper of few items everything is rare, so more has to be shared: this, divided by the number of items.
_ENOUGH_OF_FEW = 0.6
#: A partner is as good as the best one of the other side when it has this share of its weight.
_NEARLY = 0.7
#: From this likeness on two items are the same, word for word.
VERBATIM = 0.9
# Items below this many pairs of words are too short to be a part of another.
_SHORTEST_PART = 8
# What stands in more items than this of a very long paper says nothing about which belong together.
_COMMON = 60
_WORD = re.compile(r"\w+")
# Words that say nothing by themselves.
_SMALL = frozenset(word_list("links")["small"])
_EMPTY = re.compile(rf"\b(?:{'|'.join(word_list('links')['phrases'])})\b")

Feature = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Indexes of an item above and of the one below that answers it, and how alike their words are (0 to 1)."""

    above: int
    below: int
    likeness: float

    @property
    def is_verbatim(self) -> bool:
        """Whether the one below says the same words."""
        return self.likeness >= VERBATIM


def propose_links(above: Sequence[PlanItem], below: Sequence[PlanItem]) -> tuple[Link, ...]:
    """For items above the one below that answers each best, in the order of the items above."""
    return propose_both(above, below)[0]


def propose_both(above: Sequence[PlanItem], below: Sequence[PlanItem]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """``propose_links``, and the same from below: for items below the one above that each answers best."""
    weights = _weights(above, below)
    enough = _enough(above, below)
    answers = _partners(weights, enough)
    parents = _partners({(mine, other): weight for (other, mine), weight in weights.items()}, enough)

    def link(one: int, other: int) -> Link:
        return Link(one, other, likeness(above[one], below[other]))

    return (
        tuple(link(at, answers[at]) for at in sorted(answers)),
        tuple(link(parents[at], at) for at in sorted(parents)),
    )


def likeness(one: PlanItem, other: PlanItem) -> float:
    """How much two items say the same words (0 to 1): as wholes, or one as a part of the other."""
    if one.words == other.words:
        return 1.0
    first, second = (frozenset(pairwise(item.words)) for item in (one, other))
    both, shorter = len(first & second), min(len(first), len(second))
    if not both:
        return 0.0
    part = 0.75 * both / shorter if shorter >= _SHORTEST_PART else 0.0
    return round(min(max(2 * both / (len(first) + len(second)), part), 0.99), 2)


def _enough(above: Sequence[PlanItem], below: Sequence[PlanItem]) -> float:
    return max(_ENOUGH, _ENOUGH_OF_FEW / max(1, len(above), len(below)))


def _partners(weights: dict[tuple[int, int], float], enough: float) -> dict[int, int]:
    """By index of the first side its best partner on the second, when it is nearly the best of that one, too."""
    best: dict[int, tuple[float, int]] = {}
    others: dict[int, float] = {}
    for (mine, other), weight in weights.items():
        best[mine] = max(best.get(mine, (0.0, 0)), (weight, -other))
        others[other] = max(others.get(other, 0.0), weight)
    return {
        mine: -other
        for mine, (weight, other) in best.items()
        if weight >= enough and weight >= _NEARLY * others[-other]
    }


def _weights(above: Sequence[PlanItem], below: Sequence[PlanItem]) -> dict[tuple[int, int], float]:
    """Of every two items that share more than single words, the weight of what they share (cosine)."""
    first, second = ([_features(item) for item in side] for side in (above, below))
    rarity = _rarity(first, second)
    norms = [[sqrt(sum(rarity[one] ** 2 for one in features)) for features in side] for side in (first, second)]
    where: dict[Feature, list[int]] = defaultdict(list)
    for at, features in enumerate(first):
        for feature in features:
            where[feature].append(at)
    found: dict[tuple[int, int], float] = {}
    for at, features in enumerate(second):
        shared: dict[int, float] = defaultdict(float)
        paired: set[int] = set()
        for feature in features:
            places = where.get(feature, ())
            if rarity[feature] and len(places) <= _COMMON:
                for place in places:
                    shared[place] += rarity[feature] ** 2
                if len(feature) > 1:
                    paired.update(places)
        for place in paired:
            found[place, at] = shared[place] / (norms[0][place] * norms[1][at])
    return found


def _rarity(first: Sequence[frozenset[Feature]], second: Sequence[frozenset[Feature]]) -> dict[Feature, float]:
    """What each feature weighs: much when it is rare in both papers."""
    counts = [Counter(feature for features in side for feature in features) for side in (first, second)]
    sizes = [len(side) + 1 for side in (first, second)]
    return {
        feature: max(0.0, min(log(size / (count[feature] + 0.5)) for size, count in zip(sizes, counts, strict=True)))
        for feature in counts[0] | counts[1]
    }


def _features(item: PlanItem) -> frozenset[Feature]:
    told = [word for word in _WORD.findall(_EMPTY.sub(" ", item.text.lower())) if word not in _SMALL]
    return frozenset(
        (
            *pairwise(told),
            *zip(told, told[2:], strict=False),
            *((word,) for word in told if not word.isdigit()),
            *(("phong trào", name) for name in item.movements),
        )
    )

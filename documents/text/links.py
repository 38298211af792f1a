"""Which item of a plan answers which item of the plan above: proposals, for a person to confirm.

An item above has at most one answer, the item below that is most like it; an item below may answer several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.text.compare import ANSWERS, VERBATIM, Index
from documents.text.compare_items import PlanItem


@dataclass(frozen=True, slots=True)
class Link:
    """Indexes of an item above and of the one below that answers it, and how alike they are (0 to 1)."""

    above: int
    below: int
    likeness: float

    @property
    def is_verbatim(self) -> bool:
        """Whether the one below says the same words."""
        return self.likeness >= VERBATIM


def propose_links(above: Sequence[PlanItem], below: Sequence[PlanItem]) -> tuple[Link, ...]:
    """The answers that the texts suggest, in the order of the items above."""
    index = Index(above)
    best: dict[int, Link] = {}
    for at, item in enumerate(below):
        first, likeness = index.best(item)
        if first is None or likeness < ANSWERS:
            continue
        for parent in index.answered_by(item, first):
            link = Link(parent, at, round(index.likeness(item, parent), 3))
            if parent not in best or link.likeness > best[parent].likeness:
                best[parent] = link
    return tuple(best[parent] for parent in sorted(best))

"""What the records hold already, as plain values: what rows are held against beside units and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from organizations.imports.known import Known

# ("person" | "collective" | "household", id)
Who = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Recorded:
    """``awards``: (who, code, year) → numbers; ``ratings``: (who, year) → grade; ``initiatives``: (folded name, year)
    → authors; ``discipline``: (person, kind, first day as text); ``households``: (unit, folded name and address) → id.
    """

    known: Known
    awards: Mapping[tuple[Who, str, int], set[str]] = field(default_factory=dict)
    ratings: Mapping[tuple[Who, int], str] = field(default_factory=dict)
    initiatives: frozenset[tuple[str, int]] = frozenset()
    discipline: frozenset[tuple[int, str, str]] = frozenset()
    households: Mapping[tuple[int, str], int] = field(default_factory=dict)

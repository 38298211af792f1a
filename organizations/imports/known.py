"""What the program knows already, as plain values: the snapshot that rows are held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that exists; ``parent`` is the id of the unit above it."""

    pk: int
    official_name: str
    short_name: str
    parent: int | None
    valid_from: date
    valid_to: date | None
    level: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class KnownPosition:
    """A position that somebody holds or held."""

    unit: int
    title: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person who exists, with the positions in the units of the import."""

    pk: int
    full_name: str
    positions: tuple[KnownPosition, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The snapshot. ``root`` is the unit that is imported into; only it and what is below it stand in ``units``."""

    today: date
    root: int
    units: tuple[KnownUnit, ...]
    levels: dict[str, str]
    kinds: dict[str, str]
    people: tuple[KnownPerson, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Place:
    """A unit, known (``pk``) or in the workbook (``row`` of its sheet)."""

    pk: int = 0
    sheet: int = 0
    row: int = 0


def overlap(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    """Whether two periods share a day; None is an open end."""
    return (until is None or other_since <= until) and (other_until is None or since <= other_until)

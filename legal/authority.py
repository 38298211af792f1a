"""Who may decide on an award: before and after the end of the district level on 01/7/2025."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from legal.dated import Citation, Row, load
from legal.doubts import citation_on
from legal.gaps import not_covered
from legal.layers import NATIONAL, LawRow, in_force, load_layered
from legal.titles import name


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Row):
    """An office that decides on awards."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRow(LawRow):
    """Codes of the offices that decide on a title, and of the heads who decide for their own unit beside them."""

    decided_by: list[str]
    own_unit: list[str]


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides on an award.

    ``decided_by`` are offices of government, the highest first; ``own_unit`` the heads who decide for people and
    collectives of their own unit beside them.
    """

    decided_by: tuple[Officer, ...]
    own_unit: tuple[Officer, ...]
    citation: Citation


@cache
def officers() -> dict[str, Officer]:
    """Every office by its code, also those that ended."""
    return {row["code"]: Officer(**row) for row in load("authority", "officer")}


@cache
def _rows() -> tuple[AuthorityRow, ...]:
    return tuple(AuthorityRow(**row) for row in load_layered("authority", "authority"))


def authority(title: str, on: date, jurisdiction: str = NATIONAL) -> Authority:
    """Who decides on that award on that day.

    Luật 06/2022/QH15, Điều 77–80; since 01/7/2025 for the commune NĐ 129/2025/NĐ-CP, Điều 59.

    Raises:
        NotCovered: unknown title or jurisdiction, or a day the data do not hold.
    """
    name(title)
    for row in in_force(_rows(), on, jurisdiction, lambda row: row.code):
        if row.code == title:
            by, own = (tuple(officers()[code] for code in codes) for codes in (row.decided_by, row.own_unit))
            return Authority(by, own, citation_on(row.citation, on))
    raise not_covered("authority", title, on)

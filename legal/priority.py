"""Women first: who is chosen among equals, and the shorter term of women leaders (NĐ 152/2025, Điều 4 khoản 6, 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legal.principles import number


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several equal candidates: a person (``woman``), or a collective by its ``members`` and ``women``."""

    key: str
    woman: bool = False
    members: int = 0
    women: int = 0


def preferred(equals: list[Candidate], on: date) -> list[Candidate]:
    """Whom the law prefers among candidates who are otherwise equal; all of them where it prefers nobody.

    A woman, or a collective of which at least 70 % are women. Whether the rule was read for the day says
    ``legal.principles.principle("uu_tien_nu", on)``; legal.dated.NotCovered for a day the data do not hold.
    """
    percent = number("uu_tien_nu", on)
    return [one for one in equals if one.woman or (one.members and 100 * one.women >= percent * one.members)] or equals


def leadership_term(months: int, on: date, *, woman: bool) -> int:
    """Months of leadership asked for quá trình cống hiến: a third less for women, part months counted in full.

    Raises:
        NotCovered: a day the data do not hold.
    """
    parts = number("giam_thoi_gian_nu", on)
    return -(-(parts - 1) * months // parts) if woman else months

"""Votes of a council: how many of ALL members have to agree. A member who does not answer has not agreed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from legal.dated import Citation
from legal.doubts import citation_on
from legal.gaps import not_covered
from legal.layers import NATIONAL, LawRow, in_force, load_layered
from legal.titles import name
from legal.titles import title as title_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(LawRow):
    """The share of all members in percent, 0 where no ballot is demanded; ``council``: whose members vote."""

    percent: int
    council: str


@dataclass(frozen=True, slots=True)
class Required:
    """What a vote needs: None where the law fixes no share; ``text`` says so in Vietnamese."""

    members: int
    threshold_percent: int | None
    required: int | None
    text: str
    citation: Citation

    def passed(self, agree: int) -> bool | None:
        """Whether so many votes are enough; None where no share is fixed.

        Raises:
            ValueError: more votes than members, or fewer than none; ``str()`` is for the user.
        """
        if not 0 <= agree <= self.members:
            raise ValueError(f"Số phiếu đồng ý ({agree}) phải từ 0 đến tổng số thành viên ({self.members}).")
        return None if self.required is None else agree >= self.required


@cache
def thresholds() -> tuple[Threshold, ...]:
    """All thresholds of all periods and jurisdictions."""
    return tuple(Threshold(**row) for row in load_layered("votes", "vote"))


def threshold(title: str, on: date, jurisdiction: str = NATIONAL) -> Threshold:
    """The threshold of a title on a day.

    Raises:
        NotCovered: unknown title or jurisdiction, or a day the data do not hold.
    """
    name(title)
    for row in in_force(thresholds(), on, jurisdiction, lambda row: row.code):
        if row.code == title:
            return replace(row, citation=citation_on(row.citation, on))
    raise not_covered("vote", title, on)


def required(title: str, on: date, members: int, jurisdiction: str = NATIONAL) -> Required:
    """How many of ``members`` (all of them, not those present) have to agree.

    NĐ 98/2023/NĐ-CP, Điều 30 khoản 7: at least 90 % or 80 % of all members.

    Raises:
        NotCovered: unknown title or jurisdiction, or a day the data do not hold.
        ValueError: no members; ``str()`` is for the user.
    """
    row = threshold(title, on, jurisdiction)
    if members < 1:
        raise ValueError(f"Tổng số thành viên Hội đồng ({members}) phải lớn hơn 0.")
    if not row.percent:
        text = f"Không có tỷ lệ phiếu cố định cho {title_on(title, on).name}; theo quy chế của Hội đồng."
        return Required(members, None, None, text, row.citation)
    needed = -(-row.percent * members // 100)
    text = f"Cần ít nhất {needed} trên tổng số {members} thành viên đồng ý ({row.percent}%), kể cả người vắng mặt."
    return Required(members, row.percent, needed, text, row.citation)

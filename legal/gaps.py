"""What the data knowingly do not hold: an explicit "not covered", with the reason in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from legal.dated import NotCovered, Row, load
from legal.titles import name

About = Literal["criteria", "authority", "vote", "money", "dossier"]
_ABOUT = {
    "criteria": "tiêu chuẩn",
    "authority": "thẩm quyền quyết định",
    "vote": "tỷ lệ phiếu",
    "money": "mức tiền thưởng",
    "dossier": "thành phần hồ sơ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Row):
    """The data hold nothing ``about`` a code for a period, because of ``reason``."""

    about: About
    reason: str


@cache
def gaps() -> tuple[Gap, ...]:
    """All gaps that are said openly."""
    return tuple(Gap(**row) for row in load("gaps", "gap"))


def not_covered(about: About, code: str, on: date) -> NotCovered:
    """The error to raise where no row answers, its sentence with the reason when the gap is a known one."""
    reason = next((gap.reason for gap in gaps() if (gap.about, gap.code) == (about, code) and gap.in_force(on)), "")
    sentence = f"Dữ liệu pháp luật chưa có {_ABOUT[about]} của “{name(code)}” ({code}) cho ngày {on:%d/%m/%Y}"
    return NotCovered(f"{sentence}: {reason}." if reason else f"{sentence}.")

"""Danh hiệu thi đua and hình thức khen thưởng: their codes, names, and to whom they are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from legal.dated import NotCovered, Row, find, load

SubjectType = Literal["person", "collective", "household"]
Kind = Literal["danh_hieu", "hinh_thuc"]
SUBJECT_TYPES: tuple[SubjectType, ...] = ("person", "collective", "household")
SUBJECT_NAMES = {"person": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Row):
    """One title or form of commendation; ``short`` is the name inside a sentence."""

    name: str
    short: str
    kind: Kind
    subjects: list[SubjectType]


@cache
def titles() -> tuple[Title, ...]:
    """All rows, in the order of the contract: titles of persons, collectives, households, then forms."""
    return tuple(Title(**row) for row in load("titles", "title"))


@cache
def codes() -> tuple[str, ...]:
    """Every code once."""
    return tuple(dict.fromkeys(row.code for row in titles()))


def title(code: str, on: date) -> Title:
    """The title with that code on that day.

    Raises:
        NotCovered: no such code, or not on that day.
    """
    _known(code)
    return find(titles(), code, on)


def name(code: str) -> str:
    """The printed name of a code, the newest where it changed; legal.dated.NotCovered for an unknown code."""
    return _known(code).name


def short_name(code: str) -> str:
    """The name of a code inside a sentence ("CSTĐ cơ sở"); legal.dated.NotCovered for an unknown code."""
    return _known(code).short


def kind(code: str) -> Kind:
    """Whether a code is a danh hiệu or a hình thức; legal.dated.NotCovered for an unknown code."""
    return _known(code).kind


def subjects(code: str) -> list[SubjectType]:
    """To whom an award is given; legal.dated.NotCovered for an unknown code."""
    return _known(code).subjects


def _known(code: str) -> Title:
    rows = [row for row in titles() if row.code == code]
    if not rows:
        raise NotCovered(
            f"Không có danh hiệu, hình thức khen thưởng nào mang mã “{code}”. Các mã dùng được: {', '.join(codes())}."
        )
    return max(rows, key=lambda row: row.valid_from)

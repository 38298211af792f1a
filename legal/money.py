"""Prize money: coefficient times the base salary of the day of the decision, rounded up (NĐ 152/2025, Điều 49–54)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache
from typing import Literal

from legal.dated import Citation, NotCovered, Row, find, load
from legal.doubts import citation_on
from legal.gaps import not_covered
from legal.titles import SUBJECT_NAMES, SubjectType, kind, name
from legal.titles import subjects as given_to
from legal.titles import title as title_on

Reason = Literal["paid", "lower_of_same_period", "lower_of_same_achievement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient(Row):
    """How many base salaries an award brings; decimal text ("4.5"), never a float."""

    subject: SubjectType
    coefficient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseSalary(Row):
    """Mức lương cơ sở in đồng."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding(Row):
    """Amounts are rounded up to whole ``step`` đồng."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Household(Row):
    """A household gets ``factor`` times the amount of a person."""

    factor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacking(Row):
    """What is paid when somebody gets several awards."""

    text: str


@dataclass(frozen=True, slots=True)
class Amount:
    """Prize money in đồng, and what it was reckoned from.

    ``multiplier`` is 1 but for households; ``verified`` says whether every number in it was read in the text.
    """

    amount: int
    coefficient: Decimal
    multiplier: Decimal
    base: int
    citation: Citation
    base_citation: Citation
    verified: bool


@dataclass(frozen=True, slots=True)
class Prize:
    """An award to be paid: ``period`` is the time its achievement was counted in, ``achievement`` what it honours.

    "" stands for not known: then it is compared with no other.
    """

    code: str
    amount: int
    period: str = ""
    achievement: str = ""


@cache
def coefficients() -> tuple[Coefficient, ...]:
    """All coefficients."""
    return tuple(Coefficient(**row) for row in load("money", "coefficient"))


@cache
def base_salaries() -> tuple[BaseSalary, ...]:
    """The base salary over time."""
    return tuple(BaseSalary(**row) for row in load("money", "base_salary"))


@cache
def _roundings() -> tuple[Rounding, ...]:
    return tuple(Rounding(**row) for row in load("money", "rounding"))


@cache
def _households() -> tuple[Household, ...]:
    return tuple(Household(**row) for row in load("money", "household"))


@cache
def _stackings() -> tuple[Stacking, ...]:
    return tuple(Stacking(**row) for row in load("money", "stacking"))


def subjects(title: str, on: date) -> list[SubjectType]:
    """To whom the data know an amount for that award on that day."""
    return [row.subject for row in coefficients() if row.code == title and row.in_force(on)]


def amount(title: str, on: date, subject: SubjectType | None = None) -> Amount:
    """The prize money of an award decided on a day.

    Args:
        subject: may be left out where only one kind of subject gets the award.

    Raises:
        NotCovered: unknown title, a day the data do not hold, or no amount for such a subject.
        ValueError: the award goes to several kinds of subject and none was named; ``str()`` is for the user.
    """
    name(title)
    known = subjects(title, on)
    if not known:
        raise not_covered("money", title, on)
    if subject is None and len(known) > 1:
        raise ValueError(f"{name(title)} có mức tiền khác nhau; hãy cho biết đối tượng: cá nhân, tập thể hay hộ.")
    subject = subject or known[0]
    of_person = subject == "household" and subject in given_to(title)
    paid_as: SubjectType = "person" if of_person else subject
    if paid_as not in known:
        whom = SUBJECT_NAMES[subject]
        raise NotCovered(
            f"Dữ liệu pháp luật không có mức tiền thưởng {title_on(title, on).name} cho {whom} ngày {on:%d/%m/%Y}."
        )
    row = next(row for row in coefficients() if (row.code, row.subject) == (title, paid_as) and row.in_force(on))
    base, rounding = find(base_salaries(), "luong_co_so", on), find(_roundings(), "lam_tron", on)
    household = find(_households(), "ho_gia_dinh", on)
    coefficient, factor = Decimal(row.coefficient), Decimal(household.factor) if of_person else Decimal(1)
    total = _round_up(factor * _round_up(coefficient * base.amount, rounding.step), rounding.step)
    read = [row.citation, base.citation, rounding.citation, *([household.citation] if of_person else [])]
    return Amount(
        amount=total,
        coefficient=coefficient,
        multiplier=factor,
        base=base.amount,
        citation=citation_on(row.citation, on),
        base_citation=citation_on(base.citation, on),
        verified=all(citation_on(one, on).verified for one in read),
    )


def stacking(on: date) -> Stacking:
    """The rule for several awards at once; legal.dated.NotCovered for a day the data do not hold."""
    row = find(_stackings(), "cong_don", on)
    return replace(row, citation=citation_on(row.citation, on))


def payable(prizes: Iterable[Prize]) -> list[tuple[Prize, Reason]]:
    """Which of several prizes of one person or collective are paid, in the order given (NĐ 152/2025, Điều 49(5)–(7)).

    Of danh hiệu with the same period only the highest, of hình thức for the same achievement too (Luật, Điều 5);
    a danh hiệu beside a hình thức is paid as well.
    """
    prizes = list(prizes)
    groups: dict[tuple[str, str], list[int]] = {}
    for index, prize in enumerate(prizes):
        same = prize.period if kind(prize.code) == "danh_hieu" else prize.achievement
        groups.setdefault((kind(prize.code), same or f"#{index}"), []).append(index)
    highest = {max(indexes, key=lambda index: prizes[index].amount) for indexes in groups.values()}
    return [(prize, "paid" if index in highest else _LOWER[kind(prize.code)]) for index, prize in enumerate(prizes)]


_LOWER: dict[str, Reason] = {"danh_hieu": "lower_of_same_period", "hinh_thuc": "lower_of_same_achievement"}


def _round_up(value: Decimal, step: int) -> int:
    return int((value / step).to_integral_value(ROUND_CEILING)) * step

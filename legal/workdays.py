"""Working days of offices: weekly rest, holidays, days off in their place, and swapped days.

Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3 and Điều 112; the days of each year are ``legal/data/holidays.toml``.
Rows that nobody read in the text count like the others; ``doubts`` says that they are among what was counted, and what
happens in years without data: there Tết, Giỗ Tổ and the second day of Quốc khánh count as working days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from legal.dated import Row, load

_DAY = timedelta(days=1)
# What a year must have to be known; it stands before the year in a row's code.
_SETTLED = ("tet-am-lich-", "quoc-khanh-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week(Row):
    """The weekly rest days, 1 Monday to 7 Sunday."""

    rest: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDay(Row):
    """A holiday on the same day of every year."""

    name: str
    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOff(Row):
    """A holiday of one year; its period is the days off."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap(Row):
    """A working day off (the row's period) for which the rest day ``worked`` is worked."""

    worked: date


def is_working_day(day: date) -> bool:
    """Whether offices work on that day."""
    return day not in _off(day.year)


def holiday_name(day: date) -> str:
    """What the holiday of that day is called; "" when it is none, also on a rest day or a day off in its place."""
    return _holidays(day.year).get(day, "")


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after the day, before it when negative; 0: itself or the next working day."""
    step = -_DAY if count < 0 else _DAY
    while count == 0 and not is_working_day(day):
        day += step
    while count:
        day += step
        if is_working_day(day):
            count += 1 if count < 0 else -1
    return day


def working_days_between(after: date, until: date) -> int:
    """How many working days come after one day up to another, that one included; negative when it lies before."""
    if until < after:
        return -working_days_between(until, after)
    whole = sum(_counted(year)[-1] for year in range(after.year, until.year))
    return whole + _counted(until.year)[_index(until)] - _counted(after.year)[_index(after)]


def deadline(due: date) -> date:
    """When a term that ends on that day is over: on a rest day or holiday, the next working day.

    Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 5.
    """
    return add_working_days(due, 0)


def working_days_late(due: date, today: date) -> int:
    """Working days since the deadline of that day was over; 0 while it is not."""
    return max(working_days_between(deadline(due), today), 0)


def last_missed(today: date) -> date:
    """The latest day whose term is over today: whatever was due then or earlier is late, what is due later is not."""
    due = today - _DAY
    while not working_days_late(due, today):
        due -= _DAY
    return due


def is_known(year: int) -> bool:
    """Whether the data settle all days off of that year."""
    codes = {row.code for row in _yearly()}
    return all(f"{start}{year}" in codes for start in _SETTLED)


def doubts(first: date, last: date) -> list[str]:
    """What is not certain about working days counted from one day to another, as Vietnamese sentences."""
    years = range(first.year, last.year + 1)
    said = []
    if unknown := [str(year) for year in years if not is_known(year)]:
        said.append(
            f"Chưa có lịch nghỉ Tết Âm lịch, Giỗ Tổ và Quốc khánh của năm {', '.join(unknown)}: số ngày làm việc "
            "mới chỉ trừ thứ Bảy, Chủ nhật và ngày lễ cố định."
        )
    unread = {
        str(row.valid_from.year)
        for row in (*_yearly(), *_swaps())
        if not row.citation.verified and row.valid_from <= last and (row.valid_to or row.valid_from) >= first
    }
    if unread:
        said.append(
            f"Ngày nghỉ Tết Âm lịch, Quốc khánh và ngày hoán đổi của năm {', '.join(sorted(unread))} lấy theo lịch đã "
            "công bố, chưa đối chiếu với văn bản gốc."
        )
    return said


@cache
def _weeks() -> tuple[Week, ...]:
    return tuple(Week(**row) for row in load("holidays", "week"))


@cache
def _fixed() -> tuple[FixedDay, ...]:
    return tuple(FixedDay(**row) for row in load("holidays", "fixed"))


@cache
def _yearly() -> tuple[DaysOff, ...]:
    return tuple(DaysOff(**row) for row in load("holidays", "yearly"))


@cache
def _swaps() -> tuple[Swap, ...]:
    return tuple(Swap(**row) for row in load("holidays", "swap"))


@cache
def _holidays(year: int) -> dict[date, str]:
    """Names of the year's holidays by day."""
    found = {date(year, row.month, row.day): row for row in _fixed()}
    names = {day: row.name for day, row in found.items() if row.in_force(day)}
    for days in _yearly():
        names |= {day: days.name for day in _days_of(days) if day.year == year}
    return names


@cache
def _off(year: int) -> frozenset[date]:
    """Every day of the year on which offices do not work."""
    rest = {day for day in _year(year) if any(day.isoweekday() in row.rest for row in _weeks() if row.in_force(day))}
    holidays = _holidays(year)
    off = rest | set(holidays)
    for holiday in sorted(holidays):
        if holiday in rest:
            instead = holiday
            while instead in off:
                instead += _DAY
            off.add(instead)
    off |= {row.valid_from for row in _swaps() if row.valid_from.year == year}
    return frozenset(off - {row.worked for row in _swaps()})


@cache
def _counted(year: int) -> tuple[int, ...]:
    """How many working days the year has up to each of its days."""
    count, found = 0, []
    for day in _year(year):
        count += day not in _off(year)
        found.append(count)
    return tuple(found)


def _index(day: date) -> int:
    return (day - date(day.year, 1, 1)).days


def _year(year: int) -> Iterator[date]:
    return (date(year, 1, 1) + _DAY * number for number in range((date(year, 12, 31) - date(year, 1, 1)).days + 1))


def _days_of(row: Row) -> Iterator[date]:
    last = row.valid_to or row.valid_from
    return (row.valid_from + _DAY * number for number in range((last - row.valid_from).days + 1))

"""The Vietnamese lunar calendar by astronomy, to check the days that the data give for Tết and Giỗ Tổ.

After the formulas of Jean Meeus, Astronomical Algorithms, for the times of new moons and the sun's longitude; months
are counted from the one with the winter solstice, in the time of Hanoi (UTC+7).
"""

from __future__ import annotations

from datetime import date
from math import floor, pi, sin

_MEAN_MONTH = 29.530588853
_J2000 = 2451545.0
_DAY_ZERO = 1721425  # Julian day of the day before date.fromordinal(1)


def solar_day(year: int, month: int, day: int) -> date:
    """The day of the common calendar of a lunar day in a month that is not the leap one; year as Tết begins it."""
    eleventh = _eleventh_month(year - 1)
    following = _eleventh_month(year)
    offset = month + 1  # months after the eleventh: the first month is the second after it
    if _moons(following) - _moons(eleventh) == 13:
        leap = next(number for number in range(1, 14) if _sector(eleventh, number) == _sector(eleventh, number + 1))
        offset += offset >= leap
    return date.fromordinal(_new_moon(_moons(eleventh) + offset) - _DAY_ZERO + day - 1)


def _moons(julian: int) -> int:
    return floor((julian + 0.5 - 2415021.076998695) / _MEAN_MONTH + 0.5)


def _new_moon(number: int) -> int:
    """Julian day, in Hanoi, of a new moon counted from January 1900."""
    t = number / 1236.85
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * pi / 180)
    m = (359.2242 + 29.10535608 * number - 0.0000333 * t**2) * pi / 180
    mm = (306.0253 + 385.81691806 * number + 0.0107306 * t**2) * pi / 180
    f = (21.2964 + 390.67050646 * number - 0.0016528 * t**2) * pi / 180
    shift = (0.1734 - 0.000393 * t) * sin(m) + 0.0021 * sin(2 * m) - 0.4068 * sin(mm) + 0.0161 * sin(2 * mm)
    shift += -0.0004 * sin(3 * mm) + 0.0104 * sin(2 * f) - 0.0051 * sin(m + mm) - 0.0074 * sin(m - mm)
    shift += 0.0004 * sin(2 * f + m) - 0.0004 * sin(2 * f - m) - 0.0006 * sin(2 * f + mm) + 0.0010 * sin(2 * f - mm)
    shift += 0.0005 * sin(2 * mm + m)
    seconds = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + shift - seconds + 0.5 + 7 / 24)


def _longitude(julian: int) -> int:
    """The twelfth of the sky in which the sun stands as the day begins in Hanoi."""
    t = (julian - 0.5 - 7 / 24 - _J2000) / 36525
    m = (357.52910 + 35999.05030 * t - 0.0001559 * t**2) * pi / 180
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t) * sin(m) + 0.019993 * sin(2 * m) + 0.000290 * sin(3 * m)
    return floor((longitude % 360) / 30)


def _eleventh_month(year: int) -> int:
    """Julian day on which the month with the winter solstice of that year begins."""
    december = date(year, 12, 31).toordinal() + _DAY_ZERO
    number = floor((december - 2415021) / _MEAN_MONTH)
    found = _new_moon(number)
    return _new_moon(number - 1) if _longitude(found) >= 9 else found


def _sector(eleventh: int, number: int) -> int:
    return _longitude(_new_moon(_moons(eleventh) + number))

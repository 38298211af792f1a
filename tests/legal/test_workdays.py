"""Working days: the published calendars of 2022 to 2026, laws of counting, and what is said beyond the data."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.dated import load
from legal.workdays import (
    add_working_days,
    deadline,
    doubts,
    holiday_name,
    is_known,
    is_working_day,
    last_missed,
    working_days_between,
    working_days_late,
)
from tests.legal.lunar import solar_day

DAY = timedelta(days=1)
# Days from Monday to Friday on which offices rested, and rest days that were worked, as published for each year.
RESTED = {
    2022: "03/01 31/01 01/02 02/02 03/02 04/02 11/04 02/05 03/05 01/09 02/09",
    2023: "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09",
    2024: "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09",
    2025: "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09",
    2026: "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09",
}
WORKED = {2022: "", 2023: "", 2024: "04/05", 2025: "26/04", 2026: "10/01 22/08"}

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
counts = st.integers(-400, 400)


def every_day(year: int) -> list[date]:
    return [date(year, 1, 1) + DAY * number for number in range(366) if (date(year, 1, 1) + DAY * number).year == year]


@pytest.mark.parametrize("year", RESTED)
def test_the_year_is_as_it_was_published(year: int) -> None:
    week = [day for day in every_day(year) if day.isoweekday() <= 5]
    rested = [f"{day:%d/%m}" for day in week if not is_working_day(day)]
    worked = [f"{day:%d/%m}" for day in every_day(year) if day not in week and is_working_day(day)]
    assert (rested, worked) == (RESTED[year].split(), WORKED[year].split())
    assert is_known(year)


@pytest.mark.parametrize("year", RESTED)
def test_tet_and_gio_to_stand_on_their_lunar_days(year: int) -> None:
    assert holiday_name(solar_day(year, 1, 1)) == "Tết Âm lịch"
    assert holiday_name(solar_day(year, 3, 10)) == "Giỗ Tổ Hùng Vương"
    of_tet = [day for day in every_day(year) if holiday_name(day) == "Tết Âm lịch"]
    assert len(of_tet) == 5
    assert [day for day in every_day(year) if holiday_name(day) == "Giỗ Tổ Hùng Vương"] == [solar_day(year, 3, 10)]


@pytest.mark.parametrize("year", RESTED)
def test_the_second_day_of_quoc_khanh_lies_beside_the_first(year: int) -> None:
    [day] = [day for day in every_day(year) if holiday_name(day) == "Quốc khánh, ngày liền kề"]
    assert abs(day - date(year, 9, 2)) == DAY


def test_a_swap_exchanges_a_working_day_for_a_rest_day() -> None:
    for row in load("holidays", "swap"):
        assert row["valid_from"].isoweekday() <= 5 < row["worked"].isoweekday()
        assert not holiday_name(row["valid_from"])
        assert not holiday_name(row["worked"])


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        (date(2024, 4, 15), date(2024, 4, 15), 0),  # the day itself
        (date(2024, 4, 15), date(2024, 4, 16), 1),
        (date(2024, 4, 15), date(2024, 4, 19), 3),  # 18/4 is Giỗ Tổ
        (date(2024, 4, 26), date(2024, 5, 2), 1),  # 29/4 to 1/5 are off
        (date(2024, 4, 26), date(2024, 5, 4), 3),  # Saturday 4/5 is worked
        (date(2024, 4, 26), date(2024, 5, 5), 3),
        (date(2024, 2, 10), date(2024, 2, 15), 0),  # due on the first of Tết: Thursday 15/2 is the last day
        (date(2024, 2, 10), date(2024, 2, 16), 1),
        (date(2023, 12, 29), date(2024, 1, 2), 1),  # over the turn of the year
        (date(2024, 4, 15), date(2024, 4, 1), 0),  # not due yet
    ],
)
def test_days_late(due: date, today: date, late: int) -> None:
    assert working_days_late(due, today) == late


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2024, 4, 26), 1, date(2024, 5, 2)),
        (date(2024, 5, 2), -1, date(2024, 4, 26)),
        (date(2024, 4, 20), 0, date(2024, 4, 22)),
        (date(2024, 4, 22), 0, date(2024, 4, 22)),
        (date(2024, 4, 20), 1, date(2024, 4, 22)),
    ],
)
def test_counting_on_and_back(day: date, count: int, found: date) -> None:
    assert add_working_days(day, count) == found


@given(days, days)
def test_counted_as_one_would_on_the_fingers(one: date, other: date) -> None:
    first, last = sorted((one, other))
    last = min(last, first + DAY * 500)
    on_fingers = sum(is_working_day(first + DAY * number) for number in range(1, (last - first).days + 1))
    assert working_days_between(first, last) == on_fingers == -working_days_between(last, first)


@given(days, days, days)
def test_two_stretches_are_the_whole(first: date, middle: date, last: date) -> None:
    parts = working_days_between(first, middle) + working_days_between(middle, last)
    assert parts == working_days_between(first, last)


@given(days, counts.filter(bool))
def test_what_was_added_is_counted(day: date, count: int) -> None:
    found = add_working_days(day, count)
    assert is_working_day(found)
    if count > 0 or is_working_day(day):
        assert working_days_between(day, found) == count


@given(days)
def test_a_deadline_is_a_working_day_and_nothing_is_late_before_it_is_over(due: date) -> None:
    last = deadline(due)
    assert is_working_day(last)
    assert due <= last <= due + DAY * 12
    assert (working_days_late(due, last), working_days_late(due, add_working_days(last, 1))) == (0, 1)


def test_beyond_the_data_weekends_and_fixed_holidays_are_off_and_it_is_said() -> None:
    tet = solar_day(2028, 1, 1)
    assert not is_known(2028)
    assert is_working_day(next(day for day in (tet, tet + DAY, tet + DAY * 2) if day.isoweekday() <= 5))
    assert not any(map(is_working_day, (date(2028, 9, 2), date(2028, 5, 1), date(2028, 1, 1), date(2028, 1, 3))))
    assert doubts(date(2028, 1, 1), date(2029, 2, 1)) == [
        "Chưa có lịch nghỉ Tết Âm lịch, Giỗ Tổ và Quốc khánh của năm 2028, 2029: số ngày làm việc mới chỉ trừ thứ Bảy, "
        "Chủ nhật và ngày lễ cố định."
    ]


def test_days_that_nobody_read_in_the_text_are_named_where_they_count() -> None:
    assert doubts(date(2024, 5, 6), date(2024, 8, 1)) == []
    assert doubts(date(2024, 5, 6), date(2024, 9, 3)) == [
        "Ngày nghỉ Tết Âm lịch, Quốc khánh và ngày hoán đổi của năm 2024 lấy theo lịch đã công bố, chưa đối chiếu với "
        "văn bản gốc."
    ]


@pytest.mark.parametrize("today", [date(2024, 4, 1) + timedelta(days=number) for number in range(45)])
def test_what_was_due_up_to_the_last_missed_day_is_late_and_nothing_later(today: date) -> None:
    missed = last_missed(today)
    assert working_days_late(missed, today) > 0
    assert [working_days_late(missed + timedelta(days=more), today) for more in (1, 2, 3, 9)] == [0] * 4

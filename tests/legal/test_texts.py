"""Texts in force over time: what may be cited on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.texts import law_named, text_cited, texts


@pytest.mark.parametrize(
    ("number", "symbol", "on", "force"),
    [
        ("98", "2023/NĐ-CP", date(2025, 6, 30), "in_force"),
        ("98", "2023/NĐ-CP", date(2025, 7, 1), "ended"),
        ("98", "2023/NĐ-CP", date(2023, 12, 31), "not_yet"),
        ("152", "2025/NĐ-CP", date(2025, 7, 1), "in_force"),
        ("91", "2017/NĐ-CP", date(2023, 12, 31), "unknown"),
        ("91", "2017/NĐ-CP", date(2024, 1, 1), "ended"),
        ("6", "2022/QH15", date(2024, 1, 1), "in_force"),
        ("28", "2024/NĐ-CP", date(2025, 7, 1), "ended"),
    ],
)
def test_force_on_a_day(number: str, symbol: str, on: date, force: str) -> None:
    found = text_cited(number, symbol)
    assert found is not None
    assert found.force(on) == force


def test_of_a_text_that_nobody_looked_up_nothing_is_said() -> None:
    text = text_cited("98", "2023/NĐ-CP")
    assert text is not None
    doubted = replace(text, citation=replace(text.citation, verified=False))
    assert {doubted.force(on) for on in (date(2023, 12, 31), date(2025, 6, 30), date(2025, 7, 1))} == {"unknown"}


def test_a_text_outside_the_list_is_none() -> None:
    assert text_cited("53", "KH-UBND") is None


def test_a_law_is_known_by_its_name_and_year() -> None:
    law = "Thi đua, khen thưởng"
    on = date(2023, 5, 1)
    by_year = [law_named(law, year, on) for year in (2022, 2003, 1999)]
    assert [found and found.code for found in by_year] == ["06/2022/QH15", "15/2003/QH11", None]
    by_day = [law_named(law, None, day) for day in (on, date(2024, 5, 1))]
    assert [found and found.code for found in by_day] == ["15/2003/QH11", "06/2022/QH15"]
    assert law_named("Đất đai", None, on) is None


def test_what_replaces_a_text_is_listed_and_begins_when_the_old_one_ends() -> None:
    for text in texts():
        if text.replaced_by:
            number, _, symbol = text.replaced_by.partition("/")
            following = text_cited(number, symbol)
            assert following is not None, text.code
            assert text.valid_to is not None and (following.valid_from - text.valid_to).days == 1, text.code


def test_codes_stand_once() -> None:
    codes = [text.code for text in texts()]
    assert sorted(set(codes)) == sorted(codes)

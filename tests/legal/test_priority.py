"""Women first among equals, and their shorter term (NĐ 152/2025/NĐ-CP, Điều 4 khoản 6, 7)."""

from __future__ import annotations

from datetime import date

import pytest

from legal.dated import NotCovered
from legal.principles import principle
from legal.priority import Candidate, leadership_term, preferred

NEW = date(2025, 12, 10)
MAN, WOMAN = Candidate("nam"), Candidate("nữ", woman=True)
MOSTLY, NEARLY = Candidate("70", members=20, women=14), Candidate("65", members=20, women=13)


@pytest.mark.parametrize(
    ("equals", "chosen"),
    [
        ([MAN, WOMAN], [WOMAN]),
        ([MAN], [MAN]),
        ([NEARLY, MOSTLY], [MOSTLY]),
        ([NEARLY], [NEARLY]),
        ([WOMAN, WOMAN], [WOMAN, WOMAN]),
        ([], []),
    ],
)
def test_whom_the_law_prefers(equals, chosen):
    assert preferred(equals, NEW) == chosen


@pytest.mark.parametrize(("months", "women"), [(60, 40), (120, 80), (61, 41), (0, 0)])
def test_a_woman_leads_a_third_less(months, women):
    assert (leadership_term(months, NEW, woman=True), leadership_term(months, NEW, woman=False)) == (women, months)


def test_the_rule_was_read_in_the_newer_decree_alone():
    days = (date(2025, 6, 30), date(2025, 7, 1), date(2027, 3, 2))
    assert [principle("uu_tien_nu", day).citation.verified for day in days] == [False, True, False]


def test_before_2024_there_is_no_rule_on_record():
    with pytest.raises(NotCovered):
        preferred([MAN, WOMAN], date(2023, 12, 31))

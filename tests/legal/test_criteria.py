"""Criteria as data: which hold on a day, and what their parts cite."""

from __future__ import annotations

from datetime import date

import pytest

from legal.criteria import criteria_of
from legal.dated import NotCovered

NEW = date(2026, 1, 10)


def rules(code: str, subject: str, on: date = NEW, jurisdiction: str = "vn") -> list[tuple[str, str]]:
    found = criteria_of(code, subject, on, jurisdiction)  # type: ignore[arg-type]
    return [(row.node.rule, row.node.citation.document) for row in found]


def test_a_titles_own_criteria_come_before_those_of_every_title():
    assert rules("LDTT", "person") == [
        ("hoan_thanh_tot", "06/2022/QH15"),
        ("tinh_than_thi_dua", "06/2022/QH15"),
        ("khong_bi_xem_xet", "152/2025/NĐ-CP"),
        ("thoi_han_ky_luat", "152/2025/NĐ-CP"),
    ]


def test_a_province_replaces_criteria_of_the_same_rule():
    national, provincial = (rules("TTLDXS", "collective", NEW, whose) for whose in ("vn", "vn-bac-ninh"))
    assert [rule for rule, _ in national] == [rule for rule, _ in provincial]
    assert [document for _, document in provincial] == ["86/2025/QĐ-UBND"] * 5 + ["152/2025/NĐ-CP"]


def test_criteria_of_another_subject_are_not_asked():
    assert [rule for rule, _ in rules("BKT", "collective")] == ["thanh_tich_bang_khen_tap_the", "khong_bi_xem_xet"]
    with pytest.raises(NotCovered):
        rules("LDTT", "household")


def test_a_part_cites_what_its_row_cites_unless_it_says_otherwise():
    (ways,) = [row.node for row in criteria_of("HCLD3", "person", NEW) if row.node.parts]
    assert [(part.citation.article, part.citation.verified) for part in ways.parts] == [
        ("Điều 44 khoản 1 điểm e", True),
        ("Điều 44 khoản 2", True),
        ("Điều 44", False),
    ]

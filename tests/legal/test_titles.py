"""Codes and names of titles and forms."""

from __future__ import annotations

from datetime import date

import pytest

from legal.dated import NotCovered
from legal.titles import codes, kind, name, short_name, subjects, title

CONTRACT = "LDTT CSTDCS CSTDT CSTDTQ TTLDTT TTLDXS CTDT CTDCP GDVH TDPVH XPTB GK BKT BKTTG HCLD3 HCLD2 HCLD1"


def test_every_code_of_the_contract_is_there_in_its_order():
    assert codes() == tuple(CONTRACT.split())


@pytest.mark.parametrize("code", CONTRACT.split())
def test_every_code_has_a_title_since_2024(code):
    assert title(code, date(2024, 1, 1)).code == code


def test_a_name_changes_with_the_units_it_is_for():
    assert title("XPTB", date(2025, 6, 30)).name == "Xã, phường, thị trấn tiêu biểu"
    assert title("XPTB", date(2025, 7, 1)).name == "Xã, phường, đặc khu tiêu biểu" == name("XPTB")


def test_forms_are_told_from_titles():
    assert [code for code in codes() if kind(code) == "hinh_thuc"] == ["GK", "BKT", "BKTTG", "HCLD3", "HCLD2", "HCLD1"]
    assert short_name("CSTDCS") == "CSTĐ cơ sở"
    assert subjects("GDVH") == ["household"]


def test_an_unknown_code_is_answered_with_the_known_ones():
    for ask in (name, short_name, kind, subjects, lambda code: title(code, date(2024, 1, 1))):
        with pytest.raises(NotCovered) as refused:
            ask("CSTD")
        assert str(refused.value) == (
            "Không có danh hiệu, hình thức khen thưởng nào mang mã “CSTD”. "
            f"Các mã dùng được: {', '.join(CONTRACT.split())}."
        )

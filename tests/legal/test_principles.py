"""General rules by code and by jurisdiction."""

from __future__ import annotations

from datetime import date

import pytest

from legal.dated import NotCovered
from legal.principles import number, principle, principles_on

NEW = date(2026, 1, 10)


def test_a_province_adds_rules_of_its_own():
    national, provincial = ([one.code for one in principles_on(NEW, whose)] for whose in ("vn", "vn-bac-ninh"))
    assert [code for code in provincial if code not in national] == [
        "nguon_xep_loai",
        "so_nguoi_du_hop",
        "hoi_dong_co_so",
        "cong_nhan_pham_vi",
    ]


def test_a_rule_asked_by_code():
    assert principle("thai_san", NEW).citation.article == "Điều 4 khoản 5"
    with pytest.raises(NotCovered) as refused:
        principle("thai_san", date(2023, 12, 31))
    assert str(refused.value) == "Dữ liệu pháp luật chưa có nguyên tắc “thai_san” cho ngày 31/12/2023."


def test_a_rule_without_a_number_has_none():
    assert number("uu_tien_nu", NEW) == 70
    with pytest.raises(ValueError, match="thai_san: the rule has no number"):
        number("thai_san", NEW)

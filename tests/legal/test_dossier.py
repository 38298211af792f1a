"""The papers of a dossier and their forms (Luật 06/2022/QH15, Điều 84)."""

from __future__ import annotations

from datetime import date

import pytest

from legal.dated import NotCovered
from legal.dossier import forms, papers_of

OLD, NEW = date(2024, 12, 10), date(2025, 12, 10)


def written(code: str, on: date) -> list[tuple[str, str | None]]:
    return [(paper.code, paper.form.number if paper.form else None) for paper in papers_of(code, on)]


def test_cstdcs_before_and_after_july_2025():
    assert written("CSTDCS", OLD) == [("to_trinh", None), ("bao_cao", None), ("bien_ban", None), ("chung_nhan", None)]
    assert written("CSTDCS", NEW) == [
        ("to_trinh", "01"),
        ("bao_cao", "05"),
        ("bien_ban", None),
        ("chung_nhan", None),
        ("ket_qua_phieu", None),
    ]


def test_cstdtq_asked_for_more_under_the_older_decree():
    more = ["xac_nhan_cap_trinh", "ket_qua_phieu", "pham_vi_toan_quoc", "y_kien"]
    assert [code for code, _ in written("CSTDTQ", OLD)] == ["to_trinh", "bao_cao", "bien_ban", "chung_nhan", *more]


def test_forms_have_minutes_of_their_own():
    names = [paper.name for paper in papers_of("BKT", NEW)]
    assert names == [
        "Tờ trình",
        "Báo cáo thành tích",
        "Biên bản xét khen thưởng",
        "Giấy chứng nhận đối với thành tích đặc biệt",
    ]


def test_only_two_numbers_of_the_decrees_forms_were_read():
    assert [form.number for form in forms()] == [f"{number:02d}" for number in range(1, 13)]
    assert [form.number for form in forms() if form.citation.verified] == ["01", "05"]


@pytest.mark.parametrize(("code", "on"), [("CSTDCS", date(2023, 12, 31)), ("KNC", NEW)])
def test_what_the_data_do_not_hold_is_an_error(code, on):
    with pytest.raises(NotCovered):
        papers_of(code, on)

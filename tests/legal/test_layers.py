"""The nation's rows and a province's on top of them."""

from __future__ import annotations

from datetime import date

import pytest

from legal import dated, layers
from legal.dated import Citation, NotCovered
from legal.layers import LawRow, in_force, jurisdiction, load_layered

CITATION = Citation("06/2022/QH15", "Điều 23", True)
DAY = date(2026, 2, 1)


def row(code: str, whose: str = "vn", since: date = date(2024, 1, 1)) -> LawRow:
    return LawRow(code=code, valid_from=since, valid_to=None, citation=CITATION, jurisdiction=whose)


def held(rows: list[LawRow], whose: str, on: date = DAY) -> list[tuple[str, str]]:
    return [(one.code, one.jurisdiction) for one in in_force(rows, on, whose, lambda one: one.code)]


def test_a_province_replaces_and_adds_and_only_for_itself():
    rows = [row("A"), row("B"), row("B", "vn-bac-ninh"), row("C", "vn-bac-ninh")]
    assert held(rows, "vn") == [("A", "vn"), ("B", "vn")]
    assert held(rows, "vn-bac-ninh") == [("A", "vn"), ("B", "vn-bac-ninh"), ("C", "vn-bac-ninh")]


def test_a_provinces_row_that_does_not_hold_yet_replaces_nothing():
    rows = [row("A"), row("A", "vn-bac-ninh", date(2026, 3, 1))]
    assert held(rows, "vn-bac-ninh") == [("A", "vn")]


def test_two_rows_of_one_layer_contradict_each_other():
    with pytest.raises(ValueError, match="A: two rows of vn in force on 2026-02-01"):
        held([row("A"), row("A")], "vn")


def test_an_unknown_jurisdiction_is_named_with_the_known_ones():
    assert jurisdiction("vn-bac-ninh").name == "Tỉnh Bắc Ninh"
    with pytest.raises(NotCovered) as refused:
        held([], "vn-hue")
    assert str(refused.value) == ("Dữ liệu pháp luật chưa có quy định của “vn-hue”. Các mã dùng được: vn, vn-bac-ninh.")


def test_files_of_a_province_are_read_after_the_nations(tmp_path, monkeypatch):
    monkeypatch.setattr(dated, "DATA", tmp_path)
    monkeypatch.setattr(layers, "DATA", tmp_path)
    rest = 'valid_from = 2024-01-01\ndocument = "X"\narticle = "Điều 1"\nverified = true\n'
    (tmp_path / "vn-bac-ninh").mkdir()
    (tmp_path / "x.toml").write_text(f'[[rule]]\ncodes = ["A", "B"]\n{rest}', encoding="utf-8")
    (tmp_path / "vn-bac-ninh" / "x.toml").write_text(f'[[rule]]\ncode = "B"\n{rest}', encoding="utf-8")
    assert [(one["code"], one["jurisdiction"]) for one in load_layered("x", "rule")] == [
        ("A", "vn"),
        ("B", "vn"),
        ("B", "vn-bac-ninh"),
    ]
    assert load_layered("x", "other") == []

"""Dated rows of law: reading, periods, the one row that holds on a day."""

from __future__ import annotations

from datetime import date

import pytest

from legal import dated
from legal.dated import Citation, NotCovered, Row, find, load

CITATION = Citation("06/2022/QH15", "Điều 23", True)


def row(code: str = "A", since: date = date(2020, 1, 1), until: date | None = None) -> Row:
    return Row(code=code, valid_from=since, valid_to=until, citation=CITATION)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2023, 12, 31), True),
        (date(2024, 1, 1), False),
    ],
)
def test_a_period_holds_both_its_end_days(on, expected):
    assert row(until=date(2023, 12, 31)).in_force(on) is expected


def test_an_open_period_has_no_end():
    assert row().in_force(date(9999, 12, 31))


def test_find_answers_the_row_of_the_code_and_the_day():
    old, new = row(until=date(2023, 12, 31)), row(since=date(2024, 1, 1))
    rows = [row("B"), old, new]
    assert find(rows, "A", date(2023, 12, 31)) is old
    assert find(rows, "A", date(2024, 1, 1)) is new


def test_find_says_what_the_data_lack():
    with pytest.raises(NotCovered) as refused:
        find([row()], "A", date(2019, 5, 4))
    assert str(refused.value) == "Dữ liệu pháp luật chưa có “A” cho ngày 04/05/2019."


def test_find_refuses_data_that_contradict_themselves():
    with pytest.raises(ValueError, match="A: 2 rows in force on 2021-01-01"):
        find([row(), row()], "A", date(2021, 1, 1))


def test_load_makes_the_citation_and_the_open_end(tmp_path, monkeypatch):
    monkeypatch.setattr(dated, "DATA", tmp_path)
    (tmp_path / "x.toml").write_text(
        '[[rule]]\ncode = "A"\nvalid_from = 2020-01-01\ndocument = "06/2022/QH15"\narticle = "Điều 23"\n'
        "verified = true\nname = 'Một'\n",
        encoding="utf-8",
    )
    assert load("x", "rule") == [
        {"code": "A", "valid_from": date(2020, 1, 1), "valid_to": None, "citation": CITATION, "name": "Một"}
    ]


def test_load_names_what_a_row_lacks(tmp_path, monkeypatch):
    monkeypatch.setattr(dated, "DATA", tmp_path)
    (tmp_path / "x.toml").write_text('[[rule]]\ncode = "A"\nvalid_from = 2020-01-01\nverified = true\n')
    with pytest.raises(ValueError, match=r"x.toml \[\[rule\]\]: row 'A' lacks document, article"):
        load("x", "rule")

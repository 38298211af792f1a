"""Excel out: what is written comes back as it was, whatever it is."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from organizations.sheets import Column, table_workbook

COLUMNS = [Column("Một"), Column("Hai")]


def read(rows: list[list[object]], below: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    """The sheet's rows from the headings on."""
    data = table_workbook(title="BẢNG", columns=COLUMNS, rows=rows, below=below)
    return list(load_workbook(io.BytesIO(data)).active.iter_rows(min_row=3, values_only=True))


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "<b>&amp;</b>", " thụt vào ", "hai\ndòng", 'Đ\' "An"', "𝄞"])
def test_texts_stay_texts(text):
    assert read([[text, 1]]) == [("Một", "Hai"), (text, 1)]


def test_what_xml_cannot_carry_is_left_out():
    assert read([["a\x00\x0b\ufffe\uffff\ud800b", None]])[1] == ("ab", None)


def test_days_numbers_and_the_lines_below():
    rows = read([[date(2024, 2, 29), 7], [2.5, ""]], below=("Tổng số: 2", "", "Người lập"))
    assert [tuple(getattr(value, "date", lambda v=value: v)() for value in row) for row in rows] == [
        ("Một", "Hai"), (date(2024, 2, 29), 7), (2.5, None), (None, None), ("Tổng số: 2", None), (None, None),
        ("Người lập", None),
    ]  # fmt: skip


def test_a_table_without_rows_has_its_headings_and_what_stands_below():
    assert read([], below=("Tổng số: 0",)) == [("Một", "Hai"), (None, None), ("Tổng số: 0", None)]

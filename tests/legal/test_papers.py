"""Kinds of paper, their abbreviations and symbols (NĐ 30/2020/NĐ-CP)."""

from __future__ import annotations

from datetime import date

import pytest

from legal import papers
from legal.dated import NotCovered

DAY = date(2024, 1, 5)
# Phụ lục III, bảng chữ viết tắt tên loại văn bản hành chính; công văn has no abbreviation.
ABBREVIATIONS = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB"


def test_the_kinds_are_those_of_the_decree_in_its_order():
    assert " ".join(row.code for row in papers.kinds()) == f"{ABBREVIATIONS} CV"


def test_kinds_that_are_only_received_share_no_code_or_name_with_those_that_are_written():
    written, received = papers.kinds(), papers.received_kinds()
    for what in ("code", "name"):
        names = [getattr(row, what).casefold() for row in (*written, *received)]
        assert len(names) == len(set(names))
    assert all(len(row.code) <= 5 for row in received)
    assert {row.citation.verified for row in received} == {False}


@pytest.mark.parametrize(("name", "by_name"), [("LUẬT", True), ("Pháp lệnh", True), ("nghị định", False)])
def test_laws_and_ordinances_are_cited_by_name(name, by_name):
    found = papers.kind_named(name, DAY)
    assert papers.is_cited_by_name(found.code) is by_name
    assert papers.is_only_received(found.code)


def test_administrative_kinds_are_cited_by_number():
    assert not any(papers.is_cited_by_name(row.code) or papers.is_only_received(row.code) for row in papers.kinds())


def test_every_kind_and_mark_is_cited():
    rows = [*papers.kinds(), *papers.signing_marks()]
    assert {row.citation.document for row in rows} == {"30/2020/NĐ-CP"}


def test_the_signing_marks():
    assert [row.code for row in papers.signing_marks()] == ["TM.", "KT.", "TL.", "TUQ.", "Q."]


def test_a_kind_by_its_abbreviation():
    row = papers.kind("KH", DAY)
    assert (row.name, row.layout) == ("Kế hoạch", "1.4")


def test_a_kind_before_the_decree_is_not_covered():
    with pytest.raises(NotCovered):
        papers.kind("KH", date(2020, 3, 4))


@pytest.mark.parametrize("name", ["Kế hoạch", "KẾ HOẠCH", " kế hoạch "])
def test_a_kind_by_its_name_whatever_its_case(name):
    assert papers.kind_named(name, DAY) == papers.kind("KH", DAY)


@pytest.mark.parametrize(("name", "on"), [("Công hàm", DAY), ("Kế hoạch", date(2020, 3, 4))])
def test_an_unknown_name_is_none(name, on):
    assert papers.kind_named(name, on) is None


@pytest.mark.parametrize(("number", "text"), [(1, "01"), (9, "09"), (10, "10"), (152, "152")])
def test_numbers_below_ten_have_a_leading_zero(number, text):
    assert papers.number_text(number) == text


@pytest.mark.parametrize("number", [0, -1])
def test_numbers_start_from_one(number):
    with pytest.raises(ValueError, match="starts from 1"):
        papers.number_text(number)


@pytest.mark.parametrize(
    ("kind", "issuer", "text"), [("KH", "UBND", "KH-UBND"), ("QyĐ", "UBND", "QyĐ-UBND"), ("CV", "BNV-VP", "BNV-VP")]
)
def test_symbols(kind, issuer, text):
    assert papers.symbol(kind, issuer) == text


def test_a_letter_names_the_unit_that_drafts_it():
    assert papers.symbol("CV", "BNV", "VP") == "BNV-VP"
    assert papers.symbol("CV", "PTP") == "PTP"
    assert papers.symbol("TTr", "PNV", "VP") == "TTr-PNV"


@pytest.mark.parametrize(
    ("code", "layout"),
    [("QĐ", "1.2"), ("KH", "1.4"), ("CT", "1.4"), ("TTr", "1.4"), ("CV", "1.5"), ("GM", "1.7"), ("BB", "1.9")],
)
def test_the_layout_of_a_kind(code, layout):
    assert papers.layout(code, DAY).code == layout


@pytest.mark.parametrize(("code", "on"), [("CĐ", DAY), ("XX", DAY), ("KH", date(2020, 3, 4))])
def test_kinds_without_a_layout(code, on):
    assert papers.layout(code, on) is None


def test_layouts_name_their_template_and_say_what_was_read():
    found = {row.code: row.citation for row in papers.layouts()}
    assert {code: citation.article for code, citation in found.items()} == {
        code: f"Phụ lục III, Mẫu {code}" for code in found
    }
    assert {code for code, citation in found.items() if citation.verified} == {"1.4", "1.5"}


def test_every_kind_written_or_received_has_a_printed_name():
    names = papers.kind_names()
    assert (names["KH"], names["QĐ"]) == ("Kế hoạch", "Quyết định")
    assert set(names) == {row.code for row in (*papers.kinds(), *papers.received_kinds())}

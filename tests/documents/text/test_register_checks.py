"""A paper against plain records of the register: missing, ended, other day, parent."""

from __future__ import annotations

from datetime import date

from documents.text.check_register import (
    Record,
    check_parent,
    differs_from_register,
    ended_before,
    missing_from_register,
)
from documents.text.citations import find_citations
from documents.text.lines import join_broken, read_lines
from documents.text.tree import Header

OWN = Header(issuer="Phòng Tư pháp thành phố Tây Ninh", place="TP. Tây Ninh", summary="Phát động thi đua năm 2024",
             day=22, month=3, year=2024)  # fmt: skip
TEXT = (
    "Thực hiện Kế hoạch số 53/KH-UBND ngày 14/3/2024 của UBND thành phố về phát động thi đua năm 2024; "
    "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về đổi mới; Kế hoạch số 53/KH-UBND; Kế hoạch số 8/KH-UBND."
)
CITED = find_citations(join_broken(read_lines(TEXT)), OWN)
PLAN = Record("53", "KH-UBND", "UBND thành phố Tây Ninh", date(2024, 3, 14), "Kế hoạch", "Phát động thi đua năm 2024")
DIRECTIVE = Record("34", "CT/TW", "Ban Chấp hành Trung ương", date(2014, 4, 7), "Chỉ thị")


def test_each_missing_paper_is_told_once() -> None:
    found = missing_from_register(CITED, [DIRECTIVE])
    assert [(one.code, one.quote.split(" ngày")[0]) for one in found] == [
        ("citation-unknown", "Kế hoạch số 53/KH-UBND"),
        ("citation-unknown", "Kế hoạch số 8/KH-UBND"),
    ]
    assert [one.quote for one in missing_from_register(CITED, [DIRECTIVE, PLAN])] == ["Kế hoạch số 8/KH-UBND"]


def test_a_paper_of_another_issuer_or_year_is_not_the_one_cited() -> None:
    other = Record("53", "KH-UBND", "UBND thành phố Hải Phòng", date(2024, 3, 14))
    earlier = Record("53", "KH-UBND", "UBND thành phố Tây Ninh", date(2023, 3, 14))
    quotes = [one.quote[:22] for one in missing_from_register(CITED[:1], [other, earlier])]
    assert quotes == ["Kế hoạch số 53/KH-UBND"]


def test_citing_after_the_end_names_the_day() -> None:
    ended = Record("34", "CT/TW", "", date(2014, 4, 7), ended=date(2024, 1, 31), state="bị thay thế")
    (found,) = ended_before(CITED, [ended], date(2024, 3, 22))
    assert found.message == (
        "Chỉ thị số 34-CT/TW hết hiệu lực từ sau ngày 31/01/2024 (bị thay thế), trước ngày văn bản này: "
        "hãy thay bằng văn bản đang có hiệu lực."
    )
    assert ended_before(CITED, [ended], date(2024, 1, 31)) == ()
    assert ended_before(CITED, [ended], None) == ()


def test_a_day_that_differs_from_the_register() -> None:
    held = Record("53", "KH-UBND", "UBND thành phố Tây Ninh", date(2024, 3, 15))
    (found,) = differs_from_register(CITED, [held])
    assert (found.code, found.message) == (
        "date-conflict", "Kế hoạch số 53/KH-UBND trong sổ ghi ngày 15/03/2024: hãy sửa lại ngày.",
    )  # fmt: skip
    assert differs_from_register(CITED, [PLAN, DIRECTIVE]) == ()


def test_the_parent_is_there_cited_and_of_the_year() -> None:
    assert check_parent(OWN, CITED, PLAN) == ()
    assert [one.code for one in check_parent(OWN, CITED, None)] == ["parent-missing"]
    assert check_parent(OWN, CITED, None, expected=False) == ()
    assert [one.code for one in check_parent(OWN, (), PLAN)] == ["parent-not-cited"]
    old = Record("7", "KH-UBND", "UBND thành phố Tây Ninh", date(2023, 1, 9), "Kế hoạch", "Phát động thi đua năm 2023")
    assert [one.code for one in check_parent(OWN, CITED, old)] == ["parent-not-cited", "parent-year"]

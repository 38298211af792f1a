"""A row's own answers: how it is called, and from which year a draft is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from documents.models import Document
from documents.models.document import kind_choices, new_verify_code, written_kinds
from documents.papers import build, lines


@pytest.mark.parametrize(
    ("number", "symbol", "text"),
    [
        ("53", "KH-UBND", "53/KH-UBND"),
        ("", "KH-UBND", "…/KH-UBND"),
        ("34", "CT/TW", "34-CT/TW"),
        ("152", "2025/NĐ-CP", "152/2025/NĐ-CP"),
        ("05", "", "05"),
    ],
)
def test_number_and_symbol(number, symbol, text):
    assert Document(number=number, symbol=symbol).number_and_symbol == text


@pytest.mark.parametrize(("kind", "name"), [("KH", "Kế hoạch"), ("XX", "XX")])
def test_the_kinds_name(kind, name):
    assert Document(kind=kind).kind_name == name


def test_choices_are_the_kinds_in_force():
    assert ("KH", "Kế hoạch") in kind_choices()
    assert ("LUAT", "Luật") in kind_choices()
    assert ("LUAT", "Luật") not in written_kinds()
    with time_machine.travel(datetime(2019, 1, 1, tzinfo=UTC)):
        assert written_kinds() == []


def test_a_law_without_a_number_is_called_by_its_name():
    law = Document(kind="LUAT", summary="Thi đua, khen thưởng")
    assert str(law) == "Luật Thi đua, khen thưởng"
    law.number, law.symbol = "06", "2022/QH15"
    assert str(law) == "Luật 06/2022/QH15"


def test_verify_codes_have_no_look_alikes():
    codes = {new_verify_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {16}
    assert not set("".join(codes)) & set("01IO")


def test_entries_are_lines_without_the_empty_ones():
    assert lines("- Một;\n\n  - Hai.  \n") == ("- Một;", "- Hai.")


@time_machine.travel(datetime(2025, 12, 31, 17, 1, tzinfo=UTC))
def test_a_drafts_year_is_vietnams(cast):
    printed = build(cast.draft(), draft=True)
    assert (printed.day, printed.month, printed.year, printed.draft, printed.verify_url) == (None, None, 2026, True, "")

"""The beginnings of papers that come with the program."""

from __future__ import annotations

from datetime import date

import pytest

from documents.text.beginnings import FACTS, FOLDER, OPEN_BLANK, beginning, beginnings
from documents.text.light import parse_body, print_body
from legal import papers

KINDS = ["KH", "CT", "CV", "TTr", "BC", "BB", "QĐ", "TB", "GM"]
UNIT = dict.fromkeys(FACTS, "Đơn vị") | {"nam": "2025"}
FIELDS = {
    "summary", "addressees", "authority_line", "bases", "body", "recipients", "second_sign_name", "contact_line",
}  # fmt: skip


def test_there_is_one_for_each_kind_of_the_field() -> None:
    assert [found.kind for found in beginnings()] == KINDS
    assert len(list(FOLDER.iterdir())) == len(KINDS)
    assert [papers.kind(found.kind, date(2025, 1, 1)).code for found in beginnings()] == KINDS


@pytest.mark.parametrize("found", beginnings(), ids=lambda found: found.code)
def test_facts_are_filled_in_and_the_rest_is_blank(found) -> None:
    texts = found.filled(UNIT)
    assert set(texts) <= FIELDS
    assert {"summary", "body", "recipients"} <= set(texts)
    assert [text for text in texts.values() if "$" in text] == []
    assert texts["body"].count("[") == texts["body"].count(OPEN_BLANK) > 0


@pytest.mark.parametrize("found", beginnings(), ids=lambda found: found.code)
def test_bodies_are_canonical_and_closed(found) -> None:
    body = parse_body(found.filled(UNIT)["body"])
    assert parse_body(print_body(body)) == body
    assert "./." in found.filled(UNIT)["body"]


@pytest.mark.parametrize("found", beginnings(), ids=lambda found: found.code)
def test_every_base_but_the_last_ends_with_a_semicolon(found) -> None:
    bases = found.filled(UNIT).get("bases", "").splitlines()
    assert [line[-1] for line in bases] == [";"] * (len(bases) - 1) + ["."] * bool(bases)


def test_a_fact_that_is_not_known_becomes_a_blank() -> None:
    texts = beginning("giay-moi-hop").filled({"nam": "2025"})
    assert texts["body"].startswith("[… tên đơn vị] trân trọng kính mời:")


def test_an_unknown_code_is_none() -> None:
    assert beginning("khong-co") is None

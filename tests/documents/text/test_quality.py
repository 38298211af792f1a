"""How well a text was read, and what is proposed for a bad scan."""

from __future__ import annotations

import unicodedata

import pytest

from documents.text.quality import is_damaged, is_syllable, share_of_vietnamese
from documents.text.reader import read_text
from documents.text.reading import Repair
from tests.documents.text.samples import NAMES, sample
from tests.reading.cases import load

SCAN = next(case.text for case in load() if case.name == "26-ban-quet-xau")


@pytest.mark.parametrize("name", NAMES)
def test_good_plans_are_read_well_and_lose_it_with_their_marks(name: str) -> None:
    text = sample(name)
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    assert share_of_vietnamese(text) >= 0.99
    assert share_of_vietnamese(bare.replace("đ", "d")) < 0.5
    assert read_text(text).repairs == ()


def test_a_bad_scan_is_low() -> None:
    assert read_text(SCAN).ocr < 0.75


@pytest.mark.parametrize("word", ["thi", "đua", "nghiệp", "quyết", "giếng", "Khối", "ký", "gì", "huyện", "ngoằn"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["công2tac", "thírc", "chírc", "hoach", "kông", "ngiệm", "cế", "nưóc", "th1", "phat"])
def test_what_a_scan_broke(word: str) -> None:
    assert is_damaged(word)


@pytest.mark.parametrize("word", ["2023", "UBND", "KTN2", "Covid", "Facebook", "website", "10km", "m2", "TĐKT", "GRDP"])
def test_numbers_abbreviations_and_foreign_names_are_not_judged(word: str) -> None:
    assert not is_damaged(word)
    assert share_of_vietnamese(word) == 1.0


def test_proposals_name_word_proposal_and_line_and_nothing_is_changed() -> None:
    reading = read_text(SCAN)
    assert Repair("nhiêm vu", "nhiệm vụ", 12) in reading.repairs
    assert Repair("Kê hoach", "Kế hoạch", 9) in reading.repairs
    assert Repair("công chírc", "công chức", 12) in reading.repairs
    assert all(repair.word in SCAN for repair in reading.repairs)
    assert "nhiêm vu kinh tê" in reading.body.sections[0].children[0].text[0]
    assert reading.as_json()["quality"]["repairs"][0].keys() == {"word", "proposal", "line"}

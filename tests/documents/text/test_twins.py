"""A bad scan finds the clean paper that it is a copy of, and never another one."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

import pytest

from documents.text.reader import read_text
from documents.text.repairs import BROKEN
from documents.text.tree import Header
from documents.text.twins import Clean, Twin, Words, find_twin, same_symbol
from tests.reading.cases import load
from tests.reading.damage import scanned
from tests.reading.layouts import typed
from thidua.demo.data import FOLDER

SAMPLES = [path.read_text("utf-8") for path in sorted((FOLDER / "documents").glob("*.txt"))]
TEXTS = [*SAMPLES, *(typed(case) for case in load("[0-2]*.toml") if not case.text)]


def of_year(text: str, by: int) -> str:
    """The paper that the same office writes so many years later, from the same template."""
    return re.sub(r"\b(20\d\d)\b", lambda found: str(int(found[1]) + by), text)


def clean(key: int, text: str) -> Clean:
    header = read_text(text).header
    return Clean(key, header.number, header.symbol, header.date, header.issuer, text)


# Each office with the paper of three years.
PAPERS = [clean(3 * at + turn, of_year(text, turn)) for at, text in enumerate(TEXTS) for turn in range(3)]


def test_there_are_more_than_fifty_others() -> None:
    assert len(TEXTS) >= 21
    assert len(PAPERS) == 3 * len(TEXTS)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("at", range(len(TEXTS)))
def test_a_damaged_copy_finds_its_paper_and_no_other(at: int, share: float) -> None:
    scan = scanned(TEXTS[at], random.Random(at), share)
    header = read_text(scan).header
    others = [paper for paper in PAPERS if paper.key != 3 * at]
    for known in (header, Header()):  # the top of a scan may be lost whole
        found = find_twin(known, scan, PAPERS)
        assert (found and found.key) == 3 * at
        assert find_twin(known, scan, others) is None


def test_the_copies_are_bad_scans() -> None:
    shares = [read_text(scanned(text, random.Random(at), 0.6)).ocr for at, text in enumerate(TEXTS)]
    assert max(shares) < BROKEN


PAPER = clean(1, SAMPLES[0])
HEADER = read_text(SAMPLES[0]).header


def test_number_symbol_year_and_issuer_tell_a_paper_whatever_its_words() -> None:
    other = replace(PAPER, text="Một văn bản khác hẳn.")
    found = find_twin(HEADER, SAMPLES[0], [other])
    assert found == Twin(1, "so", found.alike if found else 0)


@pytest.mark.parametrize(
    "other",
    [
        replace(PAPER, number="07"),
        replace(PAPER, symbol="QĐ-UBND", text=SAMPLES[1]),
        replace(PAPER, number="", symbol="QĐ-UBND"),
        replace(PAPER, day=date(2021, 1, 20)),
        replace(PAPER, issuer="UBND huyện Tân Biên", text=SAMPLES[1]),
    ],
    ids=["number", "symbol and words", "symbol alone", "year", "issuer and words"],
)
def test_what_is_read_and_says_something_else_rules_a_paper_out(other: Clean) -> None:
    assert find_twin(HEADER, SAMPLES[0], [other]) is None


def test_one_paper_in_two_registers_is_one_paper() -> None:
    found = find_twin(HEADER, SAMPLES[0], [replace(PAPER, key=8), PAPER])
    assert found == Twin(8, "so", 1.0)


def test_of_two_papers_that_are_as_likely_none_is_told() -> None:
    drafts = [replace(PAPER, key=key, number="", symbol="", day=None) for key in (1, 2)]
    assert find_twin(Header(), SAMPLES[0], drafts) is None
    assert find_twin(Header(), SAMPLES[0], drafts[:1]) == Twin(1, "chu", 1.0)


def test_a_part_of_a_paper_is_no_copy_of_it() -> None:
    assert find_twin(Header(), SAMPLES[0][: len(SAMPLES[0]) // 3], [PAPER]) is None


def test_beside_the_same_number_a_broken_symbol_leaves_it_to_the_words() -> None:
    assert find_twin(replace(HEADER, symbol="Bj-UBNt"), SAMPLES[0], [PAPER]) == Twin(1, "chu", 1.0)


def test_symbols_may_lose_a_stroke_or_a_letter() -> None:
    pairs = [("QĐ-UBND", "QD-UBND"), ("KH-UBND", "KH-UBN"), ("KH-UBND", "KH-PTP"), ("KH-UBND", "BC-UBND")]
    assert [same_symbol(*pair) for pair in pairs] == [True, True, False, False]


def test_words_are_compared_without_marks() -> None:
    likeness = Words.of("Phát động thi đua 2022").likeness(Words.of("phat dong THI ĐUA 2022"))
    assert (likeness.pairs, likeness.is_one) == (1.0, True)

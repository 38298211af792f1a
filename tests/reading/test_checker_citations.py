"""Citations against labelled passages: precision and recall, issuers, titles, and what they resolve to."""

from __future__ import annotations

import pytest

from tests.reading.checker_score import Case, Score, cases, issuers, numbers, titles

CLEAN = [case for case in cases() if case.citations is not None and not case.scan]
SCANS = [case for case in cases() if case.citations is not None and case.scan]


def scored(of: list[Case], key) -> Score:
    score = Score()
    for case in of:
        score.add(case.name, key(case.citations), key(case.cited()))
    return score


def test_numbers_on_clean_text() -> None:
    score = scored(CLEAN, numbers)
    assert score.expected > 80
    assert (score.precision >= 0.97, score.recall >= 0.97) == (True, True), score


def test_issuers_as_printed() -> None:
    score = scored(CLEAN, issuers)
    assert (score.precision >= 0.97, score.recall >= 0.97) == (True, True), score


def test_titles_up_to_their_real_end() -> None:
    score = scored(CLEAN, titles)
    assert (score.precision >= 0.95, score.recall >= 0.95) == (True, True), score


def test_numbers_on_bad_scans_none_invented() -> None:
    score = scored(SCANS, lambda rows: [row[1:2] for row in numbers(rows)])
    assert (score.precision, score.recall >= 0.6) == (1.0, True), score


@pytest.mark.parametrize("case", [case for case in CLEAN if case.resolved], ids=lambda case: case.name)
def test_issuers_resolve_from_the_paper_s_own_place(case: Case) -> None:
    assert [one.issuer_resolved for one in case.cited()] == case.resolved


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case.name)
def test_quotes_are_the_exact_words(case: Case) -> None:
    text = " ".join(case.source.replace("*", "").split())
    for one in case.cited():
        assert one.quote in text
        assert one.number in one.quote


def test_kinds_symbols_and_days_survive_a_scan() -> None:
    score = scored(SCANS, numbers)
    assert (score.precision >= 0.9, score.recall >= 0.9) == (True, True), score

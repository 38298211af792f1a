"""Targets, obligations, movements and findings against whole labelled papers, the three real plans among them."""

from __future__ import annotations

import pytest

from tests.reading.checker_score import Case, Score, cases, obligations, targets

PAPERS = [case for case in cases() if case.paper or case.sample]


def scored(what: str, key) -> Score:
    score = Score()
    for case in PAPERS:
        if getattr(case, what) is not None:
            score.add(case.name, key(getattr(case, what)), key(getattr(case.reading(), what)))
    return score


def test_targets() -> None:
    score = scored("targets", targets)
    assert score.expected > 20
    assert (score.precision >= 0.85, score.recall >= 0.85) == (True, True), score


def test_obligations() -> None:
    score = scored("obligations", obligations)
    assert score.expected > 30
    assert (score.precision >= 0.85, score.recall >= 0.85) == (True, True), score


@pytest.mark.parametrize("case", [case for case in PAPERS if case.movements is not None], ids=lambda case: case.name)
def test_movements(case: Case) -> None:
    assert list(case.reading().movements) == case.movements


@pytest.mark.parametrize("case", [case for case in PAPERS if case.findings is not None], ids=lambda case: case.name)
def test_findings_are_those_that_a_careful_reader_makes(case: Case) -> None:
    assert [found.code for found in case.reading().findings] == case.findings

"""Every labelled paper in every layout, held against its labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import pytest

from documents.text.reader import read_file
from tests.documents.rendering.test_word import convert
from tests.reading.cases import Case, load
from tests.reading.layouts import FILES, TEXTS, word_file
from tests.reading.scorer import Score, score
from tests.services import needs_soffice

CASES = load()
SET = [case for case in CASES if not case.text]
AS_THEY_CAME = [case for case in CASES if case.text]
soffice = needs_soffice()


def read(case: Case, name: str, data: bytes) -> Score:
    """The score of one file."""
    return score(case, read_file(name, data).as_json())


def hold(scores: Sequence[Score], names: Sequence[str]) -> None:
    """The goals: no field of a header wrong, few missing, labels and recipients nearly all."""
    assert {name: found.wrong for name, found in zip(names, scores, strict=True) if found.wrong} == {}
    assert mean(found.header for found in scores) >= 0.97
    assert mean(found.sections for found in scores) >= 0.97
    assert mean(found.recipients for found in scores) >= 0.95
    assert {name: found.signature for name, found in zip(names, scores, strict=True) if found.signature} == {}


def test_there_are_enough_papers_of_many_kinds_and_years() -> None:
    assert len(CASES) >= 25
    assert len({case.header["kind"] for case in CASES}) >= 9
    assert len({case.header["date"][:4] for case in CASES if "date" in case.header}) >= 9


@pytest.mark.parametrize("layout", TEXTS)
def test_a_layout_is_read_as_labelled(layout: str) -> None:
    name = FILES.get(layout, "a.txt")
    hold([read(case, name, TEXTS[layout](case).encode()) for case in SET], [case.name for case in SET])


def test_papers_are_read_as_labelled_with_the_damage_they_came_with() -> None:
    scores = [read(case, case.file, case.text.encode()) for case in AS_THEY_CAME]
    hold(scores, [case.name for case in AS_THEY_CAME])


def test_word_files_are_read_as_labelled() -> None:
    hold([read(case, "a.docx", word_file(case)) for case in SET], [case.name for case in SET])


@soffice
def test_pdf_files_are_read_as_labelled(tmp_path: Path) -> None:
    for case in SET:
        (tmp_path / f"{case.name}.docx").write_bytes(word_file(case))
    convert(tmp_path)
    files = [(tmp_path / f"{case.name}.pdf").read_bytes() for case in SET]
    hold([read(case, "a.pdf", data) for case, data in zip(SET, files, strict=True)], [case.name for case in SET])


def test_a_wrong_reading_would_be_told() -> None:
    case = SET[0]
    other = score(case, read_file("a.txt", TEXTS["typed"](SET[1]).encode()).as_json())
    assert len(other.wrong) >= 5
    assert other.sections < 0.97
    assert other.recipients < 0.5

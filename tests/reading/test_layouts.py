"""Every labelled paper in every layout, held against its labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import pytest

from documents.text.reader import read_file
from documents.text.titles import title_key
from tests.documents.rendering.test_word import convert
from tests.reading.cases import Case, load
from tests.reading.checker_score import Score as Counts
from tests.reading.layouts import FILES, TEXTS, numbered_word_file, word_file
from tests.reading.layouts_rough import ROUGH, ROUGH_FILES, boxed_word_file
from tests.reading.layouts_sites import SITE_FILES, SITES, saved_page
from tests.reading.scorer import Score, aimed, cited, obliged, score, titled
from tests.services import needs_soffice

CASES = load()
SET = [case for case in CASES if not case.text]
AS_THEY_CAME = [case for case in CASES if case.text]
MAKERS = TEXTS | ROUGH | SITES
NAMES = FILES | ROUGH_FILES | SITE_FILES
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


@pytest.mark.parametrize("layout", MAKERS)
def test_a_layout_is_read_as_labelled(layout: str) -> None:
    name = NAMES.get(layout, "a.txt")
    hold([read(case, name, MAKERS[layout](case).encode()) for case in SET], [case.name for case in SET])


def test_papers_are_read_as_labelled_with_the_damage_they_came_with() -> None:
    scores = [read(case, case.file, case.text.encode()) for case in AS_THEY_CAME]
    hold(scores, [case.name for case in AS_THEY_CAME])


def test_word_files_are_read_as_labelled() -> None:
    hold([read(case, "a.docx", word_file(case)) for case in SET], [case.name for case in SET])


def test_word_files_of_many_hands_are_read_as_labelled() -> None:
    hold([read(case, "a.docx", boxed_word_file(case)) for case in SET], [case.name for case in SET])


def test_word_files_saved_from_web_pages_are_read_as_labelled() -> None:
    hold([read(case, "a.docx", saved_page(case)) for case in SET], [case.name for case in SET])


@soffice
def test_pdf_files_are_read_as_labelled(tmp_path: Path) -> None:
    for case in SET:
        (tmp_path / f"{case.name}.docx").write_bytes(word_file(case))
    convert(tmp_path)
    files = [(tmp_path / f"{case.name}.pdf").read_bytes() for case in SET]
    hold([read(case, "a.pdf", data) for case, data in zip(SET, files, strict=True)], [case.name for case in SET])


# What LibreOffice prints of other files: columns parted by tabs or spaces, a head in boxes, a web page.
PRINTED = ("numbered", "spaces", "boxed", "page")


@soffice
def test_pdf_files_of_many_makers_are_read_as_labelled(tmp_path: Path) -> None:
    for case in SET:
        (tmp_path / f"numbered-{case.name}.docx").write_bytes(numbered_word_file(case))
        (tmp_path / f"boxed-{case.name}.docx").write_bytes(boxed_word_file(case, changes=False))
        (tmp_path / f"spaces-{case.name}.txt").write_text(f"\ufeff{TEXTS['spaces'](case)}")
        (tmp_path / f"page-{case.name}.html").write_text(TEXTS["web page"](case))
    convert(tmp_path, "*.docx", "*.txt", "*.html")
    for maker in PRINTED:
        # LibreOffice counts the first level of a letter's list from 2.
        files = [(tmp_path / f"{maker}-{case.name}.pdf").read_bytes() for case in SET]
        hold([read(case, "a.pdf", data) for case, data in zip(SET, files, strict=True)], [case.name for case in SET])


def test_a_wrong_reading_would_be_told() -> None:
    case = SET[0]
    other = score(case, read_file("a.txt", TEXTS["typed"](SET[1]).encode()).as_json())
    assert len(other.wrong) >= 5
    assert other.sections < 0.97
    assert other.recipients < 0.5


# Scans whose words are guesses: of them only the numbers of cited papers are held against labels.
UNREADABLE = (
    "26-ban-quet-xau", "29-ban-quet-mat-dau", "162-ban-quet-may-tieng-anh", "164-ban-quet-so-lan-chu",
    "165-ban-quet-nat", "176-ban-quet-xeo-dong-nat",
)  # fmt: skip


def found_in(layout: str) -> dict[str, Counts]:
    """Citations, aims and tasks of every case in one layout, papers with damage of their own as they came."""
    counts = {name: Counts() for name in ("citations", "titles", "targets", "obligations")}
    for case in CASES:
        if case.name in UNREADABLE or (case.text and layout != "typed"):
            continue
        name, text = (case.file, case.text) if case.text else (NAMES.get(layout, "a.txt"), MAKERS[layout](case))
        reading = read_file(name, text.encode()).as_json()
        for what, form in (("citations", cited), ("targets", aimed), ("obligations", obliged)):
            counts[what].add(case.name, getattr(case, what), form(reading))
        if case.titles is not None:
            counts["titles"].add(case.name, map(title_key, case.titles), map(title_key, titled(reading)))
    return counts


@pytest.mark.parametrize("layout", MAKERS)
def test_citations_aims_and_tasks_are_those_of_the_labels(layout: str) -> None:
    counts = found_in(layout)
    assert min(counts["citations"].precision, counts["citations"].recall) >= 0.97, counts["citations"]
    assert min(counts["titles"].precision, counts["titles"].recall) >= 0.97, counts["titles"]
    assert min(counts["targets"].precision, counts["targets"].recall) >= 0.93, counts["targets"]
    assert min(counts["obligations"].precision, counts["obligations"].recall) >= 0.93, counts["obligations"]


def test_no_number_of_a_cited_paper_is_invented_in_a_scan() -> None:
    counts = Counts()
    for case in CASES:
        if case.name in (*UNREADABLE, "44-ban-quet-2013"):
            reading = read_file(case.file, case.text.encode()).as_json()
            numbers = [one["number"] for one in reading["citations"]]
            counts.add(case.name, [one.split("|")[1] for one in case.citations], numbers)
    assert (counts.precision, counts.recall >= 0.6) == (1.0, True), counts


def test_word_files_with_automatic_numbers_are_read_as_labelled() -> None:
    scores = [read(case, "a.docx", numbered_word_file(case)) for case in SET]
    hold(scores, [case.name for case in SET])

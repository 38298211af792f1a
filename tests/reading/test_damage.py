"""Damaged and random files end fast, in little room, with JSON or with a sentence.

300 of them by default; ``READER_DAMAGE=10000`` for all, each a seed of its own.
"""

from __future__ import annotations

import gc
import io
import json
import os
import resource
import time
import tracemalloc

import pikepdf
import pytest

from documents.rendering.from_reading import paper_from
from documents.rendering.sandbox import Renderer
from documents.text.light import parse_body, print_body
from documents.text.reader import read_file, read_text
from documents.text.reading import ReadingError
from tests.pace import pace
from tests.reading.cases import load
from tests.reading.damage import any_file
from tests.reading.layouts import TEXTS, typed

MANY = int(os.environ.get("READER_DAMAGE", "300"))
SECONDS = 2.0
BYTES = 200_000_000
CASES = load()


@pytest.fixture(scope="module")
def pdfs(renderer: Renderer) -> list[bytes]:
    """A few sound PDF files to spoil."""
    papers = [paper_from(read_text(typed(case))) for case in CASES if not case.text][:3]
    return [renderer.render(paper, "pdf") for paper in papers]


def test_damaged_files_give_json_or_a_sentence(pdfs: list[bytes]) -> None:
    slow: dict[int, float] = {}
    read = 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in range(MANY):
        name, data = any_file(seed, CASES, pdfs)
        started = time.process_time()
        try:
            reading = read_file(name, data)
            json.dumps(reading.as_json(), ensure_ascii=False).encode()
            read += 1
        except ReadingError as error:
            assert str(error)[0].isupper() and str(error).endswith("."), (seed, str(error))
            reading = None
        if time.process_time() - started > SECONDS * pace():
            slow[seed] = time.process_time() - started
        if reading is not None and seed % 5 == 0:
            assert parse_body(print_body(reading.body)) == reading.body, seed
    assert slow == {}
    assert read > 0.4 * MANY
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < BYTES


def test_one_paper_takes_little_room() -> None:
    text = TEXTS["scraped"](next(case for case in CASES if not case.text)) * 40
    read_text(text)
    gc.collect()
    tracemalloc.start()
    read_text(text)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 40_000_000


@pytest.mark.parametrize("layout", ["typed", "scraped", "wrapped", "markdown", "web page"])
def test_time_grows_with_the_length_and_not_faster(layout: str) -> None:
    text = TEXTS[layout](next(case for case in CASES if not case.text))
    name = "a.html" if layout == "web page" else "a.txt"

    def seconds(times: int) -> float:
        data = (text * times).encode()
        best = 99.0
        for _ in range(2):
            started = time.process_time()
            read_file(name, data)
            best = min(best, time.process_time() - started)
        return best

    seconds(2)
    assert seconds(160) < 4 * 2.2 * seconds(40)


def test_a_pdf_that_unpacks_to_a_flood_is_refused_at_once() -> None:
    line = b"BT /F1 12 Tf 50 700 Td (Phat dong phong trao thi dua) Tj ET\n"
    pdf, buffer = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(line * (60_000_000 // len(line)))
    pdf.save(buffer)
    started = time.process_time()
    with pytest.raises(ReadingError, match=r"^Tệp PDF có cấu trúc bất thường"):
        read_file("a.pdf", buffer.getvalue())
    assert len(buffer.getvalue()) < 500_000
    assert time.process_time() - started < SECONDS * pace()


PAGES = {
    "nested blocks": b"<div>" * 60_000 + b"A",
    "nested tables": b"<table><tr><td>" * 20_000 + b"A",
    "nested lists": b"<ul><li>" * 20_000 + b"A",
    "hidden in hidden": b"<div style='display:none'>" * 20_000,
    "cells": b"<table><tr>" + b"<td>A</td>" * 50_000 + b"</tr></table>",
    "breaks": b"<br>" * 200_000,
    "open brackets": b"<" * 300_000,
    "comments": b"<!--" * 200_000,
    "items never closed": b"<ul>" + b"<li>A" * 5_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_made_to_be_slow_end_soon(name: str) -> None:
    started = time.process_time()
    try:
        read_file("a.html", PAGES[name])
    except ReadingError as error:
        assert str(error).endswith(".")
    assert time.process_time() - started < SECONDS * pace()

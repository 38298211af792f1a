"""How long reading a plan takes, beside what only takes the letters out of the same file.

    .venv/bin/python -m benchmarks.reading [--repeat 15] [--json]

The plan is read as .txt, .md, .html, .docx and .pdf: header, sections, recipients, citations, findings and all.
The rivals hand over plain text and nothing else: python-docx's own paragraphs, pdfminer.six, the page's words by
pdfplumber, html.parser. Ratios are of medians of CPU time, taken in turns in one run.
"""

from __future__ import annotations

import argparse
import gc
import html
import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import docx
import pdfplumber
from pdfminer.high_level import extract_text

from documents.rendering.from_reading import paper_from
from documents.rendering.sandbox import Renderer
from documents.text.reader import read_file, read_text

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "thidua" / "demo" / "documents" / "ke-hoach-tp-tay-ninh-2023.txt"
#: The goal: milliseconds of CPU for a plan of six pages.
LIMIT = 100.0


def files() -> dict[str, bytes]:
    """The plan in each kind of file; Word and PDF come from the program's renderer."""
    text = PLAN.read_text("utf-8")
    page = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line)
    paper = paper_from(read_text(text))
    renderer = Renderer()
    try:
        return {
            "txt": text.encode(),
            "md": text.encode(),
            "html": f"<html><body><div>{page}</div></body></html>".encode(),
            "docx": renderer.render(paper, "docx"),
            "pdf": renderer.render(paper, "pdf"),
        }
    finally:
        renderer.close()


class _Letters(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def _html_letters(data: bytes) -> str:
    parser = _Letters()
    parser.feed(data.decode())
    return "".join(parser.found)


RIVALS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "python-docx paragraphs": ("docx", lambda data: [part.text for part in docx.Document(io.BytesIO(data)).paragraphs]),
    "pdfminer.six text": ("pdf", lambda data: extract_text(io.BytesIO(data))),
    "pdfplumber words": (
        "pdf",
        lambda data: [page.extract_words() for page in pdfplumber.open(io.BytesIO(data)).pages],
    ),
    "html.parser text": ("html", _html_letters),
}


def measure(repeat: int) -> dict[str, object]:
    """Medians in milliseconds of CPU, and each rival's time as a multiple of the reader's for the same file."""
    data = files()
    tasks: dict[str, Callable[[], object]] = {
        kind: (lambda kind=kind: read_file(f"a.{kind}", data[kind]).as_json()) for kind in data
    }
    tasks |= {name: (lambda run=run, kind=kind: run(data[kind])) for name, (kind, run) in RIVALS.items()}
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(repeat):
        for name, task in tasks.items():
            gc.collect()
            started = time.process_time()
            task()
            times[name].append((time.process_time() - started) * 1000)
    medians = {name: round(statistics.median(found), 1) for name, found in times.items()}
    ratios = {name: round(medians[name] / medians[kind], 2) for name, (kind, _) in RIVALS.items()}
    slow = [kind for kind in data if medians[kind] > LIMIT]
    return {"repeat": repeat, "cpu_ms": medians, "times_the_reader": ratios, "limit_ms": LIMIT, "over_limit": slow}


def main() -> int:
    """Measure and print; 1 when a kind of file takes longer than the goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.repeat)
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for name, median in found["cpu_ms"].items():  # type: ignore[attr-defined]
            ratio = found["times_the_reader"].get(name)  # type: ignore[attr-defined]
            print(f"{name:24} {median:8.1f} ms" + (f"   {ratio} × the reader" if ratio else ""))
    return 1 if found["over_limit"] else 0


if __name__ == "__main__":
    sys.exit(main())

"""What reading many uploaded plans costs a worker: its memory after 100 … 1,000 files, and files per second.

    .venv/bin/python -m benchmarks.batch --files 1000 [--json]

The worker reads in a warm child process that is replaced after its share of files (``documents.sandbox``); the rival
reads the same files in its own process (``read_file`` in a loop), as a program without the child would. Each has a
process of its own; they take turns of 100 files. Files are Word and PDF from this program's renderer, web pages and
text, and one in fifty is a broken PDF. Memory is resident, of the process and of its children.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.reading import files
from documents.sandbox.reading import Reader
from documents.text.reader import read_file
from documents.text.reading import ReadingError

ROOT = Path(__file__).resolve().parents[1]
STEP = 100
LONGEST = 450_000
BROKEN = b"%PDF-1.7\n%%EOF\n"
# What a worker may grow by between its first hundred files and its last, in MB: it must not grow with the files.
GROWTH = 40.0


def megabytes() -> float:
    """Resident memory of this process and of its children."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in [os.getpid(), *children])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def serve(way: str) -> None:
    """Reads STEP files each time a line comes in; answers with seconds taken, megabytes and how many were refused."""
    plans = {kind: (f"a.{kind}", data) for kind, data in files().items()}
    order = [plans["docx"], plans["pdf"], plans["txt"], plans["html"]]
    reader = Reader()
    read: Callable[[str, bytes], object] = read_file
    if way == "child":

        def read(name: str, data: bytes) -> object:
            return reader.read(name, data, longest=LONGEST)

    count = 0
    print("ready", flush=True)
    for _ in sys.stdin:
        refused, started = 0, time.perf_counter()
        for _ in range(STEP):
            count += 1
            name, data = ("a.pdf", BROKEN) if count % 50 == 0 else order[count % 4]
            try:
                read(name, data)
            except ReadingError:
                refused += 1
        taken = time.perf_counter() - started
        print(json.dumps({"seconds": round(taken, 3), "mb": round(megabytes(), 1), "refused": refused}), flush=True)
    reader.close()


def measure(total: int) -> dict[str, object]:
    """Both ways over ``total`` files each."""
    ways = {
        way: subprocess.Popen(
            [sys.executable, "-m", "benchmarks.batch", "--serve", way],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for way in ("child", "one process")
    }  # fmt: skip
    steps: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for process in ways.values():
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for _ in range(total // STEP):
        for way, process in ways.items():
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write("\n")
            process.stdin.flush()
            steps[way].append(json.loads(process.stdout.readline()))
            print(f"{len(steps[way]) * STEP:5} {way:12} {steps[way][-1]}", file=sys.stderr, flush=True)
    for process in ways.values():
        process.communicate()
    return {
        "files": total,
        "ways": {
            way: {
                "files_per_second": round(total / sum(step["seconds"] for step in found), 1),
                "mb_after_each_hundred": [step["mb"] for step in found],
                "growth_mb": round(found[-1]["mb"] - found[0]["mb"], 1),
                "refused": sum(step["refused"] for step in found),
            }
            for way, found in steps.items()
        },
        "limit_growth_mb": GROWTH,
    }


def main() -> int:
    """Measure and print; 1 when the worker grows with the files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", choices=["child", "one process"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return 0
    found = measure(options.files)
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for way, figures in found["ways"].items():  # type: ignore[attr-defined]
            print(f"{way:12} {figures['files_per_second']:6.1f} files/s, grew by {figures['growth_mb']} MB")
            print(f"{'':12} MB after each hundred: {figures['mb_after_each_hundred']}")
    return 1 if found["ways"]["child"]["growth_mb"] > GROWTH else 0  # type: ignore[index]


if __name__ == "__main__":
    sys.exit(main())

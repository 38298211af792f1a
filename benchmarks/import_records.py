"""A history of 20,000 awards end to end: the program as ``manage.py serve`` starts it, a workbook, a clerk, one worker.

    .venv/bin/python -m benchmarks.import_records --people 4000 --years 5 --json

On the embedded database. The people come in first, by the same way. Told are the seconds by the clock from each
request to the end of the work behind it, the slowest request meanwhile, and the peak memory of web and worker.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.import_jobs import Clerk, book, peaks
from tests.awards.books import award, workbook
from tests.e2e.site import start_site
from tests.organizations.imports.books import person_rows, unit_rows

UNITS = 200
NEW = "/quan-tri/nhap-excel/moi/"
TITLES = ("LĐTT", "CSTĐCS", "Giấy khen")


def awards(people: int, years: int) -> bytes:
    """An award of each of the people in each year; the names are those of ``benchmarks.import_jobs.book``."""
    rows = []
    for number, (name, unit, *_) in enumerate(person_rows(unit_rows(UNITS), people)):
        family, _, rest = name.partition(" ")
        name = f"{family} An {rest}"
        for back in range(years):
            year = 2025 - back
            fields = {"number": f"{number + 1}/QĐ-UBND", "decided_on": date(year, 12, 1 + number % 28),
                      "authority": "Chủ tịch UBND thành phố"}  # fmt: skip
            rows.append(award(name, TITLES[(number + back) % 3], year, unit, **fields))
    return workbook(awards=rows)


def measure(people: int, years: int, folder: Path) -> dict[str, Any]:
    """Through the running program."""
    site = start_site(folder, before=[("migrate", "-v0"), ("scale", "--units", "4", "--people", "0", "--years", "1")])
    try:
        clerk = Clerk(site)
        field = re.search(r'<input[^>]* name="unit"[^>]*>', clerk.open(NEW)[1])
        found = re.search(r' value="([^"]+)"', field[0] if field else "")
        assert found is not None, field
        path, _ = clerk.send(NEW, {"unit": found[1]}, book(UNITS, people))
        assert "Có thể ghi" in clerk.wait(path)
        clerk.send(f"{path}ghi/", {}, page=path)
        assert "Đã ghi" in clerk.wait(path)
        data, took = awards(people, years), {}
        clerk.slowest = 0.0

        def step(name: str, act: Any, says: str) -> str:
            begun = time.perf_counter()
            at, _ = act()
            text = clerk.wait(at)
            assert says in text, (name, text[-3000:])
            took[name] = round(time.perf_counter() - begun, 2)
            return str(at)

        fields = {"unit": found[1], "kind": "khen_thuong"}
        path = step("đọc, kiểm tra", lambda: clerk.send(NEW, fields, data), "Có thể ghi vào chương trình.")
        step("ghi", lambda: clerk.send(f"{path}ghi/", {}, page=path), "Đã ghi")
        step("hoàn tác", lambda: clerk.send(f"{path}hoan-tac/", {}, page=path), "Đã hoàn tác")
        took["yêu cầu lâu nhất"] = round(clerk.slowest, 2)
        return {
            "rows": people * years,
            "load": os.getloadavg()[0],
            "seconds": took,
            "peak_mb": peaks(site.process.pid),
        }
    finally:
        site.stop()


def main() -> None:
    """Reads the command line, measures, prints."""
    parser = argparse.ArgumentParser(prog="benchmarks.import_records", description=__doc__)
    parser.add_argument("--people", type=int, default=3_999)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(asked.people, asked.years, Path(folder))
    if asked.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return
    for name, seconds in result["seconds"].items():
        print(f"  {name:28}{seconds:>9.2f} s")
    print("  bộ nhớ cao nhất:", ", ".join(f"{key} {value} MB" for key, value in result["peak_mb"].items()))


if __name__ == "__main__":
    main()

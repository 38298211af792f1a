"""How long an import from Excel takes: 200 units and 3,000 people, read, checked, committed and undone.

    .venv/bin/python -m benchmarks.imports --units 200 --people 3000 --repeat 5 --json

It runs in a database of its own, made beside the configured one (SQLite, or PostgreSQL by ``DATABASE_URL``) and dropped
at the end. Figures are medians in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from organizations.actions.batch import decide, read_batch  # noqa: E402
from organizations.actions.batch_commit import commit_batch, undo_batch  # noqa: E402
from organizations.imports.workbook import read_workbook  # noqa: E402
from organizations.queries.imports import check_batch  # noqa: E402
from tests.cast import Cast  # noqa: E402
from tests.organizations.imports.books import office, workbook  # noqa: E402


def measure(units: int, people: int, repeat: int) -> dict[str, dict[str, float]]:
    """Median milliseconds per step, by the clock and of this process's own time."""
    cast, data = Cast(), workbook(*office(units, people))
    spent: dict[str, list[tuple[float, float]]] = {}

    def timed(step: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        wall, cpu = time.perf_counter(), time.process_time()
        result = work(*args, **kwargs)
        took = (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
        spent.setdefault(step, []).append(took)
        return result

    for _ in range(repeat):
        timed("read", read_workbook, "a.xlsx", data)
        batch = timed("store", read_batch, unit=cast.city, by=cast.clerk, file_name="a.xlsx", data=data)
        checked = timed("check", check_batch, batch)
        decide(batch=batch, choices={doubt.key: "moi" for doubt in checked.doubts}, by=cast.clerk)
        batch = timed("commit", commit_batch, batch=batch, by=cast.clerk)
        timed("undo", undo_batch, batch=batch, by=cast.clerk)
    return {
        step: {"wall": round(statistics.median(wall), 1), "own_cpu": round(statistics.median(cpu), 1)}
        for step, (wall, cpu) in ((step, zip(*values, strict=True)) for step, values in spent.items())
    }


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    old = setup_databases(verbosity=0, interactive=False)
    try:
        found = measure(asked.units, asked.people, asked.repeat)
    finally:
        teardown_databases(old, verbosity=0)
    result = {"database": connection.vendor, "units": asked.units, "people": asked.people, "milliseconds": found}
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print(f"{connection.vendor}, {asked.units} units, {asked.people} people")
        for step, value in found.items():
            print(f"  {step:8} {value['wall']:8.1f} ms by the clock, {value['own_cpu']:8.1f} ms of its own")
    return 0


if __name__ == "__main__":
    sys.exit(main())

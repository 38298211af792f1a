"""How fast the coverage board is, and how it grows from 30 to 300 units.

    .venv/bin/python -m benchmarks.cascade --units 30,300 --items 200 --years 3 --repeat 7

Every size has a database of its own in a temporary folder: the large data set of ``thidua/scale`` with so many units
below the city, and for each year a plan of the city with its items, a plan of each unit with 60, and answers to nine
items in ten. The reader is the city's clerk, the board that of the last year. Server time is that of the whole
request through all middleware, median of the repeats, by the clock and of the process alone ("xử lý", which a busy
machine does not change), with the number of queries. Beside it, in the same run: a page that does nothing, and the
naive board, which asks for each cell of the first page by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.register import median_ms

TOO_MANY_QUERIES, MOST_MS = 12, 300
OWN_ITEMS = 60


def build(units: int, items: int, years: int) -> tuple[Any, Any]:
    """The city's plan of the last year, and the city's clerk."""
    from django.db import connection, transaction

    from campaigns.models import Plan
    from organizations.models import User
    from thidua.scale.build import LAST_YEAR, build_scale
    from thidua.scale.cascade import build_cascade

    with transaction.atomic():
        build_scale(units=units + 1, people=2 * units + 4, years=years)
        build_cascade(items=items, own_items=OWN_ITEMS, random=Random(units))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Plan.objects.get(depth=1, year=LAST_YEAR), User.objects.get(username="dv0")


def pages(plan: Any) -> dict[str, str]:
    """The requests that are measured, by name."""
    board, item = f"/ke-hoach/{plan.pk}/do-phu/", plan.items.first().pk
    return {
        "bảng: trang đầu": board,
        "bảng: đơn vị và mục ở giữa": f"{board}?cot=3&hang=3",
        "bảng: nhiệm vụ giao": f"{board}?muc=nhiem-vu",
        "bảng: có chỉ tiêu": f"{board}?muc=chi-tieu",
        "bảng: có ô nguyên văn": f"{board}?trang_thai=nguyen-van",
        "bảng: trả lời ít đứng trước": f"{board}?sap=it&sap_muc=it",
        "bảng: tìm đơn vị": f"{board}?tim=phong",
        "theo đơn vị": f"{board}?xem=don-vi",
        "theo đơn vị: nguyên văn nhiều": f"{board}?xem=don-vi&sap=chep",
        "một mục": f"/ke-hoach/muc/{item}/",
        "nơi nhận của văn bản": f"/van-ban/{plan.document_id}/noi-nhan/",
        "việc chậm": "/ke-hoach/cham/",
        "việc chậm: theo đơn vị": "/ke-hoach/cham/?xem=don-vi",
        "mục của văn bản": f"/ke-hoach/{plan.pk}/muc/",
        "chỉ tiêu của văn bản": f"/ke-hoach/{plan.pk}/chi-tieu/",
    }


def naive_board(plan: Any) -> Callable[[], Any]:
    """Each cell of the first page (50 units × 40 items) by a query of its own; counts and drawing not even done."""
    from campaigns.models import ItemAnswer, Plan

    def run() -> list[Any]:
        units = list(Plan.objects.filter(parent=plan).order_by("document__owner__protocol_order")[:50])
        items = list(plan.items.standing()[:40])
        return [ItemAnswer.objects.filter(plan=own, parent_item=item).first() for own in units for item in items]

    return run


def one_size(units: int, items: int, years: int, repeat: int) -> dict[str, Any]:
    """Builds and measures one size in this process, whose database is new."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    plan, clerk = build(units, items, years)
    built = time.perf_counter() - begun
    client = Client()
    client.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def ask(address: str) -> Callable[[], Any]:
        def run() -> None:
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)

        return run

    asked = pages(plan)
    found = {name: median_ms(ask(address), repeat) for name, address in asked.items()}
    found["Excel của cả bảng"] = median_ms(ask(f"/ke-hoach/{plan.pk}/do-phu/excel/"), max(1, repeat // 3))
    found["đối chứng: trang trống (hướng dẫn)"] = median_ms(ask("/huong-dan/"), repeat)
    found["đối chứng: từng ô một câu hỏi"] = median_ms(naive_board(plan), 1)
    queries = {}
    for name, address in asked.items():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries[name] = len(captured)
    return {
        "units": units,
        "build_s": round(built, 1),
        "queries": queries,
        "ms": {name: clock for name, (clock, _) in found.items()},
        "cpu_ms": {name: own for name, (_, own) in found.items()},
    }


def measure(sizes: list[int], items: int, years: int, repeat: int) -> dict[str, Any]:
    """Every size in a process and a folder of its own."""
    results = []
    for units in sizes:
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": "", "REDIS_URL": ""}
            command = [sys.executable, "-m", "benchmarks.cascade", "--one", str(units), "--items", str(items)]
            command += ["--years", str(years), "--repeat", str(repeat)]
            done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
            results.append(json.loads(done.stdout))
    first, last = results[0]["cpu_ms"], results[-1]["cpu_ms"]
    slow = [name for name in last if not name.startswith(("đối chứng", "Excel")) and last[name] > MOST_MS]
    many = [name for name, count in results[-1]["queries"].items() if count >= TOO_MANY_QUERIES]
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]},
        "items": items,
        "years": years,
        "sizes": results,
        "growth": {name: round(last[name] / first[name], 2) for name in last},
        "over_300_ms": slow,
        "from_12_queries": many,
    }


def print_table(result: dict[str, Any]) -> None:
    """The figures for people."""
    print("{items} mục × đơn vị × {years} năm".format(**result))
    heads = "".join(f"{one['units']:>9} đv {'xử lý':>10} {'câu hỏi':>8}" for one in result["sizes"])
    print(f"{'trang':38}{heads}{'tăng':>8}")
    for name, growth in result["growth"].items():
        cells = "".join(
            f"{one['ms'][name]:>9} ms {one['cpu_ms'][name]:>7} ms {one['queries'].get(name, ''):>7}"
            for one in result["sizes"]
        )
        print(f"{name:38}{cells}{growth:>8}")
    print("quá 300 ms xử lý:", ", ".join(result["over_300_ms"]) or "không")
    print("từ 12 câu hỏi trở lên:", ", ".join(result["from_12_queries"]) or "không")


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.cascade", description=__doc__)
    parser.add_argument("--units", default="30,300")
    parser.add_argument("--items", type=int, default=200)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(one_size(options.one, options.items, options.years, options.repeat), ensure_ascii=False))
        return
    sizes = [int(size) for size in options.units.split(",")]
    result = measure(sizes, options.items, options.years, max(1, options.repeat))
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print_table(result)


if __name__ == "__main__":
    main()

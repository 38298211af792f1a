"""How fast the search in all texts is, and how it grows from 10,000 to 100,000 papers.

    .venv/bin/python -m benchmarks.search --sizes 10000,100000 --repeat 5 --json

Every size is the large data set of ``manage.py scale`` (ten years of a city), in a temporary folder of its own, or in
the database that ``DATABASE_URL`` names (PostgreSQL; it must be empty, and one size only). Ten papers hold a word that
no other has, and every hundredth one that few have. Server time is that of the whole request through all middleware,
median of the repeats, by the clock and of this process alone ("xử lý", which a busy machine does not change; without
PostgreSQL's share). Beside it, in the same run: a page that does nothing, and the usual way: LIKE on every text.
Writing: one autosave of a plan of six pages, with and without keeping its words.
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
from pathlib import Path
from typing import Any

from benchmarks.register import median_ms, print_table

YEARS, LETTERS = 10, 9
PAGES = {
    "tìm: chữ hiếm (10 văn bản)": "tim=kimcuong",
    "tìm: chữ vừa (1 %)": "tim=hanhan",
    "tìm: hai chữ thường gặp": "tim=thi+dua",
    "tìm: sáu chữ thường gặp": "tim=bam+sat+nhiem+vu+chinh+tri",
    "tìm: cụm từ thường gặp": "tim=%22phong+trào+thi+đua%22",
    "tìm: cụm từ không có": "tim=%22đua+thi%22",
    "tìm: số ký hiệu": "tim=05/KH-UBND",
    "tìm: chữ thường gặp, loại một chữ": "tim=nhiem+vu+-hanhan",
    "tìm: chữ thường gặp trong căn cứ": "tim=thi+dua&phan=can-cu",
    "tìm: chữ thường gặp, một năm, theo ngày": "tim=thi+dua&nam=2020&sap=ngay",
    "tìm: chữ thường gặp, trang 20": "tim=thi+dua&trang=20",
    "tìm: không có": "tim=khongcochunay",
}


def build(size: int) -> None:
    """The papers, with their rare words; nothing where they are already."""
    from django.db import connection

    from documents.actions.document import keep_text
    from documents.models import Document
    from thidua.scale.build import build_scale

    if Document.objects.count() >= size:
        return
    units = max(4, size // (YEARS * LETTERS))
    build_scale(units=units, people=2 * units, years=YEARS)
    step = max(1, size // 1000)
    for number, paper in enumerate(Document.objects.order_by("pk")[:: 10 * step]):
        # Words only: the texts of issued papers are frozen.
        paper.body += "\nHanhan." + ("\nKimcuong." if number % 10 == 0 else "")
        keep_text(paper)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def one_size(size: int, repeat: int) -> dict[str, Any]:
    """Builds and measures one size in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from organizations.models import User

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    build(size)
    built = time.perf_counter() - begun
    clerk = User.objects.get(username="dv0")
    client = Client()
    client.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def ask(address: str) -> Callable[[], Any]:
        def run() -> None:
            assert client.get(address).status_code == 200, address

        return run

    found = {name: median_ms(ask(f"/van-ban/tim/?{query}"), repeat) for name, query in PAGES.items()}
    found["đối chứng: trang trống (hướng dẫn)"] = median_ms(ask("/huong-dan/"), repeat)
    found |= {name: median_ms(work, min(repeat, 3)) for name, work in rivals(clerk).items()}
    found |= {name: median_ms(work, repeat) for name, work in writing(clerk).items()}
    return {
        "size": size,
        "database": connection.vendor,
        "build_s": round(built, 1),
        "ms": {name: clock for name, (clock, _) in found.items()},
        "cpu_ms": {name: own for name, (_, own) in found.items()},
    }


def rivals(clerk: Any) -> dict[str, Callable[[], Any]]:
    """The usual way: LIKE on the texts as they are written, first page and COUNT(*); it minds tone marks."""
    from django.db.models import Q

    from documents.models import Document

    def like(*words: str) -> Callable[[], Any]:
        def run() -> Any:
            found = Document.objects.visible_to(clerk)
            for word in words:
                found = found.filter(Q(summary__icontains=word) | Q(body__icontains=word) | Q(bases__icontains=word))
            return list(found.order_by("-date", "-pk").values_list("pk")[:10]), found.count()

        return run

    return {
        "đối chứng: LIKE, chữ hiếm": like("kimcuong"),
        "đối chứng: LIKE, hai chữ thường gặp": like("thi", "đua"),
    }


def writing(clerk: Any) -> dict[str, Callable[[], Any]]:
    """An autosave, and its share for the words."""
    import uuid
    from dataclasses import replace

    from documents.actions.document import Content, create_draft, keep_text, save_draft
    from documents.models.document_text import columns_of

    plan = Path("thidua/demo/documents/ke-hoach-tp-tay-ninh-2023.txt").read_text(encoding="utf-8")
    content = Content(summary="Đo lúc lưu", body=plan)
    unit = clerk.assignments()[0].unit
    state = {"paper": create_draft(issuer=unit, kind="KH", content=content, by=clerk, creation_key=uuid.uuid4())}

    def save() -> None:
        paper = state["paper"]
        body = f"{plan}\nLần {paper.version}."
        changed = replace(content, body=body)
        state["paper"] = save_draft(document=paper, version=paper.version, content=changed, by=clerk, autosave=True)

    def keep() -> None:
        state["paper"].body = f"{plan}\nLượt {time.perf_counter_ns()}."
        keep_text(state["paper"])

    return {
        "ghi: tự lưu một kế hoạch 6 trang": save,
        "ghi: phần chữ để tìm trong đó": keep,
        "ghi: đọc ra từ (không ghi)": lambda: columns_of(state["paper"]),
    }


def measure(sizes: list[int], repeat: int) -> dict[str, Any]:
    """Every size in a process and a folder of its own."""
    results = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            environment = {"DATABASE_URL": "", **os.environ, "DATA_DIR": folder, "REDIS_URL": ""}
            command = [sys.executable, "-m", "benchmarks.search", "--one", str(size), "--repeat", str(repeat)]
            done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
            results.append(json.loads(done.stdout))
    first, last = results[0]["cpu_ms"], results[-1]["cpu_ms"]
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]},
        "repeat": repeat,
        "sizes": results,
        "growth": {name: round(last[name] / (first[name] or 0.1), 2) for name in last},
    }


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.search", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(one_size(options.one, options.repeat), ensure_ascii=False))
        return
    result = measure([int(size) for size in options.sizes.split(",")], max(1, options.repeat))
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print_table(result)


if __name__ == "__main__":
    main()

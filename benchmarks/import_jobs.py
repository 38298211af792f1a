"""A large import end to end: the program as ``manage.py serve`` starts it, a workbook of 20,000 rows, a clerk.

    .venv/bin/python -m benchmarks.import_jobs --units 500 --people 19000 --json

On the embedded database, one worker. Told are the seconds by the clock from each request to the end of the work behind
it, how long the slowest request took meanwhile, the page of the batch with its result, and the peak memory of the web
processes and of the worker. The rival, in the same run: everything inside the request, as before there was a worker;
of its page that means a check of the whole batch each time.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.e2e.site import Site, start_site
from tests.organizations.imports.books import person_rows, unit_rows, workbook
from thidua.demo.log_ins import PASSWORD

BUSY = 'id="tien-do"'
EXTRA = ("An", "Chi", "Diệu", "Gia")  # names of the rows of tests are all different up to 5,250
PAUSE = 0.5
PAGES = 7


def book(units: int, people: int) -> bytes:
    """A workbook without a fault: names that are all different."""
    rows = unit_rows(units)
    members = person_rows(rows, people)
    for number, member in enumerate(members):
        family, _, rest = member[0].partition(" ")
        member[0] = f"{family} {EXTRA[number // 5_250]} {rest}"
    return workbook(rows, members)


class Clerk:
    """Logged in over HTTP."""

    def __init__(self, site: Site) -> None:
        self.url = site.url
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.slowest = 0.0
        self.send("/dang-nhap/", {"username": "dv0", "password": PASSWORD})

    def open(self, path: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[str, str]:
        """Address and text of the answer."""
        begun = time.perf_counter()
        request = urllib.request.Request(f"{self.url}{path}", data, {"Referer": self.url, **(headers or {})})
        with self.opener.open(request, timeout=300) as answer:
            text = answer.read().decode()
            self.slowest = max(self.slowest, time.perf_counter() - begun)
            return str(answer.geturl()).removeprefix(self.url), text

    def send(self, path: str, fields: dict[str, str], file: bytes | None = None, page: str = "") -> tuple[str, str]:
        """Posts a form of ``page`` (default: of the same address)."""
        _, text = self.open(page or path)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        assert found is not None, path
        fields = {**fields, "csrfmiddlewaretoken": found[1]}
        if file is None:
            return self.open(path, urlencode(fields).encode())
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
                 for key, value in fields.items()]  # fmt: skip
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="ds.xlsx"\r\n\r\n'.encode()
        body = b"".join([*parts, head, file, f"\r\n--{mark}--\r\n".encode()])
        return self.open(path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def wait(self, path: str) -> str:
        """Looks at the page until no worker has the batch."""
        while BUSY in (text := self.open(path)[1]):
            time.sleep(PAUSE)
        return text


def with_worker(units: int, people: int, folder: Path) -> dict[str, Any]:
    """Through the running program."""
    site = start_site(folder, before=[("migrate", "-v0"), ("scale", "--units", "4", "--people", "0", "--years", "1")])
    try:
        clerk = Clerk(site)
        field = re.search(r'<input[^>]* name="unit"[^>]*>', clerk.open("/quan-tri/nhap-excel/moi/")[1])
        found = re.search(r' value="([^"]+)"', field[0] if field else "")
        assert found is not None, field
        clerk.slowest = 0.0
        took: dict[str, float] = {}

        def step(name: str, act: Callable[[], tuple[str, str]], says: str) -> str:
            begun = time.perf_counter()
            path, _ = act()
            answered = time.perf_counter() - begun
            text = clerk.wait(path)
            assert says in text, (name, text[-3000:])
            took[f"{name}: trả lời"], took[f"{name}: xong"] = answered, time.perf_counter() - begun
            return path

        new, data = "/quan-tri/nhap-excel/moi/", book(units, people)
        path = step("đọc, kiểm tra", lambda: clerk.send(new, {"unit": found[1]}, data), "Có thể ghi vào chương trình.")
        times = []
        for _ in range(PAGES):
            begun = time.perf_counter()
            clerk.open(path)
            times.append(time.perf_counter() - begun)
        took["trang kết quả"] = statistics.median(times)
        step("ghi", lambda: clerk.send(f"{path}ghi/", {}, page=path), "Đã ghi")
        step("hoàn tác", lambda: clerk.send(f"{path}hoan-tac/", {}, page=path), "Đã hoàn tác")
        took["yêu cầu lâu nhất"] = clerk.slowest
        return {"seconds": {key: round(value, 2) for key, value in took.items()}, "peak_mb": peaks(site.process.pid)}
    finally:
        site.stop()


def peaks(pid: int) -> dict[str, int]:
    """Peak memory of the largest web process and of the worker below that process, in MB."""
    found = {"web": 0, "worker": 0}
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        waiting += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        command = Path(f"/proc/{one}/cmdline").read_bytes().split(b"\0")
        kind = "worker" if b"work" in command else "web" if any(b"gunicorn" in part for part in command) else ""
        peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{one}/status").read_text())
        if kind and peak:
            found[kind] = max(found[kind], int(peak[1]) // 1024)
    return found


def in_the_request(units: int, people: int) -> dict[str, Any]:
    """The rival, in this process whose database is new: what the web process would do while the clerk waits."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from organizations.actions import batch as actions
    from organizations.actions.batch_commit import commit_batch, undo_batch
    from organizations.models import User, import_batch
    from organizations.queries.imports import check_batch

    call_command("migrate", verbosity=0)
    call_command("scale", units=4, people=0, years=1, verbosity=0)
    import_batch.SMALL = actions.SMALL_FILE = 10**9
    clerk = User.objects.get(username="dv0")
    unit = clerk.assignments()[0].unit
    data, took = book(units, people), {}

    def timed(name: str, act: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        result = act()
        took[name] = round(time.perf_counter() - begun, 2)
        return result

    read = lambda: actions.read_batch(unit=unit, by=clerk, file_name="a.xlsx", data=data)  # noqa: E731
    batch = timed("đọc, kiểm tra", read)
    timed("trang kết quả", lambda: check_batch(batch))
    batch = timed("ghi", lambda: commit_batch(batch=batch, by=clerk))
    timed("hoàn tác", lambda: undo_batch(batch=batch, by=clerk))
    return {"seconds": took, "peak_mb": {"web": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}}


def measure(units: int, people: int) -> dict[str, Any]:
    """Both ways, each on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        worker = with_worker(units, people, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": "", "REDIS_URL": ""}
        command = [sys.executable, "-m", "benchmarks.import_jobs", "--rival", f"--units={units}", f"--people={people}"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    rival = json.loads(done.stdout.splitlines()[-1])
    return {"units": units, "people": people, "load": os.getloadavg()[0], "worker": worker, "rival": rival}


def main() -> None:
    """Reads the command line, measures, prints."""
    parser = argparse.ArgumentParser(prog="benchmarks.import_jobs", description=__doc__)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--people", type=int, default=19_000)
    parser.add_argument("--rival", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.rival:
        print(json.dumps(in_the_request(asked.units, asked.people), ensure_ascii=False))
        return
    result = measure(asked.units, asked.people)
    if asked.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return
    for name, title in (("worker", "tiến trình phía sau"), ("rival", "đối chứng: trong yêu cầu")):
        print(title)
        for step, seconds in result[name]["seconds"].items():
            print(f"  {step:28}{seconds:>9.2f} s")
        print("  bộ nhớ cao nhất:", ", ".join(f"{key} {value} MB" for key, value in result[name]["peak_mb"].items()))


if __name__ == "__main__":
    main()

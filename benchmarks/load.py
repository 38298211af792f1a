"""How long pages take while a hundred people work: 1–3 s of thought between clicks, roles mixed, on the large data set.

    DATABASE_URL=postgres://… .venv/bin/python -m benchmarks.load --users 100 --seconds 60 --json

Builds a database of its own (on the server of DATABASE_URL, or SQLite in a temporary folder), starts the ordinary web
server on it and, before and after, the same server with the barest page (``benchmarks.bare``). Times are those of a
client on the same machine, from the request to the last byte; log-ins happen before and are not counted.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
BARE_USERS_PAGE = "bare"
# What people open, and how often out of a hundred clicks.
WEIGHTS = {
    "inbox": 25, "register": 12, "search": 10, "chain": 12, "paper": 18, "edit": 5, "autosave": 6, "received": 5,
    "register-out": 4, "units": 2, "notices": 1,
}  # fmt: skip


@dataclass
class Person:
    """One simulated user: a session, and what this user may open."""

    username: str
    cookie: str
    papers: list[str]
    draft: dict[str, str] | None = None
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    """Builds, serves, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, own_database(folder) as kind:
        people = prepare(options)
        port = free_port()
        bare = []
        with server("benchmarks.bare:application", port):
            bare.append(run(port, people, max(10, options.seconds // 4), bare=True))
        with server("thidua.wsgi:application", port):
            run(port, people, 5)  # first requests of each process build its caches
            for person in people:
                person.times.clear()
            ours = run(port, people, options.seconds)
            wrong = [sentence for person in people for sentence in person.wrong]
        with server("benchmarks.bare:application", port):
            bare.append(run(port, people, max(10, options.seconds // 4), bare=True))
    report(options, kind, ours, bare, wrong)


@contextmanager
def own_database(folder: str) -> Iterator[str]:
    """An empty database for this run; sets the environment for it and yields what it is."""
    os.environ.update(DATA_DIR=folder, REDIS_URL="", DJANGO_ENV="development", DJANGO_SETTINGS_MODULE="thidua.settings")
    os.environ.pop("FILES_DIR", None)
    server_url = os.environ.get("DATABASE_URL", "")
    if not server_url.startswith("postgres"):
        os.environ["DATABASE_URL"] = ""
        yield "SQLite"
        return
    import psycopg2

    name = f"thidua_load_{os.getpid()}"
    admin = psycopg2.connect(server_url)
    admin.autocommit = True
    admin.cursor().execute(f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    try:
        yield "PostgreSQL"
    finally:
        from django.db import connections

        connections.close_all()
        admin.cursor().execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        admin.close()


def prepare(options: argparse.Namespace) -> list[Person]:
    """Tables, the large data set, and the sessions of the users."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("scale", units=options.units, people=options.people, years=options.years, stdout=sys.stderr)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return [log_in(username) for username in usernames(options.users, options.units)]


def usernames(count: int, units: int) -> list[str]:
    """Of ten users one is the city's clerk, leader, administrator or inspector; the others officers and heads."""
    top = ("dv0", "dv0.truong", "dv0.quantri", "dv0.kiemtra")
    below = [f"dv{number}{suffix}" for number in range(1, units) for suffix in ("", "", ".truong")]
    return [top[number // 10 % 4] if number % 10 == 0 else below[number % len(below)] for number in range(count)]


def log_in(username: str) -> Person:
    """A session as the log-in makes it; an officer gets a draft to write on."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from documents.models import Document
    from documents.models.document import PUBLISHED
    from organizations.models import User

    user = User.objects.get(username=username)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    visible = Document.objects.visible_to(user).filter(state__in=PUBLISHED).order_by("-pk")
    papers = [f"/van-ban/{pk}/" for pk in visible.values_list("pk", flat=True)[:30]]
    return Person(username, f"{settings.SESSION_COOKIE_NAME}={session.session_key}", papers, _draft_of(user))


def _draft_of(user: Any) -> dict[str, str] | None:
    import uuid

    from documents.actions.document import Content, create_draft
    from documents.queries import units_where
    from documents.workflow import DRAFTERS
    from organizations.models import Unit

    units = units_where(user, DRAFTERS)
    if not units:
        return None
    body = "I. MỤC ĐÍCH\n1. Mục đích\nTạo phong trào.\nII. NỘI DUNG\n" + "- Thi đua hoàn thành nhiệm vụ.\n" * 40
    content = Content(summary="Phát động phong trào thi đua", bases="Căn cứ Luật Thi đua, khen thưởng.", body=body)
    made = create_draft(
        issuer=Unit.objects.get(pk=units[0]), kind="TB", content=content, by=user, creation_key=uuid.uuid4()
    )
    return {"pk": str(made.pk), "version": str(made.version), "summary": content.summary, "body": body}


@contextmanager
def server(application: str, port: int) -> Iterator[None]:
    """gunicorn with the settings of the program."""
    command = [sys.executable, "-m", "gunicorn", "--config", "python:thidua.gunicorn", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*command, application], cwd=ROOT, env={**os.environ}, stdout=sys.stderr)
    try:
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(30)


def run(port: int, people: list[Person], seconds: int, *, bare: bool = False) -> dict[str, list[float]]:
    """Lets everybody work for that long; times in ms per kind of page."""
    until = time.monotonic() + seconds
    if bare:
        people = [Person(person.username, "", ["/"]) for person in people]
    threads = [
        threading.Thread(target=work, args=(port, person, until, number, bare)) for number, person in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    merged: dict[str, list[float]] = defaultdict(list)
    for person in people:
        for page, times in person.times.items():
            merged[page] += times
    if bare and (wrong := [sentence for person in people for sentence in person.wrong]):
        raise RuntimeError(f"the bare page fails: {wrong[0]}")
    return merged


def work(port: int, person: Person, until: float, number: int, bare: bool) -> None:
    """One user: a click, a pause of 1 to 3 seconds, the next click."""
    chance = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    time.sleep(chance.uniform(0, 2))
    while time.monotonic() < until:
        page = BARE_USERS_PAGE if bare else chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        method, address, body = _request(page, person, chance)
        headers = {"Cookie": person.cookie, "Host": "127.0.0.1"}
        if body:
            token = "a" * 32
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"{person.cookie}; csrftoken={token}",
                "X-CSRFToken": token,
            }
        began = time.perf_counter()
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            took = (time.perf_counter() - began) * 1000
            person.times[page].append(took)
            _look(page, person, answer.status, content, address)
        except (OSError, http.client.HTTPException) as error:
            person.wrong.append(f"{address}: {error!r}")
            connection.close()
        time.sleep(chance.uniform(1, 3))
    connection.close()


def _request(page: str, person: Person, chance: random.Random) -> tuple[str, str, str | None]:
    if page in ("edit", "autosave") and person.draft is None:
        page = "paper"
    if page == "autosave":
        assert person.draft is not None
        person.draft["body"] += f"- Câu thêm số {chance.randrange(1000)}.\n"
        data = {key: value for key, value in person.draft.items() if key != "pk"}
        return "POST", f"/van-ban/{person.draft['pk']}/sua/", urlencode({**data, "autosave": "1"})
    words = chance.choice(("thi dua", "bao cao", "KH-UBND", "khen thưởng", "hội đồng"))
    address = {
        BARE_USERS_PAGE: "/",
        "inbox": "/",
        "register": "/van-ban/",
        "search": "/van-ban/?" + urlencode({"tim": words}),
        "chain": f"/ke-hoach/?nam={chance.choice((2024, 2025))}",
        "paper": chance.choice(person.papers or ["/"]),
        "edit": f"/van-ban/{person.draft['pk']}/sua/" if person.draft else "/",
        "received": "/van-ban/nhan/",
        "register-out": "/van-ban/di/",
        "units": "/don-vi/",
        "notices": "/thong-bao/",
    }[page]
    return "GET", address, None


def _look(page: str, person: Person, status: int, content: bytes, address: str) -> None:
    if page == "autosave" and status == 200 and person.draft:
        person.draft["version"] = str(json.loads(content)["version"])
    elif page == "autosave" and status == 409 and person.draft:
        # Two simulated windows of one clerk write on one draft only by accident of the mix; take the newest.
        person.draft = None
    elif status not in (200, 302):
        person.wrong.append(f"{address}: {status}")


def report(
    options: argparse.Namespace,
    kind: str,
    ours: dict[str, list[float]],
    bare: list[dict[str, list[float]]],
    wrong: list[str],
) -> None:
    """Medians and 95th percentiles in ms, and their ratio to the bare page."""
    rival = [took for phase in bare for took in phase[BARE_USERS_PAGE]]
    everything = [took for times in ours.values() for took in times]
    figures = {
        "database": kind,
        "users": options.users,
        "seconds": options.seconds,
        "requests": len(everything),
        "errors": len(wrong),
        "bare": _figures(rival),
        "all": _figures(everything),
        "ratio_p95": round(_percentile(everything, 95) / _percentile(rival, 95), 2),
        "pages": {page: _figures(times) for page, times in sorted(ours.items())},
    }
    if options.json:
        print(json.dumps({**figures, "wrong": wrong[:20]}, ensure_ascii=False, indent=1))
        return
    print(f"{kind}, {options.users} người dùng, {options.seconds} giây, {len(everything)} yêu cầu, {len(wrong)} lỗi")
    for name, row in [("trang trần", figures["bare"]), ("mọi trang", figures["all"]), *figures["pages"].items()]:
        print(f"  {name:14} {row['count']:6} p50 {row['p50']:7.1f} ms  p95 {row['p95']:7.1f} ms")
    print(f"  p95 gấp {figures['ratio_p95']} lần trang trần")
    for sentence in wrong[:10]:
        print("  LỖI", sentence)


def _figures(times: list[float]) -> dict[str, float]:
    return {
        "count": len(times),
        "p50": round(statistics.median(times), 1) if times else 0.0,
        "p95": round(_percentile(times, 95), 1),
    }


def _percentile(times: list[float], share: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] if ordered else 0.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()

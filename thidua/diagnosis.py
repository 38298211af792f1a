"""What the program needs from the machine: one small check each, and how to get what is missing."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import redis
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from organizations.notifications import mail

# Shared object → Debian package. The first two draw text; the third makes PDF files twice as fast.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
FASTER_ONLY = "libharfbuzz-subset.so.0"
FONT_FACES = 4  # upright, bold, italic, bold italic
LEAST_FREE = 200 * 1024**2  # bytes; below it not even a day's papers fit
TEST_PROGRAMS = {"soffice": "libreoffice-writer-nogui", "chromium": "chromium", "pdftotext": "poppler-utils"}


@dataclass(frozen=True)
class Finding:
    """The answer of one check.

    Attributes:
        name: stable name, for scripts.
        ok: whether it is there.
        required: whether the program cannot do its work without it.
        text: a sentence for people.
        fix: what to do or the command to run; "" when ``ok``.
    """

    name: str
    ok: bool
    required: bool
    text: str
    fix: str = ""

    def as_json(self) -> dict[str, object]:
        """The fields as a dictionary."""
        return asdict(self)


def check_libraries() -> Iterator[Finding]:
    """System libraries that WeasyPrint loads, looked for as it does, without importing it."""
    for library, package in LIBRARIES.items():
        required = library != FASTER_ONLY
        try:
            ctypes.CDLL(library)
        except OSError:
            use = "chưa tạo được PDF" if required else "tạo PDF chậm hơn khoảng hai lần"
            yield Finding(
                library, False, required, f"Thiếu thư viện {library}: {use}.", f"sudo apt-get install {package}"
            )
        else:
            yield Finding(library, True, required, f"Có thư viện {library}.")


def check_fonts() -> Iterator[Finding]:
    """The four faces of the vendored typeface."""
    found = sum(1 for _ in (settings.BASE_DIR / "static" / "fonts").rglob("*.ttf"))
    if found >= FONT_FACES:
        yield Finding("fonts", True, True, "Có đủ phông chữ của văn bản.")
    else:
        text = f"Thiếu phông chữ trong static/fonts: có {found}, cần {FONT_FACES} tệp."
        yield Finding("fonts", False, True, text, "git checkout -- static/fonts")


def check_storage() -> Iterator[Finding]:
    """The data folder: writable, and room on its disk."""
    folder = settings.DATA_DIR
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding("storage", False, True, f"Không ghi được vào thư mục dữ liệu {folder}.", f"chmod u+rwx {folder}")
        return
    yield Finding("storage", True, True, f"Ghi được vào thư mục dữ liệu {folder}.")
    free = shutil.disk_usage(folder).free
    text = f"Đĩa của thư mục dữ liệu còn {free / 1024**3:.1f} GB.".replace(".", ",", 1)
    fix = "" if free >= LEAST_FREE else "Xóa bớt tệp hoặc đặt DATA_DIR sang đĩa khác."
    yield Finding("disk", free >= LEAST_FREE, True, text, fix)


def pending_migrations() -> int:
    """How many steps the database is behind this version.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_database() -> Iterator[Finding]:
    """Whether the database answers, and whether its tables are those of this version."""
    try:
        pending = pending_migrations()
    except DatabaseError:
        fix = "Kiểm tra DATABASE_URL và máy chủ cơ sở dữ liệu (ví dụ: sudo pg_ctlcluster 15 main start)."
        yield Finding("database", False, True, "Không kết nối được cơ sở dữ liệu.", fix)
        return
    yield Finding("database", True, True, "Kết nối được cơ sở dữ liệu.")
    text = f"Cơ sở dữ liệu còn {pending} bước cập nhật chưa chạy." if pending else "Cơ sở dữ liệu đã cập nhật."
    fix = ".venv/bin/python manage.py migrate" if pending else ""
    yield Finding("migrations", pending == 0, True, text, fix)


def check_redis() -> Iterator[Finding]:
    """Redis, where one is configured."""
    if not settings.REDIS_URL:
        return
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as client:
            client.ping()
    except (redis.RedisError, OSError):
        text = "Không kết nối được Redis: việc tạo văn bản phải chờ."
        yield Finding("redis", False, True, text, "sudo systemctl start redis-server, rồi kiểm tra REDIS_URL.")
    else:
        yield Finding("redis", True, True, "Kết nối được Redis.")


def check_mail() -> Iterator[Finding]:
    """Whether mails go out: how many have waited for more than an hour."""
    try:
        waiting = mail.waiting_too_long(timezone.now())
    except DatabaseError:
        return  # said by check_database
    text = f"{waiting} thông báo chưa gửi được qua thư." if waiting else "Không có thư nào chờ gửi quá một giờ."
    fix = "Kiểm tra EMAIL_URL, máy chủ thư, và tiến trình worker (docs/deployment.md)." if waiting else ""
    yield Finding("mail", waiting == 0, False, text, fix)


def check_test_programs() -> Iterator[Finding]:
    """Programs that only tests and benchmarks use."""
    for program, package in TEST_PROGRAMS.items():
        ok = shutil.which(program) is not None
        text = f"Có {program}." if ok else f"Không có {program}: chỉ cần khi chạy kiểm thử."
        yield Finding(program, ok, False, text, "" if ok else f"sudo apt-get install {package}")


def examine() -> list[Finding]:
    """All checks, in the order in which a person would look."""
    checks = (check_libraries, check_fonts, check_storage, check_database, check_redis, check_mail, check_test_programs)
    return [finding for check in checks for finding in check()]

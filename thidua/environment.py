"""Reads the environment for ``settings.py`` and refuses nonsense with a sentence that says what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlparse

import environ
from django.core.exceptions import ImproperlyConfigured

DEMO_KEY = "demo-key-for-trying-out-only-never-in-production-0123456789"

env = environ.Env()


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """The variable's value, one of ``allowed``.

    Raises:
        ImproperlyConfigured: another value stands there.
    """
    value = env.str(name, default=default) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r} không hợp lệ: chỉ nhận {', '.join(allowed)}.")
    return value


def switch(name: str, *, default: bool = False) -> bool:
    """Whether the variable is on; absent or empty is ``default``.

    Raises:
        ImproperlyConfigured: it is neither on nor off.
    """
    value = env.str(name, default="").strip().lower()
    if value not in ("", "0", "1", "true", "false", "on", "off", "yes", "no"):
        raise ImproperlyConfigured(f"{name}={value!r} không hợp lệ: chỉ nhận 1 (bật) hoặc 0 (tắt).")
    return value in ("1", "true", "on", "yes") if value else default


def whole_number(name: str, default: int, least: int, most: int) -> int:
    """The variable's value as an integer within ``least`` and ``most``, both allowed.

    Raises:
        ImproperlyConfigured: it is no integer or lies outside.
    """
    text = env.str(name, default="") or str(default)
    if not text.strip().isdecimal() or not least <= int(text) <= most:
        raise ImproperlyConfigured(f"{name}={text!r} không hợp lệ: cần một số nguyên từ {least} đến {most}.")
    return int(text)


def address(name: str, default: str) -> str:
    """The variable's value as an http(s) address without a trailing slash.

    Raises:
        ImproperlyConfigured: it is not such an address.
    """
    value = env.str(name, default="") or default
    try:
        parts = urlparse(value)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise ImproperlyConfigured(f"{name}={value!r} không hợp lệ: cần địa chỉ dạng https://thidua.example.gov.vn.")
    return value.rstrip("/")


def database(default: str) -> dict[str, object]:
    """Django's database entry from ``DATABASE_URL`` (PostgreSQL or SQLite).

    SQLite runs with IMMEDIATE transactions, WAL and synchronous=FULL: with the default DEFERRED
    about half of simultaneous writers fail with "database is locked".

    Raises:
        ImproperlyConfigured: the URL cannot be read or names another kind of database.
    """
    url = env.str("DATABASE_URL", default="") or default
    try:
        config = environ.Env.db_url_config(url)
    except (ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"DATABASE_URL không đọc được: {error}.") from error
    engine = config.get("ENGINE", "")
    if config.get("NAME") in ("", ":memory:"):
        raise ImproperlyConfigured("DATABASE_URL thiếu tên cơ sở dữ liệu hoặc đường dẫn tệp.")
    if engine == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
        }
    elif engine == "django.db.backends.postgresql":
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        # Without jit: for the small questions of a page PostgreSQL compiled 100 ms to save less than one.
        options = "-c statement_timeout=30000 -c lock_timeout=15000 -c jit=off"
        config["OPTIONS"] = {"connect_timeout": 5, "options": options}
    else:
        raise ImproperlyConfigured("DATABASE_URL chỉ nhận postgres://… hoặc sqlite:///đường-dẫn-tệp.")
    return config


def broker() -> str:
    """``REDIS_URL``, or "" for the embedded workers.

    Raises:
        ImproperlyConfigured: it is not a redis address.
    """
    url = env.str("REDIS_URL", default="")
    if url and urlparse(url).scheme not in ("redis", "rediss", "unix"):
        raise ImproperlyConfigured(
            "REDIS_URL không hợp lệ: cần dạng redis://:mat-khau@127.0.0.1:6379/0, hoặc để trống."
        )
    return url


@dataclass(frozen=True, slots=True)
class MailServer:
    """How mail leaves this machine, as Django's settings name it."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    ssl: bool = False


def mail(name: str) -> MailServer:
    """The mail server of ``smtp://user:password@host:25``, ``smtp+tls://…:587`` or ``smtp+ssl://…:465``.

    Absent: mails are printed to the log.

    Raises:
        ImproperlyConfigured: it is not such an address.
    """
    url = env.str(name, default="")
    if not url:
        return MailServer("django.core.mail.backends.console.EmailBackend")
    ports = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
    try:
        parts = urlparse(url)
        port = parts.port or ports.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if not port or parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} không hợp lệ: cần dạng smtp+tls://ten:mat-khau@thu.example.gov.vn:587, hoặc để trống. "
            "Ký tự lạ trong mật khẩu viết dạng %40."
        )
    return MailServer(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtp+tls",
        parts.scheme == "smtp+ssl",
    )


def sender(name: str, default: str) -> str:
    """The address that mails come from: one mailbox, with or without a name.

    Raises:
        ImproperlyConfigured: it is no mailbox.
    """
    value = env.str(name, default="") or default
    if "\n" in value or not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", parseaddr(value)[1]):
        raise ImproperlyConfigured(f"{name}={value!r} không hợp lệ: cần dạng Thi đua <thidua@example.gov.vn>.")
    return value


def secret_key(production: bool) -> str:
    """``DJANGO_SECRET_KEY``; outside production the demo key serves when it is absent.

    Raises:
        ImproperlyConfigured: in production the key is absent, the demo key, or shorter than 50 characters.
    """
    key = env.str("DJANGO_SECRET_KEY", default="")
    if not production:
        return key or DEMO_KEY
    if not key or key == DEMO_KEY or len(key) < 50 or len(set(key)) < 10:
        raise ImproperlyConfigured(
            "DJANGO_SECRET_KEY phải là một chuỗi ngẫu nhiên từ 50 ký tự khi chạy thật (DJANGO_ENV=production). "
            'Tạo bằng: python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
        )
    return key


def hosts(production: bool) -> list[str]:
    """``ALLOWED_HOSTS``, comma separated; loopback names outside production.

    Raises:
        ImproperlyConfigured: in production none is given, or "*" is; anywhere, one is no host name.
    """
    names = [name.strip() for name in env.str("ALLOWED_HOSTS", default="").split(",") if name.strip()]
    if wrong := [name for name in names if not re.fullmatch(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:]+\]", name)]:
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS có {', '.join(wrong)}: chỉ ghi tên miền hoặc địa chỉ IP, không kèm https:// và cổng."
        )
    if production and (not names or "*" in names):
        raise ImproperlyConfigured("ALLOWED_HOSTS phải ghi rõ tên miền khi chạy thật, ví dụ thidua.example.gov.vn.")
    return names or ["127.0.0.1", "localhost", "[::1]", "testserver"]


def folder(name: str, default: Path) -> Path:
    """A folder of our own, made when it is missing.

    Raises:
        ImproperlyConfigured: it cannot be made.
    """
    path = Path(env.str(name, default="") or default).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: không tạo được thư mục {path} ({error.strerror}).") from error
    return path

"""Which outside services this run has, and loud skips for those it has not.

``REQUIRE_SERVICES=1`` turns every skip into a failure.
"""

from __future__ import annotations

import os
import shutil
import warnings

import pytest

REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"


def chromium() -> str | None:
    """Path of the browser, or None."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def redis_url() -> str:
    """The Redis of this run, or ""."""
    return os.environ.get("REDIS_URL", "")


def postgres_url() -> str:
    """The PostgreSQL of this run, or ""."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def _needs(present: object, name: str, how: str) -> pytest.MarkDecorator:
    if not present and not REQUIRED:
        warnings.warn(f"SKIPPED without {name}: {how}", stacklevel=3)
    return pytest.mark.skipif(not present and not REQUIRED, reason=f"needs {name}: {how}")


def needs_chromium() -> pytest.MarkDecorator:
    """Marks tests that drive a real browser."""
    return _needs(chromium(), "Chromium", "apt-get install chromium")


def needs_redis() -> pytest.MarkDecorator:
    """Marks tests that need Redis and Celery workers."""
    return _needs(redis_url(), "Redis", "set REDIS_URL")


def needs_redis_server() -> pytest.MarkDecorator:
    """Marks tests that start and stop a Redis of their own."""
    return _needs(shutil.which("redis-server"), "redis-server", "apt-get install redis-server")


def needs_postgres() -> pytest.MarkDecorator:
    """Marks tests that only mean something on PostgreSQL."""
    return _needs(postgres_url(), "PostgreSQL", "set DATABASE_URL=postgres://…")


def needs_soffice() -> pytest.MarkDecorator:
    """Marks tests that convert Word files with LibreOffice."""
    return _needs(shutil.which("soffice"), "LibreOffice", "apt-get install libreoffice-writer-nogui")

"""Fixtures that every test may use."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from zeal.constants import initialize_app_registry
from zeal.patch import patch

from tests.cast import Cast


def pytest_configure(config: pytest.Config) -> None:
    """Lets zeal watch the queries of models; it is a tool of the tests, so it is no installed application."""
    initialize_app_registry()
    patch()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory) -> None:
    """SQLite tests use a file as the program does: a database in memory has no second connection to compete with."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """On PostgreSQL no table is vacuumed during the tests.

    They roll back what they wrote; autovacuum then notes full pages with no row, and the planner joins the next ten
    thousand rows as if there were none. A table of the program is never so: somebody's rows stay in it.
    """
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} SET (autovacuum_enabled = false)")


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast (``tests/cast.py``)."""
    return Cast()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Every test has a files folder of its own."""
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture(autouse=True)
def own_memory():
    """What a process remembers between pages ends with the test."""
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def no_query_per_row(settings):
    """A page that asks the database once per row is an error."""
    settings.MIDDLEWARE = ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE]

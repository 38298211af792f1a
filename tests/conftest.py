"""Fixtures that every test may use."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
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

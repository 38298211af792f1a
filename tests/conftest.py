"""Fixtures that every test may use."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings

from tests.cast import Cast


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

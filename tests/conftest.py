"""Fixtures that every test may use."""

from __future__ import annotations

import pytest

from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast (``tests/cast.py``)."""
    return Cast()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Every test has a files folder of its own."""
    settings.FILES_DIR = tmp_path / "files"

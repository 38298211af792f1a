"""Reads the demo's TOML files."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


def rows(file: str, table: str) -> list[dict[str, Any]]:
    """The rows of ``[[table]]`` in ``data/<file>.toml``, in the order of the file."""
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / "data" / f"{file}.toml").read_text("utf-8"))[table]
    return found

"""Word lists of the checks: ``documents/text/data/*.toml``, each with the day it was last gone through (``as_of``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"
_COMPOUNDS = Path(__file__).resolve().parents[1] / "data" / "reading" / "compounds.txt"


@cache
def word_list(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.toml``.

    Raises:
        ValueError: the file does not say as of which day it holds.
    """
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    if "as_of" not in data:
        raise ValueError(f"{name}.toml lacks as_of")
    return data


@cache
def compounds() -> tuple[str, ...]:
    """Words of two syllables that offices write all the time: ``documents/data/reading/compounds.txt``."""
    lines = (line for line in _COMPOUNDS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return tuple(word for line in lines for word in line.split("|"))

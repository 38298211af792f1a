"""What is printed of a board: a matrix of states, or a list. Plain data, as a render job stores it (JSON and back).

No official paper: a working print, landscape, on as many sheets as it needs.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

Size = Literal["A3", "A4"]
SIZES: tuple[Size, ...] = ("A4", "A3")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state is printed: a shape with two letters ("●CT"), its name, whether its cells are shaded."""

    sign: str
    name: str
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A unit over its column: its name, and a line about it ("33 trên 71")."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """A board to print. ``lines`` stand in the heading of every page: what it is of, the filter, the day.

    A matrix has ``heads``, ``items`` (address, sentence) and ``cells``: for each head a letter for each item, the
    letter's mark in ``marks``; a letter without a mark is an empty cell. A list has ``columns`` (title, share of the
    width) and ``rows`` instead.
    """

    issuer: str
    title: str
    lines: tuple[str, ...] = ()
    size: Size = "A4"
    marks: tuple[tuple[str, Mark], ...] = ()
    heads: tuple[Head, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    cells: tuple[str, ...] = ()
    columns: tuple[tuple[str, int], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""

    @property
    def amount(self) -> int:
        """How many cells it has."""
        return len(self.heads) * len(self.items) + len(self.columns) * len(self.rows)

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Board:
        """The board that ``to_json`` wrote.

        Raises:
            ValueError: the text is not JSON; TypeError or KeyError: it is no board.
        """
        data: dict[str, Any] = json.loads(text)
        data["marks"] = tuple((letter, Mark(**mark)) for letter, mark in data["marks"])
        data["heads"] = tuple(Head(**head) for head in data["heads"])
        for name in ("items", "columns", "rows"):
            data[name] = tuple(tuple(row) for row in data[name])
        return cls(**data | {"lines": tuple(data["lines"]), "cells": tuple(data["cells"])})

    def content_hash(self, version: str) -> str:
        """SHA-256 (hex) of the board and of the version of the layout that will print it."""
        return hashlib.sha256(f"{version}\n{self.to_json()}".encode()).hexdigest()

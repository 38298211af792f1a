"""Rows of law that hold for a period, read from ``legal/data/*.toml``.

Every row says where it stands in the law and whether that was read in the text (``verified``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a row stands: the document's number and symbol, the article, and whether the text itself was read."""

    document: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact of law in force from ``valid_from`` to ``valid_to`` (both days included; None: no end known)."""

    code: str
    valid_from: date
    valid_to: date | None
    citation: Citation

    def in_force(self, on: date) -> bool:
        """Whether the row holds on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


AnyRow = TypeVar("AnyRow", bound=Row)


class NotCovered(LookupError):
    """The data hold no row for a code on a day; ``str()`` is a sentence for the user."""


def load(name: str, table: str) -> list[dict[str, Any]]:
    """Rows of ``[[table]]`` in ``legal/data/<name>.toml``, their citation made an object; a row may hold ``codes``.

    Raises:
        ValueError: a row lacks its code, period or citation.
    """
    rows = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8")).get(table, [])
    return [_complete(row, f"{name}.toml [[{table}]]") for written in rows for row in _one_a_code(written)]


def _one_a_code(row: dict[str, Any]) -> list[dict[str, Any]]:
    """A row that stands for several codes (``codes``), as one row for each."""
    row = dict(row)
    codes = row.pop("codes", None)
    return [row] if codes is None else [{**row, "code": code} for code in codes]


def _complete(row: dict[str, Any], place: str) -> dict[str, Any]:
    missing = [key for key in ("code", "valid_from", "document", "article", "verified") if key not in row]
    if missing:
        raise ValueError(f"{place}: row {row.get('code')!r} lacks {', '.join(missing)}")
    row = dict(row)
    citation = Citation(row.pop("document"), row.pop("article"), row.pop("verified"))
    return {**row, "valid_to": row.get("valid_to"), "citation": citation}


def find(rows: Iterable[AnyRow], code: str, on: date) -> AnyRow:
    """The row of that code in force on that day.

    Raises:
        NotCovered: there is none.
        ValueError: two rows hold at once: the data contradict themselves.
    """
    found = [row for row in rows if row.code == code and row.in_force(on)]
    if not found:
        raise NotCovered(f"Dữ liệu pháp luật chưa có “{code}” cho ngày {on:%d/%m/%Y}.")
    if len(found) > 1:
        raise ValueError(f"{code}: {len(found)} rows in force on {on}")
    return found[0]

"""Layers of law: the nation's rows, and on top of them those of one province.

``legal/data/*.toml`` are the nation's; a folder ``legal/data/<jurisdiction>/`` holds files of the same names with what
a province lays down itself. A province's row takes the place of the national row with the same key, or is added.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

from legal.dated import DATA, NotCovered, Row, load

NATIONAL = "vn"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow(Row):
    """A row of one jurisdiction: "vn" for the whole country, "vn-bac-ninh" for one province."""

    jurisdiction: str = NATIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction(Row):
    """Whose law it is; its citation is the text that lays the rules down."""

    name: str


LayeredRow = TypeVar("LayeredRow", bound=LawRow)


@cache
def jurisdictions() -> tuple[Jurisdiction, ...]:
    """The nation first, then the provinces whose regulation is in the data."""
    return tuple(Jurisdiction(**row) for row in load("jurisdictions", "jurisdiction"))


def jurisdiction(code: str) -> Jurisdiction:
    """The jurisdiction with that code; legal.dated.NotCovered names the known ones when there is none."""
    for known in jurisdictions():
        if known.code == code:
            return known
    codes = ", ".join(known.code for known in jurisdictions())
    raise NotCovered(f"Dữ liệu pháp luật chưa có quy định của “{code}”. Các mã dùng được: {codes}.")


def load_layered(name: str, table: str) -> list[dict[str, Any]]:
    """Rows of ``[[table]]`` of every jurisdiction, national ones first, each with its ``jurisdiction``."""
    rows = [{**row, "jurisdiction": NATIONAL} for row in load(name, table)]
    for layer in jurisdictions():
        if (DATA / layer.code / f"{name}.toml").exists():
            rows += [{**row, "jurisdiction": layer.code} for row in load(f"{layer.code}/{name}", table)]
    return rows


def in_force(
    rows: Iterable[LayeredRow], on: date, jurisdiction_code: str, key: Callable[[LayeredRow], Hashable]
) -> list[LayeredRow]:
    """The rows that hold on a day in a jurisdiction, in the order of the data.

    Args:
        rows: national rows before provincial ones, as ``load_layered`` reads them.
        key: what makes two rows speak of the same thing; the province's takes the place of the nation's.

    Raises:
        NotCovered: the jurisdiction is not in the data.
        ValueError: two rows of one layer speak of the same thing on that day: the data contradict themselves.
    """
    jurisdiction(jurisdiction_code)
    layers: dict[str, dict[Hashable, LayeredRow]] = {NATIONAL: {}, jurisdiction_code: {}}
    for row in rows:
        if row.jurisdiction in layers and row.in_force(on):
            if key(row) in layers[row.jurisdiction]:
                raise ValueError(f"{key(row)}: two rows of {row.jurisdiction} in force on {on}")
            layers[row.jurisdiction][key(row)] = row
    return list((layers[NATIONAL] | layers[jurisdiction_code]).values())

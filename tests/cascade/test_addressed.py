"""Whom a printed name means: ``addressed.toml``, labelled by hand, among the units of a city, a ward and a province."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from campaigns.models.obligation import EVERYBODY
from campaigns.queries.addressed import whom

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "addressed.toml").read_text("utf-8"))


def understood(tree: str) -> dict[str, list[str]]:
    """By printed name the letters of the units and, after a star, the kinds that it is taken for."""
    letters = list(TABLE[tree]["units"])
    units = [(at, official, short) for at, (official, short, _) in enumerate(TABLE[tree]["units"].values())]
    found = whom(list(TABLE[tree]["names"]), units, TABLE[tree]["place"])
    return {
        name: sorted([*(letters[at] for at in one.units), *(f"*{group}" for group in one.groups)])
        for name, one in found.items()
    }


def wrong(tree: str) -> dict[str, tuple[list[str], list[str]]]:
    """By name what was understood and what is meant, where they differ."""
    meant = {
        name: sorted(f"*{EVERYBODY}" if one == "*co_quan" else one for one in whom)
        for name, whom in TABLE[tree]["names"].items()
    }
    return {name: (found, meant[name]) for name, found in understood(tree).items() if found != meant[name]}


@pytest.mark.parametrize("tree", TABLE)
def test_every_name_is_understood_as_it_is_meant(tree: str) -> None:
    assert wrong(tree) == {}


def test_the_table_is_large_enough() -> None:
    assert sum(len(tree["names"]) for tree in TABLE.values()) >= 120

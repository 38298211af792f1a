"""The labelled papers: invented texts of many issuers, kinds and years, each with what a careful reader finds in it.

A case gives its columns apart (``left``, ``right``, ``title``, ``body``, ``foot``, ``sign``, ``after``), so that the
same paper can be set in every layout (``layouts``), or one ``text`` with the damage it came with. Labels:

- ``header``, ``signature``: as in the JSON of parse_document; what is left out is null.
- ``sections``: the path of labels of every item in reading order, "I; I/1; I/1/-"; a table or a heading without a
  label is "".
- ``recipients``: one each. ``citations``: "kind|number|symbol|date|issuer", with "|title" behind it where titles are
  labelled too. ``targets``: "value|unit". ``obligations``: "unit|due".
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases"
COLUMNS = ("left", "right", "title", "body", "foot", "sign", "after")


@dataclass(frozen=True)
class Case:
    """One labelled paper."""

    name: str
    about: str
    columns: dict[str, list[str]]
    text: str
    file: str
    header: dict[str, str]
    signature: dict[str, str]
    sections: list[str]
    recipients: list[str]
    citations: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    obligations: list[str] = field(default_factory=list)
    titles: list[str] | None = None


def load(pattern: str = "[0-9]*.toml") -> list[Case]:
    """The cases whose file's name fits the pattern, by name."""
    return [_case(path) for path in sorted(FOLDER.glob(pattern))]


def _case(path: Path) -> Case:
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    labels = data["labels"]
    sections = labels["sections"]
    cited = [line.split("|", 5) for line in labels.get("citations", [])]
    return Case(
        name=path.stem,
        about=data["about"],
        columns={key: data.get(key, "").strip("\n").split("\n") if data.get(key) else [] for key in COLUMNS},
        text=data.get("text", ""),
        file=data.get("file", "a.txt"),
        header=labels.get("header", {}),
        signature=labels.get("signature", {}),
        sections=[part.strip() for part in sections.split(";")] if sections else [],
        recipients=labels["recipients"],
        citations=["|".join(line[:5]) for line in cited],
        targets=labels.get("targets", []),
        obligations=labels.get("obligations", []),
        titles=[line[5] for line in cited] if cited and len(cited[0]) == 6 else None,
    )

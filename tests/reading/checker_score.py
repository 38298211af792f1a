"""How well citations, targets and obligations are found: labelled cases, precision and recall.

Cases stand in ``checker_cases/*.toml``. They are made up: places, numbers and days fit no paper. ``text`` is a passage
(read alone, with ``issuer`` and ``place`` of the paper it stands in), or a whole paper when ``paper = true``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from documents.text.citations import find_citations
from documents.text.lines import join_broken, read_lines
from documents.text.reader import read_text
from documents.text.reading import Citation, Reading
from documents.text.tree import Header
from tests.documents.text.samples import sample

FOLDER = Path(__file__).parent / "checker_cases"


@dataclass(frozen=True)
class Case:
    """One labelled text; a list that is None was not labelled."""

    name: str
    text: str = ""
    sample: str = ""
    paper: bool = False
    scan: bool = False
    issuer: str = ""
    place: str = ""
    citations: list[list[str]] | None = None
    resolved: list[str] | None = None
    targets: list[list[str]] | None = None
    obligations: list[list[str]] | None = None
    movements: list[str] | None = None
    findings: list[str] | None = None

    def cited(self) -> tuple[Citation, ...]:
        """The citations that are found in the text."""
        if self.paper or self.sample:
            return self.reading().citations
        own = Header(issuer=self.issuer, place=self.place)
        return find_citations(join_broken(read_lines(self.text)), own)

    def reading(self) -> Reading:
        """The text as a paper."""
        return read_text(self.source)

    @property
    def source(self) -> str:
        """The labelled text: written with the case, or one of the real plans."""
        return sample(self.sample) if self.sample else self.text


@dataclass
class Score:
    """Counts over many cases; ``misses`` and ``extras`` name what went wrong."""

    right: int = 0
    found: int = 0
    expected: int = 0
    misses: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 when nothing is there."""
        return self.right / self.expected if self.expected else 1.0

    def add(self, name: str, expected: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Count one case: equal things are matched, as often as they stand in both."""
        wanted, given = Counter(expected), Counter(found)
        both = wanted & given
        self.right += both.total()
        self.found += given.total()
        self.expected += wanted.total()
        self.misses += [f"{name}: {one}" for one in (wanted - both).elements()]
        self.extras += [f"{name}: {one}" for one in (given - both).elements()]

    def __str__(self) -> str:
        told = "\n".join([*(f"  missed {one}" for one in self.misses), *(f"  extra  {one}" for one in self.extras)])
        return f"precision {self.precision:.3f}, recall {self.recall:.3f} of {self.expected}\n{told}"


def cases(*names: str) -> list[Case]:
    """The cases of the files of those names, all files without."""
    files = sorted(path for path in FOLDER.glob("*.toml") if not names or path.stem in names)
    return [Case(**row) for path in files for row in tomllib.loads(path.read_text("utf-8"))["case"]]


def numbers(rows: Iterable[Any]) -> list[tuple[str, ...]]:
    """Kind, number, symbol and day: what makes a mention right."""
    return [
        tuple(row[:4]) if isinstance(row, list) else (row.kind, row.number, row.symbol, _day(row.date)) for row in rows
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def issuers(rows: Iterable[Any]) -> list[tuple[str, ...]]:
    """Number and issuer as printed."""
    return [(row[1], row[4]) if isinstance(row, list) else (row.number, row.issuer) for row in rows]


def titles(rows: Iterable[Any]) -> list[tuple[str, ...]]:
    """Number and title."""
    return [(row[1], row[5]) if isinstance(row, list) else (row.number, row.title) for row in rows]


def targets(rows: Iterable[Any]) -> list[tuple[str, ...]]:
    """Value, second value, unit, direction."""
    return [
        tuple(row[:4]) if isinstance(row, list) else (row.value, row.value_to, row.unit, row.direction) for row in rows
    ]


def obligations(rows: Iterable[Any]) -> list[tuple[str, ...]]:
    """Unit, day due, and the first three words of the task."""
    return [
        (row[0], row[1], " ".join(row[2].split()[:3]))
        if isinstance(row, list)
        else (row.unit, _day(row.due), " ".join(row.text.split()[:3]))
        for row in rows
    ]

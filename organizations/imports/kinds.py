"""Kinds of lists that can be imported. A package registers its own when it is loaded (``apps.py``); the machinery —
reading, columns, errors with their cells, doubts, all or nothing, undo, the worker — is the same for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from organizations.imports.cells import Finding, Severity
from organizations.imports.check_people import Doubt
from organizations.imports.columns import Table


@dataclass(slots=True)
class Outcome:
    """What a check found. ``counts``: how much a commit would write, by the names of the kind's ``words``; ``same``:
    how many rows say what is known already; ``plan`` is the kind's own."""

    findings: list[Finding] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    counts: dict[str, int] = field(default_factory=dict)
    same: int = 0
    plan: Any = None

    @property
    def errors(self) -> list[Finding]:
        """What keeps it from being committed."""
        return [finding for finding in self.findings if finding.severity == Severity.ERROR]

    @property
    def open_doubts(self) -> list[Doubt]:
        """What nobody decided yet."""
        return [doubt for doubt in self.doubts if not doubt.decided]

    @property
    def is_ready(self) -> bool:
        """Whether it can be committed."""
        return not self.errors and not self.open_doubts and self.writes_anything

    @property
    def writes_anything(self) -> bool:
        """Whether a commit would make something."""
        return any(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportKind:
    """One kind. Batches, units and users are the models of ``organizations``, which this layer does not know.

    Args:
        words: what is made, by the keys of ``ImportBatch.made``: the noun that follows a number.
        faults: names of the kind's own findings, beside those of ``faults.py``.
        check: the batch against what is known now (its ``is_ready``, ``errors``, ``open_doubts`` are asked).
        write: writes everything inside the commit's transaction; returns the ids by the keys of ``words``.
        held: what keeps a committed batch from being taken back, a few words for each.
        erase: takes back what was made, in the undo's transaction.
        template: the workbook to fill in for a unit; ``template_name`` its file.
        may: whether a user may import into a unit.
        roles: who may import; ``confidential``: who holds none of them at or above the unit sees no batch of it.
        watched: labels of the models whose changes make an earlier check old.
        pages: where the result is looked at: name of an address and the words of the link.
    """

    code: str
    title: str
    tables: tuple[Table, ...]
    words: Mapping[str, str]
    check: Callable[[Any], Any]
    write: Callable[[Any, Any, Any], dict[str, list[int]]]
    held: Callable[[Any], list[str]]
    erase: Callable[[Any], None]
    template: Callable[[Any], bytes]
    template_name: str
    may: Callable[[Any, Any], bool]
    roles: tuple[str, ...]
    watched: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    faults: Mapping[str, str] = field(default_factory=dict)
    confidential: bool = False

    def made_words(self, made: Mapping[str, Any]) -> str:
        """What a batch made, in words: “2 người, 2 chức vụ”; what there is none of is not counted."""
        counted = [f"{len(made[key])} {noun}" for key, noun in self.words.items() if made.get(key)]
        return ", ".join(counted) or "không mục nào"


_KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> ImportKind:
    """Makes a kind known; the same code again replaces it."""
    _KINDS[kind.code] = kind
    return kind


def kind_of(code: str) -> ImportKind:
    """The kind of that code."""
    return _KINDS[code]


def kinds() -> list[ImportKind]:
    """All of them, in the order of registration."""
    return list(_KINDS.values())

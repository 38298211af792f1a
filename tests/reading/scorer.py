"""How well a reading agrees with the labels of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from tests.reading.cases import Case

HEADER = ("kind", "number", "symbol", "place", "date", "issuer", "summary")


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1. ``wrong``: fields of the header that say something else than the label."""

    wrong: dict[str, tuple[str | None, str | None]]
    header: float
    sections: float
    recipients: float
    signature: dict[str, tuple[str | None, str | None]]


def score(case: Case, reading: dict[str, Any]) -> Score:
    """The score of a reading (the JSON of parse_document) of one case."""
    header = reading["header"]
    found = {name: header[name] or None for name in HEADER}
    wanted = {name: case.header.get(name) for name in HEADER}
    wrong = {
        name: (found[name], wanted[name]) for name in HEADER if found[name] and not _same(found[name], wanted[name])
    }
    labelled = [name for name in HEADER if wanted[name]]
    block = reading["signature"]
    signature = {
        name: (block[name], case.signature.get(name))
        for name in ("on_behalf_of", "for", "title", "name")
        if (block[name] or None) != case.signature.get(name)
    }
    return Score(
        wrong=wrong,
        header=sum(_same(found[name], wanted[name]) for name in labelled) / max(1, len(labelled)),
        sections=agreement(case.sections, list(paths(reading["sections"]))),
        recipients=agreement(case.recipients, reading["recipients"]),
        signature=signature,
    )


def agreement(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Twice what agrees in order over the length of both: 1 when they are the same."""
    if not wanted and not found:
        return 1.0
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / (len(wanted) + len(found))


def paths(sections: Iterable[dict[str, Any]], above: tuple[str, ...] = ()) -> Iterable[str]:
    """The path of labels of every item in reading order."""
    for section in sections:
        path = (*above, section["label"])
        yield "/".join(path)
        yield from paths(section["children"], path)


def _same(found: str | None, wanted: str | None) -> bool:
    return found is not None and wanted is not None and " ".join(found.split()) == " ".join(wanted.split())


def cited(reading: dict[str, Any]) -> list[str]:
    """The citations of a reading in the form of the labels."""
    return [
        "|".join(one[key] or "" for key in ("kind", "number", "symbol", "date", "issuer"))
        for one in reading["citations"]
    ]


def titled(reading: dict[str, Any]) -> list[str]:
    """The titles of the citations of a reading, "" where none is read."""
    return [one["title"] or "" for one in reading["citations"]]


def aimed(reading: dict[str, Any]) -> list[str]:
    """The targets of a reading in the form of the labels."""
    return [f"{one['value']}|{one['unit']}" for one in reading["targets"]]


def obliged(reading: dict[str, Any]) -> list[str]:
    """The obligations of a reading in the form of the labels."""
    return [f"{one['unit']}|{one['due'] or ''}" for one in reading["obligations"]]

"""What makes a document doubtful from a day on: an amendment nobody has read, an end known from metadata only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from legal.dated import Citation, Row, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt(Row):
    """From ``valid_from`` on, ``about`` (a document) has to be compared with ``citation``.

    ``decides`` says whether rows of ``about`` still decide; False: they read as unverified. ``by_dossier`` says that
    the day on which the dossier was received counts, where it is known.
    """

    about: str
    text: str
    decides: bool
    by_dossier: bool = False


@cache
def doubts() -> tuple[Doubt, ...]:
    """All doubts of the data."""
    return tuple(Doubt(**row) for row in load("doubts", "doubt"))


def citation_on(citation: Citation, on: date) -> Citation:
    """The citation as it stands on a day: no longer verified when its document is too doubtful to decide."""
    if any(doubt.about == citation.document and doubt.in_force(on) and not doubt.decides for doubt in doubts()):
        return Citation(citation.document, citation.article, False)
    return citation


def warnings(documents: Iterable[str], on: date, received_on: date | None = None) -> list[Doubt]:
    """The doubts about these documents on a day.

    Args:
        on: the day of the judgement.
        received_on: when the dossier was received for appraisal; counts instead where the text says so.
    """
    named = set(documents)
    return [
        doubt
        for doubt in doubts()
        if doubt.about in named and doubt.in_force(received_on if doubt.by_dossier and received_on else on)
    ]

"""What the reader understood of a paper beside its fields, as the tables of the review show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from documents.text.completeness import ELEMENT_NAMES, STATE_NAMES
from documents.text.corrections import Alignment
from documents.text.kinds import is_party
from documents.text.reading import Citation, Reading

# A paper names a few movements; each is looked for in the whole text.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a plan: its name, how far it is answered (code and word), by which sentence on which line."""

    name: str
    state: str
    word: str
    quote: str
    line: int


def understood(aligned: Alignment, reading: Reading) -> dict[str, Any]:
    """The rows of the tables; a line is 0 where the words stand in no line as they were read."""
    return {
        "cited": [(_name(citation), citation) for citation in reading.citations],
        "movements": [(name, _line(aligned, name)) for name in reading.movements[:_MOST]],
        "elements": [
            Element(ELEMENT_NAMES[one.element], one.state, STATE_NAMES[one.state], one.quote, _line(aligned, one.quote))
            for one in reading.completeness
        ],
    }


def _name(citation: Citation) -> str:
    dash = "" if not citation.symbol else "-" if is_party(citation.symbol) else "/"
    return f"{citation.kind} {citation.number}{dash}{citation.symbol}".strip()


def _line(aligned: Alignment, quote: str) -> int:
    places = aligned.in_source(quote, 1, most=len(aligned.words))
    return aligned.words[places.start].line if places else 0

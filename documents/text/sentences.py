"""Sentences of a paragraph, with their places. Abbreviations ("TP. Tây Ninh") and "..." do not end one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.text.lines import Paragraph

_END = re.compile(r"[.!?…][”\")]*(?=\s+[^\W\d_a-z“(])")
_ABBREVIATION = re.compile(r"(?:\b(?:TP|Tp|TX|Tx|TT|Tt|Q|P|H|PGS|TS|ThS|BS|KT|TM|TL|Số|v\.v|[Tt]r)|\b[A-Z])$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the paragraph it stands in, and its offset there."""

    text: str
    paragraph: Paragraph
    start: int

    @property
    def line(self) -> int:
        """The source line on which it begins."""
        return self.paragraph.line_at(self.start)


def sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    """Every sentence in reading order; together they hold every word."""
    for paragraph in paragraphs:
        text = paragraph.shown
        start = 0
        for end in _ends(text):
            piece = text[start:end]
            if piece.strip():
                yield Sentence(piece.strip(), paragraph, start + len(piece) - len(piece.lstrip()))
            start = end


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if found[0] != "." or not _ABBREVIATION.search(text[max(0, found.start() - 6) : found.start()]):
            yield found.end()
    yield len(text)

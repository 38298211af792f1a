"""What a stored paper cites, and under which key each cited paper is kept: one citation, one key.

The key is that of ``conflicts.identity``. A short mention, as every later one is (NĐ 30/2020, Phụ lục I, Mục II.6.b),
belongs to the paper of that number which the same text cites in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from documents.text.citations import find_citations
from documents.text.conflicts import identity
from documents.text.folded import fold
from documents.text.laws import Law, find_laws
from documents.text.lines import Paragraph, join_broken, read_lines
from documents.text.reading import Citation
from documents.text.tree import Header
from legal.texts import law_named

Field = Literal["summary", "bases", "body"]
# (authority, number, symbol, year): see ``conflicts.identity``.
Key = tuple[str, str, str, int | None]
_ORDER = {"summary": 0, "bases": 1, "body": 2}
_HOUSE, _STANDING = "Quốc hội", "Ủy ban Thường vụ Quốc hội"


@dataclass(frozen=True, slots=True)
class Cited:
    """One mention: in which field of the paper, on which line of it (from 1), what was read, and its key.

    ``by_name``: a law without its number; ``is_short``: day or issuer were taken from the full mention of that paper.
    """

    field: Field
    line: int
    citation: Citation
    key: Key
    by_name: bool = False
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention with its place, before its key is known; ``year``: that of a law named without its day."""

    field: Field
    citation: Citation
    by_name: bool = False
    year: int | None = None

    def key(self, source: str) -> Key:
        return key_of(self.citation, source, self.year)


def read_cited(own: Header, bases: str, body: str, *, source: str, written: date | None) -> tuple[Cited, ...]:
    """Every mention in a paper's trích yếu, căn cứ and light text, in this order.

    Args:
        own: the paper's head: its own number is no citation; ``source``: keeps issuers that cannot be told apart from
        those of other papers; ``written``: the day that tells which law of a name is meant.
    """
    shift = bases.count("\n") + 1
    below = (_moved(paragraph, shift) for paragraph in join_broken(read_lines(body)))
    paragraphs = [*join_broken(read_lines(bases)), *below]
    summary = [Paragraph(own.summary, ((0, 1),))] if own.summary else []
    numbered = find_citations(paragraphs, own)
    found = [_placed(citation, shift) for citation in numbered]
    for law in find_laws(summary):
        found.append(_Found("summary", as_citation(law, written), True, law.year))
    for law in find_laws(paragraphs):
        if not any(law.line == one.line and law.quote in one.quote for one in numbered):  # a law in another's title
            found.append(replace(_placed(as_citation(law, written), shift), by_name=True, year=law.year))
    found.sort(key=lambda one: (_ORDER[one.field], one.citation.line))
    return tuple(_keyed(found, source))


def key_of(citation: Citation, source: str, year: int | None = None) -> Key:
    """The key of a cited paper; of a law that is named by a name not on record its name stands for its number.

    Args:
        source: see ``read_cited``; ``year``: that of a law named without its day.
    """
    authority, number, symbol, known = identity(citation, source)
    if not number and not symbol:
        return authority, "", fold(citation.title), known or year
    return authority, number, symbol, known


def as_citation(law: Law, written: date | None) -> Citation:
    """A law by its name, with the number that stands in the list of laws; without one where it is not listed."""
    listed = law_named(law.name, law.year, law.date or written or date.max)
    number, _, symbol = listed.code.partition("/") if listed else ("", "", "")
    issuer = _STANDING if law.kind == "Pháp lệnh" else _HOUSE
    return Citation(law.kind, number, symbol, law.date, "", law.name, law.quote, law.line, issuer)


def _moved(paragraph: Paragraph, shift: int) -> Paragraph:
    return replace(paragraph, starts=tuple((offset, line + shift) for offset, line in paragraph.starts))


def _placed(citation: Citation, shift: int) -> _Found:
    if citation.in_summary:
        return _Found("summary", replace(citation, line=1))
    if citation.line <= shift:
        return _Found("bases", citation)
    return _Found("body", replace(citation, line=citation.line - shift))


def _keyed(found: Sequence[_Found], source: str) -> Iterator[Cited]:
    full: dict[tuple[str, str], dict[Key, Citation]] = defaultdict(dict)
    for one in found:
        key = one.key(source)
        if one.citation.issuer_resolved and key[3] is not None:
            full[key[1], key[2]].setdefault(key, one.citation)
    for one in found:
        key, citation = one.key(source), one.citation
        others = full.get((key[1], key[2]), {})
        if key not in others and (whole := _only(others, citation, key)):
            known = replace(citation, issuer_resolved=whole[1].issuer_resolved)
            yield Cited(one.field, citation.line, known, whole[0], one.by_name, is_short=True)
        else:
            yield Cited(one.field, citation.line, citation, key, one.by_name)


def _only(full: dict[Key, Citation], short: Citation, key: Key) -> tuple[Key, Citation] | None:
    """The one full mention that a short one can mean: no other issuer, no other year."""
    fitting = [
        (known, citation)
        for known, citation in full.items()
        if (not short.issuer_resolved or key[0] == known[0]) and (key[3] is None or key[3] == known[3])
    ]
    return fitting[0] if len(fitting) == 1 else None

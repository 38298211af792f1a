"""A source shown line by line: which of its words went into which field, which are found fault with, which look broken.

Pure: the reading, its source and the fields come in, lines with marked words go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from documents.text.aligned import Word, words_in
from documents.text.corrections import Alignment, repair_places
from documents.text.issuers import full_name
from documents.text.reading import Reading
from documents.text.tree import Header

Kind = Literal["field", "finding", "repair"]
# Short parts are marked word by word; of these the lines are.
LONG = ("bases", "body", "recipients")
_LAST = frozenset({"sign_on_behalf_of", "sign_deputy_for", "sign_title", "sign_name", "drafter_mark"})
# Above its body a paper has few lines: what is looked for there is not taken from farther down.
_TOP_LINES = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """Some words of the source: what they are marked for ("field", "finding", "repair"), and which one of these."""

    kind: Kind
    key: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters of a line, with the marks on it."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the source, in pieces; ``field`` is the long field that was read from it, "" when none was."""

    number: int
    pieces: tuple[Piece, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines of a source, and the first line of every field that was found in it."""

    lines: tuple[ShownLine, ...]
    line_of: Mapping[str, int]


def shown(aligned: Alignment, reading: Reading) -> Shown:
    """The source with its marks; of a source and the fields that were read from it, see ``corrections``."""
    fields = _long_fields(aligned)
    marks = [
        *_of_header(aligned, reading.header),
        *_of_short_fields(aligned),
        *_of_findings(aligned, reading),
        *_of_repairs(aligned, reading),
    ]
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append(mark)
    lines = tuple(
        ShownLine(number, cut(line, by_line.get(number, ())), fields.get(number, ""))
        for number, line in enumerate(aligned.lines, start=1)
    )
    line_of: dict[str, int] = {}
    for number, name in sorted(fields.items()):
        line_of.setdefault(name, number)
    for mark in marks:
        if mark.kind == "field":
            line_of[mark.key] = min(mark.line, line_of.get(mark.key, mark.line))
    return Shown(lines, line_of)


def cut(line: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """A line in pieces, each with all marks that lie on it; marks may cross each other."""
    marks = list(marks)
    edges = sorted({0, len(line), *(edge for mark in marks for edge in (mark.start, mark.end) if edge < len(line))})
    return tuple(
        Piece(line[start:end], tuple(mark for mark in marks if mark.start <= start and end <= mark.end))
        for start, end in pairwise(edges)
    )


def _long_fields(aligned: Alignment) -> dict[int, str]:
    """The field of every line that a long field was read from, with the lines between."""
    spans: dict[str, list[int]] = {name: [] for name in LONG}
    for word, there in aligned.pairs():
        if there.part in spans:
            spans[there.part].append(word.line)
    found: dict[int, str] = {}
    for name, numbers in spans.items():
        for number in range(min(numbers, default=1), max(numbers, default=0) + 1):
            found.setdefault(number, name)
        found |= dict.fromkeys(numbers, name)
    return found


def _of_header(aligned: Alignment, header: Header) -> Iterable[Mark]:
    wanted = {
        "kind": [header.kind],
        "number": [f"Số {header.number}", header.number] if header.number else [],
        "symbol": [f"{header.number} {header.symbol}", header.symbol] if header.symbol else [],
        "on": _days(header),
        "place": [f"{header.place} ngày"] if header.place else [],
        "issuer_printed": [header.issuer, full_name(header.issuer) if header.issuer else ""],
    }
    top = [word for word in aligned.words if word.line <= _TOP_LINES]
    for name, texts in wanted.items():
        for text in texts:
            if places := _first(top, text):
                # The place stands before the day, and in the letterhead, too.
                yield from _marks("field", name, [top[at] for at in places[: len(places) - (name == "place")]])
                break


def _days(header: Header) -> list[str]:
    """How a date is printed, with and without zeros."""
    day, month, year = header.day, header.month, header.year
    if not year:
        return []
    if not day:
        return [f"tháng {month:02d} năm {year}", f"tháng {month} năm {year}"] if month else [f"năm {year}"]
    days = [f"{day:02d}", str(day)]
    months = [f"{month:02d}", str(month)] if month else []
    return [f"ngày {one} tháng {other} năm {year}" for one in days for other in months]


def _of_short_fields(aligned: Alignment) -> Iterable[Mark]:
    for name, text in aligned.fields.items():
        if name in LONG or not text:
            continue
        words = aligned.words[::-1] if name in _LAST else aligned.words
        places = _first(words, text, backwards=name in _LAST)
        yield from _marks("field", name, sorted((words[at] for at in places), key=lambda word: (word.line, word.start)))


def _of_findings(aligned: Alignment, reading: Reading) -> Iterable[Mark]:
    for number, finding in enumerate(reading.findings):
        if places := aligned.in_source(finding.quote, finding.line):
            yield from _marks("finding", str(number), [aligned.words[at] for at in places])


def _of_repairs(aligned: Alignment, reading: Reading) -> Iterable[Mark]:
    for number, places in enumerate(repair_places(aligned, reading.repairs)):
        if places:
            yield from _marks("repair", str(number), [aligned.words[at] for at in places])


def _first(words: Sequence[Word], text: str, *, backwards: bool = False) -> range:
    """The first place of the words of a text, letters and marks aside."""
    keys = [word.key for word in words_in([" ".join(text.split())])]
    if backwards:
        keys.reverse()
    for at in range(len(words) - len(keys) + 1 if keys else 0):
        if words[at].key == keys[0] and [word.key for word in words[at : at + len(keys)]] == keys:
            return range(at, at + len(keys))
    return range(0)


def _marks(kind: Kind, key: str, words: Sequence[Word]) -> Iterable[Mark]:
    """One mark for each line that the words stand on."""
    for number in sorted({word.line for word in words}):
        on_line = [word for word in words if word.line == number]
        yield Mark(kind, key, number, on_line[0].start, on_line[-1].end)

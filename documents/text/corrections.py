"""What a person confirmed while reviewing a reading, put into the fields: words of a bad scan, fixes of findings.

The place comes from the source: the same words may stand elsewhere in the paper and stay as they are. Nothing here
acts by itself; see ``repairs`` and ``findings`` for what is proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from documents.text.aligned import Word, align, source_lines, words_in, words_of_fields
from documents.text.findings import apply_fix
from documents.text.reading import Finding, Repair

#: What is told with its line is looked for no farther than so many words below: a text may have many thousands.
NEAR = 2_000
# The field of what is found in no words of the text.
_OF_CODE = {"draft-state": "number", "symbol-kind": "symbol"}


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a field: its name, the line in it, and from which letter to which."""

    field: str
    line: int
    start: int
    end: int


@dataclass(slots=True)
class Alignment:
    """A source and the fields that were read from it, word by word."""

    source: str
    fields: Mapping[str, str]
    lines: list[str] = field(init=False)
    words: list[Word] = field(init=False)
    _there: list[Word] = field(init=False)
    _pairs: dict[int, int] = field(init=False)
    _first_in_line: dict[int, int] = field(init=False)
    _lines_of: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = source_lines(self.source)
        self.words = words_in(self.lines)
        self._there = words_of_fields(self.fields)
        self._pairs = align(self.words, self._there)
        self._first_in_line = {}
        for at, word in enumerate(self.words):
            self._first_in_line.setdefault(word.line, at)

    def pairs(self) -> Iterable[tuple[Word, Word]]:
        """The words of the source that went into a field, each with the one that was made of it."""
        return ((self.words[at], self._there[there]) for at, there in self._pairs.items())

    def lines_of(self, name: str) -> list[str]:
        """The lines of a field."""
        if name not in self._lines_of:
            self._lines_of[name] = self.fields[name].split("\n")
        return self._lines_of[name]

    def in_source(self, text: str, line: int, nth: int = 1, most: int = NEAR) -> range | None:
        """The places of the words of ``text`` in the source: of their ``nth`` mention that begins on or after a line.

        They may be broken over lines. None when they stand nowhere in the ``most`` words from that line on.
        """
        wanted = [word.text for word in words_in([" ".join(text.split())])]
        start = next(
            (self._first_in_line[at] for at in range(line, len(self.lines) + 1) if at in self._first_in_line), 0
        )
        if not wanted:
            return None
        for at in range(start, min(start + most, len(self.words) - len(wanted) + 1)):
            if self.words[at].text == wanted[0] and [w.text for w in self.words[at : at + len(wanted)]] == wanted:
                nth -= 1
                if not nth:
                    return range(at, at + len(wanted))
        return None

    def in_fields(self, places: range) -> tuple[Word, ...]:
        """The words of the fields that were made of these words of the source; () when they went nowhere."""
        found = tuple(self._there[self._pairs[at]] for at in places if at in self._pairs)
        is_whole = len(found) == len(places) and len({(word.part, word.line) for word in found}) == 1
        return found if is_whole else ()


def repaired(
    source: str, fields: Mapping[str, str], repairs: Sequence[Repair], chosen: Iterable[int]
) -> tuple[dict[str, str], list[int]]:
    """The fields with the chosen repairs, and which ones (by their place in ``repairs``) were put in.

    A repair whose words a person has changed meanwhile is left out. The signs between two words stay.
    """
    aligned = Alignment(source, fields)
    wanted = set(chosen)
    changes: list[tuple[Word, str]] = []
    done: list[int] = []
    for at, places in enumerate(repair_places(aligned, repairs)):
        if at not in wanted or places is None:
            continue
        there = aligned.in_fields(places)
        broken, right = repairs[at].word.split(), repairs[at].proposal.split()
        if len(broken) == len(right) and [word.text for word in there] == broken:
            changes += zip(there, right, strict=True)
            done.append(at)
    return _changed(fields, changes), done


def repair_places(aligned: Alignment, repairs: Sequence[Repair]) -> list[range | None]:
    """Where each repair stands in the source; equal ones of a line are told apart by their order."""
    told: Counter[tuple[int, str]] = Counter()
    found: list[range | None] = []
    for repair in repairs:
        told[repair.line, repair.word] += 1
        found.append(aligned.in_source(repair.word, repair.line, told[repair.line, repair.word]))
    return found


def place_of(aligned: Alignment, finding: Finding) -> Place | None:
    """Where the words of a finding stand in the fields; None when they stand in none, or were changed."""
    wanted = [word.text for word in words_in([" ".join(finding.quote.split())])]
    places = aligned.in_source(finding.quote, finding.line)
    there = aligned.in_fields(places) if places else ()
    if there and [word.text for word in there] == wanted:
        # The signs belong to the words: a full stop may be all that was put right.
        if not _stands(aligned.lines_of(there[0].part)[there[0].line - 1], finding):
            return None
        return Place(there[0].part, there[0].line, there[0].start, there[-1].end)
    # A name in two words has no anchor around it: then it counts where it stands once.
    found = [(name, text.find(finding.quote)) for name, text in aligned.fields.items() if finding.quote in text]
    if not finding.quote or len(found) != 1 or aligned.fields[found[0][0]].count(finding.quote) != 1:
        return None
    [(name, at)] = found
    before = aligned.fields[name][:at]
    start = at - (before.rfind("\n") + 1)
    return Place(name, before.count("\n") + 1, start, start + len(finding.quote))


def _stands(line: str, finding: Finding) -> bool:
    try:
        apply_fix(line, replace(finding, line=1, fix=finding.fix or ""))
    except ValueError:
        return False
    return True


def field_of(aligned: Alignment, finding: Finding) -> str:
    """The field that a finding is about; "" when none can be told."""
    place = place_of(aligned, finding)
    return place.field if place else _OF_CODE.get(finding.code, "")


def fixed(source: str, fields: Mapping[str, str], finding: Finding) -> dict[str, str]:
    """The fields with the finding's repair in place of its words.

    Raises:
        ValueError: there is no repair, or the words no longer stand there; the message is for the user.
    """
    place = place_of(Alignment(source, fields), finding)
    if place is None:
        raise ValueError("Đoạn chữ cần sửa đã thay đổi: hãy kiểm tra lại văn bản.")
    return dict(fields) | {place.field: apply_fix(fields[place.field], replace(finding, line=place.line))}


def _changed(fields: Mapping[str, str], changes: Iterable[tuple[Word, str]]) -> dict[str, str]:
    lines = {name: text.split("\n") for name, text in fields.items()}
    for word, text in sorted(changes, key=lambda change: (change[0].line, change[0].start), reverse=True):
        line = lines[word.part][word.line - 1]
        lines[word.part][word.line - 1] = line[: word.start] + text + line[word.end :]
    return {name: "\n".join(found) for name, found in lines.items()}

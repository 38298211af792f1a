"""Two people changed one text: both changes in one text, and the places where they meet, to be decided.

The text both began with tells who changed what. Changes are whole paragraphs; a paragraph carries the blank lines
after it, so that the parts of a text, put together again, are that text. Changes that touch different paragraphs are
both taken; where both changed the same paragraph, or put different ones in the same place, stands a ``Clash``.
Nothing that one side wrote is left out of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from documents.text.difference import matches

Choice = Literal["mine", "theirs", "both"]
_PARAGRAPH = re.compile(r"\n*[^\n]+\n*|\n+")


@dataclass(frozen=True, slots=True)
class Settled:
    """Paragraphs that need no decision. ``by`` says whose change they are: "" for unchanged, or changed alike."""

    text: str
    by: Literal["", "mine", "theirs"] = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both sides changed in different ways; "" where a side took the paragraphs away."""

    base: str
    mine: str
    theirs: str


Part = Settled | Clash


@dataclass(frozen=True, slots=True)
class _Change:
    """Paragraphs ``start`` to ``end`` of the base (none: an insertion) replaced by ``start``–``end`` of one side."""

    start: int
    end: int
    lines: tuple[str, ...]
    is_mine: bool


def merge(base: str, mine: str, theirs: str) -> list[Part]:
    """The parts of the merged text, in reading order; see ``assemble``."""
    old, own, other = (_PARAGRAPH.findall(text) for text in (base, mine, theirs))
    kept = _kept(old, own), _kept(old, other)
    changes = sorted(
        [*_changes(old, own, kept[0], True), *_changes(old, other, kept[1], False)],
        key=lambda change: (change.start, change.end),
    )
    parts: list[Part] = []
    at = 0
    for group in _touching(changes):
        start, end = group[0].start, max(change.end for change in group)
        parts += _unchanged(old, own, other, kept, at, start)
        parts.append(_decided(old, group, start, end, kept, (own, other)))
        at = end
    parts += _unchanged(old, own, other, kept, at, len(old))
    return [part for part in _trimmed(parts, mine, theirs) if part != Settled("")]


def merge_line(base: str, mine: str, theirs: str) -> list[Part]:
    """The same for a field of one line: it is changed as a whole."""
    if mine == theirs or theirs == base:
        return [Settled(mine, "" if mine == theirs else "mine")]
    if mine == base:
        return [Settled(theirs, "theirs")]
    return [Clash(base, mine, theirs)]


def clashes(parts: Sequence[Part]) -> list[Clash]:
    """What has to be decided, in reading order."""
    return [part for part in parts if isinstance(part, Clash)]


def chosen(clash: Clash, choice: Choice) -> str:
    """The text of a decision; "both": theirs, which is saved already, before mine."""
    if choice == "both":
        return _joined([clash.theirs, clash.mine])
    return clash.mine if choice == "mine" else clash.theirs


def assemble(parts: Sequence[Part], decisions: Sequence[str]) -> str:
    """The merged text, with one decided text for each clash.

    Raises:
        ValueError: there are more or fewer decisions than clashes.
    """
    waiting = iter(decisions)
    texts = [part.text if isinstance(part, Settled) else next(waiting, None) for part in parts]
    if None in texts or next(waiting, None) is not None:
        raise ValueError("one decision for each clash")
    return _joined([text for text in texts if text])


def _joined(texts: Sequence[str]) -> str:
    """The texts below each other; a break is put in only where one is missing."""
    whole = ""
    for text in texts:
        whole += "\n" if whole and text and not whole.endswith("\n") else ""
        whole += text
    return whole


def _kept(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Where each unchanged paragraph of the base stands on the other side."""
    return dict(matches([_words(line) for line in old], [_words(line) for line in new]))


def _words(paragraph: str) -> str:
    return paragraph.strip("\n").rstrip()


def _changes(old: Sequence[str], new: Sequence[str], kept: dict[int, int], is_mine: bool) -> list[_Change]:
    found = []
    at_old = at_new = 0
    for one, other in [*kept.items(), (len(old), len(new))]:
        if one > at_old or other > at_new:
            found.append(_Change(at_old, one, tuple(new[at_new:other]), is_mine))
        at_old, at_new = one + 1, other + 1
    return found


def _touching(changes: Sequence[_Change]) -> list[list[_Change]]:
    """Changes in groups that have to be seen together: they share a paragraph, or a place of insertion."""
    groups: list[list[_Change]] = []
    end = -1
    for change in changes:
        last = groups[-1][-1] if groups else None
        same_place = last is not None and last.start == last.end == change.start == change.end
        if groups and (change.start < end or same_place):
            groups[-1].append(change)
        else:
            groups.append([change])
            end = -1
        end = max(end, change.end)
    return groups


def _decided(
    old: Sequence[str],
    group: Sequence[_Change],
    start: int,
    end: int,
    kept: tuple[dict[int, int], dict[int, int]],
    sides: tuple[Sequence[str], Sequence[str]],
) -> Part:
    mine = _joined(_applied(group, start, end, kept[0], sides[0], True))
    theirs = _joined(_applied(group, start, end, kept[1], sides[1], False))
    if all(change.is_mine for change in group):
        return Settled(mine, "mine")
    if not any(change.is_mine for change in group):
        return Settled(theirs, "theirs")
    if [_words(line) for line in mine.split("\n")] == [_words(line) for line in theirs.split("\n")]:
        return Settled(mine)
    return Clash(_joined(old[start:end]), mine, theirs)


def _applied(
    group: Sequence[_Change], start: int, end: int, kept: dict[int, int], side: Sequence[str], is_mine: bool
) -> list[str]:
    """One side's text of the base's paragraphs ``start`` to ``end``."""
    own = {change.start: change for change in group if change.is_mine == is_mine}
    lines: list[str] = []
    at = start
    while at <= end:
        change = own.pop(at, None)
        if change is not None:
            lines += change.lines
            if change.end > at:
                at = change.end
                continue
        if at < end:
            lines.append(side[kept[at]])
        at += 1
    return lines


def _unchanged(
    old: Sequence[str],
    own: Sequence[str],
    other: Sequence[str],
    kept: tuple[dict[int, int], dict[int, int]],
    start: int,
    end: int,
) -> list[Part]:
    """Paragraphs that neither side changed; blank lines as whoever changed them has them."""
    texts = []
    for at in range(start, end):
        mine, theirs = own[kept[0][at]], other[kept[1][at]]
        texts.append(mine if mine != old[at] else theirs)
    return [Settled(_joined(texts))] if texts else []


def _trimmed(parts: list[Part], mine: str, theirs: str) -> list[Part]:
    """Without blank lines at the end that neither text ends with."""
    if not parts or not isinstance(parts[-1], Settled):
        return parts
    if mine.endswith("\n") or theirs.endswith("\n"):
        return parts
    return [*parts[:-1], Settled(parts[-1].text.rstrip("\n"), parts[-1].by)]


def written_by_both(parts: Sequence[Part]) -> tuple[int, int]:
    """How many changes of mine and of theirs were taken without a question."""
    whose = list(chain.from_iterable([part.by] for part in parts if isinstance(part, Settled) and part.by))
    return whose.count("mine"), whose.count("theirs")

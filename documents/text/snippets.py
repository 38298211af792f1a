"""The places of a paper that answer a question, as they are written, with the found words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from documents.text.asking import Term
from documents.text.passages import Passage
from documents.text.terms import LONGEST, MARK, folded, symbols, words

MOST, WIDTH = 3, 220
_BEFORE = 60
# So many hits of one passage are looked at: the best window of a table of a thousand rows is not worth more.
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a snippet."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a passage; ``place`` and ``anchor`` are the passage's."""

    place: str
    anchor: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    term: int


def find_snippets(passages: Iterable[Passage], terms: Sequence[Term], *, most: int = MOST) -> list[Snippet]:
    """The passages that say most of the terms, at most ``most``, in the order of the paper."""
    found: list[tuple[int, Passage, str, list[_Hit]]] = []
    whole = 0
    for at, passage in enumerate(passages):
        text = unicodedata.normalize("NFC", passage.text)
        if hits := _hits(folded(text), terms):
            found.append((at, passage, text, hits))
            whole += len({hit.term for hit in hits}) == len(terms)
            if whole == most:
                break  # nothing further down says more
    chosen: list[tuple[int, Passage, str, list[_Hit]]] = []
    said: set[int] = set()
    while found and len(chosen) < most:
        best = max(found, key=lambda row: (len({hit.term for hit in row[3]} - said), len({h.term for h in row[3]})))
        found.remove(best)
        chosen.append(best)
        said |= {hit.term for hit in best[3]}
    chosen.sort(key=lambda row: row[0])
    return [Snippet(one.place, one.anchor, _cut(text, hits)) for _, one, text, hits in chosen]


def _hits(text: str, terms: Sequence[Term]) -> list[_Hit]:
    """Where the terms stand in a folded text, in order; of many places of a term the first ones."""
    hits: list[_Hit] = []
    for at, term in enumerate(terms):
        if "/" in term.words[0]:
            if term.words[0].partition("/")[0] in text:
                hits += [_Hit(one.start, one.end, at) for one in symbols(text) if term.words[0] in one.forms]
        else:
            hits += [_Hit(start, end, at) for start, end in islice(_runs(text, term), _LOOKED_AT)]
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _runs(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Beginning and end of each run of the term's words."""
    if not MARK.search(text):
        yield from (found.span() for found in _pattern(term.words).finditer(text))
        return
    run = list(words(text))
    texts, length = [word.text for word in run], len(term.words)
    for at in range(len(run) - length + 1):
        if tuple(texts[at : at + length]) == term.words:
            yield run[at].start, run[at + length - 1].end


@lru_cache(maxsize=100)
def _pattern(run: tuple[str, ...]) -> re.Pattern[str]:
    """The words with anything but words between them; a word that was cut goes on."""
    ends = (re.escape(word) + (r"[^\W_]*" if len(word) == LONGEST else "") for word in run)
    run_of = r"[\W_]+".join(ends)
    return re.compile(rf"(?<![^\W_]){run_of}(?![^\W_])")


def _cut(text: str, hits: list[_Hit]) -> tuple[Part, ...]:
    """The window that says most terms, its ends between words, its found words apart."""
    best = max(hits[:_LOOKED_AT], key=lambda hit: (_said(hits, hit.start), -hit.start))
    start = _word_start(text, best.start - _BEFORE) if len(text) > WIDTH else 0
    end = _word_end(text, max(start + WIDTH, best.end))
    if len(text) - start < WIDTH:
        start = _word_start(text, min(start, max(0, len(text) - WIDTH)))
    parts: list[Part] = [Part("… ", False)] if start else []
    at = start
    for hit in hits:
        if hit.end <= at or hit.start < start or hit.end > end:
            continue
        first = max(hit.start, at)
        # Words that stand together are marked together.
        if parts and parts[-1].is_found and not text[at:first].strip():
            parts[-1] = Part(parts[-1].text + text[at : hit.end], True)
        else:
            parts += [Part(text[at:first], False)] if first > at else []
            parts.append(Part(text[first : hit.end], True))
        at = hit.end
    if at < end:
        parts.append(Part(text[at:end], False))
    if end < len(text):
        parts.append(Part(" …", False))
    return tuple(parts)


def _said(hits: list[_Hit], start: int) -> int:
    return len({hit.term for hit in hits if start <= hit.start and hit.end <= start + WIDTH - _BEFORE})


def _word_start(text: str, at: int) -> int:
    """The beginning of the word at or after that place, not far from it."""
    if at <= 0:
        return 0
    space = text.find(" ", at - 1, at + 20)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 20, at + 1)
    return space if space > 0 else at

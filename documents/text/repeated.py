"""A text that was pasted twice, as pages hold it that have a version to read and one to print: one of them counts."""

from __future__ import annotations

from collections.abc import Sequence

from documents.text.lines import Line
from documents.text.trimming import start_of_paper

# So many words in a row are known again; they are looked for among the first words of the paper.
_RUN, _FIRST = 8, 400
# A copy has that share of the words that stand above it, and not fewer than a paper has.
_ALIKE, _LEAST = 0.6, 60
_TRIES = 20


def without_copy(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """The lines without a second copy of the paper, and how many were left out."""
    words: list[str] = []
    owners: list[int] = []
    first_words: list[int] = []
    for at, line in enumerate(lines):
        first_words.append(len(words))
        found = line.shown.casefold().split()
        words += found
        owners += [at] * len(found)
    start = first_words[start_of_paper(lines)]
    known: dict[tuple[str, ...], int] = {}
    for at in range(start, min(len(words) - _RUN, start + _FIRST)):
        known.setdefault(tuple(words[at : at + _RUN]), at)
    tries = 0
    for first in first_words:
        above = known.get(tuple(words[first : first + _RUN]))
        if above is None or above >= first or tries >= _TRIES:
            continue
        tries += 1
        begin, end = _same(words, above, first)
        if end - begin >= max(_LEAST, _ALIKE * (begin - start)):
            kept = [line for at, line in enumerate(lines) if not owners[begin] <= at <= owners[end - 1]]
            return kept, len(lines) - len(kept)
    return list(lines), 0


def _same(words: Sequence[str], above: int, at: int) -> tuple[int, int]:
    """Where the words that stand at both places begin and end, at the second of them."""
    first = at
    back = 0
    while above - back > 0 and at - back > above and words[above - back - 1] == words[at - back - 1]:
        back += 1
    ahead = 0
    while at + ahead < len(words) and above + ahead < first - back and words[above + ahead] == words[at + ahead]:
        ahead += 1
    return at - back, at + ahead

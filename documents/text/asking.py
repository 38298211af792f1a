"""What somebody looks for in the texts: words, "phrases", số ký hiệu, and -words that must not stand there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from documents.text.terms import LONGEST, Symbol, folded, symbol_in, words

MAX_LENGTH, MAX_TERMS = 200, 12
_QUOTES = '"“”„«»'
_PIECE = re.compile(
    rf"(?:(?<!\S)(?P<no>-))?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)|(?P<chunk>[^\s{_QUOTES}]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other, as kept by ``terms.stream``; a single one is a word or a số ký hiệu."""

    words: tuple[str, ...]
    shown: str = ""  # as it was typed

    @property
    def is_phrase(self) -> bool:
        """Whether it is more than one word."""
        return len(self.words) > 1

    @property
    def run(self) -> str:
        """As it stands in the kept text."""
        return f" {' '.join(self.words)} "


@dataclass(frozen=True, slots=True)
class Question:
    """Terms that all must stand in a paper, and those that none may."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()


class TooMuch(ValueError):
    """A question that is not answered; its text says what to do."""


def read_question(text: str) -> Question:
    """The question that was typed; any text is one, signs that mean nothing are passed over.

    Raises:
        TooMuch: it is too long, has too many terms, or names only what must not be there.
    """
    if len(text) > MAX_LENGTH:
        raise TooMuch(f"Câu tìm dài quá {MAX_LENGTH} chữ. Hãy giữ lại vài từ chính.")
    text = unicodedata.normalize("NFC", text)
    wanted: dict[tuple[str, ...], Term] = {}
    unwanted: dict[tuple[str, ...], Term] = {}
    for term, is_wanted in _terms(text):
        (wanted if is_wanted else unwanted).setdefault(term.words, term)
    if len(wanted) + len(unwanted) > MAX_TERMS:
        raise TooMuch(f"Câu tìm có hơn {MAX_TERMS} từ. Hãy bớt từ, hoặc đặt cụm từ trong ngoặc kép.")
    if unwanted and not wanted:
        raise TooMuch("Câu tìm chỉ có từ phải loại (-từ). Hãy gõ thêm ít nhất một từ cần có.")
    return Question(tuple(wanted.values()), tuple(unwanted.values()))


def _terms(text: str) -> Iterator[tuple[Term, bool]]:
    """The terms in order, and whether each is wanted."""
    low, at = folded(text), 0
    spans: list[tuple[int, int, Symbol | None]]
    while piece := _PIECE.search(low, at):
        at = piece.end()
        if piece["chunk"] is None:
            spans = [(*piece.span("phrase"), None)]
        else:
            start = piece.start("chunk")
            symbol = symbol_in(low, start, at, text)
            spans = [(start, symbol.start if symbol else at, None)]
            if symbol:
                spans.append((symbol.start, symbol.end, symbol))
                at = symbol.end
        for start, end, symbol in spans:
            run = (symbol.forms[0][:LONGEST],) if symbol else tuple(word.text for word in words(low[start:end]))
            if run:
                yield Term(run, text[start:end].strip()), not piece["no"]

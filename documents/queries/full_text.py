"""Searching all texts: one page of the papers that answer, how many there are, and what else to try."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import F

from documents.models import Document
from documents.models.document import DocumentQuerySet
from documents.models.document_text import answers, passages_of
from documents.queries.keyset import count_up_to
from documents.text.asking import Question
from documents.text.passages import SECTIONS
from documents.text.snippets import Snippet, find_snippets
from documents.text.terms import folded, words

SIZE, LAST_PAGE = 10, 50
# Who asks for a number or a title means the paper that bears it: such papers stand before those that only say it.
_FIRST = ("heading", "summary")
# Out of so many papers a word is suggested.
_LATEST = 100
_ALIKE = 0.74


@dataclass(frozen=True, slots=True)
class Found:
    """One paper and the places in it that answer."""

    document: Document
    snippets: list[Snippet]


@dataclass(frozen=True, slots=True)
class Page:
    """``total`` is exact up to ``keyset.COUNT_LIMIT``, one more for more."""

    rows: list[Found]
    number: int
    total: int
    has_next: bool

    @property
    def start(self) -> int:
        """The place of the first row among all."""
        return (self.number - 1) * SIZE + 1


def search(
    papers: DocumentQuerySet, question: Question, *, sections: Sequence[str] = SECTIONS, by_date: bool, number: int
) -> Page:
    """One page of the papers that answer, latest day first; without ``by_date`` those that bear the words first.

    Args:
        papers: those that may be found: visible to the user, filtered; ``number``: of the page, from 1.
    """
    number = min(max(number, 1), LAST_PAGE)
    found = papers.filter(answers(question, sections))
    groups = [found]
    if not by_date and set(_FIRST) < set(sections):
        first = answers(question, _FIRST)
        groups = [found.filter(first), found.filter(~first)]
    keys = _window(groups, (number - 1) * SIZE, SIZE + 1)
    is_whole = number == 1 and len(keys) <= SIZE
    total = len(keys) if is_whole else count_up_to(found)
    return Page(_rows(keys[:SIZE], question, sections), number, total, len(keys) > SIZE and number < LAST_PAGE)


def near_words(papers: DocumentQuerySet, question: Question) -> dict[str, str]:
    """For words that none of the latest papers says, the likest one that some does: typed → suggested.

    Args:
        papers: those that the user may read: nothing is suggested out of others.
    """
    asked = {term.words[0]: term.shown for term in question.wanted if not term.is_phrase and term.words[0].isalpha()}
    known: dict[str, str] = {}
    for *written, body in papers.order_by("-pk").values_list("summary", "issuer_printed", "words__body")[:_LATEST]:
        for line in (unicodedata.normalize("NFC", one) for one in written):
            for word in words(folded(line)):
                known.setdefault(word.text, line[word.start : word.end].lower())
        for kept in set((body or "").split()):
            known.setdefault(kept, kept)
    near: dict[str, str] = {}
    for typed, shown in asked.items():
        if typed not in known:
            alike = [other for other in known if abs(len(other) - len(typed)) <= 2 and other.isalpha()]
            likest = get_close_matches(typed, alike, 1, _ALIKE)
            near |= {shown: known[likest[0]]} if likest else {}
    return near


def _window(groups: Sequence[DocumentQuerySet], start: int, size: int) -> list[int]:
    """Keys from that place on in the groups one after the other; drafts, which have no day, last in each."""
    keys: list[int] = []
    for at, group in enumerate(groups):
        ordered = group.order_by(F("date").desc(nulls_last=True), "-pk").values_list("pk", flat=True)
        got = list(ordered[start : start + size - len(keys)])
        keys += got
        if len(keys) == size or at == len(groups) - 1:
            break
        start = 0 if got or not start else max(0, start - group.count())
    return keys


def _rows(keys: list[int], question: Question, sections: Sequence[str]) -> list[Found]:
    """The papers of one page in its order, each with its places."""
    papers = Document.objects.select_related("signed_by__person").defer("snapshot", "search_text").in_bulk(keys)
    return [Found(papers[key], _snippets(papers[key], question, sections)) for key in keys]


def _snippets(document: Document, question: Question, sections: Sequence[str]) -> list[Snippet]:
    # What stands above the snippets anyway is not said twice.
    shown = [passage for passage in passages_of(document) if passage.section in sections]
    deep = find_snippets([one for one in shown if one.section not in _FIRST], question.wanted)
    return deep or find_snippets(shown, question.wanted)

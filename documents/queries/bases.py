"""Papers of the register as căn cứ of another one: how they are cited, and which cited ones are no longer in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from documents.models import Document
from documents.models.document import PUBLISHED, DocumentQuerySet, State
from documents.text.citations import find_citations
from documents.text.lines import join_broken, read_lines
from documents.text.reading import Citation
from documents.text.tree import Header
from legal import papers
from organizations.models import User
from organizations.names import search_key

MOST = 20
_MOST_COMPARED = 500
_ALIKE = 0.6
_GONE = {State.RECALLED: "đã bị thu hồi", State.REPLACED: "đã bị thay thế"}


@dataclass(frozen=True, slots=True)
class Warned:
    """A cited paper that is no longer in force, with the words that cite it and their line in the text read."""

    quote: str
    document: Document
    replaced_by: Document | None
    line: int = 1

    @property
    def why(self) -> str:
        """ "đã bị thu hồi"."""
        return _GONE[State(self.document.state)]


def is_citable(papers_seen: DocumentQuerySet) -> DocumentQuerySet:
    """Those that a căn cứ can name: issued or received, with a day."""
    return papers_seen.filter(state__in=PUBLISHED, date__isnull=False)


def citable(user: User, words: str) -> list[Document]:
    """Issued and received papers that the user sees and that hold every word, latest first; dead ones come last."""
    found = is_citable(Document.objects.visible_to(user)).matching(words)
    alive = found.exclude(state__in=list(_GONE)).for_list().order_by("-date", "-pk")[:MOST]
    dead = found.filter(state__in=list(_GONE)).for_list().order_by("-date", "-pk")[: MOST // 4]
    return [*alive, *dead][:MOST]


def full_citation(document: Document) -> str:
    """The paper as căn cứ, as its first mention has to read: kind, number, day, issuer, about what.

    NĐ 30/2020, Phụ lục I, Phần I, Mục II.6.b; a law or an ordinance without number and issuer.
    """
    on = document.date
    # Mục II.4: a zero before days under 10, and before January and February alone.
    day = f" ngày {on:%d} tháng {on.month:{'02d' if on.month < 3 else 'd'}} năm {on.year}" if on else ""
    about = document.summary.rstrip(" .;")
    if papers.is_cited_by_name(document.kind):
        named = about[: len(document.kind_name) + 1].casefold() == f"{document.kind_name} ".casefold()
        return f"Căn cứ {about if named else f'{document.kind_name} {about}'}{day};"
    if about[:1].isupper() and about[1:2].islower():
        about = about[0].lower() + about[1:]
    # The title of a nghị định says itself whether it is "về" something or "quy định" something.
    if not papers.is_only_received(document.kind):
        about = f"về {about.removeprefix('v/v ').removeprefix('về việc ').removeprefix('về ')}"
    number = f" số {document.number_and_symbol}" if document.number else ""
    issuer = f" của {document.issuer_printed}" if document.issuer_printed else ""
    return f"Căn cứ {document.kind_name}{number}{day}{issuer} {about};"


def state_note(document: Document) -> str:
    """ "đã bị thu hồi", or "" of a paper in force."""
    return _GONE.get(State(document.state), "")


def bases_of(*texts: str) -> tuple[Citation, ...]:
    """Every numbered mention of another paper in the texts."""
    return tuple(found for text in texts for found in find_citations(join_broken(read_lines(text)), Header()))


def numbered_in_register(citations: Sequence[Citation], user: User, also: int | None = None) -> list[Document]:
    """Published papers that the user sees and that bear a cited number and symbol, of whatever day; in one query.

    Args:
        also: primary key of one more paper, taken in if it is published and the user sees it.
    """
    numbered = {(one.number.lstrip("0"), one.symbol) for one in citations if one.symbol}
    if not numbered and also is None:
        return []
    condition = Q(pk=also) if also is not None else Q(pk__in=[])
    for number, symbol in sorted(numbered)[:200]:
        condition |= Q(number__in=[number, number.zfill(2), number.zfill(3)], symbol=symbol)
    return list(Document.objects.visible_to(user).filter(condition, state__in=PUBLISHED).for_list())


def named_in(held: Iterable[Document], citations: Sequence[Citation]) -> list[tuple[Citation, Document]]:
    """Which of the papers each citation names: by number, symbol and day."""
    known: dict[tuple[str, str], list[Document]] = {}
    for paper in held:
        known.setdefault((paper.number.lstrip("0"), paper.symbol), []).append(paper)
    return [
        (one, paper)
        for one in citations
        for paper in known.get((one.number.lstrip("0"), one.symbol), [])
        if _is_same(one, paper)
    ]


def warnings_about(citations: Sequence[Citation], user: User, held: Iterable[Document] | None = None) -> list[Warned]:
    """The cited papers that were recalled or replaced, each once, with what stands in its place.

    Args:
        held: what ``numbered_in_register`` answered, when that is known.
    """
    named = named_in(numbered_in_register(citations, user) if held is None else held, citations)
    gone = {paper.pk: (one, paper) for one, paper in named if paper.state in _GONE}
    if not gone:
        return []
    newer = Document.objects.visible_to(user).filter(replaces__in=gone, state=State.ISSUED).for_list()
    instead = {paper.replaces_id: paper for paper in newer}
    return [Warned(one.quote, paper, instead.get(pk), one.line) for pk, (one, paper) in gone.items()]


def _is_same(citation: Citation, paper: Document) -> bool:
    """With a day: that day. Without one the same number of several years cannot be told apart: it counts for none."""
    return citation.date is not None and citation.date == paper.date


def newer_papers(citations: Sequence[Citation], user: User, year: int) -> dict[int, Document]:
    """By index: for a cited paper the one of the same kind in force that is dated in ``year`` and about the same.

    About the same: most words of the titles, without numbers, are shared; the nearest title wins.
    """
    dated = Document.objects.visible_to(user).filter(date__year=year, state__in=[State.ISSUED, State.RECEIVED])
    recent = list(dated.for_list()[:_MOST_COMPARED])
    words = {paper.pk: _title_words(paper.summary) for paper in recent}
    found: dict[int, Document] = {}
    for at, one in enumerate(citations):
        title = _title_words(one.title)
        same_kind = [paper for paper in recent if search_key(paper.kind_name) == search_key(one.kind)]
        likely = [(_alike(title, words[paper.pk]), -paper.pk, paper) for paper in same_kind if one.date != paper.date]
        if likely and max(likely)[0] >= _ALIKE:
            found[at] = max(likely)[2]
    return found


def _title_words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", search_key(title)) if not word.isdecimal()} - {"ve", "viec", "v"}


def _alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0

"""The different readings of cited papers, and where they contradict each other.

A text that ten thousand papers cite is read in a handful of ways: these are compared, not the mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from documents.models import CitedPaper, Mention, SettledConflict
from documents.models.cited import Code, MentionQuerySet
from documents.text.conflicts import Conflict, find_conflicts
from documents.text.conflicts import Mention as Said
from documents.text.folded import fold
from documents.text.reading import Citation
from documents.text.similar import words
from organizations.models import User

_FIELDS = ("cited_id", "cited__year", "kind", "number", "symbol", "date", "issuer", "issuer_resolved", "title")
#: A title and its territory are settled by one answer: the right title.
_ABOUT_TITLE = frozenset({Code.TITLE.value, Code.SCOPE.value})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which papers name a cited paper, and in how many places."""

    cited_id: int
    year: int | None
    citation: Citation
    count: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not fit: ``code`` in what, of which paper; ``other_id`` the second of a pair; the readings."""

    code: str
    key: str
    cited_id: int
    other_id: int | None
    readings: tuple[Reading, ...]

    @property
    def name(self) -> str:
        """ "ngày ban hành khác nhau"."""
        return str(Code(self.code).label)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The answers that the papers give, those given most often first: value of a form, words."""
        counts: dict[str, int] = defaultdict(int)
        shown: dict[str, str] = {}
        for reading in self.readings:
            if said := said_in(reading.citation, self.code):
                key = " ".join(words(said)) if self.code in _ABOUT_TITLE else said
                counts[key] += reading.count
                shown.setdefault(key, said)
        ordered = sorted(shown, key=lambda key: (-counts[key], key))
        return [(shown[key], f"{_in_words(shown[key], self.code)} ({counts[key]} chỗ dẫn)") for key in ordered]


def said_in(citation: Citation, code: str) -> str:
    """What a mention says of the thing in doubt: its day as 2021-03-30, its title, issuer or symbol; "" nothing."""
    if code == Code.DATE:
        return citation.date.isoformat() if citation.date else ""
    if code == Code.SYMBOL:
        return citation.symbol
    return citation.issuer if code == Code.ISSUER else citation.title


def _in_words(said: str, code: str) -> str:
    return f"{date.fromisoformat(said):%d/%m/%Y}" if code == Code.DATE else said


def readings_of(mentions: MentionQuerySet) -> list[Reading]:
    """The different readings among the mentions, in one query; laws cited by name alone are none."""
    rows = mentions.filter(by_name=False).order_by().values_list(*_FIELDS).annotate(n=Count("pk"))
    return [
        Reading(cited, year, Citation(kind, number, symbol, day, issuer, title, "", 0, resolved), count)
        for cited, year, kind, number, symbol, day, issuer, resolved, title, count in sorted(rows, key=_order)
    ]


def contradictions_in(readings: Iterable[Reading]) -> list[Contradiction]:
    """Every contradiction between the readings, by ``documents.text.conflicts``."""
    by_citation: dict[tuple[str, Citation], Reading] = {}
    for reading in readings:
        by_citation[str(reading.cited_id), reading.citation] = reading
    said = [Said(source, citation) for source, citation in by_citation]
    return [_contradiction(conflict, by_citation) for conflict in find_conflicts(said)]


def contradictions_for(user: User, papers: Collection[CitedPaper] | None = None) -> list[Contradiction]:
    """What the papers that the user may see say against each other, also when it is settled.

    Args:
        papers: only contradictions of these cited papers and their neighbours in number.
    """
    mentions = Mention.objects.visible_to(user).filter(cited__contradicted=True)
    if papers is not None:
        doubtful = [paper for paper in papers if paper.contradicted]
        if not doubtful:
            return []
        mentions = mentions.filter(cited__in=neighbours(doubtful).values("pk"))
    return contradictions_in(readings_of(mentions))


def neighbours(papers: Iterable[CitedPaper]) -> QuerySet[CitedPaper]:
    """The papers of the same authorities and numbers: those that may be one paper with these, and some more.

    Each pair of authority and number is there whole. Asked for pair by pair, a thousand of them are more than SQLite
    takes.
    """
    pairs = {(paper.authority, paper.number) for paper in papers}
    authorities, numbers = ({pair[place] for pair in pairs} for place in (0, 1))
    return CitedPaper.objects.filter(authority__in=sorted(authorities), number__in=sorted(numbers))


def settled_for(user: User) -> list[SettledConflict]:
    """Settlements that hold for the user, those of their units and of units above; that of the highest unit last."""
    found = SettledConflict.objects.binding(user).in_force().select_related("cited", "other", "unit")
    return sorted(found, key=lambda one: (-len(one.unit.path), -one.pk))


def settles(settled: SettledConflict, one: Contradiction) -> bool:
    """Whether the settlement answers the contradiction."""
    same_thing = settled.code == one.code or {settled.code, one.code} <= _ABOUT_TITLE
    pair = {settled.cited_id, settled.other_id} == {one.cited_id, one.other_id}
    return same_thing and pair


def open_for(user: User, papers: Collection[CitedPaper] | None = None) -> list[Contradiction]:
    """What is still to be settled; ``papers`` as in ``contradictions_for``."""
    found = contradictions_for(user, papers)
    if not found:
        return []
    settled = settled_for(user)
    return [one for one in found if not any(settles(known, one) for known in settled)]


def contradicts(mention: Mention | Citation, settled: SettledConflict) -> bool:
    """Whether a mention says something else than what was settled."""
    if settled.code == Code.DATE:
        return mention.date is not None and mention.date != settled.day
    if settled.code == Code.SYMBOL:
        return fold(mention.symbol) != fold(settled.text)
    if settled.code == Code.ISSUER:
        return bool(mention.issuer) and fold(mention.issuer) != fold(settled.text)
    return bool(mention.title) and words(mention.title) != words(settled.text)


def _order(row: tuple[object, ...]) -> tuple[object, ...]:
    """The order of mentions decides which of two papers is named first: the same on both databases."""
    return row[0], str(row[5] or ""), *(str(value) for value in row[2:5]), *(str(value) for value in row[6:9])


def _contradiction(conflict: Conflict, by_citation: dict[tuple[str, Citation], Reading]) -> Contradiction:
    readings = tuple(by_citation[one.source, one.citation] for one in conflict.mentions)
    # A short mention without a year may stand beside the full ones: it is no paper of the pair.
    pair = list(dict.fromkeys(one.cited_id for one in readings if one.year is not None))
    first, *others = sorted(pair or [readings[0].cited_id])
    return Contradiction(conflict.code, conflict.key, first, others[0] if others else None, readings)

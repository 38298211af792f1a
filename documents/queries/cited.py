"""The register of cited papers as one user sees it: rows, filters, and what is known of each paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from documents.models import CitedPaper, Document, Mention, SettledConflict
from documents.models.cited import Code
from documents.queries.force import FORCE_NAMES, Holding, force_of, holdings_of, holds
from documents.queries.keyset import COUNT_LIMIT, Order, Place, Slice, count_up_to, slice_at
from documents.queries.readings import Contradiction, open_for, settled_for
from documents.text.cited import Key, key_of
from documents.text.reading import Citation
from documents.text.similar import words
from organizations.models import User
from organizations.names import search_key

#: In the address → which field or annotation, and whether the greatest come first unless asked otherwise.
ORDERS = {"so-lan": ("mention_count", True), "so-ky-hieu": ("sort_key", False), "ngay": ("said_on", True)}
FIRST_ORDER = "so-lan"
HELD, MISSING = "co", "thieu"
_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the register is asked for; empty values ask for nothing. ``on``: the day of the state in force."""

    on: date
    words: str = ""
    held: str = ""
    force: str = ""
    conflict: bool = False
    kind: str = ""
    year: int | None = None
    order: str = ""
    turned: bool = False

    @property
    def by(self) -> Order:
        """How the rows are sorted."""
        field, down = ORDERS.get(self.order) or ORDERS[FIRST_ORDER]
        return Order(field, descending=down != self.turned)


@dataclass(frozen=True, slots=True)
class Row:
    """A cited paper as its mentions name it most often, how many there are, and what is known of it."""

    paper: CitedPaper
    count: int
    issuer: str
    title: str
    day: date | None
    held: Holding | None
    force: str
    is_open: bool

    @property
    def force_name(self) -> str:
        """The state in force in words."""
        return FORCE_NAMES[self.force]


def cited_by_visible(user: User) -> QuerySet[CitedPaper]:
    """Cited papers that a paper which the user may see cites, with the number of these mentions."""
    visible = Document.objects.visible_to(user).values("pk")
    found = CitedPaper.objects.filter(mentions__document__in=visible)
    return found.annotate(mention_count=Count("mentions"), said_on=Max("mentions__date"))


def asked_for(user: User, asked: Asked) -> QuerySet[CitedPaper]:
    """The cited papers that the filter finds."""
    return cited_by_visible(user).filter(*_conditions(user, asked))


def _conditions(user: User, asked: Asked) -> Iterator[Q]:
    if words := search_key(asked.words).split():
        said = Mention.objects.visible_to(user).filter(*(Q(search_text__contains=word) for word in words))
        # Looked up first: SQLite would search the words anew for every paper (5 s of 50,000 mentions).
        keys = list(said.order_by().values_list("cited_id", flat=True).distinct()[: COUNT_LIMIT + 1])
        yield Q(pk__in=keys if len(keys) <= COUNT_LIMIT else said.values("cited"))
    if asked.held:
        in_register = Q(Exists(Document.objects.visible_to(user).filter(held__cited=OuterRef("pk"))))
        yield in_register if asked.held == HELD else ~in_register
    if asked.force:
        yield holds(user, asked.force, asked.on)
    if asked.conflict:
        yield Q(pk__in=sorted(_in_conflict(open_for(user))))
    if asked.kind:
        yield Q(kind=asked.kind)
    if asked.year:
        yield Q(year=asked.year)


def page(user: User, asked: Asked, place: Place, size: int) -> tuple[list[Row], Slice, int]:
    """One page, and how many rows there are in all: exactly up to ``keyset.COUNT_LIMIT``."""
    papers = asked_for(user, asked)
    found = slice_at(papers, order=asked.by, place=place, size=size)
    is_whole = not (found.has_previous or found.has_next)
    total = len(found.keys) if is_whole else count_up_to(papers)
    return rows_of(user, [pk for _, _, pk in found.keys], asked.on), found, total


def every_row(user: User, asked: Asked, limit: int) -> list[Row]:
    """The rows of all pages in order, at most ``limit``."""
    keys = [pk for _, _, pk in slice_at(asked_for(user, asked), order=asked.by, place=Place(), size=limit).keys]
    parts = (rows_of(user, keys[start : start + _CHUNK], asked.on) for start in range(0, len(keys), _CHUNK))
    return [row for part in parts for row in part]


def rows_of(user: User, keys: Sequence[int], on: date) -> list[Row]:
    """The rows of these cited papers in this order, in a fixed number of questions."""
    papers = CitedPaper.objects.in_bulk(list(keys))
    said = _said(user, keys)
    held = holdings_of(user, keys)
    in_conflict = _in_conflict(open_for(user, list(papers.values())))
    rows = []
    for key in keys:
        paper, readings = papers[key], said[key]
        rows.append(
            Row(
                paper,
                sum(count for *_, count in readings),
                _most([(issuer, count) for issuer, _, _, count in readings]) or "",
                _most([(title, count) for _, title, _, count in readings]) or "",
                _most([(day, count) for _, _, day, count in readings]),
                held.get(key),
                force_of(paper, held.get(key), on),
                key in in_conflict,
            )
        )
    return rows


def settled_about(citations: Iterable[Citation], user: User) -> list[tuple[Citation, SettledConflict]]:
    """Which settlements are about which citations; of two about one thing the highest unit's. In at most two queries.

    A day is also about a citation that gives day, month and the very title, but another year: that is mistyped.
    """
    wanted: dict[Key, list[Citation]] = defaultdict(list)
    for citation in citations:
        if citation.symbol:
            wanted[key_of(citation, "")].append(citation)
    settled = settled_for(user) if wanted else []
    found = {(id(citation), Code.DATE.value): (citation, one) for citation, one in _mistyped(wanted, settled, user)}
    for one in settled:
        thing = Code.TITLE if one.code == Code.SCOPE else one.code
        for paper in filter(None, (one.cited, one.other)):
            for citation in wanted.get((paper.authority, paper.number, paper.symbol, paper.year), ()):
                found[id(citation), thing] = citation, one
    return list(found.values())


def _mistyped(
    wanted: dict[Key, list[Citation]], settled: Sequence[SettledConflict], user: User
) -> Iterator[tuple[Citation, SettledConflict]]:
    """As ``documents.text.conflicts`` finds one paper in two years."""
    alike = [
        (citation, one)
        for (authority, number, symbol, year), said in wanted.items()
        for one in settled
        if one.day and (authority, number, symbol) == (one.cited.authority, one.cited.number, one.cited.symbol)
        for citation in said
        if citation.title and citation.date and year != one.day.year
        if (citation.date.month, citation.date.day) == (one.day.month, one.day.day)
    ]
    if not alike:
        return
    mentions = Mention.objects.visible_to(user).filter(cited__in={one.cited_id for _, one in alike})
    titles = {(cited, *words(title)) for cited, title in mentions.values_list("cited", "title").distinct()}
    for citation, one in alike:
        if (one.cited_id, *words(citation.title)) in titles:
            yield citation, one


def _said(user: User, keys: Sequence[int]) -> dict[int, list[tuple[str, str, date | None, int]]]:
    rows = (
        Mention.objects.visible_to(user)
        .filter(cited__in=keys)
        .order_by()
        .values_list("cited_id", "issuer", "issuer_resolved", "title", "date")
        .annotate(n=Count("pk"))
    )
    said: dict[int, list[tuple[str, str, date | None, int]]] = defaultdict(list)
    for key, issuer, resolved, title, day, count in rows:
        said[key].append((resolved or issuer, title, day, count))
    return said


def _most(values: list[tuple[Any, int]]) -> Any:
    """What is said most often; None when nothing is said. Of equals the first by its letters."""
    counts: dict[Any, int] = defaultdict(int)
    for value, count in values:
        if value:
            counts[value] += count
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)


def _in_conflict(found: Iterable[Contradiction]) -> set[int]:
    return {key for one in found for key in (one.cited_id, one.other_id) if key is not None}

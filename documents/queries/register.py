"""Reading a register: the lines of one unit and year that a filter asks for, page by page or whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from documents.models import Document, NumberSeries, ReservedNumber
from documents.models.document import DocumentQuerySet
from documents.models.number_series import ARRIVALS
from documents.queries.books import OUT, Book, Line, kind_names, reserved_state, reserved_symbol
from documents.queries.keyset import Key, Order, Place, Slice, count_up_to, slice_at
from organizations.models import Unit, User
from organizations.models.unit import UnitQuerySet
from organizations.names import search_key

CANCELLED, KEPT = "da-huy", "dang-giu"
_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a register is asked for; empty values ask for nothing."""

    unit: Unit
    year: int
    words: str = ""
    kind: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    who: str = ""
    order: str = ""
    descending: bool = False
    has_open_numbers: bool = True  # False saves looking for them


def units_with_registers(user: User) -> UnitQuerySet:
    """Units whose whole register the user may read: those where a role is held, and all below them."""
    paths = user.unit_paths()
    found: UnitQuerySet = Unit.objects.none()
    for path in paths:
        found = found | Unit.objects.filter(path__startswith=path)
    return found


@dataclass(frozen=True, slots=True)
class Years:
    """Years in which a unit has numbers in a book, and this year; those with numbers that no paper has."""

    all: list[int]
    with_open_numbers: frozenset[int]
    first: int  # the year that the book opens at: the latest that has numbers


def years_of(book: Book, unit: Unit) -> Years:
    """In one query; latest first."""
    series = NumberSeries.objects.filter(issuer=unit)
    series = series.exclude(series=ARRIVALS) if book is OUT else series.filter(series=ARRIVALS)
    unused = ReservedNumber.objects.filter(
        issuer=OuterRef("issuer"), series=OuterRef("series"), year=OuterRef("year"), document=None
    )
    rows = series.values_list("year", Exists(unused))
    used, now = {year for year, _ in rows}, timezone.localdate().year
    return Years(
        sorted(used | {now}, reverse=True),
        frozenset(year for year, is_open in rows if is_open),
        max(used, default=now),
    )


def papers_in(book: Book, asked: Asked) -> DocumentQuerySet:
    """The papers of the register that the filter finds."""
    found = Document.objects.filter(owner=asked.unit, **{book.year: asked.year})
    if asked.state in (CANCELLED, KEPT):
        return found.none()
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.since:
        found = found.filter(date__gte=asked.since)
    if asked.until:
        found = found.filter(date__lte=asked.until)
    for word in search_key(asked.who).split():
        found = found.filter(**{f"{book.who}__contains": word})
    return found.matching(asked.words)


def numbers_in(book: Book, asked: Asked) -> list[ReservedNumber]:
    """Numbers without a paper that belong between the papers: kept and cancelled ones. They are few."""
    if book is not OUT or not asked.has_open_numbers or asked.who or asked.state not in ("", CANCELLED, KEPT):
        return []
    found = ReservedNumber.objects.filter(issuer=asked.unit, year=asked.year, document=None).select_related("issuer")
    if asked.state:
        found = found.filter(cancelled_at__isnull=asked.state == KEPT)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.since:
        found = found.filter(on__gte=asked.since)
    if asked.until:
        found = found.filter(on__lte=asked.until)
    words, names = search_key(asked.words).split(), kind_names()
    return [one for one in found.order_by("pk") if _holds(words, one, names)]


def page(book: Book, asked: Asked, place: Place, size: int) -> tuple[list[Line], Slice, int]:
    """One page of the register, and how many lines there are in all: exactly up to ``keyset.COUNT_LIMIT`` papers."""
    numbers, papers = numbers_in(book, asked), papers_in(book, asked)
    keys = _keys(book, asked, numbers)
    found = slice_at(papers, order=_order(book, asked), place=place, size=size, others=keys)
    is_whole = not (found.has_previous or found.has_next)
    total = len(found.keys) if is_whole else count_up_to(papers) + len(numbers)
    return _lines(found.keys, numbers), found, total


def every_line(book: Book, asked: Asked, limit: int) -> Iterator[Line]:
    """The lines of all pages in order, at most ``limit``."""
    numbers = numbers_in(book, asked)
    found = slice_at(
        papers_in(book, asked),
        order=_order(book, asked),
        place=Place(),
        size=limit,
        others=_keys(book, asked, numbers),
    )
    for start in range(0, len(found.keys), _CHUNK):
        yield from _lines(found.keys[start : start + _CHUNK], numbers)


def _order(book: Book, asked: Asked) -> Order:
    return Order(book.orders.get(asked.order) or book.orders[book.first_order], asked.descending)


def _keys(book: Book, asked: Asked, numbers: list[ReservedNumber]) -> list[Key]:
    """Where numbers without a paper stand in the chosen order; what a number has not stands first."""
    values: dict[str, Any] = {"number_value": "number", "date": "on", "kind": "kind"}
    field = _order(book, asked).field
    none = date.min if field == "sent_on" else ""
    return [(getattr(one, values[field]) if field in values else none, 1, one.pk) for one in numbers]


def _lines(keys: list[Key], numbers: list[ReservedNumber]) -> list[Line]:
    papers = (
        Document.objects.filter(pk__in=[pk for _, rank, pk in keys if rank == 0])
        .select_related("signed_by__person")
        .defer("bases", "body", "snapshot", "search_text", "addressees")
        .in_bulk()
    )
    kept = {one.pk: one for one in numbers}
    return [Line(reserved=kept[pk]) if rank else Line(document=papers[pk]) for _, rank, pk in keys]


def _holds(words: list[str], reserved: ReservedNumber, names: dict[str, str]) -> bool:
    """Whether the line says all the words."""
    said = search_key(f"{names.get(reserved.kind, '')} {reserved_symbol(reserved)} {reserved_state(reserved)}")
    return all(word in said for word in words)

"""Pages of a list by place, not by number: the page after a row is found at once however deep it lies (no OFFSET)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import CharField, DateField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Collate

# A row's place in its list: the value that the list is sorted by, 0 for papers and 1 for other lines, the key.
Key = tuple[Any, int, int]
COUNT_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Order:
    """By which field a list is sorted, and which way."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Which page is asked for: the first (nothing set), the last, or that after or before a row ("v12", "g3")."""

    after: str = ""
    before: str = ""
    last: bool = False

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Place:
        """The place that a query string names."""
        return cls(str(query.get("sau", "")), str(query.get("truoc", "")), "cuoi" in query)


@dataclass(frozen=True, slots=True)
class Slice:
    """The keys of one page in order, and whether others come before and after them."""

    keys: list[Key]
    has_previous: bool
    has_next: bool

    @property
    def first(self) -> str:
        """Mark of the first row."""
        return mark_of(self.keys[0]) if self.keys else ""

    @property
    def last(self) -> str:
        """Mark of the last row."""
        return mark_of(self.keys[-1]) if self.keys else ""


def mark_of(key: Key) -> str:
    """How an address names a row."""
    return f"{'vg'[key[1]]}{key[2]}"


def slice_at(
    found: QuerySet[Any],
    *,
    order: Order,
    place: Place,
    size: int,
    anchors: QuerySet[Any],
    others: Sequence[Key] = (),
) -> Slice:
    """One page of ``found``, with ``others`` put in between.

    Args:
        anchors: rows that a place may name; those that the filter no longer finds still show where to go on.
        others: keys of lines that are no papers, few and in memory.
    """
    by = _expression(found, order.field)
    mark = place.after or place.before
    anchor = _anchor(mark, anchors, by, others) if mark else None
    if mark and anchor is None:
        place = Place()
    backwards = bool(place.before) or place.last
    down = order.descending != backwards
    keys = _keys(found, by, anchor, down, size)
    keys += [key for key in others if anchor is None or (key < anchor if down else key > anchor)]
    keys = sorted(keys, reverse=down)[: size + 1]
    more = len(keys) > size
    if place.before and not more:
        # What is left before the row is less than a page, or just one: that is the first page, shown whole.
        return slice_at(found, order=order, place=Place(), size=size, anchors=anchors, others=others)
    keys = keys[:size]
    if backwards:
        return Slice(keys[::-1], more, bool(place.before))
    return Slice(keys, bool(place.after), more)


def count_up_to(found: QuerySet[Any], limit: int = COUNT_LIMIT) -> int:
    """How many rows there are; ``limit`` + 1 for more than ``limit``."""
    return int(found.order_by().values("pk")[: limit + 1].count())


def _expression(found: QuerySet[Any], name: str) -> Any:
    """What is sorted by: rows without a day come first; letters compare by their codes, as in Python."""
    field = found.model._meta.get_field(name)
    if isinstance(field, CharField):
        return Collate(F(name), "C") if connection.vendor == "postgresql" else F(name)
    if not field.null:
        return F(name)
    least: dict[type, Any] = {DateField: date.min, DateTimeField: datetime.min.replace(tzinfo=UTC)}
    return Coalesce(F(name), Value(least.get(type(field), 0)))


def _anchor(mark: str, anchors: QuerySet[Any], by: Any, others: Sequence[Key]) -> Key | None:
    kind, number = mark[:1], mark[1:]
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    if kind == "g":
        return next((key for key in others if key[2] == int(number)), None)
    row = anchors.order_by().annotate(by=by).filter(pk=int(number)).values_list("by", "pk").first()
    return (row[0], 0, row[1]) if row else None


def _keys(found: QuerySet[Any], by: Any, anchor: Key | None, down: bool, size: int) -> list[Key]:
    rows = found.order_by().annotate(by=by)
    if anchor is not None:
        value, rank, pk = anchor
        way = "lt" if down else "gt"
        # The bound on the value alone is what an index can seek; it holds for every row of the other condition, too.
        at_value = Q(by=value, **{f"pk__{way}": pk})
        if rank:
            at_value = Q(by=value) if down else Q(pk__in=[])
        rows = rows.filter(Q(**{f"by__{way}e": value}), Q(**{f"by__{way}": value}) | at_value)
    ordered = rows.order_by("-by" if down else "by", "-pk" if down else "pk")
    return [(value, 0, pk) for value, pk in ordered.values_list("by", "pk")[: size + 1]]

"""Pages of a list by place, not by number: the page after a row is found at once however deep it lies (no OFFSET)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Collate
from django.utils import timezone

# A row's place in its list: the value that the list is sorted by, 0 for papers and 1 for other lines, the key.
Key = tuple[Any, int, int]
COUNT_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Order:
    """By which field or annotation a list is sorted, and which way.

    ``has_index``: an index of all the list's rows runs in this order. Rows without a day are then read apart, for the
    two databases put them at different ends of it.
    """

    field: str
    descending: bool = False
    has_index: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Which page is asked for: the first (nothing set), the last, or that after or before a row.

    A row is named by its key and the value that the list is sorted by ("v12.2024-03-01", "g3.7"): so the page goes on
    where it was, whatever became of the row meanwhile.
    """

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
    """How an address names a row; it may hold any letter, so templates quote it."""
    value, rank, pk = key
    return f"{'vg'[rank]}{pk}.{value.isoformat() if isinstance(value, date) else value}"


def slice_at(
    found: QuerySet[Any],
    *,
    order: Order,
    place: Place,
    size: int,
    others: Sequence[Key] = (),
) -> Slice:
    """One page of ``found``, with ``others`` put in between.

    Args:
        others: keys of lines that are no papers, few and in memory.
    """
    by = _expression(found, order.field)
    mark = place.after or place.before
    anchor = _anchor(mark, _field(found, order.field)) if mark else None
    if mark and anchor is None:
        place = Place()
    backwards = bool(place.before) or place.last
    down = order.descending != backwards
    if order.has_index and _may_lack_a_day(found, order.field):
        keys = _keys_by_index(found, order.field, anchor, down, size)
    else:
        keys = _keys(found, by, anchor, down, size)
    keys += [key for key in others if anchor is None or (key < anchor if down else key > anchor)]
    keys = sorted(keys, reverse=down)[: size + 1]
    more = len(keys) > size
    if place.before and not more:
        # What is left before the row is less than a page, or just one: that is the first page, shown whole.
        return slice_at(found, order=order, place=Place(), size=size, others=others)
    keys = keys[:size]
    if backwards:
        return Slice(keys[::-1], more, bool(place.before))
    return Slice(keys, bool(place.after), more)


def count_up_to(found: QuerySet[Any], limit: int = COUNT_LIMIT) -> int:
    """How many rows there are; ``limit`` + 1 for more than ``limit``."""
    return int(found.order_by().values("pk")[: limit + 1].count())


def _expression(found: QuerySet[Any], name: str) -> Any:
    """What is sorted by: rows without a day come first; letters compare by their codes, as in Python."""
    field = _field(found, name)
    if isinstance(field, CharField):
        return Collate(F(name), "C") if connection.vendor == "postgresql" else F(name)
    # A register holds only rows with a number: the bare column is what its index has.
    return Coalesce(F(name), Value(date.min)) if _may_lack_a_day(found, name) else F(name)


def _may_lack_a_day(found: QuerySet[Any], name: str) -> bool:
    field = _field(found, name)
    return isinstance(field, DateField) and field.null


def _field(found: QuerySet[Any], name: str) -> Any:
    """The field that a list is sorted by: of the model, or what was annotated under that name."""
    annotated = found.query.annotations.get(name)
    return annotated.output_field if annotated is not None else found.model._meta.get_field(name)


def _anchor(mark: str, field: Any) -> Key | None:
    """The key that a mark names; None when it names none."""
    head, _, value = mark.partition(".")
    kind, number = head[:1], head[1:]
    if kind not in ("v", "g") or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    try:
        parsed = field.to_python(value)
        if isinstance(parsed, int) and not isinstance(parsed, bool) and abs(parsed) >= 1 << 31:
            return None
        if isinstance(parsed, datetime) and timezone.is_naive(parsed):
            return None
    except (ValidationError, ValueError, OverflowError):
        return None
    return None if parsed is None or "\0" in str(parsed) else (parsed, "vg".index(kind), int(number))


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


def _keys_by_index(found: QuerySet[Any], name: str, anchor: Key | None, down: bool, size: int) -> list[Key]:
    """As ``_keys``, of a day that may be missing: the rows with a day and those without, which come first."""
    dated, undated = found.filter(**{f"{name}__isnull": False}), found.filter(**{f"{name}__isnull": True})
    in_undated = anchor is not None and anchor[0] == date.min
    keys: list[Key] = []
    for part, is_undated in ((dated, False), (undated, True)) if down else ((undated, True), (dated, False)):
        if len(keys) > size or (in_undated != is_undated and anchor is not None and in_undated == down):
            continue  # full, or the anchor stands beyond this part
        here = anchor if in_undated == is_undated else None
        more = _keys(part, Value(date.min, DateField()) if is_undated else F(name), here, down, size)
        keys += more
    return keys[: size + 1]

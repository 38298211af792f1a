"""The register of awards: a page of it, or all that a filter finds."""

from __future__ import annotations

from awards.models import Award
from awards.models.award import AwardQuerySet
from documents.queries.keyset import Order, Place, Slice, count_up_to, slice_at

ORDER = Order("year", descending=True)


def page_of(found: AwardQuerySet, place: Place, size: int) -> tuple[list[Award], Slice, int]:
    """Rows of one page, latest year first, where it stands, and how many there are (up to a limit); three queries."""
    page = slice_at(found, order=ORDER, place=place, size=size)
    by_pk = Award.objects.filter(pk__in=[pk for _, _, pk in page.keys]).for_list().in_bulk()
    is_whole = not page.has_previous and not page.has_next
    total = len(page.keys) if is_whole else count_up_to(found)
    return [by_pk[pk] for _, _, pk in page.keys if pk in by_pk], page, total


def every_row(found: AwardQuerySet, most: int) -> list[Award]:
    """All of them in the same order, at most ``most``."""
    return list(found.for_list().order_by("-year", "-pk")[:most])

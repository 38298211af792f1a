"""Pages by place: every row once, in order, whichever way one walks; the same on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from documents.models import Document
from documents.queries.keyset import Order, Place, Slice, count_up_to, mark_of, slice_at
from tests.cast import Cast

SIZE = 3


@pytest.fixture
def papers(cast: Cast) -> list[Document]:
    """Eleven drafts whose days, signers and kinds repeat; some have no day."""
    made = [cast.draft() for _ in range(11)]
    for index, paper in enumerate(made):
        day = None if index % 4 == 0 else date(2024, 1, 1) + timedelta(days=index % 3)
        Document.objects.filter(pk=paper.pk).update(sent_on=day, signer_key=("hung tran", "an", "đ")[index % 3])
    return made


def at(place: Place, order: Order, others: tuple = ()) -> Slice:
    found = Document.objects.all()
    return slice_at(found, order=order, place=place, size=SIZE, others=others)


def forwards(order: Order, others: tuple = ()) -> list:
    page, seen = at(Place(), order, others), []
    while True:
        seen += page.keys
        if not page.has_next:
            return seen
        page = at(Place(after=page.last), order, others)


def backwards(order: Order, others: tuple = ()) -> list:
    page, seen = at(Place(last=True), order, others), []
    for _ in range(20):
        seen = page.keys + seen
        if not page.has_previous:
            break
        page = at(Place(before=page.first), order, others)
    return seen


@pytest.mark.both_databases
@pytest.mark.parametrize("field", ["id", "sent_on", "signer_key", "created_at", "kind"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("has_index", [False, True])
def test_walking_meets_every_row_once_in_order(papers, field, descending, has_index):
    order = Order(field, descending, has_index)
    keys = forwards(order)
    assert keys == sorted(keys, reverse=descending)
    assert sorted(pk for _, _, pk in keys) == [paper.pk for paper in papers]
    # From the end the last page is whole and the first shown whole again: no row is missed.
    assert list(dict.fromkeys(backwards(order)))[-SIZE:] == keys[-SIZE:]
    assert set(backwards(order)) == set(keys)


@pytest.mark.both_databases
@pytest.mark.parametrize("descending", [False, True])
def test_other_lines_stand_between_papers_in_the_same_order(papers, descending):
    others = tuple((("an", "hung tran")[number % 2], 1, number) for number in (1, 2, 3, 4))
    keys = forwards(Order("signer_key", descending), others)
    assert keys == sorted(keys, reverse=descending)
    assert len(keys) == len(set(keys)) == 15


@pytest.mark.parametrize(
    "mark", ["v1", "v1.", "v1.abc", "x1.1", "v.1", "v-1.1", "v².1", f"v{'9' * 40}.1", f"v1.{'9' * 40}", "'; --"]
)
def test_a_place_that_is_not_there_is_the_first_page(papers, mark):
    order = Order("id")
    assert at(Place(after=mark), order) == at(Place(), order) == at(Place(before=mark), order)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sent_on", "hôm qua"),
        ("sent_on", "2024-13-01"),
        ("created_at", "2024-01-01"),
        ("created_at", "x"),
        ("kind", "K\0"),
    ],
)
def test_a_place_without_sense_is_the_first_page(papers, field, value):
    order = Order(field)
    assert at(Place(after=f"v1.{value}"), order) == at(Place(), order)


def test_a_row_that_the_filter_lost_still_shows_where_to_go_on(papers):
    gone = papers[4]
    found = Document.objects.exclude(pk=gone.pk)
    page = slice_at(found, order=Order("id"), place=Place(after=f"v{gone.pk}.{gone.pk}"), size=SIZE)
    assert [pk for _, _, pk in page.keys] == [paper.pk for paper in papers[5:8]]


def test_ends_know_that_nothing_is_beyond_them(papers):
    order = Order("id")
    first, last = at(Place(), order), at(Place(last=True), order)
    assert (first.has_previous, first.has_next, last.has_previous, last.has_next) == (False, True, True, False)
    assert mark_of(first.keys[0]) == first.first == f"v{papers[0].pk}.{papers[0].pk}"
    empty = slice_at(Document.objects.none(), order=order, place=Place(), size=SIZE)
    assert (empty.keys, empty.first, empty.last, empty.has_next) == ([], "", "", False)


def test_counting_stops(papers):
    assert (count_up_to(Document.objects.all()), count_up_to(Document.objects.all(), 5)) == (11, 6)

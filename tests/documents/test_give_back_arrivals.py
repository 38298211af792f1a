"""Số đến that are taken back: only the last ones, so that the register keeps no gap."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from documents import numbering
from documents.models import NumberSeries

DAY = date(2024, 5, 6)


@pytest.fixture
def five(cast):
    """The city has given five numbers."""
    with transaction.atomic():
        assert [numbering.take_arrival(owner=cast.city, on=DAY) for _ in range(5)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("numbers", "given", "following"),
    [([5], True, 5), ([4, 5], True, 4), ([5, 3, 4], True, 3), ([4], False, 6), ([3, 5], False, 6), ([1, 2], False, 6)],
)
@pytest.mark.usefixtures("five")
def test_the_last_ones_and_no_others(cast, numbers, given, following):
    with transaction.atomic():
        assert numbering.give_back_arrivals(owner=cast.city, year=2024, numbers=numbers) is given
        assert numbering.take_arrival(owner=cast.city, on=DAY) == following


@pytest.mark.usefixtures("five")
def test_of_another_year_or_unit_there_are_none(cast):
    with transaction.atomic():
        assert not numbering.give_back_arrivals(owner=cast.city, year=2023, numbers=[5])
        assert not numbering.give_back_arrivals(owner=cast.justice, year=2024, numbers=[5])
    assert NumberSeries.objects.get().last_number == 5

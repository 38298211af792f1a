"""Why SQLite begins its transactions with IMMEDIATE."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import F

from documents.models import NumberSeries
from tests.cast import Cast
from tests.threads import together

HANDS = 8
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def series() -> NumberSeries:
    return NumberSeries.objects.create(issuer=Cast().city, series="KH", year=2024)


def read_then_write(series: NumberSeries, between: threading.Barrier | None = None) -> None:
    with transaction.atomic():
        NumberSeries.objects.get(pk=series.pk)
        if between is not None:
            between.wait(timeout=30)
        NumberSeries.objects.filter(pk=series.pk).update(last_number=F("last_number") + 1)


def test_writers_wait_for_each_other(series):
    assert together(HANDS, lambda _: read_then_write(series)) == [None] * HANDS
    series.refresh_from_db()
    assert series.last_number == HANDS


def test_with_deferred_transactions_all_but_one_fail_on_sqlite(series, monkeypatch):
    """PostgreSQL, where the row is the lock, lets all of them read first and still counts all."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
    failures = {"sqlite": HANDS - 1, "postgresql": 0}[connection.vendor]
    all_have_read = threading.Barrier(HANDS)
    answers = together(HANDS, lambda _: read_then_write(series, all_have_read))
    assert [answer for answer in answers if not isinstance(answer, OperationalError)] == [None] * (HANDS - failures)
    series.refresh_from_db()
    assert series.last_number == HANDS - failures

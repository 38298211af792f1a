"""The year under which lists show a paper: the same on both databases, and read from an index in both orders."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from documents.models import Document
from documents.queries import of_year
from tests.cast import Cast

NEW_YEAR = datetime(2023, 12, 31, 17, tzinfo=UTC)  # midnight in Vietnam
LAST_MOMENT = datetime(2023, 12, 31, 16, 59, 59, 999_999, tzinfo=UTC)


def paper(cast: Cast, begun: datetime, day: date | None = None) -> int:
    pk = cast.draft().pk
    Document.objects.filter(pk=pk).update(created_at=begun, date=day)
    return pk


@pytest.mark.both_databases
def test_a_paper_is_listed_under_the_year_of_its_day_or_else_of_its_beginning(cast):
    before, after = paper(cast, LAST_MOMENT), paper(cast, NEW_YEAR)
    first, last = paper(cast, LAST_MOMENT, date(2024, 1, 1)), paper(cast, NEW_YEAR, date(2023, 12, 31))
    found = {year: list(of_year(Document.objects.order_by("pk"), year).values_list("pk", flat=True))
             for year in (2022, 2023, 2024, 2025)}  # fmt: skip
    assert found == {2022: [], 2023: [before, last], 2024: [after, first], 2025: []}


@pytest.mark.both_databases
def test_the_year_moves_with_the_day(cast):
    pk = paper(cast, NEW_YEAR)
    for day, year in ((date(2021, 5, 4), 2021), (date(2022, 1, 1), 2022), (None, 2024)):
        Document.objects.filter(pk=pk).update(date=day)
        assert [year for year in range(2020, 2026) if of_year(Document.objects.all(), year).exists()] == [year]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("order", "index"), [("created_at", "document_list_page_year"), ("date", "document_list_page_year_date")]
)
def test_the_list_of_a_year_is_read_in_order_from_its_index(cast, order, index):
    found = of_year(Document.objects.filter(date__isnull=order != "date"), 2024).order_by(f"-{order}", "-pk")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which reads a small table whole
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = found.values_list(order, "pk")[:51].explain()
    assert (index in plan.split(), "ORDER BY" in plan or "Sort" in plan) == (True, False)

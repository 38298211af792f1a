"""Numbers of papers: per issuer, series and year; gapless, taken in the transaction that issues.

NĐ 30/2020/NĐ-CP, Điều 15: numbers run from 01 on 01/01 to 31/12 of each year.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery

from documents.models import Document, NumberSeries, ReservedNumber, SeriesPolicy
from documents.models.number_series import ARRIVALS, SINGLE_SERIES
from organizations.models import Unit

# One statement, so that the row is locked from the first writer to its commit; a rollback gives the number
# back. The condition keeps dates in the order of numbers: when it fails no row comes back.
_TAKE = """
INSERT INTO {table} (issuer_id, series, year, last_number, last_date) VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (issuer_id, series, year) DO UPDATE
SET last_number = {table}.last_number + 1, last_date = excluded.last_date
"""
_IN_ORDER = "WHERE {table}.last_date IS NULL OR {table}.last_date <= excluded.last_date\n"
_RETURNING = "RETURNING last_number"


class Unusable(ValueError):
    """The number cannot be given; ``str()`` is a sentence for the user."""


class DateBeforeLast(Unusable):
    """The day lies before that of the series' last number."""


def series_of(issuer: Unit, kind: str) -> str:
    """The series in which the issuer numbers that kind of paper: the kind's own, or the single one."""
    policy = SeriesPolicy.objects.filter(issuer=issuer).first()
    return SINGLE_SERIES if policy and policy.scheme == SeriesPolicy.Scheme.SINGLE else kind


def take(*, issuer: Unit, series: str, on: date) -> int:
    """Takes the next number of the issuer's series in the year of ``on``.

    Call it inside the transaction that issues the paper: the number is given back when that rolls back.

    Args:
        issuer: the issuing unit; ``series``: from ``series_of``; ``on``: day of issue in Vietnam's time zone.

    Raises:
        DateBeforeLast: a later day has a number already.
        TransactionManagementError: there is no transaction.
    """
    number = _next(_TAKE + _IN_ORDER, issuer, series, on)
    if number is None:
        raise DateBeforeLast(
            f"Đã có văn bản ban hành sau ngày {on:%d/%m/%Y} trong cùng dãy số. Ngày ban hành không được lùi lại."
        )
    return number


def use_reserved(reserved: ReservedNumber, *, issuer: Unit, series: str, today: date) -> tuple[int, date]:
    """The number kept, locked until the transaction ends so that two papers cannot use it, and the paper's day.

    Raises:
        Unusable: it is used, cancelled, or of another issuer or series.
    """
    # The counter first, as by whoever takes the next number: until this paper stands no later one gets its day.
    counter = NumberSeries.objects.select_for_update().filter(issuer=issuer, series=series, year=reserved.year)
    last_date = counter.values_list("last_date", flat=True).first()
    locked = ReservedNumber.objects.select_for_update().filter(pk=reserved.pk).first()
    if locked is None or locked.document_id is not None or locked.cancelled_at is not None:
        raise Unusable("Số này đã được dùng hoặc đã hủy. Hãy tải lại trang rồi chọn số khác.")
    if (locked.issuer_id, locked.series) != (issuer.pk, series):
        raise Unusable("Số này được giữ trong dãy số khác, không dùng được cho văn bản này. Hãy chọn số khác.")
    [dated] = with_next_day(ReservedNumber.objects.filter(pk=locked.pk))
    day = day_of(dated, today)
    if last_date is None or last_date < day:
        counter.update(last_date=day)
    return locked.number, day


def with_next_day(numbers: QuerySet[ReservedNumber]) -> QuerySet[ReservedNumber]:
    """Kept numbers with ``next_day``: the day of the paper that has the next number in their series, or None."""
    later = Document.objects.filter(
        issuer=OuterRef("issuer"),
        series=OuterRef("series"),
        number_year=OuterRef("year"),
        number_value__gt=OuterRef("number"),
    )
    return numbers.annotate(next_day=Subquery(later.order_by("number_value").values("date")[:1]))


def day_of(reserved: ReservedNumber, today: date) -> date:
    """The day that a paper issued today under that number (of ``with_next_day``) carries.

    A paper is dated on the day of issue (NĐ 30/2020, Phụ lục I, Phần I, Mục II.4), and days run with the numbers
    (Điều 15): so it is today, unless a later number went out on an earlier day, or its year is over.
    """
    bounds = (today, reserved.next_day, date(reserved.year, 12, 31))  # type: ignore[attr-defined]
    return min(day for day in bounds if day is not None)


def take_arrival(*, owner: Unit, on: date) -> int:
    """Takes the unit's next số đến in the year of ``on``; the order of entering, not of days, is that of numbers.

    Raises:
        TransactionManagementError: there is no transaction.
    """
    number = _next(_TAKE, owner, ARRIVALS, on)
    assert number is not None  # without the condition a row always comes back
    return number


def give_back_arrivals(*, owner: Unit, year: int, numbers: Collection[int]) -> bool:
    """Takes the unit's last số đến of the year back, so that the next paper gets the first of them.

    Call it inside the transaction that deletes their papers.

    Returns:
        False when they are not exactly the last ones; nothing was changed then.
    """
    counter = NumberSeries.objects.select_for_update().filter(issuer=owner, series=ARRIVALS, year=year)
    last = counter.values_list("last_number", flat=True).first()
    if last is None or sorted(numbers) != list(range(last - len(numbers) + 1, last + 1)):
        return False
    counter.update(last_number=last - len(numbers))
    return True


def _next(statement: str, issuer: Unit, series: str, on: date) -> int | None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is taken only inside a transaction")
    table = connection.ops.quote_name(NumberSeries._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute((statement + _RETURNING).format(table=table), [issuer.pk, series, on.year, on])
        row = cursor.fetchone()
    return int(row[0]) if row else None

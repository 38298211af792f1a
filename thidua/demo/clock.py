"""A clock that the demo turns back, so that the log of a paper of 2024 says 2024.

Rows get their times, and ``localdate()`` its answer, from ``django.utils.timezone.now``; steering that one
function lets the ordinary actions run as on the day, with the roles held on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest import mock

from django.utils import timezone

OPENING = time(8, 0)  # offices open
BETWEEN_STEPS = timedelta(minutes=7)


class Clock:
    """Stands at a moment until it is moved."""

    def __init__(self) -> None:
        self._now = timezone.now()

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self._now

    def go_to(self, day: date) -> None:
        """Moves to the opening of that day in Vietnam, or a few minutes on when it stands in that day already."""
        if timezone.localdate(self._now) == day:
            self._now += BETWEEN_STEPS
        else:
            self._now = timezone.make_aware(datetime.combine(day, OPENING))


@contextmanager
def steered_clock() -> Iterator[Clock]:
    """Django's clock is the yielded one while the block runs. Not for a process that also serves requests."""
    clock = Clock()
    with mock.patch.object(timezone, "now", clock.now):
        yield clock

"""What the tests of imports do with files that are to be read."""

from __future__ import annotations

from documents import queue, tasks


def read_all() -> None:
    """As a worker does: reads what waits, in a real child process."""
    while (item_id := queue.readings.next_id()) is not None:
        tasks.read.apply(args=[item_id], throw=True)

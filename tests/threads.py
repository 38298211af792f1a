"""Many hands at once: threads with database connections of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Runs ``work(0)`` … ``work(count - 1)`` at the same moment; what each returned, or the exception it raised."""
    start = threading.Barrier(count)

    def run(index: int) -> Any:
        try:
            start.wait(timeout=30)
            return work(index)
        except Exception as error:  # handed back: the test says which ones it expects
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))

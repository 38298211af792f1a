"""How slow this machine's processor is, so that a limit in seconds means the same work everywhere."""

from __future__ import annotations

import sys
import time
from functools import cache

# What the loop below took where the limits of the tests were set.
_THERE = 0.6


@cache
def pace() -> float:
    """By how much a limit of processor seconds is stretched here; 1 on the machine it was set on, and on faster ones.

    Code whose lines are counted (coverage) takes about twice its time.
    """
    best = 99.0
    for _ in range(3):
        began, total = time.process_time(), 0
        for number in range(10_000_000):
            total += number
        best = min(best, time.process_time() - began)
    return max(1.0, best / _THERE) * (2 if sys.gettrace() else 1)

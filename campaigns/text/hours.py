"""Hours as people write them."""

from __future__ import annotations

import re
from datetime import time

_HOUR = re.compile(r"^(\d{1,2})(?:\s*(?:h|g|giờ|:)\s*(\d{1,2})?(?:\s*phút)?)?$", re.IGNORECASE)
HOW_TO_WRITE = "Giờ chưa đúng. Hãy nhập dạng 8h30 hoặc 08:30."


def read_hour(text: str) -> time:
    """ "8h", "8h30", "08:00", "8 giờ 30".

    Raises:
        ValueError: it is no hour of a day.
    """
    found = _HOUR.match(text.strip())
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))

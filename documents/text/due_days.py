"""Until when something is to be done: a day, and the words that say no day ("trong quý II", "hằng tháng")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from documents.text.folded import fold

# Compared without marks, so that a scan's "trưởc ngày" is one, too.
_DAY = r"ngay\s(?P<day>\d{1,2})\s?(?:/|-|\.|\sthang\s)\s?(?P<month>\d{1,2})(?:\s?(?:/|-|\.|\snam\s)\s?(?P<year>\d{4}))?"
_HOUR = r"(?:\d{1,2}\s?(?:gio|h|g)\s?(?:\d{2}\s?(?:phut)?)?,?\s?)?"
_DUE = re.compile(
    r"(?<![^\W_])(?:truoc|cham nhat(?: la)?(?: den)?(?: vao)?|han|thoi han|han chot|han cuoi(?: la)?|den het|xong truoc"
    r"|hoan thanh(?: truoc| trong)?|muon nhat(?: la)?|khong qua|trong"
    rf"|vao|den)\s?:?\s(?:het\s|truoc\s|vao\s|trong\s)?{_HOUR}(?:thu [^\W\d_]+,?\s)?{_DAY}"
    rf"|(?<![^\W_])(?:truoc|cham nhat(?: la)?|han|xong truoc|den het|muon nhat|truoc dip|hoan thanh"
    rf"|(?<!tinh )den)\s{_HOUR}"
    r"(?P<day2>\d{1,2})(?:\s?/\s?|-(?=\d{1,2}-\d{4}))"
    r"(?P<month2>\d{1,2})"
    r"(?:(?:\s?/\s?|-)(?P<year2>\d{4}))?(?![\d/])"
)
_WHEN = re.compile(
    r"(?<![^\W_])(?:(?:trong|trước|vào|đến|hết|xong trong|cuối|đầu)\s(?:cuối\s|hết\s)?(?:quý\s(?:[IV]{1,3}|\d)"
    r"|tháng\s\d{1,2}|6 tháng (?:đầu|cuối) năm)(?:\s?/\s?\d{4}|\snăm\s\d{4})?"
    r"|(?:chậm nhất(?: là)?|trước|vào)?\s?ngày\s\d{1,2}\s(?:hằng|hàng|của)\s(?:tháng|quý)(?: cuối quý)?"
    r"|(?:hằng|hàng)\s(?:tuần|tháng|quý|năm)|định kỳ\s(?:\d{1,2}\s)?(?:tháng|quý|năm|6 tháng|hằng quý|hàng quý)"
    r"(?:\s(?:một|1|01) lần)?|(?:0?6) tháng(?: đầu năm)?(?:,| và) (?:cuối |một |01 |1 )?năm"
    r"|trong (?:quý|tháng|năm)\s(?:[IVX]+|\d{1,4})"
    r"|trong (?:vòng |thời hạn )?\d{1,2} ngày(?: làm việc)?)",
    re.IGNORECASE,
)
# The day of a cell of a table: "Trước 31/3", "28/02/2014", "Từ 01/10 đến 31/10/2019".
_BARE = re.compile(r"(?<![\d/])(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})(?:\s?[/.-]\s?(?P<year>\d{4}))?(?![\d/])")
_OF_MONTHS = re.compile(r"(?:trong |hết |các )?(?:tháng|quý)\s", re.IGNORECASE)
_SPAN = re.compile(r"(?:đến|[-–])(?: hết)?(?: ngày)?\s?$", re.IGNORECASE)
# A day further back than this, seen from the paper's own, is one of the year after.
_LATE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What completes a day without a year: the year of the plan, and the day it was ``written``."""

    year: int | None = None
    written: date | None = None

    def due(self, text: str) -> date | None:
        """The first day by which something is to be done."""
        return next(self._days(_DUE.finditer(fold(text))), None)

    def due_in_cell(self, text: str) -> date | None:
        """The day of a cell that holds nothing but a time; of a span its end."""
        found = [] if _OF_MONTHS.match(text) else list(_BARE.finditer(text))
        ends = [one for one in found if _SPAN.search(text[max(0, one.start() - 15) : one.start()])]
        return self.due(text) or next(self._days(ends or found), None)

    def _days(self, found: Iterator[re.Match[str]] | list[re.Match[str]]) -> Iterator[date]:
        for one in found:
            parts = one.groupdict()
            day, month, said = (parts[name] or parts.get(f"{name}2") for name in ("day", "month", "year"))
            if full := self._complete(int(day or 0), int(month or 0), int(said) if said else None):
                yield full

    def _complete(self, day: int, month: int, said: int | None) -> date | None:
        year = said or self.year
        try:
            full = date(year, month, day) if year else None
            if full and not said and self.written and full < self.written - _LATE:
                full = date(full.year + 1, month, day)
        except ValueError:
            return None
        return full


def when(text: str) -> str:
    """The words that tell a time without a day, "" without."""
    found = _WHEN.search(text)
    return found[0].strip() if found else ""

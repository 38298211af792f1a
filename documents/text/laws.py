"""Laws and ordinances cited by name alone: "Luật Thi đua, khen thưởng năm 2022", "ngày 15 tháng 6 năm 2022".

NĐ 30/2020, Phụ lục I, Mục II.6.b: Luật and Pháp lệnh are cited by kind and name, so these mentions are complete
without a number. They stand apart from the numbered ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from documents.text.lines import Paragraph
from documents.text.lists import word_list

_AFTER = re.compile(
    r",?\s(?:ngày\s(?P<day>\d{1,2})(?:\s?[/.-]\s?|\stháng\s)(?P<month>\d{1,2})(?:\s?[/.-]\s?|\snăm\s)(?P<full>\d{4})"
    r"|năm\s(?P<year>\d{4})|\(?(?P<said>sửa đổi|hợp nhất)(?:\snăm\s(?P<year2>\d{4}))?\)?)"
)
_AMENDING = r"(?:[Ss]ửa đổi, bổ sung|[Ss]ửa đổi)(?: một số điều)?(?: của)?(?: Luật)?\s"
_NUMBER = re.compile(r"\s?,?\s(?:số|Số)\s?:?\s?\d")
_STOP = re.compile(
    r"[;:.,()“”\"\d]|\s(?:năm|ngày|và|số|có|được|về|đã|cho|trong|theo|tại|để|nhằm|là|thì|đến|của|cùng|do"
    r"|nhân dịp)(?![^\W_])"
)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Law:
    """One mention: kind and name as printed, its day or year if said (None otherwise), the words and the line."""

    kind: str
    name: str
    date: date | None
    year: int | None
    quote: str
    line: int


@cache
def _begin() -> re.Pattern[str]:
    names = sorted(word_list("laws")["names"], key=len, reverse=True)
    known = "|".join(re.escape(name).replace(r"\ ", r"\s").replace(",", r",?") for name in names)
    return re.compile(
        rf"(?<![^\W_])(?P<kind>Luật|Bộ luật|Pháp lệnh|Hiến pháp)\s(?:(?P<known>(?:{_AMENDING})?(?i:{known}))(?![^\W_])"
        rf"|(?={_AMENDING}|[A-ZĐÁÂÔƠƯĂÊ]))"
    )


def find_laws(paragraphs: Sequence[Paragraph]) -> tuple[Law, ...]:
    """Every law, code or ordinance named without a number, in reading order."""
    return tuple(law for paragraph in paragraphs for law in _in(paragraph))


def _in(paragraph: Paragraph) -> Iterator[Law]:
    text = paragraph.shown
    for found in _begin().finditer(text):
        start = found.start("known") if found["known"] else found.end()
        end = found.end() if found["known"] else _end(text, start)
        name = text[start:end].strip()
        if not name or _NUMBER.match(text, end):
            continue
        day, year = None, None
        if after := _AFTER.match(text, end):
            end = after.end()
            day = _day(after)
            year = day.year if day else int(after["year"] or after["year2"] or 0) or None
        yield Law(found["kind"], name, day, year, text[found.start() : end], paragraph.line_at(found.start()))


def _end(text: str, start: int) -> int:
    stop = _STOP.search(text, start, start + _LONGEST)
    return stop.start() if stop else min(len(text), start + _LONGEST)


def _day(found: re.Match[str]) -> date | None:
    if not found["day"]:
        return None
    try:
        return date(int(found["full"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None

"""The year that an aim is set for, and the years that are over when the paper is written."""

from __future__ import annotations

import re

from documents.text.markers import find_marker

_DATED = re.compile(r"tháng \d{1,2} năm 20\d\d")
# Years that tell no day of the aim: what it is compared with, and in what prices it is counted.
_SINCE = re.compile(
    r"so với [^;.]{0,30}?năm 20\d\d|cùng kỳ năm 20\d\d"
    r"|giá (?:so sánh|cố định|hiện hành)(?: của)?(?: năm)? (?:19|20)\d\d"
)
_YEAR = re.compile(
    r"(?<![^\W_])(?i:năm|đến (?:hết |cuối )?năm|trong năm|cuối năm|hết năm)\s(?P<year>20\d\d)(?![\d-]|\s[-–])"
)
# "Cơ cấu kinh tế đến năm 2030: …", "Đến năm 2030, …": what follows is to come.
_UNTIL = re.compile(
    r"(?:[^.;:\d]{0,60}\s)?(?i:đến|vào)\s(?:hết |cuối )?năm\s(?P<year>20\d\d)(?:,|:|\s(?:có|đạt|phải|cơ bản|toàn))"
)
_OPENED = re.compile(r"(?:[-+•]\s)?(?:Theo [^,;.]{2,30},\s)?(?:Trong )?[Nn]ăm (?P<year>20\d\d)(?:,|\s(?![-–]))")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# How far from the number the year may stand on either side.
_YEARS_NEAR = 300


def year_of(text: str, start: int, end: int) -> int | None:
    """The year of the number at ``start``: the nearest in its clause, else the last before it, else the next."""
    begin = max(0, start - _YEARS_NEAR)
    near = _SINCE.sub(lambda found: " " * len(found[0]), text[begin : end + _YEARS_NEAR])
    start, end = start - begin, end - begin
    first = near.rfind(";", 0, start) + 1
    last = near.find(";", end)
    years = [
        (
            not first <= found.start() < (last if last >= 0 else len(near)),  # in its own clause first
            found.start() > end,  # then what stands before
            min(abs(found.start() - end), abs(start - found.end())),
            int(found["year"]),
        )
        for found in _YEAR.finditer(near)
    ]
    if years:
        own = [year for year in years if not year[0]]
        return min(own, key=lambda year: year[2])[3] if own else min(years)[3]
    opened = _UNTIL.match(text) or _OPENED.match(
        text
    )  # "Đến năm 2030, …; …; …": the year of all that follows in a long sentence
    return int(opened["year"]) if opened else None


def heading_year(text: str, above: int | None) -> int | None:
    """The year of "II. MỤC TIÊU ĐẾN NĂM 2030" for the aims below it; a heading inside it keeps it."""
    if len(text) >= 120 or text[-1:] in ".;,":
        return above
    years = _YEAR.findall(text)
    marker = find_marker(text)
    return int(years[-1]) if years else (None if marker and marker.level in ("phan", "chuong", "muc") else above)


def tells_of_year_before(before: str, written: int) -> bool:
    """Whether the clause before a number names a year that is over: "Vụ đông năm 2013 gieo trồng 4.850 ha"."""
    clause = _IN_BRACKETS.sub(" ", before).rsplit(";", 1)[-1]
    years = _YEAR.findall(_SINCE.sub(" ", _DATED.sub(" ", clause)))
    return bool(years) and int(years[-1]) < written


def looks_ahead(text: str, written: int | None) -> bool:
    """Whether a sentence begins by naming a year that is not over yet: "Đến năm 2030: …"."""
    found = _UNTIL.match(text)
    return found is not None and (written is None or int(found["year"]) >= written)

"""Tasks in a table, or with its columns under each other: "- Cơ quan chủ trì: …", "- Thời gian hoàn thành: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.text.due_days import Calendar
from documents.text.inline import plain
from documents.text.reading import Obligation
from documents.text.tree import Item
from documents.text.unit_names import named

_LEADS = re.compile(r"chủ trì", re.IGNORECASE)
_WHO = re.compile(
    r"(?:đơn vị|cơ quan|bộ phận|người|cá nhân)(?:/[^|]{1,20})?(?: được)?"
    r" (?:thực hiện|phụ trách|phân công|giao|đăng cai|đầu mối|tham mưu)"
    r"|phân công|phụ trách|chịu trách nhiệm",
    re.IGNORECASE,
)
_WHO_ALONE = re.compile(
    r"(?:cơ quan|đơn vị|bộ phận|người thực hiện)(?:,? (?:cơ quan|đơn vị|địa phương|cá nhân))*$", re.IGNORECASE
)
_WHAT = re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|tên việc|việc cần làm|chuyên đề", re.IGNORECASE)
_BY_WHEN = re.compile(r"thời (?:gian|hạn|điểm)|tiến độ|hoàn thành|hạn", re.IGNORECASE)
#: A line that says what a column would: who, with whom, by when, what comes of it.
FIELD = re.compile(
    r"(?:(?P<who>(?:Cơ quan|Đơn vị|Bộ phận|Người)?\s?(?:chủ trì|phụ trách|thực hiện|chịu trách nhiệm chính))"
    r"|(?P<when>(?:Thời (?:gian|hạn)|Hạn|Tiến độ)(?: thực hiện| hoàn thành)?)"
    r"|(?:Cơ quan|Đơn vị|Bộ phận)?\s?phối hợp|Sản phẩm|Kết quả)(?: thực hiện)?\s?:\s(?P<said>.+)",
    re.IGNORECASE,
)
# The next field, run into this one by a conversion.
_GLUED_TIME = re.compile(r"[\s.;]+[-–*+]\s?(?=(?:Thời (?:gian|hạn)|Tiến độ|Sản phẩm)\b)")


def tasks_in_table(rows: Sequence[tuple[str, ...]], line: int, calendar: Calendar) -> Iterator[Obligation]:
    """The tasks of a table whose first row names a column of tasks and one of those who carry them out."""
    names = [plain(cell).strip() for cell in rows[0]]
    what, when = _column(names, _WHAT), _column(names, _BY_WHEN)
    who = _column(names, _LEADS)
    if who is None:
        who = _column(names, _WHO)
    if who is None and what is not None and when is not None:
        who = _column(names, _WHO_ALONE)
    if who is None or what is None or who == what:
        return
    above = ""
    for row in rows[1:]:
        cells = [plain(cell).strip() for cell in row]
        if len(cells) <= max(who, what) or not cells[what] or cells[who] == cells[what]:
            continue
        unit = cells[who] or above  # a cell over several rows is printed once
        if not unit:
            continue
        above = unit
        day = cells[when] if when is not None and when < len(cells) else ""
        due = calendar.due_in_cell(day) or calendar.due(cells[what])
        yield Obligation(unit, cells[what], due, line, "" if due else day)


def task_of_fields(item: Item, calendar: Calendar) -> Iterator[Obligation]:
    """The task that an item names, when lines below it tell who carries it out and by when."""
    fields = [found for child in item.children if child.text and (found := FIELD.match(plain(child.text[0])))]
    who = next((_GLUED_TIME.split(found["said"])[0].strip(" .;") for found in fields if found["who"]), "")
    if not who:
        return
    who = named(who) or who  # "Sở Nội vụ chủ trì, phối hợp với …": the leading unit alone
    times = next((found["said"].strip(" .;") for found in fields if found["when"]), "")
    due = calendar.due_in_cell(times)
    yield Obligation(who, plain(item.title or " ".join(item.text)), due, item.line, "" if due else times)


def _column(names: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((at for at, name in enumerate(names) if pattern.search(name)), None)

"""Tasks in a table: a column of tasks, one of those who carry them out, perhaps one of times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.text.due_days import Calendar
from documents.text.inline import plain
from documents.text.reading import Obligation

_WHO = re.compile(
    r"chủ trì|(?:đơn vị|cơ quan|bộ phận|người|cá nhân)(?:/[^|]{1,20})?(?: được)?"
    r" (?:thực hiện|phụ trách|phân công|giao|đăng cai|đầu mối|tham mưu)"
    r"|phân công|phụ trách|chịu trách nhiệm",
    re.IGNORECASE,
)
_WHO_ALONE = re.compile(
    r"(?:cơ quan|đơn vị|bộ phận|người thực hiện)(?:,? (?:cơ quan|đơn vị|địa phương|cá nhân))*$", re.IGNORECASE
)
_WHAT = re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|tên việc|việc cần làm|chuyên đề", re.IGNORECASE)
_BY_WHEN = re.compile(r"thời (?:gian|hạn|điểm)|tiến độ|hoàn thành|hạn", re.IGNORECASE)


def tasks_in_table(rows: Sequence[tuple[str, ...]], line: int, calendar: Calendar) -> Iterator[Obligation]:
    """The tasks of a table whose first row names a column of tasks and one of those who carry them out."""
    names = [plain(cell).strip() for cell in rows[0]]
    what, when = _column(names, _WHAT), _column(names, _BY_WHEN)
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


def _column(names: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((at for at, name in enumerate(names) if pattern.search(name)), None)

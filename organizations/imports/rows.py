"""One row of a table while it is checked: its fields by name, and where to say what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from organizations.imports.cells import Finding, Mark, Severity, Sheet, address
from organizations.imports.columns import Field, Mapping, Table
from organizations.imports.values import FIRST_YEAR, LAST_YEAR, Day, read_day
from organizations.names import odd_characters

_EXAMPLE = "Hãy ghi dạng ngày/tháng/năm, ví dụ 05/01/2024."


@dataclass(slots=True)
class Row:
    """A row: its texts by field. ``findings`` is shared by all rows of a check.

    ``parts``: column and text of each part of a field that was joined of several columns.
    """

    sheet: int
    number: int
    texts: dict[str, str]
    columns: dict[str, int]
    table: Table
    findings: list[Finding]
    unread: set[str] = field(default_factory=set)
    parts: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def error(self, code: str, name: str, sentence: str, advice: str = "") -> None:
        """What keeps the batch from being committed."""
        self._say(Severity.ERROR, code, name, sentence, advice)

    def warn(self, code: str, name: str, sentence: str, advice: str = "") -> None:
        """What a person should look at."""
        self._say(Severity.WARNING, code, name, sentence, advice)

    def note(self, code: str, name: str, sentence: str) -> None:
        """What was done without asking."""
        self._say(Severity.NOTE, code, name, sentence, "")

    def line(self, name: str) -> str:
        """A text of the field, not longer than it may be; "" after an error."""
        text, spec = self.texts[name], self.table.field(name)
        if not text:
            if spec.required and name not in self.unread:
                self.error("missing", name, f"Thiếu “{spec.title}”.", f"Hãy nhập {_lower(spec.title)} vào ô này.")
            return ""
        if name in self.parts and not self.parts[name][-1][1] and name not in self.unread:
            last = spec.parts[-1][0]
            self.error("missing", name, f"“{spec.title}” thiếu phần “{last}”.", f"Hãy nhập {_lower(last)} vào ô này.")
            return ""
        if len(text) > spec.longest:
            self.error(
                "too_long", name, f"“{spec.title}” dài {len(text)} chữ, quá {spec.longest} chữ.", "Hãy viết gọn lại."
            )
            return ""
        return text

    def day(self, name: str, today: date, *, may_lie_ahead: bool = False) -> date | None:
        """The day in the field; None when there is none or it cannot be meant."""
        read = self._day(name, today, may_lie_ahead=may_lie_ahead)
        if read is not None and read.how != "day":
            what = "tháng" if read.how == "month" else "năm"
            self.warn("day_assumed", name, f"Chỉ ghi {what} ({self.texts[name]}); sẽ lấy ngày {read.value:%d/%m/%Y}.",
                      "Nếu biết ngày cụ thể, hãy ghi đủ.")  # fmt: skip
        return read.value if read is not None else None

    def part_day(self, name: str, today: date) -> tuple[date | None, str]:
        """The first day of the day, month or year in the field, and which of them it is: "day", "month", "year"."""
        read = self._day(name, today, may_lie_ahead=False)
        return (read.value, read.how) if read is not None else (None, "day")

    def _day(self, name: str, today: date, *, may_lie_ahead: bool) -> Day | None:
        text, title = self.line(name), self.table.field(name).title
        if not text:
            return None
        read = read_day(text)
        if read.how == "serial":
            self.error("serial", name, f"“{title}” là số {text}, không phải ngày.",
                       f"Nếu ô này nghĩa là {read.value:%d/%m/%Y}, hãy ghi như vậy.")  # fmt: skip
            return None
        if read.how == "range":
            self.error("implausible", name, f"“{title}” có năm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}: {text}.",
                       "Hãy xem lại năm.")  # fmt: skip
            return None
        if read.value is None:
            self.error("bad_day", name, f"“{title}” không phải ngày: {text}.", _EXAMPLE)
            return None
        if read.value > today and not may_lie_ahead:
            self.error("future", name, f"“{title}” chưa tới: {read.value:%d/%m/%Y}.", "Hãy xem lại ngày, tháng, năm.")
            return None
        return read

    def period(self, start: str, end: str, today: date, *, may_end_ahead: bool) -> tuple[date | None, date | None]:
        """Both days; an end before the start is told at the end."""
        since, until = self.day(start, today), self.day(end, today, may_lie_ahead=may_end_ahead)
        if since and until and until < since:
            self.error("end_before_start", end,
                       f"“{self.table.field(end).title}” ({until:%d/%m/%Y}) trước ngày bắt đầu ({since:%d/%m/%Y}).",
                       "Hãy sửa một trong hai ngày.")  # fmt: skip
            return since, None
        return since, until

    def _say(self, severity: Severity, code: str, name: str, sentence: str, advice: str) -> None:
        column, text = self.columns.get(name, -1), self.texts.get(name, "")
        if name in self.parts:
            column, text = _likeliest(self.parts[name])
        self.findings.append(Finding(self.sheet, self.number, column, severity, code, sentence, advice, text))


def rows_of(index: int, sheet: Sheet, mapping: Mapping, table: Table, findings: list[Finding]) -> list[Row]:
    """The rows under the headings. Blank rows are skipped, rows of one merged cell are skipped and noted."""
    found = []
    for number, cells in sheet.rows:
        if number <= mapping.header:
            continue
        row = _row(index, number, cells, mapping, table, findings)
        marked = {
            code: mark
            for code, column in mapping.columns.items()
            if (mark := sheet.marks.get(address(number, column))) is not None
        }
        if not marked and not any(row.texts.values()):
            continue
        if number in sheet.titles:
            findings.append(
                Finding(index, number, -1, Severity.NOTE, "merged", "Dòng gộp ô, coi là tiêu đề nhóm nên bỏ qua.")
            )
            continue
        _tell_unread(row, marked)
        found.append(row)
    return found


def joined(field: Field, columns: dict[str, int], cells: list[str]) -> str:
    """The field's text in the cells of a row: of its column, or of its parts with a space between them."""
    texts = (cells[column] for column in field.columns_in(columns) if column < len(cells))
    return " ".join(text for text in texts if text)


def _row(index: int, number: int, cells: list[str], mapping: Mapping, table: Table, findings: list[Finding]) -> Row:
    texts = {each.code: joined(each, mapping.columns, cells) for each in table.fields}
    row = Row(index, number, texts, mapping.columns, table, findings)
    for each in table.fields:
        if each.parts and each.code not in mapping.columns and (columns := each.columns_in(mapping.columns)):
            row.parts[each.code] = [(at, cells[at] if at < len(cells) else "") for at in columns]
    return row


def _likeliest(parts: list[tuple[int, str]]) -> tuple[int, str]:
    """The part in which a fault of the joined text lies: an empty one, one with odd characters, else the longest."""
    return max(parts, key=lambda part: (not part[1], bool(odd_characters(part[1])), len(part[1])))


def _tell_unread(row: Row, marked: dict[str, str]) -> None:
    for code, mark in marked.items():
        title, code = row.table.title_of(code), row.table.field(code).code
        row.unread.add(code)
        if mark == Mark.FORMULA:
            row.error("formula", code, f"“{title}” là công thức chưa có kết quả.",
                      "Hãy mở tệp bằng Excel, chép ô rồi dán dạng giá trị (Values); hoặc gõ giá trị.")  # fmt: skip
        else:
            row.error("broken", code, f"“{title}” là ô báo lỗi của Excel.", "Hãy sửa công thức hoặc gõ giá trị.")


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]

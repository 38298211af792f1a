"""The calendar of a programme of inspection in a workbook: which row is which visit, and all that is wrong at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from campaigns.text.hours import HOW_TO_WRITE, read_hour
from organizations.imports.cells import Finding, Severity, Sheet
from organizations.imports.columns import Field, Mapping, Table, missing
from organizations.imports.rows import Row, rows_of
from organizations.imports.values import same_name

TABLE = Table(
    "schedule",
    "Lịch kiểm tra",
    (
        Field("code", "Mã cuộc", False, ("ma", "ma so", "ma cuoc kiem tra"), 12, "Chương trình ghi, đừng sửa.", 10),
        Field("unit", "Đơn vị", True, ("ten don vi", "don vi duoc kiem tra", "co quan don vi"), 300,
              "Tên chính thức hoặc tên gọi tắt.", 46),
        Field("day", "Ngày kiểm tra", False, ("ngay", "ngay du kien", "thoi gian"), 30,
              "dd/mm/yyyy. Để trống là chưa xếp ngày.", 16),
        Field("hour", "Giờ bắt đầu", False, ("gio", "gio kiem tra"), 20, "8h30 hoặc 08:30.", 14),
        Field("place", "Địa điểm", False, ("noi kiem tra", "dia diem kiem tra"), 200, "Để trống: tại đơn vị.", 44),
    ),
    ("lich kiem tra", "lich"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """Day, hour and place of a visit."""

    day: date | None
    hour: time | None
    place: str

    def as_json(self) -> list[str]:
        """What is stored."""
        return [self.day.isoformat() if self.day else "", f"{self.hour:%H:%M}" if self.hour else "", self.place]

    @classmethod
    def of_json(cls, data: Sequence[str]) -> When:
        """What was stored."""
        day, hour, place = data
        return cls(date.fromisoformat(day) if day else None, time.fromisoformat(hour) if hour else None, place)

    def __str__(self) -> str:
        day = f"{self.day:%d/%m/%Y}" if self.day else "chưa xếp ngày"
        return ", ".join(part for part in (day, f"{self.hour:%H:%M}" if self.hour else "", self.place) if part)


@dataclass(frozen=True, slots=True)
class KnownVisit:
    """A visit that can still be moved; ``is_told``: its unit knows of it, so that it needs a day."""

    pk: int
    unit: str
    names: tuple[str, ...]
    is_told: bool
    when: When


@dataclass(slots=True)
class Checked:
    """What was found wrong, and when each visit that the workbook moves is to be (``moved``: what changes)."""

    findings: list[Finding] = field(default_factory=list)
    moved: list[tuple[KnownVisit, When]] = field(default_factory=list)
    rows: int = 0

    @property
    def errors(self) -> list[Finding]:
        """What keeps it from being written."""
        return [found for found in self.findings if found.severity == Severity.ERROR]


def check(
    sheets: Sequence[Sheet], mappings: Sequence[Mapping], visits: Sequence[KnownVisit], first: date, last: date
) -> Checked:
    """Every row against the visits of the programme, whose period runs from ``first`` to ``last``.

    A column that is not there leaves what the visits say; an empty cell under one that is there empties it.
    """
    checked, seen = Checked(), dict[int, int]()
    is_there = False
    for index, (sheet, mapping) in enumerate(zip(sheets, mappings, strict=True)):
        if mapping.table != TABLE.code:
            continue
        is_there = True
        lacking = missing(mapping, TABLE)
        if "day" not in mapping.columns:
            lacking.append(TABLE.field("day"))
        for each in lacking:
            sentence = f"Trang “{sheet.name}” không có cột “{each.title}”."
            advice = "Hãy thêm cột ấy, hoặc dùng tệp mẫu."
            checked.findings.append(Finding(index, mapping.header, -1, Severity.ERROR, "no_column", sentence, advice))
        if lacking:
            continue
        for row in rows_of(index, sheet, mapping, TABLE, checked.findings):
            checked.rows += 1
            _check_row(row, visits, seen, checked, first, last)
    if not is_there:
        sentence = "Không nhận ra bảng lịch: cần dòng tiêu đề có cột “Đơn vị” và cột “Ngày kiểm tra”."
        checked.findings.append(Finding(0, 0, -1, Severity.ERROR, "no_column", sentence, "Hãy dùng tệp mẫu."))
    checked.findings.sort(key=lambda found: (found.sheet, found.row, found.column))
    return checked


def _check_row(
    row: Row, visits: Sequence[KnownVisit], seen: dict[int, int], checked: Checked, first: date, last: date
) -> None:
    visit = _visit(row, visits)
    day = row.day("day", first, may_lie_ahead=True)
    hour = _hour(row)
    place = row.line("place")
    if day is not None and not first <= day <= last:
        row.error(
            "outside", "day", f"Ngày {day:%d/%m/%Y} nằm ngoài thời gian của chương trình.",
            f"Hãy chọn ngày từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}, hoặc sửa thời gian của chương trình.",
        )  # fmt: skip
    if visit is None:
        return
    if visit.pk in seen:
        row.error(
            "twice_in_file", "unit", f"Cuộc kiểm tra {visit.unit} đã có ở dòng {seen[visit.pk]}.", "Hãy bỏ một dòng."
        )
        return
    seen[visit.pk] = row.number
    if visit.is_told and not row.texts["day"]:
        row.error("told", "day", f"{visit.unit} đã được thông báo lịch nên không bỏ trống ngày được.",
                  "Hãy ghi ngày mới, hoặc hủy cuộc kiểm tra với lý do.")  # fmt: skip
    new = When(
        day,
        hour if "hour" in row.columns else visit.when.hour,
        place if "place" in row.columns else visit.when.place,
    )
    if new != visit.when:
        checked.moved.append((visit, new))


def _visit(row: Row, visits: Sequence[KnownVisit]) -> KnownVisit | None:
    """The visit that the row means: by its number, which has to fit the unit, else by the unit."""
    name, code = row.line("unit"), row.line("code")
    if not name:
        return None
    called = [visit for visit in visits if any(same_name(name, own) for own in visit.names)]
    if code:
        found = next((visit for visit in visits if str(visit.pk) == code), None)
        if found is None:
            row.error("unknown_code", "code", f"Không có cuộc kiểm tra mang mã {code} chờ xếp lịch trong chương trình.",
                      "Hãy tải lại tệp mẫu, hoặc xóa mã để tìm theo tên đơn vị.")  # fmt: skip
        elif found not in called:
            row.error("other_unit", "unit", f"Mã {code} là của {found.unit}, không phải “{name}”.",
                      "Hãy sửa tên đơn vị, hoặc xóa mã.")  # fmt: skip
            return None
        return found
    if not called:
        row.error("unknown_unit", "unit", f"“{name}” không có cuộc kiểm tra nào chờ xếp lịch trong chương trình.",
                  "Hãy xem lại tên, hoặc thêm đơn vị vào chương trình trước.")  # fmt: skip
    elif len(called) > 1:
        codes = ", ".join(str(visit.pk) for visit in called)
        row.error("several_units", "unit", f"“{name}” có {len(called)} cuộc kiểm tra chờ xếp lịch.",
                  f"Hãy ghi “Mã cuộc” của cuộc cần xếp: {codes}.")  # fmt: skip
    return called[0] if len(called) == 1 else None


def _hour(row: Row) -> time | None:
    text = row.line("hour")
    if not text:
        return None
    try:
        return read_hour(text)
    except ValueError:
        row.error("bad_hour", "hour", f"“Giờ bắt đầu” không phải giờ: {text}.", HOW_TO_WRITE.partition(". ")[2])
        return None

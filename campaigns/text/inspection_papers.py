"""Biên bản kiểm tra and thông báo lịch kiểm tra: the first text of each in light text (``docs/light-text.md``).

Only what was entered is written; what is not known stays an open blank "[… what belongs here]", which keeps a draft
from being handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

OPEN_END = "[… giờ, phút], ngày [… ngày, tháng, năm]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the minutes of one visit say; the lists are sentences as entered."""

    host: str
    unit: str
    subject: str
    basis: str
    day: date | None
    hour: time | None
    place: str
    lead: str
    secretary: str
    members: Sequence[str]
    met: Sequence[str]
    contents: Sequence[str]
    strengths: Sequence[str]
    shortcomings: Sequence[str]
    recommendations: Sequence[tuple[str, date | None]]


@dataclass(frozen=True, slots=True)
class Stop:
    """One row of the timetable."""

    unit: str
    day: date
    hour: time | None
    place: str
    lead: str


def minutes_summary(unit: str, subject: str) -> str:
    """Trích yếu of the minutes, at most 500 letters."""
    return f"Kiểm tra {unit} về {_inside(subject).removeprefix('kiểm tra ')}"[:500]


def minutes_body(record: Record) -> str:
    """The minutes: when and where, who, what was checked, what was found, what is asked; read out and signed."""
    lines = [
        f"Thời gian bắt đầu: {_begin(record.day, record.hour)}.",
        f"Địa điểm: {plain(record.place or record.unit)}.",
    ]
    if record.basis:
        lines.append(f"Đoàn kiểm tra của {plain(record.host)} tiến hành kiểm tra theo {plain(record.basis)}.")
    lines += ["I. THÀNH PHẦN", "1. Đoàn kiểm tra", f"- {_or_blank(record.lead, 'họ tên, chức vụ')}: Trưởng đoàn;"]
    if record.secretary:
        lines.append(f"- {plain(record.secretary)}: Thư ký;")
    lines += [f"- {plain(one)}: Thành viên;" for one in record.members]
    lines += ["2. Đơn vị được kiểm tra", *_dashes(record.met, "[… họ tên, chức vụ người đại diện đơn vị]")]
    lines += ["II. NỘI DUNG KIỂM TRA", *_dashes(record.contents, "[… nội dung kiểm tra]")]
    lines += ["III. KẾT QUẢ KIỂM TRA", "1. Ưu điểm", *_dashes(record.strengths, "[… ưu điểm]")]
    lines += ["2. Tồn tại, hạn chế", *_dashes(record.shortcomings, "[… tồn tại, hạn chế; không có thì ghi: Không]")]
    lines += ["IV. KIẾN NGHỊ", *_recommendations(record.recommendations)]
    lines += ["V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA", "[… ý kiến của đơn vị; không có thì ghi: Không]"]
    lines.append("Biên bản đã được đọc lại cho các thành phần tham dự cùng nghe và nhất trí.")
    lines.append(f"Buổi kiểm tra kết thúc vào {OPEN_END}./.")
    return "\n".join(lines)


def timetable_summary(subject: str, year: int) -> str:
    """Trích yếu of the thông báo, at most 500 letters."""
    said = f"Lịch {_inside(subject)}"
    return (said if str(year) in said else f"{said} năm {year}")[:500]


def timetable_body(*, host: str, basis: str, subject: str, stops: Iterable[Stop], contents: Sequence[str]) -> str:
    """The thông báo: by which paper, which unit on which day, what is checked, what units prepare."""
    carried_out = f"Thực hiện {plain(basis)}, " if basis else ""
    lines = [
        f"{carried_out}{plain(host)} thông báo lịch {plain(_inside(subject))} như sau:",
        "1. Thời gian, địa điểm",
        "| STT | Đơn vị được kiểm tra | Thời gian | Địa điểm | Trưởng đoàn |",
    ]
    for number, stop in enumerate(stops, start=1):
        when = f"{clock(stop.hour)} ngày {stop.day:%d/%m/%Y}" if stop.hour else f"Ngày {stop.day:%d/%m/%Y}"
        place = plain(stop.place) or "Tại đơn vị"
        lines.append(f"| {number} | {plain(stop.unit)} | {when} | {place} | {plain(stop.lead)} |")
    lines += ["2. Nội dung kiểm tra", *_dashes(contents, "[… nội dung kiểm tra]")]
    lines += [
        "3. Đơn vị được kiểm tra chuẩn bị",
        "- Báo cáo bằng văn bản theo các nội dung trên;",
        "- Hồ sơ, tài liệu liên quan; người đại diện làm việc với đoàn.",
        f"{plain(host)} thông báo để các đơn vị biết và thực hiện./.",
    ]
    return "\n".join(lines)


def sentences(text: str) -> list[str]:
    """The lines of a text as entered, without the dashes of a list."""
    found = (line.strip().lstrip("-+•*").strip() for line in text.splitlines())
    return [line for line in found if line]


def clock(hour: time) -> str:
    """ "08 giờ 00"."""
    return f"{hour:%H} giờ {hour:%M}"


def plain(text: str) -> str:
    """Words as they are, on one line: no sign of theirs may become a mark of light text."""
    words = " ".join(text.split())
    for sign in ("\\", "*", "|"):
        words = words.replace(sign, f"\\{sign}")
    return words.rstrip(" ;.")


def _dashes(texts: Sequence[str], blank: str) -> list[str]:
    said = [text for text in map(plain, texts) if text] or [blank]
    return [f"- {text}{'.' if number == len(said) else ';'}" for number, text in enumerate(said, start=1)]


def _recommendations(rows: Sequence[tuple[str, date | None]]) -> list[str]:
    if not rows:
        return ["- [… kiến nghị; không có thì ghi: Không]."]
    return [
        f"{number}. {plain(text)}.{f' Thời hạn: đến ngày {due:%d/%m/%Y}.' if due else ''}"
        for number, (text, due) in enumerate(rows, start=1)
    ]


def _begin(day: date | None, hour: time | None) -> str:
    when = clock(hour) if hour else "[… giờ, phút]"
    on = f"ngày {day:%d} tháng {day:%m} năm {day:%Y}" if day else "ngày [… ngày, tháng, năm]"
    return f"{when}, {on}"


def _or_blank(text: str, what: str) -> str:
    return plain(text) or f"[… {what}]"


def _inside(subject: str) -> str:
    """A title as it stands inside a sentence: its first letter small, unless the word is all capitals."""
    words = " ".join(subject.split())
    first, _, _ = words.partition(" ")
    return words if len(first) > 1 and first.isupper() else words[:1].lower() + words[1:]

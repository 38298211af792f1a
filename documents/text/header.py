"""The top of a paper: letterhead, Quốc hiệu, number, place and date, kind, trích yếu (NĐ 30/2020, Phụ lục I).

The pieces are found wherever a conversion put them (``zone``); lines in capitals that remain are the letterhead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.text import kinds
from documents.text.authority import BASIS, is_authority
from documents.text.broken_top import broken_kind
from documents.text.letterhead import AGENCY, is_agency, letterhead, serving
from documents.text.lines import Line
from documents.text.markers import find_marker
from documents.text.mentions import right_letters
from documents.text.printed_issuers import TITLE_VERBS
from documents.text.tree import Header
from documents.text.trimming import start_of_paper
from documents.text.wrapping import STOPPED, UNFINISHED
from documents.text.zone import COUNTRY, DRAFT, MOTTO, NUMBER, SYMBOL, Zone

__all__ = ["BASIS", "DRAFT", "SYMBOL", "Top", "read_top"]

# The top of a paper is not longer than this many lines, and no line of it longer than so many letters.
_ZONE = 60
_LONGEST = 400
# A title goes on behind these, whatever follows.
_AWAITS_NAME = re.compile(r"(?:chào mừng|kỷ niệm|Chủ tịch Hồ|giai đoạn|năm học|tiến tới Đại hội)$")
# A line of a centred title is not longer than this.
_TITLE_LINE = 110
# Small letters stand in codes of kinds alone: "TTr", "CTr", "QyĐ", "QĐi".
_MIXED = re.compile(r"(?!CTr|TTr|QyĐ|QyC|QĐi)[A-ZĐ]+[a-zđ]")
_ABOUT = re.compile(r"V/v:?\s*|[Vv]ề việc:?\s")
_TITLE = re.compile(rf"(?:VỀ|V/V|{TITLE_VERBS.upper()})\s")
_OPEN_CAPITALS = re.compile(r"\s(?:ỦY|UỶ|ỦY BAN|UỶ BAN|UBND|HĐND)$")
_STAMP = re.compile(r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN")
# "BAN THI ĐUA / - KHEN THƯỞNG": the second half of a name.
_DASHED_CAPITALS = re.compile(r"[-–]\s?[^\W\d_a-z]{2,}\s")
_NUMBERED_LEVEL = re.compile(r"(?:QUẬN|PHƯỜNG|KHỐI|SỐ)$")
_CONFIDENTIAL = re.compile(r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)$")
_ADDRESSED = re.compile(r"K[íìi]nh\s+g[ửừứữựưuùúủở][iíì]\b")
_OPENS = re.compile(
    r"(?:[^.]{0,120}?\b(?:xây dựng|ban hành|đề nghị|báo cáo|phát động|tổ chức|triển khai)\b.{0,200}(?:như sau"
    r"|sau đây)"
    r"|Nhằm\s|Trong những năm|Thời gian qua|Trong thời gian|Ngày \d)"
)
# "Hội nghị Chi bộ tháng 3 năm 2024", "Kết luận phiên họp ngày 05 tháng 3 năm 2024": no place stands before the day.
_TITLE_DATED = re.compile(r"[^,\d|:]*\s[a-zà-ỹ]+\s(?:ngày|tháng)\s")
# "BÁO CÁO TỔNG KẾT" begins a trích yếu on the line of the kind; "KẾ HOẠCH VÀ" may be half of the name of a Sở.
_SORT_OF_REPORT = re.compile(r"(?:SƠ KẾT|TỔNG KẾT|TÓM TẮT|KẾT LUẬN|NHANH|NĂM \d{4}|QUÝ [IV]+|THÁNG \d{1,2})\b")
# The note of an annex under its title is no part of the trích yếu.
_ENCLOSED = re.compile(r"\((?:Ban hành kèm|Kèm) theo\s")
_YEARS = re.compile(r"(?:\d{4}(?:\s?[-–]\s?\d{4})?|[IVX]{1,6})\W{0,2}")
_AWAITS_YEAR = re.compile(r"(?:năm|giai đoạn|nhiệm kỳ|khóa|lần thứ|\d{4}\s?[-–])$", re.IGNORECASE)
_TORN_YEARS = re.compile(r"(?<=\d{4}[-–]) (?=\d{4}\b)")
_CONTINUES = re.compile(r"\(|năm \d|giai đoạn \d|[^\W\d_]+ năm \d{4}$")


@dataclass(frozen=True, slots=True)
class Top:
    """The header, the index of the first line after it, and lines of the zone that belong to no part of it.

    ``skipped``: lines above the paper that are not of it (the menu of a web page).
    """

    header: Header
    end: int
    number_line: int = 0
    number_text: str = ""
    unread: tuple[Line, ...] = ()
    urgency: str = ""
    skipped: int = 0


def read_top(lines: Sequence[Line]) -> Top:
    """The top of the paper whose lines are given; an empty header when the text begins with its body."""
    start = start_of_paper(lines)
    kind_at, kind_lines = _kind_line(lines, start)
    zone_end = kind_at if kind_at is not None else _end_without_kind(lines, start)
    kind, summary, end = "", "", zone_end
    zone_lines = list(lines[start:zone_end])
    if kind_at is not None:
        kind, summary = _printed(lines, kind_at, kind_lines)
        end = kind_at + kind_lines
        while end < len(lines) and _is_known(lines[end]):
            zone_lines.append(lines[end])
            end += 1
        end, summary = _summary(lines, end, summary, below=end > kind_at + kind_lines)
    top = _Pieces(zone_lines, lost_kind=kind_at is None).top(kind, summary)
    return replace(top, end=end, skipped=start)


class _Pieces:
    """The lines of the zone, sorted into the header."""

    def __init__(self, lines: Sequence[Line], *, lost_kind: bool) -> None:
        zone = Zone(lines)
        zone.drop_marks()
        self.header = Header()
        self.number = zone.take_number()
        if self.number:
            found = self.number.found
            number = found["number"] if re.match(r"0*[1-9]", found["number"] or "") else ""
            symbol = _symbol(found.groupdict().get("symbol") or "")
            self.header = replace(self.header, number=number, symbol=symbol)
        if dated := zone.take_date():
            found, place = dated
            day, month, year = (_number(found[name] or "") for name in ("day", "month", "year"))
            year = year if year and year > 1900 else None
            self.header = replace(self.header, place=place, day=day, month=month, year=year)
        self.capitals: list[str] = []
        self.unread: list[Line] = []
        self.about: list[str] = []
        self.about_line = 0
        self.urgency = ""
        self.title: list[str] = []  # below the number, where a page lost the line of the kind
        self._title_from = self.number.line if lost_kind and self.number else 0
        for line in zone.rest():
            self._sort(line)

    def _sort(self, line: Line) -> None:
        text = line.text.strip(" .,;:*")
        if not _is_capitals(text):
            text = text.rstrip(" -–")
        if not (_DASHED_CAPITALS.match(text) and self.capitals):
            text = text.lstrip(" -–*")
        if not text:
            return
        if _STAMP.fullmatch(text) and not self.urgency:
            self.urgency = text.capitalize()
        elif _ABOUT.match(text) or self._goes_on_about(line, text):
            self.about.append(f"{text}," if line.text.rstrip().endswith(",") else text)
            self.about_line = line.number
        elif _CONFIDENTIAL.match(text):
            return
        elif re.fullmatch(r"\d{1,2}", text):
            self._number_place(text)
        elif self._title_from and line.number > self._title_from and self._is_title(text):
            self.title.append(text)
        elif _is_capitals(text) or (is_agency(text) and len(text) <= 90 and not self.about):
            self.capitals.append(text)
        else:
            self.unread.append(Line(line.number, text))

    def _is_title(self, text: str) -> bool:
        return _is_capitals(text) and not AGENCY.match(text) and bool(self.title or _TITLE.match(text))

    def _number_place(self, number: str) -> None:
        """The number of a place whose word closes a line: "UBND QUẬN / 8"."""
        for at in range(len(self.capitals) - 1, -1, -1):
            if _NUMBERED_LEVEL.search(self.capitals[at]):
                self.capitals[at] += f" {number}"
                return
        self.capitals.append(number)

    def _goes_on_about(self, line: Line, text: str) -> bool:
        """Whether a line is the next of "V/v …": in small letters, or right below and no part of its own."""
        if not self.about or _ADDRESSED.match(text):
            return False
        if text[0].islower() or UNFINISHED.search(self.about[-1][-20:]):
            return True
        return 0 <= line.number - self.about_line <= 1 and not _is_capitals(text)

    def top(self, kind: str, summary: str) -> Top:
        """The header from all the pieces."""
        parent, issuer = letterhead(self.capitals)
        parent, issuer = serving(parent, issuer, self.header.place)
        about = _ABOUT.sub("", " ".join(self.about), count=1).rstrip(",")
        if about and not summary and kind in ("", "Công văn"):
            kind, summary = "Công văn", about
        summary = summary or " ".join(self.title)
        header = replace(
            self.header,
            kind=kind or kinds.from_symbol(self.header.symbol),
            summary=summary,
            parent_authority=parent,
            issuer=issuer,
        )
        where, text = (self.number.line, self.number.found[0].strip()) if self.number else (0, "")
        return Top(header, 0, where, text, tuple(self.unread), self.urgency)


def _symbol(printed: str) -> str:
    """The symbol as printed, with the strokes that it lacks; "" when no symbol is written so ("Kt-UBND")."""
    symbol = right_letters(re.sub(r"\s+", "", printed).replace("–", "-"))
    return symbol if re.fullmatch(rf"(?:\d{{4}}/)?{SYMBOL}", symbol) and not _MIXED.match(symbol) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _is_capitals(text: str) -> bool:
    return text.upper() == text and text.lower() != text


def _is_known(line: Line) -> bool:
    """Whether a line below the kind holds nothing but a number or a date."""
    if len(line.text) > 120 or find_marker(line.shown) or _TITLE_DATED.match(line.shown):
        return False
    zone = Zone([line])
    zone.drop_marks()
    number, dated = zone.take_number(), zone.take_date()
    return bool(number or dated) and not any(True for _ in zone.rest())


def _end_without_kind(lines: Sequence[Line], start: int) -> int:
    """Where the top of a letter ends: at "Kính gửi", or at the first line that is no part of a top."""
    addressed = next(
        (at for at in range(start, min(len(lines), start + _ZONE)) if _ADDRESSED.match(lines[at].shown)), None
    )
    if addressed is not None and not any(_is_part(line.shown) for line in lines[start:addressed]):
        return addressed
    at, about = start, False
    while at < min(len(lines), start + _ZONE):
        line = lines[at]
        text = line.shown
        if len(text) > _LONGEST or _begins_body(line):
            break
        about = about or bool(_ABOUT.match(text))
        if not (_looks_like_top(text) or (about and (text[0].islower() or not line.after_blank))):
            break
        at += 1
    return at


def _is_part(text: str) -> bool:
    """Whether a line is labelled as a part of a body; a dash is half of "Độc lập / - Tự do"."""
    marker = find_marker(text)
    return marker is not None and marker.level != "dash"


def _looks_like_top(text: str) -> bool:
    zone = Zone([Line(1, text)])
    marks = zone.drop_marks()
    if marks or zone.take_number() or zone.take_date():
        return True
    if _is_glued_letterhead(text):
        return True
    return (_is_capitals(text) and find_marker(text) is None) or bool(_ABOUT.match(text)) or text.strip() == "|"


def _kind_line(lines: Sequence[Line], start: int) -> tuple[int | None, int]:
    """The first line of the zone that prints a kind, before any base or labelled part; and how many lines it takes."""
    seen = False
    for at in range(start, min(len(lines), start + _ZONE)):
        line = lines[at]
        text = line.shown
        kind, rest = kinds.printed_kind(text)
        if kind and not (rest and _is_capitals(rest) and len(rest) < 12 and not _SORT_OF_REPORT.match(rest)):
            return at, 1
        if kinds.whole_kind(text) and (seen or line.heading or at == start):
            return at, 1
        if seen and broken_kind(text):
            return at, 1
        if at + 1 < len(lines) and len(text) <= 12 and kinds.whole_kind(f"{text} {lines[at + 1].shown}", capitals=True):
            return at, 2
        if BASIS.match(text) or _ADDRESSED.match(text) or len(text) > _LONGEST:
            return None, 0
        seen = seen or bool(NUMBER.search(text) or MOTTO.search(text) or COUNTRY.search(text))
    return None, 0


def _printed(lines: Sequence[Line], at: int, taken: int) -> tuple[str, str]:
    if taken == 2:
        return kinds.whole_kind(f"{lines[at].shown} {lines[at + 1].shown}"), ""
    kind, rest = kinds.printed_kind(lines[at].shown)
    return (kind, rest) if kind else (kinds.whole_kind(lines[at].shown) or broken_kind(lines[at].shown), "")


def _summary(lines: Sequence[Line], at: int, first: str, *, below: bool) -> tuple[int, str]:
    """The trích yếu: the lines after the kind up to its real end."""
    parts = [first] if first else []
    while at < len(lines) and not (parts and lines[at].after_rule) and _is_summary(parts, lines, at):
        parts.append(lines[at].shown)
        at += 1
    return at, _TORN_YEARS.sub("", " ".join(parts)).strip()


def _is_summary(parts: Sequence[str], lines: Sequence[Line], at: int) -> bool:
    line, text = lines[at], lines[at].shown
    if _ADDRESSED.match(text) or text[0] == "|" or len(text) > _LONGEST or _ENCLOSED.match(text):
        return False
    marker = find_marker(text)
    if marker is not None and marker.level in ("phan", "chuong", "muc", "dieu", "khoan", "diem"):
        return False
    if marker is not None and marker.level == "dash":
        goes_on = marker.rest[:1].islower() or (marker.rest[:1].isdigit() and bool(parts) and parts[-1][-1].isdigit())
        return bool(parts) and not STOPPED.search(parts[-1][-10:]) and (goes_on or _is_open(" ".join(parts)))
    if parts and sum(map(len, parts)) > 600:
        return False
    if not parts or (len(parts) == 1 and _SORT_OF_REPORT.fullmatch(parts[0])):
        return _is_first_of_summary(lines, at)
    if parts[-1][-1] == ":" and text[0] in '“"':
        return True
    if parts[-1][-1] in ".;:" and not parts[-1].endswith("TP.") and not (parts[-1][-1] == ";" and text[0].islower()):
        return False
    if text[0].islower() or UNFINISHED.search(parts[-1][-20:]) or _AWAITS_NAME.search(parts[-1][-20:]):
        return True
    if text[0] == "“" and len(text) <= _TITLE_LINE:
        return True
    if _YEARS.fullmatch(text) and _AWAITS_YEAR.search(parts[-1][-12:]):
        return True
    if len(text) <= _TITLE_LINE and _closes(" ".join(parts), text):
        return True
    if text[0] in '“"' and len(text) <= _TITLE_LINE and text[-1] in '”"':  # "… Kỷ niệm chương / “Vì sự nghiệp …”"
        return True
    if BASIS.match(text) or _OPENS.match(text):
        return False
    if _is_capitals(" ".join(parts)):
        if not _is_capitals(text) or _OPEN_CAPITALS.search(parts[-1]) or UNFINISHED.search(parts[-1][-20:].lower()):
            return _is_capitals(text)
        return not (AGENCY.match(text) and line.after_blank) and not is_authority(lines, at)
    if _is_capitals(text):
        return False
    if line.heading and lines[at - 1].heading:
        return True
    return _is_loose_end(line, text, lines, at)


def _closes(above: str, text: str) -> bool:
    """Whether a line closes the quotation that the lines above it left open."""
    return _is_open(above) and "”" in text


def _is_open(text: str) -> bool:
    """Whether a quotation was opened and not closed."""
    return text.count("“") > text.count("”")


def _is_first_of_summary(lines: Sequence[Line], at: int) -> bool:
    """The first line below the kind: a căn cứ or an opening ends with a mark, a trích yếu does not."""
    text = lines[at].shown
    if _is_capitals(text) and is_authority(lines, at):
        return False
    if text.startswith("Căn cứ ") or (not _is_capitals(text) and _is_glued_letterhead(text)):
        return False
    end = _paragraph_end(lines, at)
    if BASIS.match(text) or _OPENS.match(text):
        return not STOPPED.search(lines[end].shown) and lines[end].shown[-1] != ","
    return len(text) <= 300 or not STOPPED.search(text)


def _is_loose_end(line: Line, text: str, lines: Sequence[Line], at: int) -> bool:
    """A further line that begins with a capital: short, not closed by a mark, and before the body begins."""
    if _CONTINUES.match(text) and len(text) <= 90 and text[-1] not in ".;:,":
        return True
    if AGENCY.match(text) or is_agency(text):
        return False
    if line.after_blank:
        return _is_parted_end(text, lines, at)
    end = _paragraph_end(lines, at)
    if STOPPED.search(lines[end].shown) or end - at > 3:
        return False
    below = lines[end + 1] if end + 1 < len(lines) else None
    return below is not None and (_begins_body(below) or below.after_blank or below.after_rule)


def _is_parted_end(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line behind a blank one ends the trích yếu: pasted, its lines are paragraphs of their own."""
    below = lines[at + 1].shown if at + 1 < len(lines) else ""
    if AGENCY.match(text.upper()) and len(text.split()) <= 5 and _OPENS.match(f"{text} {below}"):
        return False  # "Bệnh viện / Đa khoa tỉnh xây dựng Kế hoạch …"
    if len(text) > _TITLE_LINE or " " not in text or text[-1] in ".;:,…" or not below:
        return False
    return _begins_body(lines[at + 1]) or bool(_OPENS.match(below)) or len(below) > 2 * _TITLE_LINE


def _paragraph_end(lines: Sequence[Line], at: int) -> int:
    """The index of the last line of the paragraph that begins at ``at``, as far as marks and blank lines tell."""
    end = at
    while end + 1 < min(len(lines), at + 12) and not STOPPED.search(lines[end].shown):
        below = lines[end + 1]
        if _begins_body(below) or (below.after_blank and not below.shown[0].islower()) or below.after_rule:
            break
        end += 1
    return end


def _begins_body(line: Line) -> bool:
    text = line.shown
    marker = find_marker(text)
    if marker is not None and marker.level in ("phan", "chuong", "muc", "dieu", "khoan"):
        return True
    return bool(
        BASIS.match(text)
        or _ADDRESSED.match(text)
        or (AGENCY.match(text) and not _is_capitals(text) and not _is_glued_letterhead(text))
    )


def _is_glued_letterhead(text: str) -> bool:
    """Whether a line is a letterhead with other things of the top glued to it."""
    return bool(AGENCY.match(text)) and len(text) < 200 and sum(map(str.isupper, text)) > 0.4 * len(text)

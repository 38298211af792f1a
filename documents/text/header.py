"""The top of a paper: letterhead, Quốc hiệu, number, place and date, kind, trích yếu (NĐ 30/2020, Phụ lục I).

The pieces are found wherever a conversion put them (``zone``); lines in capitals that remain are the letterhead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.text import kinds
from documents.text.authority import BASIS
from documents.text.broken_top import broken_kind
from documents.text.letterhead import AGENCY, is_agency, letterhead, serving
from documents.text.lines import Line
from documents.text.markers import find_marker
from documents.text.mentions import right_letters
from documents.text.printed_issuers import TITLE_VERBS
from documents.text.summary_lines import (
    ADDRESSED,
    LONGEST,
    SORT_OF_REPORT,
    begins_body,
    is_capitals,
    is_glued_letterhead,
    read_summary,
)
from documents.text.tree import Header
from documents.text.trimming import start_of_paper
from documents.text.wrapping import UNFINISHED
from documents.text.zone import COUNTRY, DRAFT, MOTTO, NUMBER, OPEN_SCHOOL, SCHOOL, SYMBOL, Zone

__all__ = ["BASIS", "DRAFT", "SYMBOL", "Top", "read_top"]

# The top of a paper is not longer than this many lines, and no line of it longer than so many letters.
_ZONE = 60
_LONGEST_OF_TOP = 200
# Small letters stand in codes of kinds alone: "TTr", "CTr", "QyĐ", "QĐi".
_MIXED = re.compile(r"(?!CTr|TTr|QyĐ|QyC|QĐi)[A-ZĐ]+[a-zđ]")
_ABOUT = re.compile(r"V/v:?\s*|[Vv]ề việc:?\s")
_TITLE = re.compile(rf"(?:VỀ|V/V|{TITLE_VERBS.upper()})[\s,]")
_DECREES = {"QUYẾT ĐỊNH": "Quyết định", "QUYẾT NGHỊ": "Nghị quyết"}
# "Sơn Hải, ngày 16", in a narrow column.
_DAY_BEGINS = re.compile(r"^[^\d:;|]{3,40},\s?ngày(?: \d{1,2})?(?: tháng(?: \d{1,2})?)?$")
# "KHÓA XVI, KỲ HỌP THỨ TƯ" below the council's name.
_TERM = re.compile(r"(?:KHÓA|KHOÁ|NHIỆM KỲ|KỲ HỌP)\s(?:THỨ\s)?[IVXLC\d]|KỲ HỌP\s(?:THỨ|CHUYÊN|BẤT|LẦN|ĐỘT)\s")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.$")
# Kinds whose names also are the verbs of a trích yếu.
_VERB_KINDS = frozenset({"Quy định", "Hướng dẫn", "Thông báo", "Kết luận"})
_STAMP = re.compile(r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN")
# "BAN THI ĐUA / - KHEN THƯỞNG": the second half of a name.
_DASHED_CAPITALS = re.compile(r"[-–]\s?[^\W\d_a-z]{2,}\s")
# "Số: 27/KH-THCS / TVN   Sơn Hải, ngày …": a narrow column left the name of the school beside the place.
_TORN_SCHOOL = re.compile(r"(?!T[PX]\b)(?P<name>[A-ZĐ]{2,6})\s(?=[A-ZĐ][^\W\d_]*[a-zà-ỹ])")
_NUMBERED_LEVEL = re.compile(r"(?:QUẬN|PHƯỜNG|KHỐI|SỐ)$")
_CONFIDENTIAL = re.compile(r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)$")
# "Số: 113/HĐTĐ-BTĐ (HCTH)": the typist's or the room's letters behind the number.
_REMARK = re.compile(r"\([A-ZĐ]{1,8}\d{0,3}\)")
# "TRƯỜNG: THCS MÔNG ÂN": a form filled in.
_FORM_COLON = re.compile(r"^(TRƯỜNG|PHÒNG|SỞ|CÔNG TY|BỆNH VIỆN|TRUNG TÂM)\s?:\s?(?=[^\W\d_a-z])")
_YOUTH_UNION = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
_CENTRAL_BOARD = "Ban Chấp hành Trung ương"
# "Hội nghị Chi bộ tháng 3 năm 2024", "Kết luận phiên họp ngày 05 tháng 3 năm 2024": no place stands before the day.
_TITLE_DATED = re.compile(r"[^,\d|:]*\s[a-zà-ỹ]+\s(?:ngày|tháng)\s")


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
        end, summary = read_summary(lines, end, summary, below=end > kind_at + kind_lines)
    top = _Pieces(zone_lines, lost_kind=kind_at is None).top(kind, summary)
    if kind_at is not None and (told := _verb_for_kind(lines[kind_at].shown, top.header)):
        end, summary = read_summary(lines, kind_at + kind_lines, lines[kind_at].shown, below=False)
        top = replace(top, header=replace(top.header, kind=told, summary=summary))
    if not top.header.kind and (decreed := _decreed(lines[start : start + _ZONE])):
        top = replace(top, header=replace(top.header, kind=decreed))
    return replace(top, end=end, skipped=start)


def _verb_for_kind(line: str, header: Header) -> str:
    """The kind that the symbol tells where the "kind" is the verb of a trích yếu ("QUY ĐỊNH MỨC CHI …"); "" else."""
    told = kinds.from_symbol(header.symbol)
    if header.kind not in _VERB_KINDS or told in ("", header.kind) or kinds.is_party(header.symbol):
        return ""
    return told if kinds.printed_kind(line)[1] else ""


class _Pieces:
    """The lines of the zone, sorted into the header."""

    def __init__(self, lines: Sequence[Line], *, lost_kind: bool) -> None:
        zone = Zone(lines)
        self._of_youth_union = bool(_YOUTH_UNION.search(" ".join(line.shown.strip(" |") for line in lines)))
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
            if (torn := _TORN_SCHOOL.match(place)) and OPEN_SCHOOL.search(self.header.symbol):
                place = place[torn.end() :]
                self.header = replace(self.header, symbol=f"{self.header.symbol} {torn['name']}")
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
        if not is_capitals(text):
            text = text.rstrip(" -–")
        if not (_DASHED_CAPITALS.match(text) and self.capitals):
            text = _FORM_COLON.sub(r"\1 ", text.lstrip(" -–*•"))
        if not text:
            return
        if _TERM.match(text):  # of the council whose name stands above
            return
        if _STAMP.fullmatch(text) and not self.urgency:
            self.urgency = text.capitalize()
        elif _ABOUT.match(text) or self._goes_on_about(line, text):
            self.about.append(f"{text}," if line.text.rstrip().endswith(",") else text)
            self.about_line = line.number
        elif _CONFIDENTIAL.match(text) or _REMARK.fullmatch(text):
            return
        elif re.fullmatch(r"\d{1,2}", text):
            self._number_place(text)
        elif self._title_from and line.number > self._title_from and self._is_title(text):
            self.title.append(text)
        elif is_capitals(text) or (is_agency(text) and len(text) <= 90 and not self.about):
            self.capitals.append(text)
        else:
            self.unread.append(Line(line.number, text))

    def _is_title(self, text: str) -> bool:
        return is_capitals(text) and not AGENCY.match(text) and bool(self.title or _TITLE.match(text))

    def _number_place(self, number: str) -> None:
        """The number of a place whose word closes a line: "UBND QUẬN / 8"."""
        for at in range(len(self.capitals) - 1, -1, -1):
            if _NUMBERED_LEVEL.search(self.capitals[at]):
                self.capitals[at] += f" {number}"
                return
        self.capitals.append(number)

    def _goes_on_about(self, line: Line, text: str) -> bool:
        """Whether a line is the next of "V/v …": in small letters, or right below and no part of its own."""
        if not self.about or ADDRESSED.match(text):
            return False
        if text[0].islower() or UNFINISHED.search(self.about[-1][-20:]):
            return True
        return 0 <= line.number - self.about_line <= 1 and not is_capitals(text)

    def top(self, kind: str, summary: str) -> Top:
        """The header from all the pieces."""
        parent, issuer = letterhead(self.capitals)
        parent, issuer = serving(parent, issuer, self.header.place)
        if issuer == _CENTRAL_BOARD and self._of_youth_union:  # its name stands where other papers have Quốc hiệu
            issuer = f"{issuer} Đoàn TNCS Hồ Chí Minh"
        about = _ABOUT.sub("", " ".join(self.about), count=1).rstrip(",")
        if about and not summary and kind in ("", "Công văn"):
            kind, summary = "Công văn", about
        summary = _FULL_STOP.sub("", summary or " ".join(self.title))
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
    school = re.search(rf"{SCHOOL}$", printed)
    begin = printed[: school.start()] if school else printed
    symbol = right_letters((re.sub(r"\s+", "", begin) + (school[0] if school else "")).replace("–", "-"))
    return (
        symbol
        if re.fullmatch(rf"(?:\d{{4}}/)?{SYMBOL}(?:[-/]{SCHOOL})?|[A-ZĐ]{{2,5}}[-/]{SCHOOL}", symbol)
        and not _MIXED.match(symbol)
        else ""
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


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
    addressed = next((at for at in range(start, min(len(lines), start + _ZONE)) if _is_addressed(lines, at)), None)
    if addressed is not None and not any(_is_part(line.shown) for line in lines[start:addressed]):
        return addressed
    at, about = start, False
    while at < min(len(lines), start + _ZONE):
        line = lines[at]
        text = line.shown
        if len(text) > LONGEST or begins_body(line):
            break
        about = about or bool(_ABOUT.match(text))
        if not (_looks_like_top(text) or (about and (text[0].islower() or not line.after_blank))):
            if not _is_torn_day(lines, at):
                break
            at += 1
        at += 1
    return at


def _is_torn_day(lines: Sequence[Line], at: int) -> bool:
    """Whether place and day begin on the line and end on the next: "Sơn Hải, ngày 16 / tháng 8 năm 2021"."""
    text = lines[at].shown
    return at + 1 < len(lines) and bool(_DAY_BEGINS.search(text)) and _looks_like_top(f"{text} {lines[at + 1].shown}")


def _is_addressed(lines: Sequence[Line], at: int) -> bool:
    """Whether "Kính gửi" begins on the line, in one piece or torn in two by a narrow column."""
    text = lines[at].shown
    if text == "Kính" and at + 1 < len(lines):
        text = f"{text} {lines[at + 1].shown}"
    return bool(ADDRESSED.match(text))


def _is_part(text: str) -> bool:
    """Whether a line is labelled as a part of a body; a dash is half of "Độc lập / - Tự do"."""
    marker = find_marker(text)
    return marker is not None and marker.level != "dash"


def _looks_like_top(text: str) -> bool:
    zone = Zone([Line(1, text)])
    marks = zone.drop_marks()
    # In a whole sentence a number is that of a paper it cites.
    if marks or ((len(text) <= _LONGEST_OF_TOP or NUMBER.match(text)) and (zone.take_number() or zone.take_date())):
        return True
    if is_glued_letterhead(text):
        return True
    return (is_capitals(text) and find_marker(text) is None) or bool(_ABOUT.match(text)) or text.strip() == "|"


def _kind_line(lines: Sequence[Line], start: int) -> tuple[int | None, int]:
    """The first line of the zone that prints a kind, before any base or labelled part; and how many lines it takes."""
    seen = False
    for at in range(start, min(len(lines), start + _ZONE)):
        line = lines[at]
        text = line.shown
        kind, rest = kinds.printed_kind(text)
        if kind and not (rest and is_capitals(rest) and len(rest) < 12 and not SORT_OF_REPORT.match(rest)):
            return at, 1
        if _is_decree(lines, at):
            return None, 0
        if kinds.whole_kind(text) and (seen or line.heading or at == start):
            return at, 1
        if seen and broken_kind(text):
            return at, 1
        if at + 1 < len(lines) and len(text) <= 12 and kinds.whole_kind(f"{text} {lines[at + 1].shown}", capitals=True):
            return at, 2
        if BASIS.match(text) or ADDRESSED.match(text) or len(text) > LONGEST:
            return None, 0
        seen = seen or bool(NUMBER.search(text) or MOTTO.search(text) or COUNTRY.search(text))
    return None, 0


def _is_decree(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the "QUYẾT ĐỊNH:" right above the articles, where the page lost the kind at the top."""
    return at > 0 and lines[at].shown.endswith(":") and at + 1 < len(lines) and _is_article(lines[at + 1].shown)


def _decreed(lines: Sequence[Line]) -> str:
    """The kind that "QUYẾT ĐỊNH:" or "QUYẾT NGHỊ:" above the articles tells; "" without."""
    return next(
        (_DECREES.get(line.shown.rstrip(" :"), "") for at, line in enumerate(lines) if _is_decree(lines, at)), ""
    )


def _is_article(text: str) -> bool:
    marker = find_marker(text)
    return marker is not None and marker.level == "dieu"


def _printed(lines: Sequence[Line], at: int, taken: int) -> tuple[str, str]:
    if taken == 2:
        return kinds.whole_kind(f"{lines[at].shown} {lines[at + 1].shown}"), ""
    kind, rest = kinds.printed_kind(lines[at].shown)
    return (kind, rest) if kind else (kinds.whole_kind(lines[at].shown) or broken_kind(lines[at].shown), "")

"""The top of a paper: letterhead, Quốc hiệu, number, place and date, kind, trích yếu (NĐ 30/2020, Phụ lục I).

Conversions glue the two columns of the top together or tear them apart, so every line is searched for
the known pieces, and what remains of a line in capitals is the letterhead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.text import kinds
from documents.text.issuers import from_capitals, place_of, short_name
from documents.text.lines import Line
from documents.text.markers import find_marker
from documents.text.tree import Header

# The top of a paper is not longer than this many lines, and no line of it longer than so many letters.
_ZONE = 40
_LONGEST = 400
SYMBOL = r"[A-ZĐ][^\W\d_]*\d{0,2}(?:[-/.&][A-ZĐ][^\W_]*|[-/]\d{1,3}(?!\d))*"
_COUNTRY = re.compile(
    r"C[ỘO]NG\s+H(?:ÒA|OÀ|OA)\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T\s+NAM|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
_MOTTO = re.compile(r"Độc\s+lập\s*[-–—.]\s*Tự\s+do\s*[-–—.]\s*Hạnh\s+phúc", re.IGNORECASE)
DRAFT = re.compile(r"[(\[]?\bDỰ THẢO(?: LẦN \d{1,2})?\b[)\]]?:?", re.IGNORECASE)
# A law prints its kind before the number: "Luật số: 06/2022/QH15".
_NUMBER = re.compile(
    r"\b(?:(?:Bộ luật|Luật|Pháp lệnh)\ss|S)[ốỐ]\s?:?\s?(?P<number>\d{1,5}[a-z]?|[.…_\s]*)\s?[-/]\s?"
    rf"(?P<symbol>(?:\d{{4}}/)?{SYMBOL})"
)
_BLANK = r"[.…_\s]*"
_DATE = re.compile(
    rf"(?P<place>[^\W\d_][^\d,;:|]{{0,40}}?),?\s?ngày\s?(?P<day>\d{{1,2}}|{_BLANK})"
    rf"\s?tháng\s?(?P<month>\d{{1,2}}|{_BLANK})\s?năm\s?(?P<year>\d{{4}}|\d{{0,3}}{_BLANK})$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"V/v:?\s|Về việc:?\s", re.IGNORECASE)
_STAMP = re.compile(r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN")
_RULED = re.compile(r"[-_=*~–—]{3,}")
BASIS = re.compile(r"(?:[-–+]\s*)?(?:Căn cứ|Thực hiện|Theo|Xét|Tiếp theo|Để)\s")
_AGENCY = re.compile(
    r"(?:UBND|[ỦU][ỶY] BAN|H[ĐD]ND|HỘI|SỞ|PHÒNG|BAN|TRƯỜNG|TRUNG TÂM|VĂN PHÒNG|CHI CỤC|CỤC|TỔNG CỤC|BỘ|TỈNH [ỦU][ỶY]"
    r"|HUYỆN [ỦU][ỶY]|THÀNH [ỦU][ỶY]|ĐẢNG|CÔNG AN|LIÊN ĐOÀN|ĐOÀN|TÒA ÁN|VIỆN|KHO BẠC|THANH TRA|CÔNG TY|BẢO HIỂM"
    r"|NGÂN HÀNG|KHỐI THI ĐUA|MẶT TRẬN|CÔNG ĐOÀN|BỆNH VIỆN|TRẠM|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|QUỐC HỘI)\b"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Top:
    """The header, the index of the first line after it, and lines of the zone that belong to no part of it."""

    header: Header
    end: int
    number_line: int = 0
    number_text: str = ""
    unread: tuple[Line, ...] = ()
    urgency: str = ""


def read_top(lines: Sequence[Line]) -> Top:
    """The top of the paper whose lines are given; an empty header when the text begins with its body."""
    kind_at = _kind_line(lines)
    pieces = _Pieces()
    end = 0
    for end, line in enumerate(lines[:_ZONE]):
        if kind_at is not None and end >= kind_at:
            break
        if len(line.text) > _LONGEST or (kind_at is None and not pieces.accepts(line)):
            break
        pieces.take(line)
    else:
        end = min(len(lines), _ZONE)
    kind, summary = "", ""
    if kind_at is not None:
        kind, summary = kinds.printed_kind(lines[kind_at].shown)
        end = kind_at + 1
        while end < len(lines) and pieces.take_known(lines[end]):
            end += 1
        end, summary = _summary(lines, end, summary)
    return pieces.top(kind, summary, end)


class _Pieces:
    """What the lines of the zone gave so far."""

    def __init__(self) -> None:
        self.header = Header()
        self.capitals: list[str] = []
        self.unread: list[Line] = []
        self.about: list[str] = []
        self.about_line = 0
        self.urgency = ""
        self.number_line, self.number_text = 0, ""

    def accepts(self, line: Line) -> bool:
        """Whether a line looks like one of the top, when no kind is printed (công văn)."""
        rest = self._without_known(line.shown)
        return self._goes_on_about(line, rest) or rest != line.shown or _is_capitals(rest) or bool(_ABOUT.match(rest))

    def take_known(self, line: Line) -> bool:
        """Take a number or a date that a conversion put below the kind."""
        if len(line.text) > _LONGEST or self._search(line, line.shown).strip() or find_marker(line.shown):
            return False
        self.take(line)
        return True

    def take(self, line: Line) -> None:
        """Sort the pieces of a line into the header; the rest is letterhead, "V/v", or not of the header."""
        for part in line.shown.split("|"):
            rest = self._search(line, self._without_marks(part), keep=True).strip(" .,;:-–")
            if not rest:
                continue
            if _STAMP.fullmatch(rest) and not self.urgency:
                self.urgency = rest.capitalize()
            elif _ABOUT.match(rest) or self._goes_on_about(line, rest):
                self.about.append(rest)
                self.about_line = line.number
            elif _is_capitals(rest) or re.fullmatch(r"\d{1,2}", rest):
                self.capitals.append(rest)
            else:
                self.unread.append(Line(line.number, rest))

    def top(self, kind: str, summary: str, end: int) -> Top:
        """The header from all the pieces."""
        parent, issuer = _letterhead(self.capitals)
        about = _ABOUT.sub("", " ".join(self.about), count=1)
        if about and not kind:
            kind, summary = "Công văn", about
        header = replace(
            self.header,
            kind=kind or kinds.from_symbol(self.header.symbol),
            summary=summary,
            parent_authority=parent,
            issuer=issuer,
        )
        return Top(header, end, self.number_line, self.number_text, tuple(self.unread), self.urgency)

    def _goes_on_about(self, line: Line, rest: str) -> bool:
        """Whether ``rest`` is the next line of "V/v …": in small letters, or right below and no part of its own."""
        if not self.about or not rest:
            return False
        if rest[0].islower():
            return True
        follows = 0 <= line.number - self.about_line <= 1
        return follows and not _is_capitals(rest) and not rest.startswith("Kính gửi")

    def _without_marks(self, text: str) -> str:
        for pattern in (_COUNTRY, _MOTTO, DRAFT, _RULED):
            text = pattern.sub(" ", text)
        return text.strip()

    def _without_known(self, text: str) -> str:
        return _DATE.sub("", _NUMBER.sub("", self._without_marks(text)).strip()).strip()

    def _search(self, line: Line, text: str, *, keep: bool = False) -> str:
        """``text`` without number and date, which go into the header when ``keep``."""
        if found := _NUMBER.search(text):
            if keep:
                number = found["number"] if found["number"][:1].isdigit() else ""
                self.header = replace(self.header, number=number, symbol=found["symbol"])
                self.number_line, self.number_text = line.number, found[0]
            text = (text[: found.start()] + " " + text[found.end() :]).strip()
        if found := _DATE.search(text):
            if keep:
                day, month, year = (_number(found[name]) for name in ("day", "month", "year"))
                self.header = replace(self.header, place=found["place"].strip(), day=day, month=month, year=year)
            text = text[: found.start()]
        return text


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _is_capitals(text: str) -> bool:
    return text.upper() == text and text.lower() != text


def _kind_line(lines: Sequence[Line]) -> int | None:
    """The first line of the zone that prints a kind in capitals, before any base or labelled part."""
    for at, line in enumerate(lines[:_ZONE]):
        kind, rest = kinds.printed_kind(line.shown)
        if kind and not (rest and _is_capitals(rest) and len(rest) < 12):
            return at
        if BASIS.match(line.shown) or len(line.text) > _LONGEST:
            return None
    return None


def _summary(lines: Sequence[Line], at: int, first: str) -> tuple[int, str]:
    """The trích yếu: the lines after the kind up to the căn cứ, the opening or the first label."""
    parts = [first] if first else []
    if not parts and at < len(lines) and re.match(r"(?:Thực hiện|Để) .*[^.;:,]$", lines[at].shown):
        parts, at = [lines[at].shown], at + 1  # a title may begin like a căn cứ; a căn cứ ends with a mark
    while at < len(lines) and not _begins_body(lines[at]) and (not parts or _goes_on(parts, lines, at)):
        parts.append(lines[at].shown)
        at += 1
    return at, " ".join(parts)


def _begins_body(line: Line) -> bool:
    marker = find_marker(line.shown)
    if marker is not None and marker.level in ("phan", "chuong", "muc", "dieu", "khoan"):
        return True
    return bool(BASIS.match(line.shown) or line.shown.startswith("Kính gửi") or _AGENCY.match(line.shown))


def _goes_on(parts: list[str], lines: Sequence[Line], at: int) -> bool:
    line, text = lines[at], lines[at].shown
    if parts[-1][-1] in ".;:" or len(text) > 200:
        return False
    if text[0].islower() or (line.heading and lines[at - 1].heading):
        return True
    return len(text) <= 60 and text[-1] not in ".;:," and text.startswith(("(", "năm ", "giai đoạn "))


def _letterhead(capitals: Sequence[str]) -> tuple[str, str]:
    """(authority above, issuer) from the lines in capitals; the issuer with the place it serves."""
    names: list[str] = []
    for text in capitals:
        if names and not _AGENCY.match(text):
            names[-1] += f" {text}"
        elif _AGENCY.match(text):
            names.append(text)
    written = [short_name(from_capitals(name)) for name in names]
    if not written:
        return "", ""
    parent, issuer = " ".join(written[:-1]), written[-1]
    if parent and not place_of(issuer) and place_of(parent):
        issuer = f"{issuer} {place_of(parent)}"
    return parent, issuer

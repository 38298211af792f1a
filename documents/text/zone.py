"""The top of a paper as one stretch of text, from which the known pieces are taken wherever they stand.

Conversions tear the two columns of the top apart, glue them together or break words across lines ("CỘNG / HÒA XÃ HỘI",
"Sơn / La, ngày 11 / tháng 3"). So the pieces are looked for across line breaks, and what they leave behind is the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.text.lines import Line
from documents.text.signing import CAPITAL

SYMBOL = r"[A-ZĐ][^\W\d_]*\d{0,3}(?:[-/.&][A-ZĐ][^\W_]*|[-/]\d{1,3}(?!\d))*"
# "KH-THCS LQĐ": the abbreviated name of a school stands apart from its kind.
_SCHOOLS = r"(?:TH|THCS|TH&THCS|THPT|THCS&THPT|MN|MG|PTDTBT|PTDTNT)"
SCHOOL = rf"{_SCHOOLS}[ ][A-ZĐ]{{2,6}}"
OPEN_SCHOOL = re.compile(rf"[-/]{_SCHOOLS}$")
_SPACED_SYMBOL = (
    r"[A-ZĐ][^\W\d_]*\d{0,3}(?:\s?[-–/]\s?"
    + SCHOOL
    + r"(?=[ ]*(?:\n|$)|[ ][^\n,]{1,30},\s?ngày)|\s?[-–/]\s?(?=[A-ZĐ]{2,}\b(?![ ][A-ZĐ]{2}))[A-ZĐ][^\W_]*"
    r"|[-/.&][A-ZĐ][^\W_]*|[-/]\d{1,3}(?!\d))*"
)
_BLANK = r"[.…_\s]*"
NUMBER = re.compile(
    r"\b[Ss](?:[ốỐôÔổỔ]|[oO6](?=\s?:))\s{0,3}[:.]?\s{0,3}(?P<number>\d{1,5}[a-e]?|[^\w\s/.…]{1,4}\d{0,4}"
    r"|[.…_\s]{0,60})(?:(?:(?<=\d)\.)?\s{0,3}[-–/]\s{0,3}|(?<=\d)\s(?=[A-ZĐ]\w{0,3}/[A-ZĐ]))"
    rf"(?P<symbol>(?:\d{{4}}\s?/\s?)?{_SPACED_SYMBOL})"
)
_LONE_NUMBER = re.compile(
    rf"(?:^|\n)[ ]*(?P<number>\d{{1,5}}[a-z]?)\s?[-/]\s?(?P<symbol>(?:\d{{4}}/)?{SYMBOL})[ ]*(?=\n|$)"
)
# A page may lose the letters of the kind: "Số: 12/-UBND".
_LONE_PLAIN = re.compile(r"(?:^|\n)[ ]*[Ss][ốỐ]\s?:?\s?(?P<number>\d{1,5})(?:\s?/\s?-\s?[A-ZĐ]\S{0,14})?[ ]*(?=\n|$)")
# The line of the number in a scan that broke "Số", the number or the symbol.
BROKEN_NUMBER = re.compile(
    r"(?:^|\n)[ ]*S[^\W\d]{0,2}\s?[:.;]\s?(?:(?P<number>\d{1,5})|[^\s/–-]{1,8}(?:\s[^\s/–-]{1,3})?)\s?[-–/]\s?"
    r"(?P<symbol>[A-ZĐ]\S{1,24})[ ]*(?=\n|$)"
)
# "Số: 12/NQ-HĐNDHà Giang, ngày …": the columns ran into each other.
_GLUED_PLACE = re.compile(
    rf"(\bS[ốỐ]\s?:?[^\n]{{1,24}}[-/][A-ZĐ]{{2,12}})(?={CAPITAL}[^\W\d_A-ZĐ][^\n,]{{0,30}},\s?ngày)"
)
# Between two cells; a stroke right beside a figure may be one of its own ("ngày |7").
_CELLS = re.compile(r"(?<![\s\d])\||(?<=\s)\|(?!\d)")
# A date that a scan broke: what stands between the words is no day, but it is no text either.
_BROKEN_DAY = re.compile(
    r"\bng[^\W\d_]y(?P<day>(?P<month>\S?)).{0,9}\bth[^\W\d_]ng\b.{0,9}\bn[^\W\d_]m\s?(?P<year>\d{4}(?!\S)|).{0,9}(?=\n|$)",
    re.IGNORECASE,
)
# The place of the number in a paper that has none yet.
_EMPTY_NUMBER = re.compile(r"(?m:^)S[ốỐ]\s?:[ .…_]{0,40}(?m:$)")
_DAY = re.compile(
    rf"(?:\bng[àaáâả]y\s{{0,3}}(?P<day>\d{{1,2}}"
    rf"|{_BLANK}),?\s{{0,3}}/?\s{{0,3}})?\bth[áaâ]ng\s{{0,3}}(?P<month>\d{{1,2}}|{_BLANK}),?\s{{0,3}}/?\s{{0,3}}"
    rf"\bn[ăaâ]m\s{{0,3}}(?P<year>\d{{4}}|\d{{0,3}}{_BLANK})\s{{0,3}}\.?(?=[ ]*(?:\n|$))",
    re.IGNORECASE,
)
_DAY_IN_FIGURES = re.compile(
    r"(?:\bngày\s{0,3}|,\s{0,3})(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
    r"(?=[ ]*\.?[ ]*(?:\n|$))",
    re.IGNORECASE,
)
COUNTRY = re.compile(
    r"C[ỘO0ỌÔ]NG\s+H[ÒOÓ][AÀẢ]?\s+X[ÃAÂẢ]\s+H[ỘOỌÔ][IÍ]\s+CH[ỦUÙÚ]\s+NGH[ĨIỈÎ]A\s+VI[ỆEÊẸ]T\s+NAM"
    r"|CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT(?:\s+NAM|(?m:$)(?!\s+NAM))|(?:ĐẢNG|DANG)\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|(?m:^)ĐOÀN\s+(?:TNCS|THANH\s+NIÊN\s+CỘNG\s+SẢN)\s+HỒ\s+CHÍ\s+MINH(?m:$|(?=\s[^\n,]{1,30},\s?ngày\b))",
    re.IGNORECASE,
)
MOTTO = re.compile(
    r"[ĐDP][ộoôọ]c\s+[lL][ậaâạ]p\s*[-–—.]*\s*T[ựuưụ]\s*do\s*[-–—.]*\s*H[ạaậ]nh\s+ph[úuù]c", re.IGNORECASE
)
DRAFT = re.compile(r"[(\[]?\bDỰ\s+THẢO(?:\s+L(?:ẦN|ần)\s+\d{1,2})?\b[)\]]?:?|(?m:^)Dự thảo(?: lần \d{1,2})?(?m:$)")
_RULED = re.compile(r"[-_=*~–—]{3,}")
_PLACE = re.compile(
    r"(?P<place>(?:(?:TP|Tp|TX|Tx|T\.P)\b\.?\s?|(?:[Tt]hành phố|[Tt]hị xã|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Xx]ã"
    r"|[Pp]hường|[Tt]ỉnh)\s)?"
    r"[^\W\d_][^\d,;:|()]{0,38}?(?:(?<=uận)\s\d{1,2}|(?<=hường)\s\d{1,2})?)\s?,?\s*$"
)
_NO_PLACE = re.compile(
    r"(?:UBND|Ủy ban|Uỷ ban|(?:Sở|Phòng|Ban)(?!,)|Căn cứ|V/v|Về|từ|đến|của|hành|kèm|ký)\b|.*\b(?:của|về|từ|đến|ban hành"
    r"|trước|vào)$"
)
_LEVEL_ABOVE = re.compile(r"(?m:^)(?:Thành\s+phố|Thị\s+(?:xã|trấn))$")
# "ĐẢNG ỦY PHƯỜNG THUẬN HÓA Thuận Hóa, ngày …": the column beside, on the line of the date.
_CAPITALS_BEFORE = re.compile(rf"(?:{CAPITAL}{{2,}}\s){{2,}}(?={CAPITAL}(?!{CAPITAL}))")
_PLACE_WORD = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:\s[^\W\d_a-z][^\W\d_]*){0,2}$")


# Fixed words and the day, cut where the right column ended; the rest stands on a line of its own.
_CUT = tuple(
    (re.compile(rf"(?m:^){head}(?m:$)"), re.compile(rf"(?m:^){rest}(?m:$)"))
    for head, rest in (
        (r"(?:.* )?CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT", "NAM"),
        (r"(?:.* )?CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA", "VIỆT NAM"),
        (r"(?:.* )?CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ", "NGHĨA VIỆT NAM"),
        (r"(?:.* )?CỘNG H(?:ÒA|OÀ) XÃ HỘI", "CHỦ NGHĨA VIỆT NAM"),
        (r"ĐẢNG CỘNG SẢN VIỆT", "NAM"),
        (r"ĐẢNG CỘNG SẢN", "VIỆT NAM"),
        (r"ĐẢNG CỘNG", "SẢN VIỆT NAM"),
        (r"(?:.* )?Độc lập - Tự do - Hạnh", "phúc"),
        (r"(?:.*, )?ngày \d{1,2} tháng \d{1,2} năm", r"\d{4}\.?"),
        (r"(?:.*, )?ngày \d{1,2} tháng \d{1,2}", r"năm \d{4}\.?"),
        (r"(?:.*, )?ngày \d{1,2} tháng", r"\d{1,2} năm \d{4}\.?"),
        (r"(?:.*, )?ngày \d{1,2}", r"tháng \d{1,2} năm \d{4}\.?"),
    )
)


def _whole(text: str) -> str:
    """The text; words that were cut off stand behind those which they belong to."""
    for head, rest in _CUT:
        cut, several = head.search(text), list(rest.finditer(text))
        if cut is None or len(several) != 1:
            continue
        left = several[0]
        if text[cut.end() : left.start()] == "\n":
            continue
        moved = f" {left[0]}"
        if cut.start() < left.start():
            text = text[: cut.end()] + moved + text[cut.end() : left.start()].rstrip("\n") + text[left.end() :]
        else:
            text = text[: left.start()] + text[left.end() + 1 : cut.end()] + moved + text[cut.end() :]
    return text


@dataclass(frozen=True, slots=True)
class Piece:
    """A known piece: its match, and where it stands."""

    found: re.Match[str]
    line: int


class Zone:
    """The lines of the top, from which pieces are taken one after the other."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        texts: list[str] = []
        at = 0
        for line in lines:
            for part in _CELLS.split(line.shown):
                if part.strip():
                    self._starts.append(at)
                    self._numbers.append(line.number)
                    texts.append(part.strip())
                    at += len(texts[-1]) + 1
        self._text = _whole(_GLUED_PLACE.sub(r"\1 ", "\n".join(texts)))

    def drop_marks(self) -> int:
        """Take Quốc hiệu, tiêu ngữ, the mark of a draft and drawn lines away; how many of the first two there were."""
        known = 0
        for pattern in (COUNTRY, MOTTO, DRAFT, _RULED):
            while found := pattern.search(self._text):
                known += pattern in (COUNTRY, MOTTO)
                self._blank(found.start(), found.end())
        return known

    def take_number(self) -> Piece | None:
        """The first "Số: …/…" (or the number alone on a line), taken away; None without."""
        for pattern in (NUMBER, _LONE_NUMBER, _LONE_PLAIN, BROKEN_NUMBER):
            if found := pattern.search(self._text):
                start = found.start() + (found[0][:1] == "\n")
                return self._take(found, start)
        if empty := _EMPTY_NUMBER.search(self._text):
            self._blank(empty.start(), empty.end())
        return None

    def take_date(self) -> tuple[re.Match[str], str] | None:
        """The first date with the place it was signed in ("" if none is printed), taken away; None without."""
        for pattern in (_DAY, _DAY_IN_FIGURES, _BROKEN_DAY):
            for found in pattern.finditer(self._text):
                if not found["day"] and pattern is _DAY and "ng" in found[0][:2].lower():
                    pass
                before = self._text[self._text.rfind("\n", 0, found.start()) + 1 : found.start()]
                if not before.strip(" ,*-–"):
                    return self._date_below(found, pattern is _DAY_IN_FIGURES)
                capitals = _CAPITALS_BEFORE.match(before)
                before = before[capitals.end() :] if capitals else before
                place = _PLACE.match(before.strip(" *-–"))
                if place is None and (numbered := self._numbered_place(found.start() - len(before), before)):
                    return self._dated(found, *numbered)
                if place and not _NO_PLACE.match(before.strip(" *-–")):
                    return self._dated(found, found.start() - len(before), place["place"])
        return None

    def rest(self) -> Iterator[Line]:
        """What was not taken, line by line."""
        at = 0
        for text in self._text.split("\n"):
            if text.strip(" .,;:-–"):
                yield Line(self._line_at(at), text.strip())
            at += len(text) + 1

    def _numbered_place(self, start: int, before: str) -> tuple[int, str] | None:
        """ "Quận / 11, ngày …": the number of a place whose word stands on the line above."""
        above = self._text[:start].rstrip("\n ")
        line = above[above.rfind("\n") + 1 :].strip()
        if re.fullmatch(r"\s*\d{1,2}\s?,\s*", before) and re.fullmatch(r"(?:Quận|Phường|Khu phố)", line):
            return len(above) - len(line), f"{line} {before.strip(' ,')}"
        return None

    def _date_below(self, found: re.Match[str], figures: bool) -> tuple[re.Match[str], str] | None:
        """A date at the head of its line: the place may end the line above."""
        end = found.start()
        above = self._text[:end].rstrip("\n ")
        line = above[above.rfind("\n") + 1 :]
        place = _PLACE.match(line.strip()) if line.rstrip().endswith(",") else None
        if place and not _NO_PLACE.match(line):
            return self._dated(found, len(above) - len(line), place["place"])
        return None if figures else self._dated(found, found.start(), "")

    def _dated(self, found: re.Match[str], start: int, place: str) -> tuple[re.Match[str], str]:
        above = self._text[:start].rstrip("\n ")
        gap = self._text[len(above) : start]
        line = above[above.rfind("\n") + 1 :].strip()
        # "Sơn / La, ngày …": a name whose first word stands alone on the line above.
        if place and gap == "\n" and _PLACE_WORD.match(line) and line.upper() != line and not _NO_PLACE.match(line):
            place = f"{line} {place}"
            start = len(above) - len(line)
        elif place and gap == "\n" and (level := _LEVEL_ABOVE.search(above)):
            place = f"{level[0]} {place}"
            start = level.start()
        self._blank(start, found.end())
        return found, " ".join(place.replace("\n", " ").split())

    def _take(self, found: re.Match[str], start: int) -> Piece:
        self._blank(start, found.end())
        return Piece(found, self._line_at(start))

    def _blank(self, start: int, end: int) -> None:
        self._text = self._text[:start] + "\n" * (end - start) + self._text[end:]

    def _line_at(self, offset: int) -> int:
        return self._numbers[max(0, bisect_right(self._starts, offset) - 1)] if self._numbers else 0

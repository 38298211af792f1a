"""From raw text to paragraphs: noise of conversion taken off, paragraphs broken across lines and pages joined.

Nothing that a reader of the paper would miss is dropped: only page numbers, ruled lines, leftovers of digital
signatures and the marks of Markdown and HTML go. Every paragraph knows the lines of the source it came from.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from documents.text.bars import with_outer_bars
from documents.text.broken_top import parts_of_top
from documents.text.inline import plain
from documents.text.loosening import loosened
from documents.text.markers import CAPITALS, find_marker
from documents.text.spaced import close_letters
from documents.text.wrapping import AWAITS_NUMBER, Shape, shape_of
from organizations.normalize import clean, clean_line

_HEADING = re.compile(r"#{1,6}\s+(.*)$")
_WHOLE_BOLD = re.compile(r"(\*{2,3}|_{2,3})([^*]+?)\1$")
_UNDERSCORED = re.compile(r"(?<![\w_])_{1,3}([^\s_][^_]{0,300}?)_{1,3}(?![\w_])")
_PAGE_NUMBER = re.compile(
    r"(?:[-–]\s?)?\d{1,3}$|[-–]\s?\d{1,3}\s?[-–]$|(?:Trang|trang|Page|page)\s?:?\s?\d{1,3}(?:\s?(?:/|of)\s?\d{1,3})?$"
)
# "Trang 1THỦ TƯỚNG": a site put the number of its page before the first word of the page.
_PAGE_GLUED = re.compile(rf"^\s*Trang \d{{1,3}}(?=[{CAPITALS}])")
_RULE = re.compile(r"[-_=*~–—.…|]{3,}$|[*_=~|]+$|(?:[-_*|—–] ?){2,}$")
_RULE_BEHIND = re.compile(r"\s[-_—]{4,}$")
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|span|font|p|div|center|a|td|tr|table|tbody|h[1-6])(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{2,5}|#x[\da-fA-F]{2,5});")
# The mark of a note, behind a word: "… năm 2023[1]".
_NOTE_MARK = re.compile(r"(?<=[^\W_])\s?\[\d{1,2}\](?!\()")
_MARKDOWN_ESCAPE = re.compile(r"\\([-.()\[\]#+_>!&|])")
_ESCAPE_IN_ROW = re.compile(r"\\([-.()\[\]#+_>!&])")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:https?:|/|#|javascript)[^()\s]{0,500}\)")
#: What a table says that only arranges the top or the foot of a paper in two columns.
LAYOUT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do|Nơi nhận\s*:|\b(?:TM|KT|TUQ)\.\s?[A-ZỦ]|ĐẢNG CỘNG SẢN"
    r"|(?-i:ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH\b)"
    r"|\bTHƯ KÝ\b[^|]{0,80}\|?[^|]{0,20}\bCHỦ (?:TỌA|TOẠ|TRÌ)\b",
    re.IGNORECASE,
)
#: The foot of a letter's first page: "Địa chỉ: …; điện thoại: …; e-mail: …".
CONTACT = re.compile(
    r"(?:Địa chỉ|Trụ sở)(?: liên hệ)?\s*:.{5,300}(?:@|e-?mail|thư điện tử|điện thoại|ĐT|fax|website)", re.IGNORECASE
)
_LAYOUT_ROWS = 8
# Behind a semicolon a narrow line of a căn cứ goes on in small letters; the next căn cứ begins with a capital.
# Halves that a page put on lines of their own: "QUYẾT / ĐỊNH:", "Thực hiện / Kế hoạch số …".
_FIRST_HALF, _SECOND_HALF = re.compile(r"(?:QUYẾT|Thực hiện|Căn cứ)$"), re.compile(r"ĐỊNH\s?:?$|[^\W\d_]{2,}\s.*\bsố\s")
_BEGINS_BASIS = re.compile(r"(?:căn cứ|thực hiện|theo|xét)\s")
# "- - Như trên;", "1. 1. Sở Nội vụ": a conversion to Markdown put its own mark before that of the paper.
_TWICE = re.compile(r"^\s*(?:[-*+]\s+(?=[-–+•]\s*[^\W\d_])|(\d{1,3}\.)\s+(?=\1\s))")
# Bold goes over so many lines.
_BOLD_LINES = 6
# "**Số** **: 12/KH-UBND**": one stretch of bold, closed and opened again.
_BOLD_SEAM = re.compile(r"(?<=[^\s*|])\*\*([ \u00a0]{0,2})\*\*(?=[^\s*|])")
# A wide gap or a tab: two columns that a conversion put on one line. The sign stands for it until it is judged.
_GAP = re.compile(r"(?<=[^\s])(?:[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{3,})(?=[^\s])")
_GAP_SIGN = "\ue000"
_SPACES = re.compile(r"\s+")
_COLUMN = re.compile(
    rf"{LAYOUT.pattern}|^\s?S(?:[ốỐ]\s?:?|[^\W\d]?\s?:).{{0,12}}[/-]"
    r"|ng[àaáâảả]y.{0,12}th[áaâảạ]ng.{0,12}n[ăaâã]m|\((?:đã )?ký|V/v"
    r"|(?:PHÓ )?(?:CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|HIỆU TRƯỞNG|BÍ THƯ)|(?:^|\|)\s?(?:UBND|ỦY BAN|UỶ BAN|SỞ|PHÒNG|TỈNH"
    r"|HUYỆN)",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(r"(?:[-–+*•]|\(?\w{1,4}(?:\.\d{1,2})*[.)/:]?|Điều \d+\.?)$")
_LISTED_NAME = re.compile(
    r"[-–+]\s?\S.*[;.,]\s*\ue000\s*(?:(?:Đại|Thượng|Trung|Thiếu) (?:tá|úy|tướng) )?(?:[^\W\d_a-z]\S*\s?){2,6}$"
)
# What a digital signature leaves in the text of a paper; the weaker signs count only beside a strong one.
_DIGITAL = re.compile(
    r"(?:Ký bởi|Được ký bởi|Người ký|Thời gian ký|Giờ ký|Digitally signed|Signature (?:Not|not) |Signed by"
    r"|Chữ ký số)\b"
    # Whoever took the paper out of a document system: "sonoivu_vanthu-14/03/2022 10:05:11".
    r"|[\w.@ -]{0,50}\d{1,2}/\d{1,2}/\d{4}\s\d{1,2}:\d\d:\d\d[\w.@-]{0,40}$"
)
_DIGITAL_WEAK = re.compile(
    r"(?:E-?mail|Cơ quan|Tổ chức|Ngày ký|Date|Reason|Location|Chức vụ|DN|Nguồn)\s?:"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}\s\d{1,2}:\d\d"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}[T\s]\d{1,2}:\d\d|\+07(?:'|:)?00|\d{1,2}:\d\d:\d\d(?:\s?[+-]\d\d:?\d\d)?$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source that says something. ``heading``: Markdown's "#" stood before it.

    ``after_blank``: a blank or dropped line stood above it; ``after_rule``: a drawn line did.
    """

    number: int
    text: str
    heading: bool = False
    after_blank: bool = False
    after_rule: bool = False

    @property
    def shown(self) -> str:
        """The text without inline marks."""
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph; ``starts`` holds (offset in ``shown``, source line) for each piece."""

    text: str
    starts: tuple[tuple[int, int], ...]
    heading: bool = False

    @property
    def shown(self) -> str:
        """The text without inline marks."""
        return plain(self.text)

    @property
    def line(self) -> int:
        """The source line on which the paragraph begins."""
        return self.starts[0][1]

    def line_at(self, offset: int) -> int:
        """The source line of a character of ``shown``."""
        return self.starts[max(0, bisect_right(self.starts, offset, key=lambda start: start[0]) - 1)][1]


def read_lines(text: str) -> list[Line]:
    """The lines of a text that say something, without page numbers, ruled lines and marks of markup."""
    text = close_letters(unicodedata.normalize("NFC", text))
    found: list[Line] = []
    blank, rule = True, False
    awaits = False  # "ngày / 26 / tháng 02": such a number is no page's
    text = "\n".join(with_outer_bars(text.split("\n")))
    raws = clean(_GAP.sub(f" {_GAP_SIGN} ", text)).split("\n")
    if "**" in text:
        raws = [_BOLD_SEAM.sub(r"\1", raw) for raw in _bold_by_line(raws)]
    for number, raw in enumerate(raws, start=1):
        for piece in _pieces(_TWICE.sub("", _PAGE_GLUED.sub("", raw))):
            heading = _HEADING.match(piece.removesuffix("\\").strip())
            content = heading[1] if heading else piece.removesuffix("\\").strip()
            bold = _WHOLE_BOLD.match(content)
            if bold and (heading or bold[1][0] == "_"):
                content = bold[2].strip()
            drawn = bool(content) and _RULE.match(content)
            under = _RULE_BEHIND.search(content) if not drawn and content[-1:] in "-_—" else None
            content = content[: under.start()] if under else content
            if not content or drawn or (_PAGE_NUMBER.match(plain(content)) and not awaits):
                blank, rule, awaits = True, rule or bool(drawn), False
                continue
            found.append(Line(number, content, bool(heading), blank, rule))
            awaits = bool(AWAITS_NUMBER.search(content[-12:]))
            blank, rule = bool(under), bool(under)
    return list(_without_layout_tables(_without_digital(found)))


def _bold_by_line(raws: list[str]) -> list[str]:
    """The lines; bold that goes over several of them is marked on each."""
    raws = list(raws)
    for first in range(len(raws)):
        if raws[first].count("**") % 2 == 0:
            continue
        for last in range(first + 1, min(first + _BOLD_LINES, len(raws))):
            if not raws[last].strip():
                break
            if raws[last].count("**") % 2:
                for at in range(first, last + 1):
                    before, behind = "**" if at > first else "", "**" if at < last else ""
                    raws[at] = f"{before}{raws[at].strip()}{behind}"
                break
    return raws


def _pieces(raw: str) -> Iterator[str]:
    """The lines that one raw line holds: its breaks, its columns; rows of tables stay whole."""
    if "<" in raw or "&" in raw or "\\" in raw or "](" in raw or "_" in raw:
        raw = _without_markup(raw)
    if "[" in raw:
        raw = _NOTE_MARK.sub("", raw)
    if raw[:1] == "|":
        yield _SPACES.sub(" ", raw.replace(_GAP_SIGN, " ")).strip()
        return
    for piece in _BREAK.split(raw.lstrip("> ") if raw[:1] == ">" else raw):
        if len(piece) > 250 and (len(piece) > 1_000 or "CỘNG H" in piece):
            yield from loosened(_SPACES.sub(" ", piece.replace(_GAP_SIGN, " ")).strip())
            continue
        if _GAP_SIGN not in piece:
            yield from parts_of_top(piece)
            continue
        columns = [part for column in piece.split(_GAP_SIGN) if column.strip() for part in parts_of_top(column.strip())]
        if columns and _are_columns(columns, piece):
            yield from columns
        else:
            yield " ".join(columns)


def _are_columns(columns: Sequence[str], whole: str) -> bool:
    """Whether the parts of a line stand in two columns of the top or the foot of a paper."""
    if len(columns) > 4 or len(whole) > 260:
        return False
    if _BARE_LABEL.match(columns[0]):  # "1.<tab>Mục đích" is one line; the Party's star stands beside a date
        return columns[0] == "*" and len(columns) == 2
    return bool(_LISTED_NAME.match(whole)) or any(_COLUMN.search(column) and len(column) < 130 for column in columns)


def _without_markup(raw: str) -> str:
    """A line without HTML tags, entities, links and escapes of Markdown; ``<br>``, bold and italic stay."""
    raw = _ENTITY.sub(lambda found: html.unescape(found[0]).replace("\xa0", " "), raw)
    raw = _LINK.sub(r"\1", _TAG.sub("", raw))
    raw = (_ESCAPE_IN_ROW if raw[:1] == "|" else _MARKDOWN_ESCAPE).sub(r"\1", raw)
    return clean_line(_UNDERSCORED.sub(r"\1", raw))


def _without_digital(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without the block that a digital signature wrote on the page."""
    dropped = [bool(_DIGITAL.match(line.text)) for line in lines]
    if any(dropped):
        for step in (1, -1):
            for at in range(len(lines))[::step]:
                beside = at - step
                if 0 <= beside < len(lines) and dropped[beside] and _DIGITAL_WEAK.match(lines[at].text):
                    dropped[at] = True
    yield from (line for line, drop in zip(lines, dropped, strict=True) if not drop)


def _without_layout_tables(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines; of tables that only arrange the top or the foot of the paper, the lines of their cells."""
    for is_row, group in groupby(lines, key=lambda line: line.text[0] == "|"):
        rows = list(group)
        if is_row and _only_arranges(rows):
            for row in rows:
                cells = [part.strip() for cell in row.text.split("|") for part in _BREAK.split(cell)]
                yield from (Line(row.number, cell) for cell in cells if cell and not _RULE.match(cell))
        elif is_row:
            yield from (replace(row, text=_SPACES.sub(" ", _BREAK.sub(" ", row.text))) for row in rows)
        else:
            yield from rows


def _only_arranges(rows: Sequence[Line]) -> bool:
    if len(rows) <= _LAYOUT_ROWS and LAYOUT.search(" ".join(row.shown for row in rows)):
        return True
    # A single cell that its page left open: "| Số: 12/KH-UBND".
    return all(row.text.count("|") == 1 for row in rows)


def join_broken(lines: Sequence[Line]) -> list[Paragraph]:
    """Paragraphs: lines that a page or a line width broke are put together again with one space."""
    shape = shape_of([line.shown for line in lines], [line.after_blank for line in lines])
    groups: list[list[Line]] = []
    open_quotes = 0
    for line in lines:
        shown = line.shown
        if groups and _continues(groups[-1], line, shape, open_quotes):
            groups[-1].append(line)
        else:
            groups.append([line])
            open_quotes = 0
        open_quotes = max(0, open_quotes + shown.count("“") - shown.count("”"))
    return [_joined(group) for group in groups]


def _joined(group: Sequence[Line]) -> Paragraph:
    starts: list[tuple[int, int]] = []
    offset = 0
    for line in group:
        starts.append((offset, line.number))
        offset += len(line.shown) + 1
    return Paragraph(" ".join(line.text for line in group), tuple(starts), group[0].heading)


def _continues(group: Sequence[Line], line: Line, shape: Shape, open_quotes: int) -> bool:
    """Whether ``line`` goes on with the paragraph whose lines are ``group``."""
    before = group[-1]
    if "|" in (before.text[0], line.text[0]) or line.heading:
        return False
    text, head = before.shown, line.shown
    if not head or not text or before.heading:
        return False
    if _FIRST_HALF.match(text) and _SECOND_HALF.match(head):
        return True
    if text[-1] == ";" and head[0].islower() and not line.after_blank and group[0].shown.startswith("Căn cứ "):
        return find_marker(head) is None and not _BEGINS_BASIS.match(head)
    first = find_marker(group[0].shown) if len(group) <= 4 else None  # a heading has no more lines
    return shape.continues(
        text, head, blank=line.after_blank, open_quotes=open_quotes, alone=len(group) == 1, label=first
    )

"""From raw text to paragraphs: noise of conversion taken off, paragraphs broken across pages joined.

Nothing that a reader of the paper would miss is dropped: only page numbers, ruled lines and the marks
of Markdown go. Every paragraph knows the lines of the source it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from documents.text.inline import plain
from documents.text.markers import find_marker, is_title
from organizations.normalize import clean

_HEADING = re.compile(r"#{1,6}\s+(.*)$")
_WHOLE_BOLD = re.compile(r"(\*{2,3})([^*]+)\1$")
_PAGE_NUMBER = re.compile(r"[-–]?\s?\d{1,3}\s?[-–]?$|(?:Trang|trang)\s\d{1,3}(?:\s?/\s?\d{1,3})?$")
_RULE = re.compile(r"[-_=*~–—]{3,}$|[*_=~]$|(?:[-_*] ){2,}[-_*]$")
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
#: What a table says that only arranges the top or the foot of a paper in two columns.
LAYOUT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do|Nơi nhận\s*:|\b(?:TM|KT|TUQ)\.\s[A-ZỦ]|ĐẢNG CỘNG SẢN"
    r"|\bTHƯ KÝ\b[^|]{0,80}\|?[^|]{0,20}\bCHỦ (?:TỌA|TOẠ|TRÌ)\b",
    re.IGNORECASE,
)
#: The foot of a letter's first page: "Địa chỉ: …; điện thoại: …; e-mail: …".
CONTACT = re.compile(
    r"(?:Địa chỉ|Trụ sở)(?: liên hệ)?\s*:.{5,300}(?:@|e-?mail|thư điện tử|điện thoại|ĐT|fax|website)", re.IGNORECASE
)
_LAYOUT_ROWS = 8
_STOPPED = re.compile(r"[.:;!?…][”\"’)\]]*$")
_UNFINISHED = re.compile(
    r"(?:,|[-–]|\b(?:số|ngày|tháng|năm|của|về|và|hoặc|các|những|với|cho|trong|theo|tại|là|được|do|để|Ủy ban|UBND"
    r"|HĐND))$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source that says something. ``heading``: Markdown's "#" stood before it."""

    number: int
    text: str
    heading: bool = False
    after_blank: bool = False

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
    """The lines of a text that say something, without page numbers, ruled lines and Markdown marks."""
    found: list[Line] = []
    blank = True
    for number, raw in enumerate(clean(text).split("\n"), start=1):
        for piece in _BREAK.split(raw) if raw[:1] != "|" else [raw]:
            heading = _HEADING.match(piece.removesuffix("\\").strip())
            content = heading[1] if heading else piece.removesuffix("\\").strip()
            bold = _WHOLE_BOLD.match(content)
            if bold and heading:
                content = bold[2].strip()
            if not content or _RULE.match(content) or _PAGE_NUMBER.match(plain(content)):
                blank = True
                continue
            found.append(Line(number, content, bool(heading), blank))
            blank = False
    return list(_without_layout_tables(found))


def _without_layout_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; of tables that only arrange the top or the foot of the paper, the lines of their cells."""
    for is_row, group in groupby(lines, key=lambda line: line.text[0] == "|"):
        rows = list(group)
        if is_row and len(rows) <= _LAYOUT_ROWS and LAYOUT.search(" ".join(row.shown for row in rows)):
            for row in rows:
                cells = [part.strip() for cell in row.text.split("|") for part in _BREAK.split(cell)]
                yield from (Line(row.number, cell) for cell in cells if cell and not _RULE.match(cell))
        elif is_row:
            yield from (replace(row, text=_BREAK.sub(" ", row.text)) for row in rows)
        else:
            yield from rows


def join_broken(lines: Sequence[Line]) -> list[Paragraph]:
    """Paragraphs: lines that a page or a line width broke are put together again with one space."""
    wrapped = _is_wrapped(lines)
    groups: list[list[Line]] = []
    open_quotes = 0
    for line in lines:
        shown = line.shown
        if groups and _continues(groups[-1], line, wrapped, open_quotes):
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


def _continues(group: Sequence[Line], line: Line, wrapped: bool, open_quotes: int) -> bool:
    """Whether ``line`` goes on with the paragraph whose lines are ``group``."""
    before = group[-1]
    if before.heading or line.heading or "|" in (before.text[0], line.text[0]):
        return False
    text, head = before.shown, line.shown
    if not head or not text or find_marker(head) or _STOPPED.search(text[-10:]):
        return False
    if len(group) == 1 and _is_lone_heading(text):
        return False
    if head[0].islower() or _UNFINISHED.search(text[-20:]) or (open_quotes and _closes_quote(head)):
        return True
    return wrapped and not line.after_blank and len(text) >= 40


def _is_lone_heading(text: str) -> bool:
    """A short labelled line or one in capitals stands for itself, whatever follows."""
    if text.upper() == text and text.lower() != text:
        return True
    marker = find_marker(text)
    return marker is not None and marker.level in ("muc", "khoan", "dieu") and len(text) < 60 and is_title(marker.rest)


def _closes_quote(head: str) -> bool:
    """Whether a line closes a quotation before it opens another."""
    closing = head.find("”")
    return closing >= 0 and "“" not in head[:closing]


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the text was cut at a line width: many long lines that end in the middle of a sentence."""
    long = [line for line in lines if len(line.text) >= 50]
    if len(long) < 6 or max(len(line.text) for line in long) > 200:
        return False
    return sum(1 for line in long if not _STOPPED.search(line.shown)) > 0.4 * len(long)

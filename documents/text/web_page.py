"""The text of a web page as lines: blocks and breaks end lines, tables become rows, nothing that acts survives.

The page is cleaned by nh3 first; what is left is walked once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from documents.text.headings import may_be_heading, without_bold
from documents.text.html_tags import BLOCKS, DROPPED, HEADINGS
from documents.text.inline import escape
from documents.text.lines import LAYOUT
from documents.text.markers import find_marker
from organizations.normalize import clean_line

_BLOCKS = BLOCKS | frozenset(
    ["dl", "main", "form", "fieldset", "figure", "address", "details", "summary", "caption", "tbody", "thead", "tfoot"]
)
_BOLD = frozenset(["b", "strong"])
_TAGS = _BLOCKS | frozenset(["br", "hr", "li", "table", "tr", "td", "th", "span", *_BOLD])
_KEPT = {tag: {"style"} for tag in _TAGS} | {"ol": {"style", "start", "type"}}
_DROPPED = set(DROPPED | {"button", "nav", "aside", "footer", "audio", "video", "figcaption"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LINES = 60_000
_LAYOUT_ROWS = 12
_META = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_COMMENTS = re.compile(r"<!--.*?(?:-->|$)|<!\[.*?\]>|<\?[^>]*>", re.DOTALL)


# A browser's own rules make deep nesting slow: every tag is looked for in all that stand open.
_DEEPEST = 1_500
_NESTING = re.compile(
    r"<(/?)(?:div|span|table|ul|ol|font|b|i|u|em|strong|section|article|blockquote|center|form|a|main)\b",
    re.IGNORECASE,
)


class TooMuch(ValueError):
    """The page holds more lines than any paper, or is nested deeper than any page."""


def charset_of(data: bytes) -> str:
    """The encoding that the page itself names; "" without."""
    found = _META.search(data[:4096])
    return found[1].decode("ascii", errors="ignore").lower() if found else ""


def page_text(page: str) -> str:
    """The text of a page, one line for each block or break, tables as rows of the light text.

    Raises:
        TooMuch: it has more lines than any paper has, or is nested too deep.
    """
    depth = 0
    for found in _NESTING.finditer(page):
        depth += -1 if found[1] else 1
        if depth > _DEEPEST:
            raise TooMuch
    safe = nh3.clean(_COMMENTS.sub("", page), tags=set(_TAGS), attributes=_KEPT, clean_content_tags=_DROPPED)
    walker = _Walker()
    walker.feed(safe)
    walker.close()
    walker.end_line()
    return "\n".join(walker.lines)


@dataclass(slots=True)
class _List:
    ordered: bool
    kind: str
    count: int


@dataclass(slots=True)
class _Table:
    """Rows of cells, each cell the lines that stood in it."""

    rows: list[list[list[str]]] = field(default_factory=list)


class _Walker(HTMLParser):
    """Clean HTML in, lines out. Lines inside a cell are held until its table ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._text: list[str] = []
        self._label = ""
        self._heading = False
        self._bold = 0
        self._all_bold = True  # of the line so far
        self._preformatted = 0
        self._hidden = 0  # how many open tags lie inside one that is not shown
        self._unordered = 0
        self._lists: list[_List] = []
        self._tables: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._hidden or _HIDDEN.search(given.get("style", "")):
            if tag not in ("br", "hr"):
                self._hidden += 1
            return
        if tag == "span" or tag in _BOLD:
            self._bold += tag in _BOLD
            return
        self.end_line()
        if tag in ("ul", "ol"):
            start = given.get("start", "")
            count = int(start) - 1 if start.isdecimal() and len(start) < 4 else 0
            self._unordered += tag == "ul"
            self._lists.append(_List(tag == "ol", given.get("type", "1"), count))
        elif tag == "li":
            self._label = self._next_label()
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            rows = self._tables[-1].rows or [[]]
            self._tables[-1].rows = rows
            rows[-1].append([])
        elif tag == "hr":
            self._put("---")
        elif tag in HEADINGS:
            self._heading = True
        self._preformatted += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1  # nh3 closes every tag that it leaves open
            return
        if tag == "span" or tag in _BOLD:
            self._bold -= tag in _BOLD
            return
        self.end_line()
        if tag in ("ul", "ol") and self._lists:
            self._unordered -= not self._lists.pop().ordered
        elif tag == "table" and self._tables:
            self._end_table(self._tables.pop())
        elif tag in HEADINGS:
            self._heading = False
        elif tag == "li":
            self._label = ""
        self._preformatted = max(0, self._preformatted - (tag == "pre"))
        if tag in _BLOCKS:
            self._put("")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        self._all_bold = self._all_bold and (self._bold > 0 or not data.strip())
        if not self._preformatted:
            self._text.append(data.replace("\n", " ").replace("\r", " ").replace("\t", " "))
            return
        for at, line in enumerate(data.split("\n")):
            if at:
                self.end_line()
            self._text.append(line)

    def end_line(self) -> None:
        """The line so far is done; one that says nothing is dropped."""
        text = clean_line("".join(self._text)) if not self._preformatted else "".join(self._text).strip()
        self._text = []
        bold, self._all_bold = self._all_bold, True
        if not text:
            return
        text = escape(text)
        if self._label:
            text, self._label = f"{self._label} {text}", ""
        if self._heading and len(text) <= 200 and find_marker(text):
            text = f"# {text}"
        elif (self._heading or bold) and may_be_heading(text):
            text = f"**{text}**"
        self._put(text)

    def _put(self, line: str) -> None:
        for table in reversed(self._tables):
            if table.rows and table.rows[-1]:
                if line:
                    table.rows[-1][-1].append(line)
                return
        if line or (self.lines and self.lines[-1]):
            self.lines.append(line)
        if len(self.lines) > _LINES:
            raise TooMuch

    def _next_label(self) -> str:
        if not self._lists:
            return "-"
        inner = self._lists[-1]
        if not inner.ordered:
            return "-" if self._unordered == 1 else "+"
        inner.count += 1
        if inner.kind in ("a", "A") and inner.count <= len(_LETTERS):
            return f"{_LETTERS[inner.count - 1]})"
        if inner.kind == "I" and inner.count < 40:
            return f"{'X' * (inner.count // 10)}{_ROMANS[inner.count % 10]}."
        return f"{inner.count}."

    def _end_table(self, table: _Table) -> None:
        rows = [list(row) for row in table.rows if any(row)]
        whole = " ".join(line for row in rows for cell in row for line in cell)
        widest = max((len(row) for row in rows), default=0)
        # A table of one column, or whose cells hold whole passages or the top of the paper, only arranges the page.
        deep = any(len(cell) > 12 for row in rows for cell in row)
        if widest < 2 or deep or (len(rows) <= _LAYOUT_ROWS and LAYOUT.search(whole[:5000])):
            for row in rows:
                for cell in row:
                    for line in cell:
                        self._put(line)
            return
        self._put("")
        for row in rows:
            cells = [" ".join(map(without_bold, cell)).replace("|", "\\|") for cell in row]
            self._put(f"| {' | '.join(cells)} |")
        self._put("")


_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

"""What people paste (Word, LibreOffice, web pages, plain text) as the tree of a body.

The HTML of the clipboard is cleaned by nh3, walked once, and becomes light text, whose labels are then recognised
by the reader's own code: "1.", "a)", "–" typed as text count as well as Word's automatic numbers. Nothing but text,
bold, italic and tables survives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from documents.text.html_tags import BLOCKS, DROPPED, HEADINGS
from documents.text.inline import escape
from documents.text.light import parse_body
from documents.text.lines import LAYOUT
from documents.text.tree import Body
from organizations.normalize import clean, clean_line

_BLOCKS = BLOCKS | frozenset(["li", "footer"])
_TAGS = _BLOCKS | frozenset(
    ["br", "b", "strong", "i", "em", "span", "font", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"]
)
_KEPT = {tag: {"style"} for tag in _TAGS} | {
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "colspan", "rowspan"},
    "ol": {"style", "start", "type"},
    "li": {"style", "value"},
}
_DROPPED = set(DROPPED)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_WORD_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
# The letters by which Word's symbol fonts draw bullets.
_BULLET = re.compile(r"[o§Øvüq\W]$")
_WHOLE_BOLD = re.compile(r"\*\*([^*]+)\*\*$")
_PLAIN_LOOK = re.compile(r"\||#{1,6}\s|-{3,}$|\\")
_LINES, _CELLS, _WIDEST = 20_000, 60_000, 50
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class TooMuch(ValueError):
    """More lines or cells than any paper has."""


def pasted_body(html: str, text: str = "") -> Body:
    """The tree of a clipboard's HTML, or of its plain text when the HTML says nothing.

    Raises:
        TooMuch: it has more lines or cells than any paper has.
    """
    if html.strip():
        walker = _Walker()
        walker.feed(nh3.clean(_fragment(html), tags=set(_TAGS), attributes=_KEPT, clean_content_tags=_DROPPED))
        walker.close()
        walker.end_line()
        if walker.lines:
            return parse_body("\n".join(walker.lines))
    if text.count("\n") > _LINES:
        raise TooMuch
    return parse_body(text)


def _fragment(html: str) -> str:
    """What stands between Word's fragment marks, else all."""
    start, end = html.find("<!--StartFragment-->"), html.rfind("<!--EndFragment-->")
    return html[start:end] if 0 <= start < end else html


@dataclass(slots=True)
class _List:
    ordered: bool
    kind: str = "1"
    count: int = 0


@dataclass(slots=True)
class _Table:
    """``rows`` of cell texts; ``spans`` holds for a column how many rows below are still covered."""

    rows: list[list[str]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    cells: int = 0


class _Walker(HTMLParser):
    """Clean HTML in, lines of light text out. Open tags are kept with what they change."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._open: list[tuple[str, bool, bool, str]] = []  # tag, bold, italic, part: "" text, "label" or "hidden"
        self._runs: list[tuple[str, bool, bool]] = []
        self._label = ""
        self._word_level = 0
        self._heading = False
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._cell: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if tag == "br":
            self._break()
            return
        if tag in _BLOCKS:
            self._start_block(tag, style, given)
        elif tag == "table":
            self.end_line()
            self._tables.append(_Table())
        elif tag == "tr" and len(self._tables) == 1:
            self._tables[0].rows.append([])
        elif tag in ("td", "th") and len(self._tables) == 1:
            self._start_cell(given)
        _, bold, italic, part = self._open[-1] if self._open else ("", False, False, "")
        self._open.append(
            (tag, _styled(tag, style, bold, _BOLD), _styled(tag, style, italic, _ITALIC), _part(style, part))
        )

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                break
        if tag in _BLOCKS:
            self._break()
            self._label, self._heading, self._word_level = "", False, 0
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
        elif tag in ("td", "th") and len(self._tables) == 1:
            self._end_cell()
        elif tag == "table" and self._tables:
            table = self._tables.pop()
            if not self._tables:
                self._end_table(table)

    def handle_data(self, data: str) -> None:
        _, bold, italic, part = self._open[-1] if self._open else ("", False, False, "")
        if part == "label":
            self._label += data
        elif not part:
            self._runs.append((data.replace("\n", " "), bold, italic))

    def end_line(self) -> None:
        """The line so far is done; one that says nothing is dropped."""
        text, label = _marked(self._runs), clean_line(self._label)
        self._runs = []
        if not text:
            return  # a label waits for its words: "<li><p>"
        heading, level = self._heading, self._word_level
        self._label, self._heading, self._word_level = "", False, 0
        if label:
            bullet = ("-" if level <= 1 else "+") if len(label) == 1 and _BULLET.match(label) else label
            whole = bullet == label and _WHOLE_BOLD.match(text)  # a heading, as Word's readers see it
            text = f"**{label} {whole[1]}**" if whole else f"{bullet} {text}"
        elif _PLAIN_LOOK.match(text):
            text = f"\\{text}"
        if heading and len(text) <= 200:
            text = f"# {text}"
        self.lines.append(text)
        if len(self.lines) > _LINES:
            raise TooMuch

    def _break(self) -> None:
        """Ends a line; inside a cell its paragraphs become one."""
        if self._tables:
            self._runs.append((" ", False, False))
        else:
            self.end_line()

    def _start_block(self, tag: str, style: str, given: dict[str, str]) -> None:
        self._break()
        if tag in ("ul", "ol"):
            start = given.get("start", "")
            kind = given.get("type", "1")
            self._lists.append(_List(tag == "ol", kind, int(start) - 1 if start.isdecimal() and len(start) < 4 else 0))
        elif tag == "li" and self._lists and not self._tables:
            self._label = _list_label(self._lists, given.get("value", ""))
        elif found := _WORD_LEVEL.search(style):
            self._word_level = int(found[1])
        self._heading = self._heading or tag in HEADINGS

    def _start_cell(self, given: dict[str, str]) -> None:
        table = self._tables[0]
        if not table.rows:
            table.rows.append([])
        row = table.rows[-1]
        _cover(table, row)
        across, down = _span(given, "colspan"), _span(given, "rowspan")
        self._cell = (len(row), across)
        for at in range(len(row), min(_WIDEST, len(row) + across)):
            if down > 1:
                table.spans[at] = down - 1
        table.cells += across
        if table.cells > _CELLS:
            raise TooMuch
        self._runs = []

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        across, self._cell = self._cell[1], None
        row = self._tables[0].rows[-1]
        row += [_marked(self._runs), *[""] * (across - 1)]
        del row[_WIDEST:]
        self._runs, self._label = [], ""

    def _end_table(self, table: _Table) -> None:
        for row in table.rows:
            row += [""] * (max(map(len, table.rows)) - len(row))
        rows = [row for row in table.rows if any(row)]
        if not rows:
            return
        if len(rows[0]) == 1 or (len(rows) <= 8 and LAYOUT.search(" ".join(" ".join(row) for row in rows))):
            self.lines += [cell for row in rows for cell in row if cell]
            return
        shown = ["| " + " | ".join(re.sub(r"(\\*)\|", r"\1\1\\|", cell) for cell in row) + " |" for row in rows]
        self.lines += ["", *shown, ""]
        if len(self.lines) > _LINES:
            raise TooMuch


def _cover(table: _Table, row: list[str]) -> None:
    """Empty cells where a cell of a row above reaches down."""
    while table.spans.get(len(row), 0):
        table.spans[len(row)] -= 1
        row.append("")


def _span(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return max(1, min(_WIDEST, int(text))) if text.isdecimal() and len(text) < 5 else 1


def _styled(tag: str, style: str, inherited: bool, pattern: re.Pattern[str]) -> bool:
    """Whether text in that tag is bold (or italic): its own style wins over its name."""
    if found := pattern.search(style):
        return found[1].lower() in ("bold", "italic", "oblique", "600", "700", "800", "900")
    return inherited or tag in (("b", "strong") if pattern is _BOLD else ("i", "em"))


def _part(style: str, inherited: str) -> str:
    if _HIDDEN.search(style) and not _WORD_LABEL.search(style):
        return "hidden"
    return "label" if _WORD_LABEL.search(style) else inherited


def _list_label(lists: list[_List], value: str) -> str:
    """The label of the next item of the innermost list, as a browser numbers it."""
    inner = lists[-1]
    inner.count = int(value) if value.isdecimal() and len(value) < 4 else inner.count + 1
    if not inner.ordered:
        return "-" if sum(1 for above in lists if not above.ordered) == 1 else "+"
    if inner.kind in ("a", "A") and 1 <= inner.count <= len(_LETTERS):
        return f"{_LETTERS[inner.count - 1]})"
    if inner.kind in ("i", "I") and 1 <= inner.count < 40:
        roman = (
            "X" * (inner.count // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][inner.count % 10]
        )
        return f"{roman}." if inner.kind == "I" else f"({roman.lower()})"
    return f"{inner.count}."


def _marked(runs: list[tuple[str, bool, bool]]) -> str:
    """One line of light text; marks stand tight around words, and not around spaces or a whole heading's label."""
    merged: list[list] = []
    for text, bold, italic in runs:
        plain = not text.strip()
        if merged and (plain or merged[-1][1:] == [bold, italic]):
            merged[-1][0] += text
        else:
            merged.append([text, bold and not plain, italic and not plain])
    parts = []
    for text, bold, italic in merged:
        marks = "*" * (2 * bold + italic)
        body = text.strip()
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        parts.append(f"{lead}{marks}{escape(clean_line(body))}{marks}{tail}" if body else text)
    return clean(" ".join("".join(parts).split()))

r"""The light structured text in which people type the body of a paper: reading and writing.

Each line that is not blank is a paragraph, a labelled part (``markers``), or a row of a table
``| a | b |``. Three marks force what the look of a line leaves open: ``# `` before a heading,
``---`` before the closing paragraphs, and a backslash before a line that only looks like a label.

For every canonical body: ``parse_body(print_body(body)) == body``; ``print_body(parse_body(text))``
is a fixed point. docs/light-text.md says it for the people who type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from documents.text import markers
from documents.text.inline import plain
from documents.text.markers import Marker, find_marker
from documents.text.tree import Body, Item, Level
from organizations.normalize import clean

Line = tuple[int, str]

_FORCED = re.compile(r"#{1,6}\s+(.*)$")
_SEPARATOR = re.compile(r"-{3,}$")
_RULE_CELL = re.compile(r"\\*:?-{3,}:?$")
_PIPE = re.compile(r"(\\*)\|")
_CLOSING = re.compile(r"trên đây là", re.IGNORECASE)


def parse_body(text: str) -> Body:
    """The tree of a light text. Any text has one: what is not recognised is a paragraph."""
    return parse_lines(list(enumerate(clean(text).split("\n"), start=1)))


def parse_lines(lines: Sequence[Line]) -> Body:
    """The tree of clean lines, each with its number in the source; see ``parse_body``."""
    annex_at = next((at for at, (_, text) in enumerate(lines) if _is_annex(text)), len(lines))
    main, closing = _split_closing(lines[:annex_at])
    builder = _Builder()
    builder.read(main)
    if closing is None:
        closing = builder.take_closing()
    annexes = _Builder()
    annexes.read(lines[annex_at:])
    return Body(tuple(builder.opening), builder.items() + annexes.items(), tuple(closing))


def print_body(body: Body) -> str:
    """The light text of ``body``, with a forcing mark only where the text would be read otherwise."""
    main = [item for item in body.sections if item.level != "annex"]
    annexes = [item for item in body.sections if item.level == "annex"]
    before = [_guard(text) for text in body.opening] + _blocks(main)
    after = [_guard(text) for text in body.closing] + _blocks(annexes)
    natural = "\n\n".join(before + after)
    if parse_body(natural).closing == body.closing:
        return natural
    return "\n\n".join([*before, "---", *after])


@dataclass(slots=True)
class _Node:
    level: Level
    label: str
    line: int
    title: str = ""
    text: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    on_label: int = 0  # how many of ``text`` stand on the line of the label

    def item(self) -> Item:
        children = tuple(child.item() for child in self.children)
        return Item(self.level, self.label, self.title, tuple(self.text), children, tuple(self.rows), self.line)


class _Builder:
    """Lines in, nodes out; ``path`` holds the open nodes from the widest to the innermost."""

    def __init__(self) -> None:
        self.opening: list[str] = []
        self._roots: list[_Node] = []
        self._path: list[_Node] = []
        self._awaits_title = False
        self._in_table = False

    def read(self, lines: Iterable[Line]) -> None:
        for number, text in lines:
            if not text:
                self._in_table = False
            elif text[0] == "|":
                self._row(number, text)
            else:
                self._in_table = False
                self._line(number, text)

    def items(self) -> tuple[Item, ...]:
        return tuple(node.item() for node in self._roots)

    def take_closing(self) -> list[str]:
        """Cut the closing off the end: from "Trên đây là …", else a last paragraph ending in "./."."""
        last = self._path[-1] if self._path else None
        texts = self.opening if last is None else last.text
        start = last.on_label if last else 0
        cut = next((at for at in range(start, len(texts)) if _CLOSING.match(plain(texts[at]))), None)
        if cut is None and len(texts) > start and plain(texts[-1]).rstrip(' ”"').endswith("./."):
            cut = len(texts) - 1
        if cut is None:
            return []
        closing = texts[cut:]
        del texts[cut:]
        if last and last.level == "para" and not texts:
            (self._path[-2].children if len(self._path) > 1 else self._roots).pop()
        return closing

    def _line(self, number: int, text: str) -> None:
        forced = _FORCED.match(text)
        marker = find_marker(forced[1] if forced else text, forced=bool(forced))
        if forced:
            title = marker.rest if marker else _unguard(forced[1], forced=True)
            self._open(number, marker or Marker("muc", "", title)).title = title
        elif marker:
            self._labelled(number, marker)
        elif self._awaits_title and markers.is_title(text) and text[0] != "\\":
            self._path[-1].title = text
            self._awaits_title = False
        else:
            self._paragraph(number, _unguard(text, before_title=self._awaits_title))

    def _labelled(self, number: int, marker: Marker) -> None:
        node = self._open(number, marker)
        if not marker.rest:
            self._awaits_title = markers.is_two_line(marker.level, marker.label)
        elif marker.bold or (markers.is_headed(marker.level) and markers.is_title(marker.rest)):
            node.title = marker.rest
        else:
            node.text.append(marker.rest)
            node.on_label = 1

    def _paragraph(self, number: int, text: str) -> None:
        self._awaits_title = False
        if not self._path:
            self.opening.append(text)
            return
        if self._path[-1].level == "table":
            self._open(number, Marker("para", "", ""))
        self._path[-1].text.append(text)

    def _row(self, number: int, text: str) -> None:
        self._awaits_title = False
        cells = _cells(text)
        if cells is None:
            return
        if not self._in_table:
            self._open(number, Marker("table", "", ""))
            self._in_table = True
        self._path[-1].rows.append(cells)

    def _open(self, number: int, marker: Marker) -> _Node:
        self._awaits_title = False
        depth = markers.rank(marker.level, marker.label)
        while self._path and markers.rank(self._path[-1].level, self._path[-1].label) >= depth:
            self._path.pop()
        node = _Node(marker.level, marker.label, number)
        (self._path[-1].children if self._path else self._roots).append(node)
        self._path.append(node)
        return node


def _is_annex(text: str) -> bool:
    forced = _FORCED.match(text)
    marker = find_marker(forced[1] if forced else text)
    return marker is not None and marker.level == "annex"


def _split_closing(lines: Sequence[Line]) -> tuple[list[Line], list[str] | None]:
    """The lines before a separator that only paragraphs follow, and these; (all lines, None) without one."""
    separators = [at for at, (_, text) in enumerate(lines) if _SEPARATOR.match(text)]
    rest = [line for line in lines if not _SEPARATOR.match(line[1])]
    if not separators:
        return rest, None
    last = separators[-1]
    after = [text for _, text in lines[last + 1 :] if text]
    if any(_is_special(text) for text in after):
        return rest, None
    return [line for line in lines[:last] if not _SEPARATOR.match(line[1])], [_unguard(text) for text in after]


def _is_special(text: str, *, forced: bool = False) -> bool:
    """Whether a line would be read as something else than a paragraph."""
    return bool(
        text[:1] == "|" or _SEPARATOR.match(text) or _FORCED.match(text) or find_marker(text, forced=forced)
    )  # fmt: skip


def _looks_special(text: str, before_title: bool, forced: bool) -> bool:
    bare = text.lstrip("\\")
    return _is_special(bare, forced=forced) or (before_title and markers.is_title(bare))


def _guard(text: str, *, before_title: bool = False, forced: bool = False) -> str:
    r"""``text`` with one more backslash where it would be read as a label. ``_unguard`` takes it off."""
    return "\\" + text if _looks_special(text, before_title, forced) else text


def _unguard(text: str, *, before_title: bool = False, forced: bool = False) -> str:
    return text[1:].lstrip() if text[:1] == "\\" and _looks_special(text, before_title, forced) else text


def _cells(text: str) -> tuple[str, ...] | None:
    r"""The cells of a table line; None for the rule line ``|---|---|``. ``\|`` is a bar inside a cell."""
    cells, current, at = [], "", 1
    for found in _PIPE.finditer(text, 1):
        slashes = len(found[1])
        current += text[at : found.start()] + "\\" * (slashes // 2)
        at = found.end()
        if slashes % 2:
            current += "|"
        else:
            cells.append(current.strip())
            current = ""
    if tail := (current + text[at:]).strip():
        cells.append(tail)
    if all(_RULE_CELL.match(cell) for cell in cells):
        if not cells or cells[0][0] != "\\":
            return None
        cells[0] = cells[0][1:]
    return tuple(cells)


def _row(cells: tuple[str, ...]) -> str:
    if all(_RULE_CELL.match(cell) for cell in cells):
        cells = ("\\" + cells[0], *cells[1:])
    shown = [_PIPE.sub(lambda found: found[1] * 2 + "\\|", cell) for cell in cells]
    return f"| {' | '.join(shown)} |"


def _blocks(items: Iterable[Item]) -> list[str]:
    """The printed blocks of the items in reading order, without recursion (a tree may be deep)."""
    blocks: list[str] = []
    waiting = list(items)[::-1]
    while waiting:
        item = waiting.pop()
        blocks += _own_blocks(item)
        waiting += item.children[::-1]
    return blocks


def _own_blocks(item: Item) -> list[str]:
    if item.level == "table":
        return ["\n".join(_row(cells) for cells in item.rows)]
    if item.title:
        return [_titled(item), *(_guard(text) for text in item.text)]
    label = markers.head(item.level, item.label)
    if item.level == "phan" and markers.is_letter(item.label):
        return [f"# {label}", *(_guard(text) for text in item.text)]
    if not item.text or item.level == "para":
        return [*([label] if label else []), *(_guard(text) for text in item.text)]
    first, rest = item.text[0], [_guard(text) for text in item.text[1:]]
    if markers.is_two_line(item.level, item.label):
        return [label, _guard(first, before_title=True), *rest]
    if markers.is_headed(item.level) and markers.is_title(first):
        return [label, _guard(first), *rest]
    return [f"{label} {first}", *rest]


def _titled(item: Item) -> str:
    """The line or lines of a heading, forced with "# " unless it is read as one by its look."""
    label = markers.head(item.level, item.label)
    if not label:
        return f"# {_guard(item.title, forced=True)}"
    if markers.is_two_line(item.level, item.label):
        if item.title[0] != "\\" and markers.is_title(item.title) and not _is_special(item.title):
            return f"{label}\n{item.title}"
        return f"# {label}. {item.title}"
    line = f"{label} {item.title}"
    marker = find_marker(line)
    natural = marker is not None and marker.rest == item.title and markers.is_headed(item.level)
    return line if natural and markers.is_title(item.title) else f"# {line}"

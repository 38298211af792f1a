"""From words with places to lines of text: rows, columns, tables, paragraphs; running lines and page numbers go.

A paragraph goes on in the next row when its row reaches the right edge and the next begins at the left one.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from documents.text.kinds import whole_kind
from documents.text.lines import LAYOUT
from documents.text.markers import find_marker
from documents.text.wrapping import STOPPED

_SAME_ROW = 3.5
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:(?:Trang|trang|Page)\s?)?\d{1,3}(?:\s?/\s?\d{1,3})?\W{0,3}$")
# Rows of one region with two parts: so many letters of space part columns.
_GUTTER = 1.6
_BELOW_TOP = re.compile(r"Kính gửi|Căn cứ ")
_NUMBERED = re.compile(r"(?:\d{1,3}\.?|[IVX]{1,5}\.?|[a-z]\)|TT|STT|Stt)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it begins and ends, its base line (up from the page's foot) and the size of its letters."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points and its words."""

    width: float
    height: float
    words: list[Word]


@dataclass(slots=True)
class Row:
    """The words on one base line, cut into parts where a wide gap stands."""

    base: float
    parts: list[Part]
    page: int = 0

    @property
    def text(self) -> str:
        """All parts."""
        return " ".join(part.text for part in self.parts)

    @property
    def left(self) -> float:
        """Where the first part begins."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """Where the last part ends."""
        return self.parts[-1].right


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a row that stand together."""

    text: str
    left: float
    right: float
    size: float = 12.0
    first: float = 0.0  # the width of the first word


@dataclass(slots=True)
class _Output:
    lines: list[str] = field(default_factory=list)

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


def layout_text(pages: Sequence[Page]) -> str:
    """The text of all pages."""
    rows = [row for number, page in enumerate(pages) for row in _rows(page, number)]
    rows = _without_running(rows, pages)
    if not rows:
        return ""
    output = _Output()
    edges = _edges(rows)
    pitch = _pitch(rows)
    for region in _regions(rows):
        if len(region) == 1 or all(len(row.parts) == 1 for row in region):
            _paragraphs(region, edges, pitch, output)
        elif LAYOUT.search(" ".join(row.text for row in region)):
            _columns(region, output)
        elif _is_table(region):
            _table(region, output)
        else:
            _paragraphs(region, edges, pitch, output)
    return "\n".join(output.lines)


def _rows(page: Page, number: int) -> Iterator[Row]:
    held: list[Word] = []
    for word in sorted(page.words, key=lambda word: (-word.base, word.left)):
        if held and held[0].base - word.base > max(_SAME_ROW, 0.3 * held[0].size):
            yield _row(held, number)
            held = []
        held.append(word)
    if held:
        yield _row(held, number)


def _row(words: list[Word], number: int) -> Row:
    words = sorted(words, key=lambda word: word.left)
    parts: list[list[Word]] = [[words[0]]]
    spaces = [b.left - a.right for a, b in itertools.pairwise(words) if b.left > a.right]
    usual = median(spaces) if spaces else 3.0
    for before, word in itertools.pairwise(words):
        gap = word.left - before.right
        size = max(6.0, min(before.size or 12.0, 30.0))
        if gap > max(_GUTTER * size * 0.62, min(2.2 * usual, 1.5 * size)):
            parts.append([])
        parts[-1].append(word)
    return Row(words[0].base, [_part(part) for part in parts], number)


def _part(words: list[Word]) -> Part:
    text = words[0].text
    for before, word in itertools.pairwise(words):
        close = word.left - before.right < 0.06 * (before.size or 12.0)
        text += word.text if close and not before.text[-1].isalnum() and not word.text[0].isalnum() else f" {word.text}"
    return Part(text, words[0].left, words[-1].right, words[0].size, words[0].right - words[0].left)


def _without_running(rows: list[Row], pages: Sequence[Page]) -> list[Row]:
    """The rows without page numbers and without lines that stand at the edge of several pages."""
    edge: dict[int, list[Row]] = {}
    for row in rows:
        edge.setdefault(row.page, []).append(row)
    at_edges = [
        row for found in edge.values() for row in (found[:2] + found[-2:] if len(found) > 4 else found[:1] + found[-1:])
    ]
    shapes = Counter(_FIGURES.sub("#", row.text) for row in {id(row): row for row in at_edges}.values())
    often = {shape for shape, count in shapes.items() if count >= 3 and count >= 0.4 * len(pages)}
    dropped = {id(row) for row in at_edges if _PAGE_NUMBER.match(row.text) or _FIGURES.sub("#", row.text) in often}
    return [row for row in rows if id(row) not in dropped]


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    """Left and right edge of the text: where most long rows begin and end."""
    long = [row for row in rows if len(row.text) > 45] or list(rows)
    rights = sorted(row.right for row in long)
    lefts = Counter(round(row.left / 3) for row in rows)
    often = [place for place, count in lefts.items() if count >= max(2, max(lefts.values()) // 8)]
    left = min(often) * 3.0 if often else min(row.left for row in long)
    right = rights[int(0.8 * (len(rights) - 1))]
    if sum(1 for end in rights if end > right - 6) < 5:  # few full rows: the widest of all tells the edge
        right = max(row.right for row in rows if row.right <= right + 60)
    return left, right


def _pitch(rows: Sequence[Row]) -> float:
    steps = [above.base - below.base for above, below in itertools.pairwise(rows) if above.page == below.page]
    steps = [step for step in steps if 5 < step < 60]
    return median(steps) if steps else 16.0


def _regions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows that stand in columns, and the runs between them.

    A run of columns begins with a row of several parts and takes in the rows beside it that keep clear of its gutter.
    """
    at = 0
    plain: list[Row] = []
    while at < len(rows):
        if len(rows[at].parts) == 1:
            plain.append(rows[at])
            at += 1
            continue
        end, gutter = _column_run(rows, at)
        if gutter is None or (end - at < 2 and not LAYOUT.search(rows[at].text)):
            plain.append(rows[at])
            at += 1
            continue
        above: list[Row] = []
        arranges = _arranges(rows, at)
        while (
            arranges and plain and plain[-1].page == rows[at].page and len(above) < 6 and _is_beside(plain[-1], gutter)
        ):
            above.insert(0, plain.pop())
        if plain:
            yield plain
        plain = []
        yield [*above, *rows[at:end]]
        at = end
    if plain:
        yield plain


def _is_beside(row: Row, gutter: tuple[float, float]) -> bool:
    """Whether a row above columns belongs to them: a short line in capitals, not the end of a paragraph."""
    return row.text.upper() == row.text and len(row.text) < 60 and _narrowed(row, gutter) is not None


def _column_run(rows: Sequence[Row], start: int) -> tuple[int, tuple[float, float] | None]:
    """The end of the run of columns that begins at ``start``, and the gutter that all its rows keep clear of."""
    first = rows[start]
    gaps = [(a.right, b.left) for a, b in zip(first.parts, first.parts[1:], strict=False)]
    gutter: tuple[float, float] | None = max(gaps, key=lambda gap: gap[1] - gap[0])
    arranges = _arranges(rows, start)
    end = start + 1
    while end < len(rows):
        row = rows[end]
        if row.page != first.page or rows[end - 1].base - row.base > 90:
            break
        narrowed = _narrowed(row, gutter)
        if narrowed is None or (len(row.parts) == 1 and _begins_text(row, first, arranges)):
            break
        gutter = narrowed
        end += 1
    while end > start + 1 and len(rows[end - 1].parts) == 1 and len(rows[end - 1].text) > 70:
        end -= 1
    return end, gutter


def _arranges(rows: Sequence[Row], start: int) -> bool:
    """Whether columns that begin there are those of the top or the foot of a paper, and no table."""
    return bool(LAYOUT.search(" ".join(row.text for row in rows[start : start + 4])))


def _begins_text(row: Row, first: Row, arranges: bool) -> bool:
    """Whether a row of one part, below columns, is no longer of them."""
    if _BELOW_TOP.match(row.text) or whole_kind(row.text, capitals=True):
        return True
    if arranges:
        marker = find_marker(row.text)
        return marker is not None and (marker.level != "dash" or row.left < first.left - 3)
    starts = [*(part.left for part in first.parts[1:]), 10_000.0]
    return row.left < first.left - 5 or (
        not any(row.left < end and row.right < end + 3 for end in starts[:1])
        and any(row.left < start - 3 < start + 3 < row.right for start in starts)
    )


def _narrowed(row: Row, gutter: tuple[float, float] | None) -> tuple[float, float] | None:
    """The gutter narrowed to what a row leaves of it; None when the row crosses it."""
    if gutter is None:
        return None
    low, high = gutter
    for part in row.parts:
        if part.left < low and part.right <= high - 4:
            low = max(low, part.right)
        elif part.left >= low + 4 or part.left >= high - 2:
            high = min(high, part.left)
        else:
            return None
    return (low, high) if high - low > 4 else None


def _columns(region: Sequence[Row], output: _Output) -> None:
    """Two columns of the top or the foot: the left one, then the right one."""
    low, high = 0.0, 10_000.0
    for row in region:
        for a, b in zip(row.parts, row.parts[1:], strict=False):
            if a.right <= high and b.left >= low:
                low, high = max(low, a.right), min(high, b.left)
                break
    middle = (low + high) / 2
    sides: tuple[list[str], list[str]] = ([], [])
    for row in region:
        for side in (0, 1):
            text = " ".join(part.text for part in row.parts if ((part.left + part.right) / 2 > middle) == bool(side))
            if text:
                sides[side].append(text)
    output.blank()
    for column in sides:
        output.lines += column
        output.blank()


def _is_table(region: Sequence[Row]) -> bool:
    several = [row for row in region if len(row.parts) > 1]
    if len(several) < 2 or len(several) < 0.5 * len(region):
        return False
    return max(len(row.parts) for row in several) > 2 or len(several) >= 3


def _table(region: Sequence[Row], output: _Output) -> None:
    """Rows of a table: a row of the page that does not begin one goes on with the cells above."""
    columns = _column_places(region)
    rows: list[list[str]] = []
    for row in region:
        cells = [""] * len(columns)
        for part in row.parts:
            at = _column_of(part, columns)
            cells[at] = f"{cells[at]} {part.text}".strip()
        if rows and not _begins_row(cells, rows[-1]):
            rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    output.blank()
    output.lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    output.blank()


def _column_places(region: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns: stretches of the page that parts cover, with nothing between them."""
    spans = sorted((part.left, part.right) for row in region if len(row.parts) > 1 for part in row.parts)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1] - 1:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return _without_halves(columns, region)


def _without_halves(columns: list[tuple[float, float]], region: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns, with neighbours put together that no row fills both: a centred heading above cells at the left."""
    most = max(len(row.parts) for row in region)
    at = 0
    while len(columns) > most and at + 1 < len(columns):
        both = any(
            len({_column_of(part, columns) for part in row.parts}.intersection((at, at + 1))) == 2 for row in region
        )
        if both:
            at += 1
        else:
            columns = [*columns[:at], (columns[at][0], columns[at + 1][1]), *columns[at + 2 :]]
    return columns


def _column_of(part: Part, columns: Sequence[tuple[float, float]]) -> int:
    middle = (part.left + part.right) / 2
    return min(range(len(columns)), key=lambda at: max(columns[at][0] - middle, middle - columns[at][1], 0.0))


def _begins_row(cells: Sequence[str], above: Sequence[str]) -> bool:
    if cells[0]:
        return bool(_NUMBERED.match(cells[0])) or not _NUMBERED.match(above[0] or "-")
    return False


def _paragraphs(rows: Sequence[Row], edges: tuple[float, float], pitch: float, output: _Output) -> None:
    """Rows of running text, those of one paragraph on one line."""
    above: Row | None = None
    for row in rows:
        text = row.text
        if above is None or not output.lines or not output.lines[-1]:
            output.lines.append(text)
        elif _goes_on(above, row, edges, pitch):
            output.lines[-1] += f" {text}"
        else:
            if _is_apart(above, row, pitch) and not (_is_centred(above, edges) and _is_centred(row, edges)):
                output.blank()
            output.lines.append(text)
        above = row


def _is_apart(above: Row, row: Row, pitch: float) -> bool:
    return above.page != row.page or above.base - row.base > 1.25 * pitch


def _is_centred(row: Row, edges: tuple[float, float]) -> bool:
    """Whether a row stands in the middle, clear of both edges: a title."""
    before, behind = row.left - edges[0], edges[1] - row.right
    return before > 6 and behind > 6 and abs(before - behind) < 0.35 * max(before, behind) + 6


def _goes_on(above: Row, row: Row, edges: tuple[float, float], pitch: float) -> bool:
    left, right = edges
    if _is_centred(above, edges):
        return False
    slack = row.parts[0].first + 0.5 * row.parts[0].size
    reaches = above.right + slack >= right
    marker = find_marker(row.text)
    stopped = bool(STOPPED.search(above.text[-8:]))
    indented = row.left > left + 9 and row.left > above.left - 6
    gap = above.page == row.page and above.base - row.base > (1.25 if indented else 1.6) * pitch
    # A title's line that fills the width all but a little stands clear of both edges; text begins below it, indented.
    if not reaches or gap or (indented and 1 < above.left - left < 9 and 1 < right - above.right < 9):
        return False
    if marker is not None and (stopped or marker.level != "dash" or indented):
        return False
    if above.text.upper() == above.text and row.text.upper() != row.text:
        return False
    return not (stopped and indented) and (not indented or not stopped or row.left <= left + 9)

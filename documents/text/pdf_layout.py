"""From words with places to lines of text: rows, columns, tables, paragraphs; running lines and page numbers go.

A paragraph goes on in the next row when its row reaches the right edge and the next begins at the left one.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from documents.text.kinds import whole_kind
from documents.text.markers import find_marker
from documents.text.pdf_cells import with_cells_apart
from documents.text.pdf_columns import is_table, table_rows
from documents.text.pdf_grids import Grid, grids_of, joined
from documents.text.pdf_regions import arranges_page, regions_of
from documents.text.pdf_rows import Page, Row, rows_of, without_running
from documents.text.wrapping import AWAITS_NUMBER, AWAITS_ROMAN, STOPPED, opens_bracket

# The middles of centred rows miss each other by less.
_AXIS = 1.5
# "… tỉnh lần thứ / XV. Để phát huy", "… tại Điều / 5. Các …": no label of a part.
_AWAITS_LABEL = re.compile(f"{AWAITS_NUMBER.pattern}|{AWAITS_ROMAN.pattern}")


@dataclass(slots=True)
class _Output:
    lines: list[str] = field(default_factory=list)

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        self.blank()
        self.lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
        self.blank()


def layout_text(pages: Sequence[Page]) -> str:
    """The text of all pages."""
    grids: list[Grid] = []
    rows: list[Row] = []
    for number, page in enumerate(pages):
        found = grids_of(page, number)
        taken = frozenset().union(*(grid.words for grid in found))
        words = [word for at, word in enumerate(page.words) if at not in taken]
        rows += rows_of(replace(page, words=words), number)
        grids += found
    rows = with_cells_apart(without_running(rows, pages))
    output = _Output()
    shape = (_edges(rows), _pitch(rows)) if rows else ((0.0, 0.0), 0.0)
    at = 0
    for tables, end in _between(grids, rows):
        _flow(rows[at:end], *shape, output)
        for table in joined(tables):
            output.table(table)
        at = end
    _flow(rows[at:], *shape, output)
    return "\n".join(output.lines)


def _between(grids: Sequence[Grid], rows: Sequence[Row]) -> Iterator[tuple[list[Grid], int]]:
    """The ruled tables that follow each other with no row between, and the index of the row below them."""

    def row_below(grid: Grid) -> int:
        return bisect_right(rows, (grid.page, -grid.top), key=lambda row: (row.page, -row.base))

    for end, group in itertools.groupby(grids, key=row_below):
        yield list(group), end


def _flow(rows: Sequence[Row], edges: tuple[float, float], pitch: float, output: _Output) -> None:
    """What stands outside of ruled tables."""
    for region, in_columns in regions_of(rows):
        if in_columns and arranges_page(region):
            _columns(region, output)
        elif in_columns and is_table(region):
            output.table(table_rows(region))
        else:
            _paragraphs(region, edges, pitch, output)


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


def _columns(region: Sequence[Row], output: _Output) -> None:
    """Two columns of the top or the foot: the left one, then the right one."""
    sides: tuple[list[str], list[str]] = ([], [])
    for row, middle in zip(region, _middles(region), strict=True):
        for side in (0, 1):
            text = " ".join(part.text for part in row.parts if ((part.left + part.right) / 2 > middle) == bool(side))
            if text:
                sides[side].append(text)
    output.blank()
    for column in sides:
        output.lines += column
        output.blank()


def _middles(region: Sequence[Row]) -> list[float]:
    """Of each row, where its columns part: in one place, or in each row of two parts between them."""
    low, high = 0.0, 10_000.0
    for row in region:
        for a, b in itertools.pairwise(row.parts):
            if a.right <= high and b.left >= low:
                low, high = max(low, a.right), min(high, b.left)
                break
    straight = all(
        any(b.left >= high and a.right <= low for a, b in itertools.pairwise(row.parts))
        for row in region
        if len(row.parts) == 2
    )
    middle = (low + high) / 2
    middles: list[float] = []
    for row in region:
        if not straight and len(row.parts) == 2:
            middle = (row.parts[0].right + row.parts[1].left) / 2
        middles.append(middle)
    return middles


def _paragraphs(rows: Sequence[Row], edges: tuple[float, float], pitch: float, output: _Output) -> None:
    """Rows of running text, those of one paragraph on one line."""
    above: Row | None = None
    titled = False
    for row in rows:
        text = row.text
        centred = _is_centred(row, edges) or (row.left > edges[0] + 40 and whole_kind(text, capitals=True) != "")
        under_title, titled = titled, centred or (titled and above is not None and _on_axis(above, row))
        if above is None or not output.lines or not output.lines[-1]:
            output.lines.append(text)
        elif not under_title and _goes_on(above, row, edges, pitch):
            output.lines[-1] += f" {text}"
        else:
            if _is_apart(above, row, pitch) and not (under_title and titled):
                output.blank()
            output.lines.append(text)
        above = row


def _on_axis(above: Row, row: Row) -> bool:
    """Whether two rows of different width have one middle, though the wider one may come near an edge."""
    between = (above.left + above.right - row.left - row.right) / 2
    return above.page == row.page and abs(between) < _AXIS and abs(above.left - row.left) > 2 * _AXIS


def _is_apart(above: Row, row: Row, pitch: float) -> bool:
    if above.page != row.page:
        return True
    sizes = (above.parts[0].size, row.parts[0].size)
    # Two rows in one size, larger than the text's, are set as far apart as that size asks for.
    usual = max(pitch, 1.2 * sizes[0]) if abs(sizes[0] - sizes[1]) < 0.5 else pitch
    return above.base - row.base > 1.25 * usual


def _is_centred(row: Row, edges: tuple[float, float]) -> bool:
    """Whether a row stands in the middle, clear of both edges: a title."""
    before, behind = row.left - edges[0], edges[1] - row.right
    return before > 6 and behind > 6 and abs(before - behind) < 0.35 * max(before, behind) + 6


def _goes_on(above: Row, row: Row, edges: tuple[float, float], pitch: float) -> bool:
    left, right = edges
    slack = row.parts[0].first + 0.5 * row.parts[0].size
    reaches = above.right + slack >= right
    marker = find_marker(row.text)
    stopped = bool(STOPPED.search(above.text[-8:]))
    indented = row.left > left + 9 and row.left > above.left - 6
    gap = above.page == row.page and above.base - row.base > (1.25 if indented else 1.6) * pitch
    # A title's line that fills the width all but a little stands clear of both edges; text begins below it, indented.
    if not reaches or gap or (indented and 1 < above.left - left < 9 and 1 < right - above.right < 9):
        return False
    closes = marker is not None and marker.level == "khoan" and opens_bracket(above.text, row.text)
    awaited = marker is not None and not stopped and bool(_AWAITS_LABEL.search(above.text[-12:]))
    if marker is not None and not (closes or awaited) and (stopped or marker.level != "dash" or indented):
        return False
    # A justified first line in capitals is no heading: the next one begins at the edge.
    filled = above.left > left + 9 and above.right > right - 3 and row.left < left + 3
    if above.text.upper() == above.text and row.text.upper() != row.text and not filled:
        return False
    return not (stopped and indented) and (not indented or not stopped or row.left <= left + 9)

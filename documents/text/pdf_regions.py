"""Which rows of a page stand beside each other in columns, and which are running text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from documents.text.kinds import printed_kind, whole_kind
from documents.text.lines import LAYOUT
from documents.text.markers import find_marker
from documents.text.pdf_columns import LABEL
from documents.text.pdf_rows import Part, Row

_NUMBER = re.compile(r"S[ốỐ]\s?:.{0,40}\b(?:ngày|tháng)\b")
_ARCHIVE = re.compile(r"[-–]\s?L[ưu]u\b")
# Rows of two cells that are centred apart from each other stand so far apart at most, and so far beside each other.
_LOWER, _CLEAR = 16.0, 6.0
# Columns are parted by more than this many points: cells that touch are a space apart.
_NARROWEST = 1.5
_BELOW_TOP = re.compile(r"Kính gửi|Căn cứ ")


def regions_of(rows: Sequence[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Runs of rows that stand in columns (True), and the runs between them.

    A run of columns begins with a row of several parts and takes in the rows beside it that keep clear of its gutter.
    """
    at = 0
    plain: list[Row] = []
    while at < len(rows):
        if len(rows[at].parts) == 1 and not _alternates(rows, at):
            plain.append(rows[at])
            at += 1
            continue
        end, gutter = _column_run(rows, at)
        if gutter is None or (end - at < 2 and not arranges_page([rows[at]])):
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
            yield plain, False
        plain = []
        yield [*above, *rows[at:end]], True
        at = end
    if plain:
        yield plain, False


def arranges_page(region: Sequence[Row]) -> bool:
    """Whether rows in columns are the top or the foot of a paper."""
    if LAYOUT.search(" ".join(row.text for row in region)) or _NUMBER.match(region[0].text):
        return True
    # A foot of which the first rows stand on the page before.
    return region[0].text[:1] in "-–" and any(_ARCHIVE.match(row.text) for row in region)


def _is_beside(row: Row, gutter: tuple[float, float]) -> bool:
    """Whether a row above columns belongs to them: a short line in capitals, not the end of a paragraph."""
    return row.text.upper() == row.text and len(row.text) < 60 and _narrowed(row, gutter) is not None


def _column_run(rows: Sequence[Row], start: int) -> tuple[int, tuple[float, float] | None]:
    """The end of the run of columns that begins at ``start``, and the gutter that all its rows keep clear of."""
    first = rows[start]
    parts = first.parts if len(first.parts) > 1 else _side_by_side(first, rows[start + 1])
    gaps = [(a.right, b.left) for a, b in itertools.pairwise(parts)]
    gutter: tuple[float, float] | None = max(gaps, key=lambda gap: gap[1] - gap[0])
    arranges = _arranges(rows, start)
    ragged = bool(LAYOUT.search(first.text))
    labelled = len(first.parts) == 2 and LABEL.match(first.parts[0].text) and not ragged
    end = start + 1
    while end < len(rows):
        row = rows[end]
        if row.page != first.page or rows[end - 1].base - row.base > 90:
            break
        if labelled and LAYOUT.search(row.text):
            break
        narrowed = _narrowed(row, gutter)
        if narrowed is None and ragged and len(row.parts) == 2:
            narrowed = (row.parts[0].right, row.parts[1].left)  # columns set by spaces have no straight gutter
        if narrowed is None or (len(row.parts) == 1 and _begins_text(row, first, arranges)):
            break
        gutter = narrowed
        end += 1
    while end > start + 1 and len(rows[end - 1].parts) == 1 and len(rows[end - 1].text) > 70:
        end -= 1
    return end, gutter


def _alternates(rows: Sequence[Row], at: int) -> bool:
    """Whether the columns of a top or foot begin with two rows that stand beside each other, one a little lower."""
    if at + 1 >= len(rows) or len(rows[at + 1].parts) > 1 or rows[at].page != rows[at + 1].page:
        return False
    if rows[at].base - rows[at + 1].base > _LOWER or not _side_by_side(rows[at], rows[at + 1]):
        return False
    return _arranges(rows, at)


def _side_by_side(row: Row, below: Row) -> list[Part]:
    """Two rows of one part each from left to right; empty when one stands above the other."""
    left, right = sorted((row.parts[0], below.parts[0]), key=lambda part: part.left)
    return [left, right] if right.left - left.right > _CLEAR else []


def _arranges(rows: Sequence[Row], start: int) -> bool:
    """Whether columns that begin there are those of the top or the foot of a paper, and no table."""
    return bool(LAYOUT.search(" ".join(row.text for row in rows[start : start + 4])))


def _begins_text(row: Row, first: Row, arranges: bool) -> bool:
    """Whether a row of one part, below columns, is no longer of them."""
    if _BELOW_TOP.match(row.text) or whole_kind(row.text, capitals=True) or _is_kind(row.text):
        return True
    marker = find_marker(row.text)
    if marker is not None and marker.level == "annex":
        return True
    if arranges:
        return marker is not None and (marker.level != "dash" or row.left < first.left - 3)
    starts = [*(part.left for part in first.parts[1:]), 10_000.0]
    return row.left < first.left - 5 or (
        not any(row.left < end and row.right < end + 3 for end in starts[:1])
        and any(row.left < start - 3 < start + 3 < row.right for start in starts)
    )


def _is_kind(text: str) -> bool:
    kind, rest = printed_kind(text)
    return bool(kind) and not rest


def _narrowed(row: Row, gutter: tuple[float, float] | None) -> tuple[float, float] | None:
    """The gutter narrowed to what a row leaves of it; None when the row crosses it."""
    if gutter is None:
        return None
    low, high = gutter
    for part in row.parts:
        if part.left < low and part.right <= high - _NARROWEST:
            low = max(low, part.right)
        elif part.left >= low + _NARROWEST or part.left >= high - 2:
            high = min(high, part.left)
        else:
            return None
    return (low, high) if high - low > _NARROWEST else None

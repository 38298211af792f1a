"""Tables whose rules are drawn: the lines of a page that cross make a grid, and every word stands in a cell of it.

Where a line is missing between two cells they are one: across, its words stand in the first; down, in every row, as
the reader of Word files has it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.text.lines import LAYOUT
from documents.text.pdf_rows import Page, Word, rows_of
from documents.text.pdf_rules import Rule

# Lines that stand closer than this many points are one line; ends that miss each other by less touch.
_SAME, _TOUCH = 4.0, 3.0
# More lines of one direction than a page of a table has: a drawing. No page has so many tables.
_MOST, _TABLES = 250, 20
_LAYOUT_ROWS = 8
_NUMBERED = re.compile(r"(?:\d{1,3}[.)]?|[IVX]{1,5}\.?|[a-z]\))$")

_CUT_YEAR = re.compile(r"\b\d{1,2}/\d{1,2}/(\d{0,3})$")
_REST = re.compile(r"\d{1,4}(?!\S)")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: on which page, how high its top is, where its columns part, its cells, the words it took."""

    page: int
    top: float
    edges: tuple[float, ...]
    rows: list[list[str]]
    words: frozenset[int]


def grids_of(page: Page, number: int) -> list[Grid]:
    """The ruled tables of a page from its top to its foot; frames and tables that only arrange the page are none."""
    across, down = (_merged(page.rules, across=side) for side in (True, False))
    if not across or not down or len(across) > _MOST or len(down) > _MOST:
        return []
    shaped = [lines for lines in _connected(across, down) if len(lines) > 3]
    found = (_grid(page, number, lines) for lines in shaped[:_TABLES])
    return sorted((grid for grid in found if grid is not None), key=lambda grid: -grid.top)


def joined(grids: Sequence[Grid]) -> Iterator[list[list[str]]]:
    """The tables of grids that stand right under each other, those that go on over a page put together."""
    above: Grid | None = None
    rows: list[list[str]] = []
    for grid in grids:
        if above is not None and above.page != grid.page and _same_columns(above, grid):
            _add(rows, grid.rows)
        else:
            if rows:
                yield rows
            rows = [list(row) for row in grid.rows]
        above = grid
    if rows:
        yield rows


def _same_columns(one: Grid, other: Grid) -> bool:
    return len(one.edges) == len(other.edges) and all(
        abs(a - b) < _SAME for a, b in zip(one.edges, other.edges, strict=True)
    )


def _add(rows: list[list[str]], more: Sequence[list[str]]) -> None:
    """Add the rows of the next page: a repeated head goes, a row that the page broke is one again."""
    more = more[1:] if more[0] == rows[0] else more
    if more and not more[0][0] and _NUMBERED.match(rows[-1][0]):
        rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], more[0], strict=True)]
        more = more[1:]
    rows += [list(row) for row in more]


def _merged(rules: Iterable[Rule], *, across: bool) -> list[Rule]:
    """The lines of one direction; pieces that go on in each other are one."""
    groups: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.across == across), key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at < _SAME:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    found: list[Rule] = []
    for group in groups:
        held: Rule | None = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if held is not None and rule.start <= held.end + _TOUCH:
                held = replace(held, end=max(held.end, rule.end))
            else:
                if held is not None:
                    found.append(held)
                held = rule
        if held is not None:
            found.append(held)
    return found


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[list[Rule]]:
    """The lines that cross or touch each other, directly or by others."""
    lines = [*across, *down]
    group = list(range(len(lines)))

    def leader(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for a, one in enumerate(across):
        for b, other in enumerate(down, start=len(across)):
            if (
                one.start - _TOUCH <= other.at <= one.end + _TOUCH
                and other.start - _TOUCH <= one.at <= other.end + _TOUCH
            ):
                group[leader(a)] = leader(b)
    found: dict[int, list[Rule]] = {}
    for at, line in enumerate(lines):
        found.setdefault(leader(at), []).append(line)
    return list(found.values())


def _grid(page: Page, number: int, lines: Sequence[Rule]) -> Grid | None:
    """The table that connected lines draw; None when they draw none."""
    across, down = [line for line in lines if line.across], [line for line in lines if not line.across]
    if len(across) < 2 or not down:
        return None
    # A table that is open at its sides ends where its lines do.
    xs = _places([*(line.at for line in down), min(line.start for line in across), max(line.end for line in across)])
    ys = _places([line.at for line in across])
    if len(xs) < 3 or len(ys) < 2:
        return None
    words = [
        (at, word)
        for at, word in enumerate(page.words)
        if xs[0] < _middle(word) < xs[-1] and ys[0] < word.base + 0.3 * word.size < ys[-1]
    ]
    cells = _Cells(xs, ys, across, down)
    rows = cells.rows([word for _, word in words], page)
    told = " ".join(text for row in rows for text in row)
    if not rows or (len(rows) <= _LAYOUT_ROWS and LAYOUT.search(told[:5_000])):
        return None
    return Grid(number, ys[-1], tuple(xs), rows, frozenset(at for at, _ in words))


def _places(found: Iterable[float]) -> list[float]:
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] >= _SAME:
            places.append(place)
    return places


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


class _Cells:
    """The cells between the lines: of each band and column, at which column and which band its cell begins."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]) -> None:
        self._xs, self._ys = xs, ys
        self._columns, self._bands = len(xs) - 1, len(ys) - 1
        left = _drawn(down, xs, ys)
        above = _drawn(across, ys, xs)
        self._start = [
            _firsts([at for at in range(self._columns) if left[at][band]], self._columns) for band in range(self._bands)
        ]
        self._top = [
            _lasts([at for at in range(self._bands) if above[at + 1][column]], self._bands)
            for column in range(self._columns)
        ]

    def rows(self, words: Sequence[Word], page: Page) -> list[list[str]]:
        """The texts of the cells from the top row down; rows without a word are left out."""
        held: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            band = bisect_right(self._ys, word.base + 0.3 * word.size) - 1
            column = self._start[band][bisect_right(self._xs, _middle(word)) - 1]
            held.setdefault((self._top[column][band], column), []).append(word)
        rows: list[list[str]] = []
        for band in range(self._bands - 1, -1, -1):
            if any((band, column) in held for column in range(self._columns)):
                starts = self._start[band]
                own = [
                    held.get((self._top[at][band], at), []) if starts[at] == at else [] for at in range(self._columns)
                ]
                rows += _texts(own, page)
        return rows


def _firsts(begins: Sequence[int], count: int) -> list[int]:
    """Of each column, at which one its cell begins."""
    return [begins[max(0, bisect_right(begins, at) - 1)] if begins and begins[0] <= at else 0 for at in range(count)]


def _lasts(ends: Sequence[int], count: int) -> list[int]:
    """Of each band from the foot up, at which one its cell ends."""
    return [ends[found] if (found := bisect_left(ends, at)) < len(ends) else count - 1 for at in range(count)]


def _drawn(lines: Sequence[Rule], places: Sequence[float], through: Sequence[float]) -> list[list[bool]]:
    """Of each place and each stretch between two of ``through``, whether a line stands there."""
    found: list[list[bool]] = []
    for place in places:
        here = [line for line in lines if abs(line.at - place) < _SAME]
        middles = [(low + high) / 2 for low, high in itertools.pairwise(through)]
        found.append([any(line.start - 1 <= middle <= line.end + 1 for line in here) for middle in middles])
    return found


def _texts(cells: Sequence[Sequence[Word]], page: Page) -> Iterator[list[str]]:
    """The row of these cells; several where no line parts them, but each begins with a number of its own."""
    heads = [word.base for word in cells[0] if _NUMBERED.match(word.text)]
    alone = 1 < len(heads) < _MOST and len(heads) == len({round(word.base) for word in cells[0]})
    starts = sorted(heads, reverse=True) if alone else [0.0]
    tops = [*(start + 3.0 for start in starts[1:]), float("-inf")] if alone else [float("-inf")]
    above = float("inf")
    for low in tops:
        yield [_text([word for word in cell if low < word.base <= above], page) for cell in cells]
        above = low


def _text(words: list[Word], page: Page) -> str:
    """The words of a cell, its lines put together; a year that the width of the cell broke is whole again."""
    lines = [row.text for row in rows_of(replace(page, words=words), 0)]
    text = ""
    for line in lines:
        broken = (cut := _CUT_YEAR.search(text)) and (rest := _REST.match(line)) and len(cut[1] + rest[0]) == 4
        text += line if broken or not text else f" {line}"
    return text

"""Where the boxes and lines of the graph stand: columns from left to right, as few crossings as a few sweeps give.

Pure functions, no Django. Lengths are in pixels of the drawing. A line that passes over a column has a lane there, so
that it runs between the boxes; all lines of one box share it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

BOX_WIDTH, BOX_HEIGHT = 208, 46
#: Between two columns: room for the lines; between two boxes; around all; the height of a lane.
COLUMN_GAP, ROW_GAP, MARGIN, LANE = 56, 10, 8, 6
_SWEEPS = 6
#: Between the edge of a box and its words.
PADDING = 9
_WIDE, _NARROW = frozenset("MWĐÂƠƯÔmw@…ƠỜỚỢỞỠƯỪỨỰỬỮ"), frozenset("iIljtfr.,:;'|!()[] /-1ìíịỉĩ")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a box is; ``anchor`` is how far below its upper edge its lines end."""

    width: float
    height: float
    anchor: float


_USUAL = Size(BOX_WIDTH, BOX_HEIGHT, BOX_HEIGHT / 2)
_LANE = Size(0, LANE, LANE / 2)


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its key and its left upper corner."""

    key: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line from box to box: ``path`` as SVG writes it."""

    start: str
    end: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn, and the size of the sheet."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


# A box, or the lane of a box's lines in another column.
_Slot = tuple[str, int]


def lay_out(
    columns: Sequence[Sequence[str]], edges: Iterable[tuple[str, str]], sizes: Mapping[str, Size] | None = None
) -> Drawing:
    """Places the boxes of each column, and the lines between them.

    Args:
        columns: keys from left to right, in the order that is kept where the lines do not say otherwise;
        ``edges``: pairs of keys. A key stands in one column.
        sizes: of the keys that are not as large as usual. A column is as wide as its widest box.
    """
    column_of = {key: index for index, column in enumerate(columns) for key in column}
    pairs = [pair for pair in dict.fromkeys(edges) if pair[0] in column_of and pair[1] in column_of]
    routes = [_route(start, end, column_of) for start, end in pairs]
    slots = _slots(columns, routes)
    near = _neighbours(routes)
    for sweep in range(_SWEEPS):
        order = range(1, len(slots)) if sweep % 2 == 0 else range(len(slots) - 2, -1, -1)
        step = -1 if sweep % 2 == 0 else 1
        for index in order:
            slots[index] = _by_barycentre(slots[index], slots[index + step], near)
    sheet = _Sheet(slots, sizes or {})
    sheet.rows(near)
    boxes = [Box(key, sheet.left[column], sheet.top((key, column))) for key, column in column_of.items()]
    lines = [Line(start, end, sheet.path(route)) for (start, end), route in zip(pairs, routes, strict=True)]
    return Drawing(tuple(boxes), tuple(lines), sheet.width, sheet.height)


def shorten(text: str, size: float, width: float = BOX_WIDTH - 2 * PADDING) -> str:
    """The text, or as much of it as surely fits in ``width`` at a letter height of ``size``, ending in "…"."""
    if _width(text, size) <= width:
        return text
    kept = ""
    for letter in text:
        if _width(f"{kept}{letter}…", size) > width:
            break
        kept += letter
    whole = kept.rpartition(" ")[0]  # words are not cut where two of them stand already
    kept = whole if " " in whole else kept
    return f"{kept.rstrip(' ,.-–/')}…"


def _width(text: str, size: float) -> float:
    """No narrower than in the bold fonts of the pages: sans faces differ by a tenth."""
    return size * sum(
        0.92 if letter in _WIDE else 0.42 if letter in _NARROW else 0.75 if letter.isupper() else 0.63
        for letter in text
    )  # fmt: skip


def _route(start: str, end: str, column_of: dict[str, int]) -> list[_Slot]:
    """The slots through which a line runs, from left to right; a lane belongs to the box on the left."""
    first, last = sorted((start, end), key=lambda key: column_of[key])
    lanes = [(f"{first}\0", column) for column in range(column_of[first] + 1, column_of[last])]
    return [(first, column_of[first]), *lanes, (last, column_of[last])]


def _slots(columns: Sequence[Sequence[str]], routes: Sequence[Sequence[_Slot]]) -> list[list[_Slot]]:
    slots = [[(key, index) for key in column] for index, column in enumerate(columns)]
    for route in routes:
        for slot in route[1:-1]:
            if slot not in slots[slot[1]]:
                slots[slot[1]].append(slot)
    return slots


def _neighbours(routes: Iterable[Sequence[_Slot]]) -> dict[_Slot, set[_Slot]]:
    near: dict[_Slot, set[_Slot]] = defaultdict(set)
    for route in routes:
        for one, other in pairwise(route):
            near[one].add(other)
            near[other].add(one)
    return near


def _by_barycentre(column: list[_Slot], beside: list[_Slot], near: dict[_Slot, set[_Slot]]) -> list[_Slot]:
    """The column in the order of the middle of what each slot leads to; what leads nowhere keeps its place."""
    place = {slot: index for index, slot in enumerate(beside)}
    keys: dict[_Slot, float] = {}
    for index, slot in enumerate(column):
        found = [place[other] for other in near.get(slot, ()) if other in place]
        keys[slot] = sum(found) / len(found) if found else index * len(beside) / max(len(column), 1)
    return sorted(column, key=lambda slot: keys[slot])


class _Sheet:
    """Where the columns and their slots stand: ``at`` is the height at which the lines of a slot end."""

    def __init__(self, slots: Sequence[Sequence[_Slot]], sizes: Mapping[str, Size]) -> None:
        self.slots, self.sizes = slots, sizes
        self.at: dict[_Slot, float] = {}
        self.widths = [max([self.size(slot).width for slot in column], default=BOX_WIDTH) for column in slots]
        self.left: list[float] = []
        x: float = MARGIN
        for width in self.widths:
            self.left.append(x)
            x += width + COLUMN_GAP
        self.width = max(x - COLUMN_GAP, MARGIN) + MARGIN

    def size(self, slot: _Slot) -> Size:
        return _LANE if slot[0].endswith("\0") else self.sizes.get(slot[0], _USUAL)

    def top(self, slot: _Slot) -> float:
        return self.at[slot] - self.size(slot).anchor

    @property
    def height(self) -> float:
        return max([self.top(slot) + self.size(slot).height for slot in self.at], default=0) + MARGIN

    def rows(self, near: Mapping[_Slot, set[_Slot]]) -> None:
        """The height of every slot: the fullest column is packed, all others stand as high as the first they lead to.

        So the drawing begins at its top, where it opens, also when one column is a hundred boxes long.
        """
        if not self.slots:
            return
        tall = [sum(self.size(slot).height + ROW_GAP for slot in column) for column in self.slots]
        full = tall.index(max(tall))
        for index in [full, *range(full + 1, len(self.slots)), *range(full - 1, -1, -1)]:
            wanted = []
            for slot in self.slots[index]:
                beside = [self.at[other] for other in near.get(slot, ()) if other in self.at]
                wanted.append(min(beside) if beside and index != full else None)
            self.at |= dict(zip(self.slots[index], self._packed(self.slots[index], wanted), strict=True))

    def _packed(self, column: Sequence[_Slot], wanted: Sequence[float | None]) -> list[float]:
        """Heights from top to bottom near the wanted ones, no slot over another.

        What is pushed down by those above draws them up again as a block: each block stands where its slots want.
        """
        blocks: list[tuple[float, int, float, list[float]]] = []  # sum of wished tops, how many, height, offsets
        for slot, wish in zip(column, wanted, strict=True):
            size = self.size(slot)
            last_bottom = _top(blocks[-1]) + blocks[-1][2] if blocks else MARGIN
            top = wish - size.anchor if wish is not None else last_bottom
            blocks.append((top, 1, size.height + ROW_GAP, [size.anchor]))
            while len(blocks) > 1 and _top(blocks[-2]) + blocks[-2][2] > _top(blocks[-1]):
                below, above = blocks.pop(), blocks.pop()
                shifted = [above[2] + offset for offset in below[3]]
                wished = above[0] + below[0] - above[2] * below[1]
                blocks.append((wished, above[1] + below[1], above[2] + below[2], [*above[3], *shifted]))
        return [_top(block) + offset for block in blocks for offset in block[3]]

    def path(self, route: Sequence[_Slot]) -> str:
        """The line along these slots as SVG writes it."""
        first, last = route[0], route[-1]
        x, y = self.left[first[1]] + self.size(first).width, self.at[first]
        if first[1] == last[1]:  # in one column: an arc on its right side
            right, end = self.left[last[1]] + self.size(last).width, self.at[last]
            bend = self.left[first[1]] + self.widths[first[1]] + COLUMN_GAP / 2
            return f"M{x:g} {y:g}C{bend:g} {y:g} {bend:g} {end:g} {right:g} {end:g}"
        path = f"M{x:g} {y:g}"
        edge = self.left[first[1]] + self.widths[first[1]]
        if x < edge:  # beside a wider box of its column the line runs level to the column's edge
            path += f"H{edge:g}"
        x = edge
        for slot in route[1:]:
            left, at = self.left[slot[1]], self.at[slot]
            half = (x + left) / 2
            path += f"C{half:g} {y:g} {half:g} {at:g} {left:g} {at:g}"
            x, y = left + self.widths[slot[1]], at
            if slot != last:
                path += f"H{x:g}"
        return path


def _top(block: tuple[float, int, float, list[float]]) -> float:
    return max(MARGIN, block[0] / block[1])

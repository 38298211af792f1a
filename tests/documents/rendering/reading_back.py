"""Reading a PDF back: where a phrase stands and how it is printed, in millimetres and points."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from typing import Any

import pdfplumber

MM = 72 / 25.4
# Nothing but the page number stands above this line.
TOP_MARGIN_MM = 19.5


@dataclass(frozen=True)
class Spot:
    """A phrase on its page: edges in mm from the left and from the top, size in points."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    sizes: frozenset[float]
    fonts: frozenset[str]
    colours: frozenset[tuple[float, ...]] = frozenset()

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def bold(self) -> bool:
        return all("Bold" in font for font in self.fonts)

    @property
    def italic(self) -> bool:
        return all("Italic" in font for font in self.fonts)

    @property
    def upright(self) -> bool:
        return not any("Italic" in font for font in self.fonts)

    @property
    def is_one_line(self) -> bool:
        return self.bottom - self.top < 1.6 * max(self.sizes) / MM


class Pages:
    """The pages of one PDF."""

    def __init__(self, content: bytes) -> None:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            self.sizes = [(page.width / MM, page.height / MM) for page in pdf.pages]
            self._chars = [[char for char in page.chars if char["text"].strip()] for page in pdf.pages]
            self._lines = [[*page.rects, *page.lines, *page.curves] for page in pdf.pages]

    def __len__(self) -> int:
        return len(self.sizes)

    def find(self, phrase: str, page: int | None = None) -> Spot:
        """Where the phrase stands first; spaces and line ends do not count."""
        wanted = squeezed(phrase)
        for number in range(len(self)) if page is None else [page]:
            chars = self._chars[number]
            letters = [char["text"] for char in chars]
            at = "".join(letters).find(wanted)
            if at >= 0 and all(len(letter) == 1 for letter in letters):
                return _spot(number, chars[at : at + len(wanted)])
        raise AssertionError(f"not on these pages: {phrase!r}")

    def text_lines(self, page: int, size: float) -> list[tuple[float, float]]:
        """Left and right edges, in mm, of the lines printed in that size, from the top down."""
        lines: dict[int, list[dict[str, Any]]] = {}
        for char in self.chars(page):
            if abs(char["size"] - size) < 0.1:
                lines.setdefault(round(char["bottom"]), []).append(char)
        edges = ((min(c["x0"] for c in line), max(c["x1"] for c in line)) for _, line in sorted(lines.items()))
        return [(left / MM, right / MM) for left, right in edges]

    def chars(self, page: int) -> list[dict[str, Any]]:
        """All visible characters of a page below its top margin."""
        return [char for char in self._chars[page] if char["bottom"] / MM > TOP_MARGIN_MM]

    def number(self, page: int) -> str:
        """What stands in the top margin: the page number."""
        return "".join(char["text"] for char in self._chars[page] if char["bottom"] / MM <= TOP_MARGIN_MM)

    def number_spot(self, page: int) -> Spot:
        """Where the page number stands."""
        return _spot(page, [char for char in self._chars[page] if char["bottom"] / MM <= TOP_MARGIN_MM])

    def text(self) -> str:
        """The whole text without spaces and page numbers, in the order of the file."""
        return "".join(char["text"] for page in range(len(self)) for char in self.chars(page))

    def rule_under(self, spot: Spot) -> tuple[float, float]:
        """Left and right end of the first line drawn within 4 mm under the spot, about its centre."""
        found = [
            (drawn["top"] / MM, drawn["x0"] / MM, drawn["x1"] / MM)
            for drawn in self._lines[spot.page]
            if drawn["height"] < 1.5
            and drawn["width"] > 3
            and -1.5 < drawn["top"] / MM - spot.bottom < 4
            and abs((drawn["x0"] + drawn["x1"]) / 2 / MM - spot.centre) < 1.5
        ]
        assert found, f"no rule under {spot}"
        _, left, right = min(found)
        return left, right

    def rule_over(self, spot: Spot) -> tuple[float, float]:
        """Left and right end of the line drawn within 4 mm over the spot; it may be the top of a box."""
        found = [
            (drawn["x0"] / MM, drawn["x1"] / MM)
            for drawn in self._lines[spot.page]
            if drawn["width"] > 3 and -1 < spot.top - drawn["top"] / MM < 4
        ]
        assert found, f"no rule over {spot}"
        return found[0]

    def box_around(self, spot: Spot) -> tuple[float, float]:
        """Width and height, in mm, of what is drawn around the spot within 20 mm: its edges or one frame."""
        near = [
            drawn
            for drawn in self._lines[spot.page]
            if spot.left - 20 < drawn["x0"] / MM
            and drawn["x1"] / MM < spot.right + 20
            and spot.top - 6 < drawn["top"] / MM
            and drawn["bottom"] / MM < spot.bottom + 6
        ]
        assert near, f"nothing drawn around {spot}"
        width = max(drawn["x1"] for drawn in near) - min(drawn["x0"] for drawn in near)
        height = max(drawn["bottom"] for drawn in near) - min(drawn["top"] for drawn in near)
        return width / MM, height / MM


def squeezed(text: str) -> str:
    """NFC without any space."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _spot(page: int, chars: list[dict[str, Any]]) -> Spot:
    return Spot(
        page,
        min(char["x0"] for char in chars) / MM,
        max(char["x1"] for char in chars) / MM,
        min(char["top"] for char in chars) / MM,
        max(char["bottom"] for char in chars) / MM,
        frozenset(round(char["size"], 1) for char in chars),
        frozenset(char["fontname"] for char in chars),
        frozenset(tuple(round(part, 2) for part in char["non_stroking_color"] or ()) for char in chars),
    )

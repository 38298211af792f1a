"""Widths of text in the vendored faces, for lines that are broken before they are laid out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FONT_FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts"
_MM_PER_POINT = 25.4 / 72
# For a letter the face does not have; about the width of its box.
_UNKNOWN_EM = 0.6


def width_mm(text: str, size: float, face: str = "Bold") -> float:
    """Width of one line of text in millimetres.

    ``size`` is in points; ``face`` is "Regular", "Bold", "Italic" or "BoldItalic".
    """
    widths = _em_widths(face)
    return sum(widths.get(ord(letter), _UNKNOWN_EM) for letter in text) * size * _MM_PER_POINT


@cache
def _em_widths(face: str) -> dict[int, float]:
    from fontTools.ttLib import TTFont  # only when a long line needs it: the import costs 50 ms

    with TTFont(FONT_FOLDER / f"Tinos-{face}.ttf", lazy=True) as font:
        units = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return {code: advances[name][0] / units for code, name in font.getBestCmap().items()}

"""The straight lines that a PDF's page draws: rules of tables and frames, as PDFium's path objects tell them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

# A page of a table of a hundred rows has 2,000 objects; a drawn map has as many as it likes.
_OBJECTS, _SEGMENTS = 20_000, 4_000
# What is thinner than this many points, and longer than that, is a line.
_THIN, _LONG = 3.0, 6.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page (``across``) or down it: where it stands, and from where to where it goes, in points."""

    across: bool
    at: float
    start: float
    end: float


def rules_of(page: ctypes.c_void_p) -> list[Rule]:
    """The straight lines of a page, given as PDFium's handle; none when it is a drawing of very many pieces."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _OBJECTS:
        return []
    found: list[Rule] = []
    left = _SEGMENTS
    for at in range(count):
        thing = pdfium.FPDFPage_GetObject(page, at)
        if thing and pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_PATH:
            left -= max(1, pdfium.FPDFPath_CountSegments(thing))
            if left < 0:
                return []
            found += _rules_of_path(thing)
    return found


def _rules_of_path(path: ctypes.c_void_p) -> Iterator[Rule]:
    box = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(path, *map(ctypes.byref, box)):
        return
    left, bottom, right, top = (side.value for side in box)
    if min(right - left, top - bottom) < _THIN:
        yield from _rules_of_box(left, bottom, right, top)
        return
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroked))
    for left, bottom, right, top in _pieces(path):
        if min(right - left, top - bottom) < _THIN:
            yield from _rules_of_box(left, bottom, right, top)
        elif stroked.value:
            yield from (Rule(True, at, left, right) for at in (bottom, top))
            yield from (Rule(False, at, bottom, top) for at in (left, right))


def _rules_of_box(left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    """The line that a thin box is."""
    if right - left >= max(_LONG, top - bottom):
        yield Rule(True, (bottom + top) / 2, left, right)
    elif top - bottom >= _LONG:
        yield Rule(False, (left + right) / 2, bottom, top)


def _pieces(path: ctypes.c_void_p) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of the lines and closed shapes that one path holds; a shape with a curve is no rule."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix)):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield _box(points)
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(
            (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        )
    if len(points) > 1 and not curved:
        yield _box(points)


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, up = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(up), max(across), max(up)

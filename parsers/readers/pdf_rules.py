"""This module finds the rules in a path of a PDF: thin surfaces, borders, and lines level or upright."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from parsers.readers.frames import Rule
from parsers.readers.pdf_page import Handle, PdfPage
from parsers.readers.pdf_things import AS_IT_IS, Matrix, bounds, matrix_of, then
from parsers.readers.ruled import Box
from parsers.readers.sheet import NEAR

_LEVEL = 0.1  # points: what rises less is level
_CORNERS = 5  # of a rectangle, the first told again at its end
_RING = 2  # rectangles, filled where only one of them is
_WHITE = (255, 255, 255)

Point = tuple[float, float]


def rules_of(page: PdfPage, path: Handle, matrix: Matrix) -> Iterator[Rule]:
    """The rules of a path: the sides of rectangles, and all that is level or upright."""
    pdfium = page.pdfium
    stroked = _is_stroked(pdfium, path)
    if not stroked and matrix is AS_IT_IS and (box := _thin(pdfium, path)):
        if not _is_white(pdfium, path):
            yield from _sides(page.place(*box))
        return
    surfaces: list[Box] = []
    for points in _straight(pdfium, path, then(matrix_of(pdfium, path), matrix)):
        found = _rectangle(points if stroked else [*points, points[0]])  # what is filled is closed
        if found is None:
            yield from _level(page, points)
        elif stroked or (_is_thin(found) and not _is_white(pdfium, path)):
            yield from _sides(page.place(*found))
        else:
            surfaces.append(found)
    if len(surfaces) == _RING and _is_ring(*surfaces) and not _is_white(pdfium, path):
        yield from _sides(page.place(*surfaces[0]))


def _is_ring(one: Box, other: Box) -> bool:
    """Whether one of two filled rectangles is cut out of the other, so that a border is left."""
    return all(0 < abs(a - b) < NEAR for a, b in zip(one, other, strict=True))


def _thin(pdfium: Any, path: Handle) -> Box | None:
    """What one thin surface covers, as most programs draw a rule: asked for at once, not by corners."""
    if pdfium.FPDFPath_CountSegments(path) != _CORNERS:
        return None
    box = bounds(pdfium, path)
    return box if _is_thin(box) else None


def _is_stroked(pdfium: Any, path: Handle) -> bool:
    """Whether the line of a path is drawn; one that is not is filled, else it is no thing of its page."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(filled), ctypes.byref(stroked))
    return bool(stroked.value)


def _straight(pdfium: Any, path: Handle, matrix: Matrix) -> Iterator[list[Point]]:
    """The straight lines of a path, each its points in order; a curve ends one and begins another.

    pdfium ends a line that closes where it began.
    """
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    across, upwards = ctypes.byref(x), ctypes.byref(y)
    line: list[Point] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, across, upwards)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(line) > 1:
                yield line
            line = []
        line.append(point)
    if len(line) > 1:
        yield line


def _rectangle(points: list[Point]) -> Box | None:
    """The rectangle that a line goes around: left, bottom, right and top; None for any other line."""
    corners = [point for n, point in enumerate(points) if not n or not _same(point, points[n - 1])]
    if len(corners) != 5 or not _same(corners[0], corners[4]):
        return None
    sides = [
        (abs(x1 - x2) < _LEVEL, abs(y1 - y2) < _LEVEL) for (x1, y1), (x2, y2) in pairwise(corners)
    ]
    if sides[0] == sides[1] or sides[:2] != sides[2:] or not all(map(any, sides)):
        return None
    across, upwards = zip(*corners, strict=True)
    return Box(min(across), min(upwards), max(across), max(upwards))


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < _LEVEL / 10 and abs(one[1] - other[1]) < _LEVEL / 10


def _is_thin(box: Box) -> bool:
    """Whether a filled rectangle rules: a surface, as WPS lays behind lines of text, does not."""
    return min(box.right - box.left, box.bottom - box.top) < NEAR


def _is_white(pdfium: Any, path: Handle) -> bool:
    told = tuple(ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(path, *map(ctypes.byref, told))
    return bool(known) and tuple(one.value for one in told[:3]) == _WHITE


def _sides(box: Box) -> Iterator[Rule]:
    left, top, right, bottom = box
    yield Rule(Box(left, top, right, top), False)
    yield Rule(Box(left, bottom, right, bottom), False)
    yield Rule(Box(left, top, left, bottom), True)
    yield Rule(Box(right, top, right, bottom), True)


def _level(page: PdfPage, points: list[Point]) -> Iterator[Rule]:
    for (x1, y1), (x2, y2) in pairwise(points):
        if abs(x1 - x2) < _LEVEL or abs(y1 - y2) < _LEVEL:
            box = page.place(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
            yield Rule(box, box.bottom - box.top > box.right - box.left)

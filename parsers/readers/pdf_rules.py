"""This module takes what a PDF's page draws from pdfium: the rules, and how much its pictures cover."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from parsers.readers.frames import Rule
from parsers.readers.pdf_page import Handle, PdfPage
from parsers.readers.ruled import Box
from parsers.readers.sheet import NEAR

MOST = 20_000  # rules on a page; the form's tables draw some 2,000. Of more there are none
_LEVEL = 0.1  # points: what rises less is level
_CORNERS = 5  # of a rectangle, the first told again at its end
_RING = 2  # rectangles, filled where only one of them is
_NOTHING = 0.01  # points
_DEEPEST = 8  # drawings within drawings
_WHITE = (255, 255, 255)

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


class Drawn(NamedTuple):
    """What a page draws: its rules, the share of the page that each picture covers, how many lines.

    `words` are its pieces of text, `shapeless` those of them in which no letter has a shape: spaces,
    and what stands in a font that is neither in the document nor on this machine.
    """

    rules: list[Rule]
    pictures: list[float]
    lines: int
    words: int = 0
    shapeless: int = 0


def drawn(page: PdfPage) -> Drawn:
    """What a page draws."""
    pdfium = page.pdfium
    width, height = page.size
    rules: list[Rule] = []
    pictures: list[float] = []
    lines = words = shapeless = 0
    for thing, kind, matrix in _things(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _then(_matrix(pdfium, thing), matrix)
            pictures.append(abs(a * d - b * c) / (width * height))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            lines += 1
            if len(rules) <= MOST:
                rules.extend(_rules(page, thing, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            words += 1
            shapeless += _is_shapeless(_bounds(pdfium, thing))
    return Drawn(rules if len(rules) <= MOST else [], pictures, lines, words, shapeless)


def _things(page: PdfPage) -> Iterator[tuple[Handle, int, Matrix]]:
    """All that a page draws, with what takes the space that it is put into to the page's."""
    pdfium = page.pdfium

    def within(
        count: Any, get: Any, owner: Handle, matrix: Matrix, depth: int
    ) -> Iterator[tuple[Handle, int, Matrix]]:
        for index in range(count(owner)):
            thing = get(owner, index)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield thing, kind, matrix
            elif depth < _DEEPEST:
                yield from within(
                    pdfium.FPDFFormObj_CountObjects,
                    pdfium.FPDFFormObj_GetObject,
                    thing,
                    _then(_matrix(pdfium, thing), matrix),
                    depth + 1,
                )

    return within(
        pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page.handle, _AS_IT_IS, 0
    )


def _matrix(pdfium: Any, thing: Handle) -> Matrix:
    told = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(told)):
        return _AS_IT_IS
    return told.a, told.b, told.c, told.d, told.e, told.f


def _then(first: Matrix, second: Matrix) -> Matrix:
    """The one matrix that does what two do, one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _rules(page: PdfPage, path: Handle, matrix: Matrix) -> Iterator[Rule]:
    """The rules of a path: the sides of rectangles, and all that is level or upright."""
    pdfium = page.pdfium
    stroked = _is_stroked(pdfium, path)
    if not stroked and matrix is _AS_IT_IS and (box := _thin(pdfium, path)):
        if not _is_white(pdfium, path):
            yield from _sides(page.place(*box))
        return
    surfaces: list[Box] = []
    for points in _straight(pdfium, path, _then(_matrix(pdfium, path), matrix)):
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
    box = _bounds(pdfium, path)
    return box if _is_thin(box) else None


def _bounds(pdfium: Any, thing: Handle) -> Box:
    """What a thing covers, in the space that it is put into: left, bottom, right, top."""
    told = tuple(ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, told))
    return Box(*(one.value for one in told))


def _is_shapeless(box: Box) -> bool:
    return abs(box.right - box.left) < _NOTHING and abs(box.bottom - box.top) < _NOTHING


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

"""This module finds the rules in a PDF's path: thin surfaces, borders, and level or upright lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box, Point
from parsers.readers.sheet import NEAR

_LEVEL = 0.1  # points: what rises less is level
_HAIR = 1.5  # points: a surface as thin is one rule, a thicker one has two sides
_LONGER = 1.5  # times as long as wide: a dash, which says where its rule goes
_SAME = _LEVEL / 10


@dataclass(slots=True)
class Line:
    """The points of a subpath; one with curves is split at them, and is `bent`.

    A subpath drawn as a rectangle has its `box`, and two corners as its points.
    """

    points: list[Point] = field(default_factory=list)
    bent: bool = False
    box: Box | None = None


def box_line(one: Point, other: Point) -> Line | None:
    """The subpath around a level rectangle, by two corners; None where it has no height or width."""
    (x0, y0), (x1, y1) = one, other
    if _near(x0, x1) or _near(y0, y1):
        return None
    return Line([one, other], box=Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def rectangle(line: Line, *, filled: bool) -> Box | None:
    """The rectangle that a subpath outlines; None for any other. Filling closes a subpath."""
    if line.box:
        return line.box
    points = [*line.points, line.points[0]] if filled and not line.bent else line.points
    corners = [points[0]] + [point for last, point in pairwise(points) if not _same(last, point)]
    if len(corners) != 5 or not _same(corners[0], corners[4]):
        return None
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), _ = corners
    level = _near(y0, y1) and _near(x1, x2) and _near(y2, y3) and _near(x3, x0)
    if not level and not (_near(x0, x1) and _near(y1, y2) and _near(x2, x3) and _near(y3, y0)):
        return None
    return Box(min(x0, x2), min(y0, y2), max(x0, x2), max(y0, y2))


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < _SAME and abs(one[1] - other[1]) < _SAME


def _near(one: float, other: float) -> bool:
    return abs(one - other) < _LEVEL


def find_rules(lines: Sequence[Line], *, stroked: bool, unseen: bool) -> Iterator[Rule]:
    """The rules of a painted path: the sides of rectangles, and all level or upright lines.

    A path filled in white (`unseen`) rules nothing, nor does a surface such as WPS puts behind
    lines of text. What is filled ends where it began.

    >>> corners = Line([(0.0, 0.0), (100.0, 50.0), (100.0, 100.0), (0.0, 100.0)])
    >>> len([*find_rules([corners], stroked=True, unseen=False)])
    2
    """
    surfaces: list[Box] = []
    for line in lines:
        box = rectangle(line, filled=not stroked)
        if stroked:
            yield from _level(line.points) if box is None else _sides(box)
        elif unseen:
            continue
        elif box is None:
            yield from _level(line.points if line.bent else [*line.points, line.points[0]])
        elif is_thin(box):
            yield from _hair(box)
        else:
            surfaces.append(box)
    for one, other in zip(surfaces[::2], surfaces[1::2], strict=False):
        if _is_ring(one, other):
            yield from _sides(one)


def is_thin(box: Box) -> bool:
    """Whether a filled rectangle is a rule rather than a surface."""
    return min(box.right - box.left, box.bottom - box.top) < NEAR


def _is_ring(one: Box, other: Box) -> bool:
    """Whether two rectangles, one cut out of the other, leave a border."""
    return all(0 < abs(a - b) < NEAR for a, b in zip(one, other, strict=True))


def _hair(box: Box) -> Iterator[Rule]:
    """The rule that a thin surface is, or is a dash of; a dot may belong to either direction."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if max(wide, high) > NEAR and min(wide, high) > _HAIR:
        yield from _sides(box)
        return
    if wide >= high / _LONGER:
        yield Rule(Box(left, (top + bottom) / 2, right, (top + bottom) / 2), upright=False)
    if high >= wide / _LONGER:
        yield Rule(Box((left + right) / 2, top, (left + right) / 2, bottom), upright=True)


def _sides(box: Box) -> Iterator[Rule]:
    left, top, right, bottom = box
    yield Rule(Box(left, top, right, top), upright=False)
    yield Rule(Box(left, bottom, right, bottom), upright=False)
    yield Rule(Box(left, top, left, bottom), upright=True)
    yield Rule(Box(right, top, right, bottom), upright=True)


def _level(points: Sequence[Point]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if _near(y0, y1) or _near(x0, x1):
            box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            yield Rule(box, box.bottom - box.top > box.right - box.left)

"""This module defines points, rectangles and their transformations on a page."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]  # as PDF and OFD write it
_SLANT = 0.18  # a slope of ten degrees: a scan's words may lie a little askew


class Box(NamedTuple):
    """A rectangle of the page, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """The height."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within the rectangle."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def moved(self, down: float) -> "Box":
        """The same rectangle further down."""
        return self._replace(top=self.top + down, bottom=self.bottom + down)


def is_slanted(matrix: Matrix) -> bool:
    """Whether text is written aslant, as a watermark over the page: it is in no cell and no line."""
    least, most = sorted((abs(matrix[0]), abs(matrix[1])))
    return least > _SLANT * most


def box_around(points: Iterable[tuple[float, float]]) -> Box:
    """The rectangle around points."""
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def bounding_box(boxes: Iterable[Box]) -> Box:
    """The rectangle around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


class Placed(Protocol):
    """What has a place on a page: a letter, a cell, a rule."""

    @property
    def box(self) -> Box:
        """Its rectangle."""


def outline(things: Iterable[Placed]) -> Box:
    """The rectangle around letters, the cells of a table or rules."""
    return bounding_box(thing.box for thing in things)


def scaled(box: Box, times: float) -> Box:
    """The rectangle in a unit of which there are so many."""
    return Box(*(edge * times for edge in box))

"""This module turns a grid into its shape: its words, blanks and spans without its figures.

Where figures stand depends on the shape alone. Thousands of agencies print the form in few shapes,
so results are cached by shape.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from parsers.numbers import number
from parsers.page import Grid, Span

REMEMBERED = 256  # shapes: about 30 KB each with what was found out
_FIGURE = "\ue002"  # private use: where a figure stands
_A_GRID, _A_LINE = 1_000_000, 100


class Shape(NamedTuple):
    """All that a grid prints but its figures: two grids of one shape differ only in figures."""

    lines: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[tuple[int, int], Span], ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class InternedShape:
    """A shape that has been seen, as one object for all its grids, so that caches compare it by identity."""

    shape: Shape


def shape_of(grid: Grid) -> Shape:
    """The shape of a grid."""
    lines = tuple([tuple(map(_unless_figure, line)) for line in grid.lines])
    return Shape(lines, None if grid.spans is None else tuple(grid.spans.items()))


@lru_cache(maxsize=16384)
def _unless_figure(text: str) -> str:
    return _FIGURE if number(text).state == "number" else text


@lru_cache(maxsize=REMEMBERED)
def intern_shape(shape: Shape) -> InternedShape:
    """The one object that stands for a shape as long as the cache keeps it."""
    return InternedShape(shape)


def example_grid(shape: Shape, place: int = 0) -> Grid:
    """A grid of a shape in which no two figures are equal, so that nothing agrees by chance.

    `place` tells apart the grids of one table; it is the example's number.
    """
    lines = []
    for at, line in enumerate(shape.lines):
        figures = count(_A_GRID * (place + 1) + _A_LINE * at)
        pairs = zip(line, figures, strict=False)
        lines.append(tuple(str(figure) if text == _FIGURE else text for text, figure in pairs))
    return Grid(tuple(lines), None if shape.spans is None else dict(shape.spans), place)

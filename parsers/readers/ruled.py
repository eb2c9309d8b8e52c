"""This module turns the ruled cells of a printed table, boxes with texts, into a grid with spans."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parsers.page import Grid, Span


class Box(NamedTuple):
    """A rectangle of the page, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def moved(self, down: float) -> "Box":
        """The same rectangle further down."""
        return self._replace(top=self.top + down, bottom=self.bottom + down)


def around(boxes: Iterable[Box]) -> Box:
    """The rectangle around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


class Cell(NamedTuple):
    """A cell as ruled: where it is, what it prints, and on which page.

    `there` is where it is on that page, once the table was put under one of a page before.
    """

    box: Box
    text: str
    page: int = 1
    there: Box | None = None


def ruled(cells: Sequence[Cell], near: float, number: int) -> Grid:
    """Lay cells out by their edges; edges closer than `near` are one, as slivers are no columns."""
    rows = edges((y for cell in cells for y in (cell.box.top, cell.box.bottom)), near)
    columns = edges((x for cell in cells for x in (cell.box.left, cell.box.right)), near)
    lines: list[list[str]] = [[] for _ in rows[:-1]]
    pages = [0 for _ in rows[:-1]]
    spans: dict[tuple[int, int], Span] = {}
    boxes: dict[tuple[int, int], Box] = {}
    for row, _, size, cell in sorted(_placed(cells, rows, columns)):
        if size != (1, 1):
            spans[row, len(lines[row])] = size
        boxes[row, len(lines[row])] = cell.there or cell.box
        lines[row].append(cell.text)
        pages[row] = cell.page
    for row in range(1, len(pages)):
        pages[row] = pages[row] or pages[row - 1]
    return Grid(tuple(map(tuple, lines)), spans, number=number, pages=tuple(pages), boxes=boxes)


def _placed(
    cells: Sequence[Cell], rows: list[float], columns: list[float]
) -> Iterable[tuple[int, int, Span, Cell]]:
    """Each cell with its row and column and how many of them it covers; a sliver covers none."""
    for cell in cells:
        left, top, right, bottom = cell.box
        row, column = at(rows, top), at(columns, left)
        size = Span(at(rows, bottom) - row, at(columns, right) - column)
        if min(size) > 0:
            yield row, column, size, cell


def edges(values: Iterable[float], near: float) -> list[float]:
    """The distinct edges in order, the first of each cluster standing for it."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return found


def at(found: list[float], value: float) -> int:
    """The index of the edge that stands for a value, the last one at or before it."""
    return bisect_right(found, value) - 1

"""This module arranges the cells of a ruled table, boxes with texts, in a grid with spans."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parsers.page import Grid, Span
from parsers.readers.geometry import Box


class Cell(NamedTuple):
    """A cell of a ruled table: its box, its text and its page.

    `there` is the box on its own page, once the table was moved below one on an earlier page.
    """

    box: Box
    text: str
    page: int = 1
    there: Box | None = None


def grid_of_cells(cells: Sequence[Cell], near: float, number: int) -> Grid:
    """Arrange cells by their edges; edges closer than `near` are one, since slivers are no columns."""
    rows = distinct_edges((y for cell in cells for y in (cell.box.top, cell.box.bottom)), near)
    columns = distinct_edges((x for cell in cells for x in (cell.box.left, cell.box.right)), near)
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
    """Each cell with its row, its column and its span; slivers are left out."""
    for cell in cells:
        left, top, right, bottom = cell.box
        row, column = edge_index(rows, top), edge_index(columns, left)
        size = Span(edge_index(rows, bottom) - row, edge_index(columns, right) - column)
        if min(size) > 0:
            yield row, column, size, cell


def distinct_edges(values: Iterable[float], near: float) -> list[float]:
    """The distinct edges in order, the first of each cluster for all of it."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return found


def edge_index(found: list[float], value: float) -> int:
    """The index of the last edge that is not greater than a value."""
    return bisect_right(found, value) - 1

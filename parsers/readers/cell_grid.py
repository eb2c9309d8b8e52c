"""This module finds the cells that the rules of a table enclose, and arranges them in a grid with spans.

The rules' positions make a lattice; neighbouring squares without a rule between them are one cell.
Each table is laid out by itself, so that columns of tables that stand close are never mixed up.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from parsers.page import Grid, Span
from parsers.readers.frames import Frame, Rule
from parsers.readers.geometry import Box

_DRAWN = 0.75  # of a side: as much of it must be ruled

Square = tuple[int, int]  # row, column


def find_cells(frame: Frame, near: float) -> list[Box]:
    """The cells of a table from top to bottom; its frame stands for sides that are not drawn."""
    left, top, right, bottom = frame.box
    across = [rule for rule in frame.rules if not rule.upright]
    upright = [rule for rule in frame.rules if rule.upright]
    rows = _middles([top, bottom, *(rule.box.top for rule in across)], near)
    columns = _middles([left, right, *(rule.box.left for rule in upright)], near)
    sides = _ruled(upright, columns, rows, near)
    turned = [Rule(Box(b.top, b.left, b.bottom, b.right), upright=True) for b, _ in across]
    floors = _ruled(turned, rows, columns, near)
    regions = _regions(len(rows) - 1, len(columns) - 1, sides, floors)
    found = chain.from_iterable(map(_rectangles, regions))
    return [Box(columns[c1], rows[r1], columns[c2 + 1], rows[r2 + 1]) for r1, c1, r2, c2 in found]


def _middles(places: Sequence[float], near: float) -> list[float]:
    """The lines of the lattice; positions closer than `near` are one line, in their middle."""
    firsts = distinct_edges(places, near)
    groups: dict[int, list[float]] = defaultdict(list)
    for place in places:
        groups[edge_index(firsts, place)].append(place)
    return [(min(group) + max(group)) / 2 for _, group in sorted(groups.items())]


def _ruled(
    rules: Sequence[Rule], places: list[float], steps: list[float], near: float
) -> set[Square]:
    """The sides that are drawn, as (step, place): the line at a place is ruled along a step."""
    drawn: dict[Square, float] = defaultdict(float)
    for rule in rules:
        place = min(range(len(places)), key=lambda i: abs(places[i] - rule.box.left))
        if abs(places[place] - rule.box.left) > near:
            continue
        for step in range(max(edge_index(steps, rule.box.top), 0), len(steps) - 1):
            if steps[step] > rule.box.bottom:
                break
            covered = min(rule.box.bottom, steps[step + 1]) - max(rule.box.top, steps[step])
            drawn[step, place] += covered / (steps[step + 1] - steps[step])
    return {side for side, share in drawn.items() if share > _DRAWN}


def _regions(
    rows: int, columns: int, sides: set[Square], floors: set[Square]
) -> Iterator[set[Square]]:
    """The sets of squares without rules between them; `floors` are given as (column, line)."""
    seen: set[Square] = set()
    for start in ((row, column) for row in range(rows) for column in range(columns)):
        if start in seen:
            continue
        region, border = {start}, [start]
        while border:
            row, column = border.pop()
            ways = (
                ((row, column + 1), (row, column + 1) in sides),
                ((row, column - 1), (row, column) in sides),
                ((row + 1, column), (column, row + 1) in floors),
                ((row - 1, column), (column, row) in floors),
            )
            for square, parted in ways:
                inside = 0 <= square[0] < rows and 0 <= square[1] < columns
                if inside and not parted and square not in region:
                    region.add(square)
                    border.append(square)
        seen |= region
        yield region


def _rectangles(region: set[Square]) -> Iterator[tuple[int, int, int, int]]:
    """The region as one rectangle, else row by row, so that no texts of two rows are joined."""
    rows = sorted({row for row, _ in region})
    columns = sorted({column for _, column in region})
    if len(region) == len(rows) * len(columns):
        yield rows[0], columns[0], rows[-1], columns[-1]
        return
    for row in rows:
        own = sorted(column for r, column in region if r == row)
        first = own[0]
        for column, following in zip(own, [*own[1:], None], strict=True):
            if following != column + 1:
                yield row, first, row, column
                first = following if following is not None else first


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
    """The distinct edges in order; the first of a cluster stands for all of it."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return found


def edge_index(found: list[float], value: float) -> int:
    """The index of the last edge that is not greater than a value."""
    return bisect_right(found, value) - 1

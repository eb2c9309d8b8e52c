"""This module lays out a grid by the table model of HTML: which cell covers which grid column of each line.

A corrupt span may claim a million columns, so a line is capped at 64; the form's widest has 15.
"""

from collections.abc import Sequence
from typing import NamedTuple

from parsers.page import Grid, Span

_WIDEST = 64
NOTHING = -1
ON_A_LINE = 1 << 16  # a cell is known as line * ON_A_LINE + its place in the line

Layout = list[list[int]]


def lay_out(grid: Grid) -> Layout:
    """For each line, the cell that covers each grid column, or `NOTHING`."""
    spans = grid.spans or {}
    spanned = {line for line, _ in spans}
    placed: Layout = []
    hanging: list[tuple[int, int, int]] = []  # column, lines still to cover, cell
    for number, line in enumerate(grid.lines):
        first = number * ON_A_LINE
        if number not in spanned and not hanging:
            placed.append(list(range(first, first + min(len(line), _WIDEST))))
            continue
        row: list[int] = []
        for column, _, ref in hanging:
            _put(row, column, ref)
        hanging = [(column, left - 1, ref) for column, left, ref in hanging if left > 1]
        hanging += _lay(row, first, len(line), spans)
        placed.append(row)
    return placed


class Moved(NamedTuple):
    """A cell of a table arranged anew: its text, where it stood, None if it was nowhere, and what it covers."""

    text: str
    was: tuple[int, int] | None = None
    span: Span | None = None


def arrange(grid: Grid, lines: Sequence[Sequence[Moved]]) -> Grid:
    """A grid with its cells in other lines; each says still where it stands in print."""
    placed = {(at, cell): one for at, line in enumerate(lines) for cell, one in enumerate(line)}
    was = {place: one.was for place, one in placed.items() if one.was}
    spans = {place: one.span for place, one in placed.items() if one.span}
    tops = [next((one.was[0] for one in line if one.was), 0) for line in lines]
    return Grid(
        tuple(tuple(one.text for one in line) for line in lines),
        None if grid.spans is None else spans,
        grid.number,
        pages=tuple(grid.pages[top] for top in tops) if grid.pages else (),
        boxes={place: grid.boxes[old] for place, old in was.items() if old in grid.boxes},
        origins={place: grid.origin(*old) for place, old in was.items()},
        outside=grid.outside,
        remarks=grid.remarks,
    )


class Cut(NamedTuple):
    """Where a table breaks off that another continues: how wide its last line is, and how many of its
    first columns are covered by cells of several lines, which the other's lines then lack.
    """

    width: int = 0
    columns: int = 0

    def complete(self, row: list[int]) -> list[int]:
        """A line of the other table as if it had those cells, where it is too short by them."""
        lost = self.width - len(row)
        return [NOTHING] * lost + row if 0 < lost <= self.columns else row

    def before(self, row: list[int]) -> "Cut":
        """What the lines after a completed one may still lack: a group that has ended does not go on."""
        present = (column for column, ref in enumerate(row) if ref != NOTHING)
        return Cut(self.width, next(present, 0))


def cut_after(row: list[int], grid: Grid) -> Cut:
    """The cut after the last line of a table."""
    spans = grid.spans or {}
    closed = (
        column
        for column, ref in enumerate(row)
        if ref != NOTHING and spans.get(divmod(ref, ON_A_LINE), Span(1, 1)).rows < 2
    )
    return Cut(len(row), next(closed, 0))


def _lay(
    row: list[int], first: int, cells: int, spans: dict[tuple[int, int], Span]
) -> list[tuple[int, int, int]]:
    """Place the cells of one line in the free columns; returns those that reach down into further lines."""
    number = first // ON_A_LINE
    hanging: list[tuple[int, int, int]] = []
    column, width = 0, len(row)
    for cell in range(min(cells, _WIDEST)):
        while column < width and row[column] != NOTHING:
            column += 1
        if column >= _WIDEST:
            break
        span = spans.get((number, cell))
        if span is not None:
            hanging += _cover(row, column, first + cell, span)
        elif column == width:
            row.append(first + cell)
        else:
            row[column] = first + cell
        width = len(row)
    return hanging


def _put(row: list[int], column: int, ref: int) -> None:
    while column >= len(row):
        row.append(NOTHING)
    row[column] = ref


def _cover(row: list[int], first: int, ref: int, span: Span) -> list[tuple[int, int, int]]:
    """Cover the columns of a cell, up to the next cell from above; returns the cells that extend to further lines."""
    covered = []
    for column in range(first, min(first + span.columns, _WIDEST)):
        if column < len(row) and row[column] != NOTHING:
            break
        _put(row, column, ref)
        covered.append(column)
    return [(column, span.rows - 1, ref) for column in covered] if span.rows > 1 else []

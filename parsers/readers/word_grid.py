"""This module arranges the cells of a Word table, which mark their merging one by one, in a grid with spans."""

from typing import NamedTuple

from parsers.page import Grid, Span
from parsers.readers.pictured_cells import with_pictures
from parsers.text import PICTURE


class Cell(NamedTuple):
    """A cell in Word: `vertical` is `restart`, `continue` or None; `beside`: it is merged with the
    one to its left; `pictured`: it has a picture and no text.
    """

    text: str
    width: int = 1
    vertical: str | None = None
    beside: bool = False
    pictured: bool = False


def lay_out_rows(rows: list[list[Cell]], number: int) -> Grid:
    """Arrange rows in a grid; a cell that continues one from above adds to the span of that one."""
    lines: list[tuple[str, ...]] = []
    spans: dict[tuple[int, int], Span] = {}
    pictures: dict[tuple[int, int], str] = {}
    above: dict[int, tuple[int, int]] = {}  # by column: the cell that hangs there from above
    for row in rows:
        texts: list[str] = []
        hanging: dict[int, tuple[int, int]] = {}
        for column, cell in _placed(row):
            if cell.vertical == "continue" and column in above:
                ref = above[column]
                spans[ref] = Span(spans[ref].rows + 1, spans[ref].columns)
            else:
                ref = len(lines), len(texts)
                texts.append(cell.text)
                if cell.pictured:
                    pictures[ref] = PICTURE
                spans[ref] = Span(1, cell.width)
            if cell.vertical:
                hanging[column] = ref
        above = hanging
        lines.append(tuple(texts))
    wide = {ref: span for ref, span in spans.items() if span != (1, 1)}
    lines = with_pictures(lines, pictures) if pictures else lines
    return Grid(tuple(lines), wide, number=number)


def _placed(row: list[Cell]) -> list[tuple[int, Cell]]:
    """Each cell with its first grid column, those merged to the left joined."""
    placed: list[tuple[int, Cell]] = []
    column = 0
    for cell in row:
        if cell.beside and placed:
            first, left = placed[-1]
            placed[-1] = (first, left._replace(width=left.width + cell.width))
        else:
            placed.append((column, cell))
        column += cell.width
    return placed

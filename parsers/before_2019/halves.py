"""This module puts the halves of a list of before 2019 in succession: its 60 lines are often set in two, side by side."""

from dataclasses import replace

from parsers.before_2019.lines import is_header, texts_at
from parsers.page import Grid
from parsers.tables.layout import ON_A_LINE, lay_out

Ref = tuple[int, int]


def in_succession(grid: Grid) -> Grid:
    """The list with one half below the other, where its headers stand in one line twice; else as it is.

    A line that lacks a cell does not tell its halves apart. `origins` says where each cell stood.
    """
    top = next((at for at, line in enumerate(grid.lines) if is_header(line)), None)
    if top is None:
        return grid
    placed = lay_out(grid)
    width = _width(texts_at(grid, placed[top]))
    whole = all(len(row) == len(placed[top]) or _is_note(grid, row) for row in placed[top:])
    if width is None or not whole:
        return grid
    below = [
        (number, cells)
        for first in range(0, len(placed[top]), width)
        for number in range(top, len(placed))
        if any(_texts(grid, cells := _begun(placed[number], number, range(first, first + width))))
    ]
    spans = grid.spans or {}
    origins = {
        (line, cell): origin
        for line, (_, cells) in enumerate(below, top)
        for cell, origin in enumerate(cells)
    }
    own_spans = {
        here: span._replace(columns=min(span.columns, width))
        for here, origin in origins.items()
        if (span := spans.get(origin))
    }
    spans_above = {ref: span for ref, span in spans.items() if ref[0] < top}
    rows = [*range(top), *(number for number, _ in below)]
    return replace(
        grid,
        lines=(*grid.lines[:top], *(_texts(grid, cells) for _, cells in below)),
        spans=None if grid.spans is None else spans_above | own_spans,
        pages=tuple(grid.pages[row] for row in rows) if grid.pages else (),
        boxes={here: grid.boxes[at] for here, at in origins.items() if at in grid.boxes},
        origins=origins,
    )


def _begun(row: list[int], number: int, half: range) -> list[Ref]:
    """The cells that begin on a line and stand in one half of it."""
    own = [ref for ref in dict.fromkeys(row) if row.index(ref) in half]
    return [divmod(ref, ON_A_LINE) for ref in own if ref // ON_A_LINE == number]


def _texts(grid: Grid, cells: list[Ref]) -> tuple[str, ...]:
    return tuple(grid.lines[line][cell] for line, cell in cells)


def _is_note(grid: Grid, row: list[int]) -> bool:
    """Whether a line is not part of the list: who filled it in, and when."""
    return len([text for text in texts_at(grid, row) if text]) < 2


def _width(headers: list[str]) -> int | None:
    """How many columns a half has, with the blank one that may part it from the next; None where all is one."""
    for width in range(2, len(headers)):
        first, rest = headers[:width], headers[width:]
        if is_header(tuple(rest)) and all(a == b for a, b in zip(headers, rest, strict=False)):
            return width if is_header(tuple(first)) else None
    return None

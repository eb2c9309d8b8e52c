"""This module sets tables upright that are printed on their side: a line for each column of the form, as programs turn
a table, and table 四 as a list, a line for each of its figures.
"""

from functools import lru_cache
from typing import NamedTuple

from parsers.form_words import TABLES, role_reader, table_of_word
from parsers.numbers import is_figure
from parsers.page import Grid, Span
from parsers.tables.layout import NOTHING, ON_A_LINE, Moved, arrange, lay_out
from parsers.tables.shapes import REMEMBERED, InternedShape, example_grid

_LEAST = 3  # columns that have a line of their own, and rows side by side


class Turned(NamedTuple):
    """The lines of a grid in which a table lies on its side, from the first to before one beyond."""

    first: int
    beyond: int


def stand_up(grid: Grid, interned: InternedShape) -> list[Grid]:
    """Each table that lies on its side in a grid of this shape, set upright, and the rest; nothing where none does."""
    turned = _turned_lines(interned)
    upright = [_set_upright(grid, one) for one in turned]
    gone = {at for one in turned for at in range(one.first, one.beyond)}
    return [*upright, grid.without(gone)] if turned else []


@lru_cache(maxsize=REMEMBERED)
def _turned_lines(interned: InternedShape) -> tuple[Turned, ...]:
    """Where tables lie on their side in a grid of this shape."""
    grid = example_grid(interned.shape)
    found = (one for name in TABLES[1:] if (one := _turned(grid.lines, name)))
    return tuple(one for one in found if _is_whole(_laid(grid, one)))


def _turned(lines: tuple[tuple[str, ...], ...], name: str) -> Turned | None:
    """The lines of a table whose columns each head a line of figures; 三 names its rows side by side as well."""
    role = role_reader(name)
    own = [any(text and table_of_word(text) == name for text in line) for line in lines]
    if True not in own:
        return None
    first = own.index(True)
    beyond = len(own) - own[::-1].index(True)
    while beyond < len(lines) and any(role(text).column for text in lines[beyond] if text):
        beyond += 1
    heads: set[str] = set()
    abreast = 0
    for line in lines[first:beyond]:
        found = [role(text) for text in line if text]
        columns = {one.column for one in found if one.column and not one.row}
        if len(columns) > 1:
            return None
        heads |= columns if any(map(is_figure, line)) else set()
        abreast = max(abreast, len({one.row for one in found if one.row and not one.column}))
    enough = len(heads) >= _LEAST and (name == "disputes" or abreast >= _LEAST)
    return Turned(first, beyond) if enough else None


def _laid(grid: Grid, turned: Turned) -> list[list[int]]:
    down, beyond = turned
    spans = (grid.spans or {}).items()
    inside = {(line - down, cell): span for (line, cell), span in spans if down <= line < beyond}
    return lay_out(Grid(grid.lines[down:beyond], inside))


def _is_whole(placed: list[list[int]]) -> bool:
    """Whether all lines are equally wide, so that none has lost a cell, which would move its figures to other rows."""
    return len({len(row) for row in placed}) == 1 and not any(NOTHING in row for row in placed)


def _set_upright(grid: Grid, turned: Turned) -> Grid:
    """The table that lies on its side in some lines of a grid, with a line for each of its columns there."""
    placed = _laid(grid, turned)
    seen: set[int] = set()
    upright = []
    for column in zip(*placed, strict=True):
        refs = [ref for ref in dict.fromkeys(column) if ref not in seen]
        seen.update(refs)
        upright.append([_moved(grid, turned, ref) for ref in refs])
    return arrange(grid, upright)


def _moved(grid: Grid, turned: Turned, ref: int) -> Moved:
    line, cell = divmod(ref, ON_A_LINE)
    was = (line + turned.first, cell)
    span = (grid.spans or {}).get(was)
    return Moved(grid.lines[was[0]][cell], was, span and Span(span.columns, span.rows))

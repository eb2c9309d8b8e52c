"""This module turns a grid into its shape, its words, blanks and spans without its figures, and sets upright
a table that is printed with rows and columns exchanged.

Where figures stand depends on the shape alone. Thousands of agencies print the form in few shapes,
so results are cached by shape. Agencies set table 四 as a list, a line for each outcome, and sometimes
table 三 with a line for each kind of applicant: columns stand one below the other, and none side by side.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from parsers.form_words import Role, role_reader
from parsers.page import Grid, Span
from parsers.tables.layout import NOTHING, ON_A_LINE, Layout, lay_out
from parsers.text import number

REMEMBERED = 256  # shapes: about 30 KB each with what was found out
_FIGURE = "\ue002"  # private use: where a figure stands
_A_GRID, _A_LINE = 1_000_000, 100
_LEAST = {"requests": 5, "disputes": 10}  # lines that begin with the word of a column
_LONGEST = 64  # lines; the form's tables on their side have some 20

Ref = tuple[int, int]


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


@lru_cache(maxsize=REMEMBERED)
def is_on_its_side(interned: InternedShape) -> bool:
    """Whether the columns of a table of this shape stand one below the other, and no line has two."""
    lines, spans = interned.shape
    if spans is None or len(lines) > _LONGEST:
        return False  # in a text what stands below a cell may be of another column
    begun = dict.fromkeys(_LEAST, 0)
    for table in _LEAST:
        role = role_reader(table)
        for line in lines:
            columns = [text for text in line if text and _is_column(role(text))]
            if len(columns) > 1:
                return False
            begun[table] += len(columns)
    return any(begun[table] >= least for table, least in _LEAST.items())


def _is_column(role: Role) -> bool:
    """Whether a word names a column and nothing else, as 其他 and 总计 do rows as well."""
    return role.column is not None and role.row is None


def turn_upright(grid: Grid) -> Grid:
    """A grid with columns for lines; `origins` says where each cell stood."""
    placed = lay_out(grid)
    lines: list[tuple[str, ...]] = []
    spans: dict[Ref, Span] = {}
    origins: dict[Ref, Ref] = {}
    for column in range(max(map(len, placed))):
        begun = [line for line in range(len(placed)) if _begins(placed, line, column)]
        for cell, line in enumerate(begun):
            here = len(lines), cell
            origins[here] = divmod(placed[line][column], ON_A_LINE)
            span = _extent(placed, line, column)
            if span != (1, 1):
                spans[here] = span
        found = (origins[len(lines), cell] for cell in range(len(begun)))
        lines.append(tuple(grid.lines[line][cell] for line, cell in found))
    pages = set(grid.pages)
    return replace(
        grid,
        lines=tuple(lines),
        spans=None if grid.spans is None else spans,
        pages=tuple(pages) * len(lines) if len(pages) == 1 else (),
        boxes={here: grid.boxes[at] for here, at in origins.items() if at in grid.boxes},
        origins=origins,
    )


def _cell(placed: Layout, line: int, column: int) -> int:
    """The cell that covers a place."""
    inside = 0 <= line < len(placed) and 0 <= column < len(placed[line])
    return placed[line][column] if inside else NOTHING


def _begins(placed: Layout, line: int, column: int) -> bool:
    """Whether the cell that covers a place has its upper left corner there."""
    cell = _cell(placed, line, column)
    return cell != NOTHING and cell not in (
        _cell(placed, line - 1, column), _cell(placed, line, column - 1)
    )  # fmt: skip


def _extent(placed: Layout, line: int, column: int) -> Span:
    """What the cell that begins at a place covers, turned."""
    cell = placed[line][column]
    wide = next(n for n in count(1) if _cell(placed, line, column + n) != cell)
    tall = next(n for n in count(1) if _cell(placed, line + n, column) != cell)
    return Span(wide, tall)

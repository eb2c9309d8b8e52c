"""This module transposes tables that are printed with rows and columns exchanged.

Agencies set table 四 as a list, a line for each outcome, and sometimes table 三 with a line for each kind
of applicant. Their words tell: columns stand one below the other, and none side by side.
"""

from dataclasses import replace
from functools import lru_cache
from itertools import count

from parsers.form_words import Role, role_reader
from parsers.page import Grid, Span
from parsers.tables.layout import NOTHING, ON_A_LINE, Layout, lay_out
from parsers.tables.shapes import REMEMBERED, InternedShape

_LEAST = {"requests": 5, "disputes": 10}  # lines that begin with the word of a column
_LONGEST = 64  # lines; the form's tables on their side have some 20

Ref = tuple[int, int]


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

"""This module reads table 四, printed as one line: three groups of five side by side, or in blocks.

Both readings are here, since both differ from those of tables whose rows are lines.
"""

from collections.abc import Iterator

from parsers.page import Grid
from parsers.printed_order import kind_of
from parsers.reading import Reading, Seen, seen
from parsers.recognise import Part, meaning, words
from parsers.spanned_grid import Ref, layout
from parsers.text import is_figure
from schemas.form import forms

_TABLE = "disputes"
_ROWS = tuple(forms()["2021"].tables[_TABLE].rows)
_COLUMNS = tuple(forms()["2021"].tables[_TABLE].columns)


def read_order(parts: list[Part]) -> Reading:
    """Read by printed order: as many values as the headers before them, group by group."""
    reading = Reading()
    rows: list[str] = []
    columns: list[str] = []
    for grid, index in _lines(parts):
        line = grid.lines[index]
        if _is_values(line, columns):
            _take(grid, index, rows, columns, reading)
            rows, columns = [], []
            continue
        for cell, text in enumerate(line):
            row, column = meaning(text, _TABLE, "row"), meaning(text, _TABLE, "column")
            rows += [row] if row else []
            columns += [column] if column else []
            if column:
                reading.headers.setdefault(column, text)
            if text and not is_figure(text) and not any(w.table == _TABLE for w in words(text)):
                reading.doubt("unknown-label", _TABLE, text, seen(grid, index, cell))
        inline = [i for i, text in enumerate(line) if meaning(text, _TABLE, "row")]
        if inline and any(is_figure(text) for text in line[inline[-1] + 1 :]):
            _take(grid, index, rows[-1:], columns, reading, inline[-1] + 1)
            rows = rows[:-1]
    return reading


def _lines(parts: list[Part]) -> Iterator[tuple[Grid, int]]:
    return ((part.grid, index) for part in parts for index in part.lines)


def _is_values(line: tuple[str, ...], columns: list[str]) -> bool:
    """A line with no words: figures, or blanks enough after the headers to be the line of values."""
    if any(text and words(text) for text in line):
        return False
    figures = sum(is_figure(text) for text in line)
    return figures > 1 or (bool(columns) and len(line) >= len(columns) and not any(line))


def _take(  # noqa: PLR0913 - the cells, their headers, and where they begin
    grid: Grid, index: int, rows: list[str], columns: list[str], reading: Reading, first: int = 0
) -> None:
    width = len(_COLUMNS)
    cells = [seen(grid, index, i) for i in range(first, len(grid.lines[index]))]
    wanted = len(rows) * width
    if not rows or len(cells) < wanted or any(c.text.strip() for c in cells[wanted:]):
        text = " | ".join(cell.text for cell in cells)
        reading.doubt("row-not-placed", _TABLE, text, cells[0] if cells else None)
        return
    if columns[:wanted] != list(_COLUMNS) * len(rows) and columns != list(_COLUMNS):
        reading.doubt("header-missing", _TABLE, " ".join(columns), cells[0])
        if len(columns) == wanted:
            return
    for number, row in enumerate(rows):
        reading.put(row, _COLUMNS, cells[number * width : (number + 1) * width], _TABLE)


def read_grid(parts: list[Part]) -> Reading:
    """Read by the grid: each value under the group and the outcome that stand above it."""
    reading = Reading()
    for part in parts:
        placed = layout(part.grid)
        above: dict[int, tuple[str | None, str | None]] = {}
        for index in part.lines:
            line = part.grid.lines[index]
            columns = [column for _, column in above.values() if column]
            if _is_values(line, columns):
                _cross(part.grid, placed[index], index, above, reading)
                above = {}
            elif kind_of(line, _TABLE)[0] != "empty":
                _descend(part.grid, placed[index], above)
    return reading


def _descend(
    grid: Grid, row: dict[int, Ref], above: dict[int, tuple[str | None, str | None]]
) -> None:
    for place, (line, cell) in row.items():
        text = grid.lines[line][cell]
        group, column = above.get(place, (None, None))
        above[place] = (
            meaning(text, _TABLE, "row") or group,
            meaning(text, _TABLE, "column") or column,
        )


def _cross(
    grid: Grid,
    row: dict[int, Ref],
    index: int,
    above: dict[int, tuple[str | None, str | None]],
    reading: Reading,
) -> None:
    found: dict[str, dict[str, Seen]] = {}
    for place, (group, column) in above.items():
        ref = row.get(place)
        if group and column and ref and ref.line == index:
            found.setdefault(group, {}).setdefault(column, seen(grid, *ref))
    for group, cells in found.items():
        reading.put(group, cells, cells.values(), _TABLE)

"""This module reads a table by its grid: a value stands where a row label and a column header cross.

Row and column spans are laid out by the table model of HTML. A wrong span spoils this reading.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from parsers.form_words import APPLICANTS, Role
from parsers.numbers import is_figure
from parsers.page import Grid
from parsers.recognise import Part, TableLine
from parsers.tables.layout import NOTHING, ON_A_LINE, Cut, cut_after, lay_out
from parsers.tables.reading import Reading, RowRead, columns_of, is_zero_or_blank

Known = dict[int, tuple[Role, ...]]


class GridHeader(NamedTuple):
    """The grid columns under each column's header, and the first of them.

    `single` has the grid column of each header, from left to right, where each has only one.
    """

    columns: dict[str, list[int]]
    first: int
    single: tuple[int, ...]


def read_lines(parts: list[Part], table: str) -> Reading:
    """Read table 二 or 三 from all its parts; a part without a header continues the one before."""
    reading = Reading(table)
    header = GridHeader({}, 0, ())
    cut = Cut()
    for part in parts:
        placed = lay_out(part.grid)
        known = {line.position: line.roles for line in part.lines}
        above: dict[int, str] = {}
        row: list[int] = []
        for line in _without_repeated_heads(part):
            row = placed[line.position]
            if line.kind == "header":
                above = dict(_keys(row, known)) if reading.table == "disclosures" else above
                above |= _keys(row, known)
                header = _header(above)
            elif line.kind == "row":
                if cut.columns:
                    row = cut.complete(row)
                    cut = cut.before(row)
                row = _set_right(row, line, header)
                if label := _label(row[: header.first], known, part.grid):
                    above = {}
                    if read := _read_row(part, line, label, row, header):
                        reading.put(label, read)
        cut = cut_after(row, part.grid)
    return reading


def _without_repeated_heads(part: Part) -> Iterator[TableLine]:
    """The lines of a part; in table 三 without the headers that it has printed before, as on each page of paper."""
    heads: set[tuple[str, ...]] = set()
    for line in part.lines:
        if line.kind != "header" or line.cells not in heads:
            yield line
        if line.kind == "header" and part.table == "requests":
            heads.add(line.cells)


def _set_right(row: list[int], line: TableLine, header: GridHeader) -> list[int]:
    """The layout of a line of table 三 whose label as many cells follow as there are applicants: they under these.

    Spans before may be wrong; where there are none, a blank after the label may belong to it.
    """
    start, first = line.position * ON_A_LINE, header.first
    own = start + line.label
    values = list(range(own + 1, own + 1 + APPLICANTS))
    before = row[:-APPLICANTS]
    under = header.single == tuple(range(first, first + APPLICANTS)) and first > 0
    if line.label < 0 or row[len(before) :] != values or not under:
        return row
    if before == list(range(start, own + 1)) and not line.cells[line.label + 1]:
        return row
    before = [*(ref for ref in before if ref != own), own][-first:]
    return [NOTHING] * (first - len(before)) + before + values


def _keys(row: list[int], known: Known) -> Iterator[tuple[int, str]]:
    for column, ref in enumerate(row):
        line, cell = divmod(ref, ON_A_LINE)
        if line in known and (key := known[line][cell].column):
            yield column, key


def _header(above: dict[int, str]) -> GridHeader:
    columns: dict[str, list[int]] = {}
    for column, key in sorted(above.items()):
        columns.setdefault(key, []).append(column)
    for key, under in list(columns.items()):
        if under[-1] - under[0] >= len(under):  # headed twice, as two years side by side are
            del columns[key]
    single = tuple(sorted(above)) if len(columns) == len(above) else ()
    return GridHeader(columns, min(above, default=0), single)


def _label(left: list[int], known: Known, grid: Grid) -> str | None:
    """The row named by the rightmost label to the left of the values, on whatever line its cell began.

    An unknown word there names a row that no form has, whatever group stands before it.
    """
    for ref in reversed(left):
        line, cell = divmod(ref, ON_A_LINE)
        if line not in known:
            continue
        if key := known[line][cell].row:
            return key
        text = grid.lines[line][cell]
        if text and not known[line][cell].known and not is_figure(text):
            return None
    return None


def _crossed(line: TableLine, row: list[int], header: GridHeader) -> dict[str, list[int]]:
    """The cells of the line that stand under each header."""
    first = line.position * ON_A_LINE
    crossed: dict[str, list[int]] = {}
    for key, columns in header.columns.items():
        refs = {row[column] - first for column in columns if column < len(row)}
        if cells := sorted(ref for ref in refs if ref >= 0):
            crossed[key] = cells
    return crossed


def _read_row(
    part: Part, line: TableLine, label: str, row: list[int], header: GridHeader
) -> RowRead | None:
    """The values of a line under the header; None if they cannot belong to the row of this label."""
    columns, cells = _side_by_side(line, row, header)
    if not cells:
        crossed = _crossed(line, row, header)
        if part.table == "disclosures" and columns_of(label, tuple(crossed)) is None:
            return None
        found = _settled(crossed, line.cells)
        columns = tuple(sorted(found, key=found.__getitem__))
        cells = tuple(map(found.__getitem__, columns))
    elif part.table == "disclosures" and columns_of(label, columns) is None:
        return None
    if any(cell <= line.label for cell in cells):
        return None  # a span that is too wide has moved the label itself under a header
    return RowRead(part.grid, line.position, columns, cells)


def _side_by_side(
    line: TableLine, row: list[int], header: GridHeader
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The columns and cells of the usual row, which has one cell under each header in succession; else nothing."""
    single = header.single
    if not single or single[-1] >= len(row):
        return (), ()
    base = line.position * ON_A_LINE
    first = row[single[0]] - base
    cells = tuple([row[column] - base for column in single])
    if first < 0 or cells != tuple(range(first, first + len(single))):
        return (), ()
    return tuple(header.columns), cells


def _settled(crossed: dict[str, list[int]], texts: tuple[str, ...]) -> dict[str, int]:
    """The cell under each header; of several, the one that is not empty."""
    singles = {key: cells[0] for key, cells in crossed.items() if len(cells) == 1}
    if len(singles) == len(crossed):
        shared = [cell for cell, times in Counter(singles.values()).items() if times > 1]
        if all(is_zero_or_blank(texts[cell]) for cell in shared):
            return singles
    found = {}
    for key, cells in _each_once(crossed).items():
        printed = [cell for cell in cells if texts[cell]]
        if len(cells) == 1 or len(printed) < 2:
            found[key] = (printed or cells)[0]
    return found


def _each_once(crossed: dict[str, list[int]]) -> dict[str, list[int]]:
    """Assign each cell to one header where spans overlap, as in the ragged blocks of the 2019 form.

    A cell that is the only one under its header is taken from its neighbours; one that is the only
    one under two headers is given to neither.
    """
    while True:
        owners: dict[int, list[str]] = {}
        for key, cells in crossed.items():
            if len(cells) == 1:
                owners.setdefault(cells[0], []).append(key)
        settled = {
            key: [cell for cell in cells if len(cells) == 1 or cell not in owners] or cells
            for key, cells in crossed.items()
        }
        if settled == crossed:
            return {k: c for k, c in settled.items() if len(c) > 1 or len(owners[c[0]]) == 1}
        crossed = settled

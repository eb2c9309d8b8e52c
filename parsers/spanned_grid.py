"""This module reads a table by its grid: a value stands where row label and column header cross.

Row and column spans are laid out by the table model of HTML. A wrong span is what breaks it.
"""

from typing import NamedTuple

from parsers.page import Grid
from parsers.reading import Reading, RowRead, columns_of
from parsers.recognise import Line, Part, Role

_WIDEST = 64  # the form's widest table has 15 columns; a corrupt span may ask for a million


class Ref(NamedTuple):
    """Which cell of which line covers a place of the grid."""

    line: int
    cell: int


Layout = list[dict[int, Ref]]


def layout(grid: Grid) -> Layout:
    """Lay a grid out: for each line, the grid columns and the cell that covers each."""
    spans = grid.spans or {}
    rows: Layout = []
    hanging: dict[int, tuple[int, Ref]] = {}  # column: how many lines more, and the cell
    for index, line in enumerate(grid.lines):
        row = {column: ref for column, (_, ref) in hanging.items()}
        hanging = {c: (left - 1, ref) for c, (left, ref) in hanging.items() if left > 1}
        column = 0
        for cell in range(len(line)):
            while column in row:
                column += 1
            if column >= _WIDEST:
                break
            ref = Ref(index, cell)
            span = spans.get(ref)
            if span is None:
                row[column] = ref
            else:
                _cover(row, hanging, column, ref, span)
        rows.append(row)
    return rows


def _cover(
    row: dict[int, Ref],
    hanging: dict[int, tuple[int, Ref]],
    first: int,
    ref: Ref,
    span: tuple[int, int],
) -> None:
    rows, columns = span
    for column in range(first, min(first + columns, _WIDEST)):
        if column in row:
            return
        row[column] = ref
        if rows > 1:
            hanging[column] = (rows - 1, ref)


def read_lines(parts: list[Part], table: str) -> Reading:
    """Read table 二 or 三 from all its parts; a part without a header goes on under the last one."""
    reading = Reading(table)
    header: dict[int, str] = {}
    for part in parts:
        placed = layout(part.grid)
        known = {line.position: line.roles for line in part.lines}
        fresh = True
        for line in part.lines:
            row = placed[line.position]
            if line.kind == "header":
                header = {} if fresh or table == "disclosures" else header
                header |= _header(row, known)
                fresh = False
            elif line.kind == "row":
                fresh = True
                _row(part.grid, line, row, header, reading, known)
    return reading


def _header(row: dict[int, Ref], known: dict[int, tuple[Role, ...]]) -> dict[int, str]:
    return {
        column: key
        for column, (line, cell) in row.items()
        if line in known and (key := known[line][cell].column)
    }


def _row(  # noqa: PLR0913 - a line, its layout and what stands above it
    grid: Grid,
    line: Line,
    row: dict[int, Ref],
    header: dict[int, str],
    reading: Reading,
    known: dict[int, tuple[Role, ...]],
) -> None:
    first = min(header, default=_WIDEST)
    labels = {
        column: key
        for column, (above, cell) in row.items()
        if column < first and above in known and (key := known[above][cell].row)
    }
    if not labels:
        return
    crossed: dict[str, list[int]] = {}
    for column, key in header.items():
        ref = row.get(column)
        if ref and ref.line == line.position:
            cells = crossed.setdefault(key, [])
            if ref.cell not in cells:
                cells.append(ref.cell)
    columns = tuple(crossed)
    if reading.table == "disclosures" and columns_of(labels[max(labels)], columns) is None:
        return
    found = _settled(crossed, line.cells)
    columns = tuple(sorted(found, key=found.__getitem__))
    reading.put(
        labels[max(labels)],
        RowRead(grid, line.position, columns, tuple(map(found.__getitem__, columns))),
    )


def _settled(crossed: dict[str, list[int]], texts: tuple[str, ...]) -> dict[str, int]:
    """The one cell under each header; of several, the one that is not empty."""
    if all(len(cells) == 1 for cells in crossed.values()):
        singles = {key: cells[0] for key, cells in crossed.items()}
        if len(set(singles.values())) == len(singles):
            return singles
    crossed = _each_once(crossed)
    found = {}
    for key, cells in crossed.items():
        printed = [cell for cell in cells if texts[cell]]
        if len(cells) == 1 or len(printed) < 2:
            found[key] = (printed or cells)[0]
    return found


def _each_once(crossed: dict[str, list[int]]) -> dict[str, list[int]]:
    """Give every cell to one header where spans overlap, as in the ragged blocks of the 2019 form.

    A cell that is the only one under its header is not its neighbour's; one that is the only one
    under two headers is nobody's.
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

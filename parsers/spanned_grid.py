"""This module reads a table by its grid: a value stands where its row's label and column's header cross.

Row and column spans are laid out by the table model of HTML. A wrong span is what breaks it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from parsers.page import Grid
from parsers.printed_order import kind_of
from parsers.reading import Reading, Seen, columns_of, seen
from parsers.recognise import Part, meaning

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
            span = spans.get((index, cell))
            ref = Ref(index, cell)
            for covered in range(column, min(column + (span.columns if span else 1), _WIDEST)):
                if covered in row:
                    break
                row[covered] = ref
                if span and span.rows > 1:
                    hanging[covered] = (span.rows - 1, ref)
        rows.append(row)
    return rows


def read_lines(parts: list[Part], table: str) -> Reading:
    """Read table 二 or 三 from all its parts; a part without a header goes on under the last one."""
    reading = Reading()
    header: dict[int, str] = {}
    for part in parts:
        placed = layout(part.grid)
        fresh = True
        for index in part.lines:
            kind, _ = kind_of(part.grid.lines[index], table)
            if kind == "header":
                header = {} if fresh or table == "disclosures" else header
                header |= _header(part, placed[index], table)
                fresh = False
            elif kind == "row":
                fresh = True
                _row(part, placed[index], index, header, reading)
    return reading


def _header(part: Part, row: dict[int, Ref], table: str) -> dict[int, str]:
    found = {}
    for column, (line, cell) in row.items():
        text = part.grid.lines[line][cell]
        if text and (key := meaning(text, table, "column")):
            found[column] = key
    return found


def _row(
    part: Part, row: dict[int, Ref], index: int, header: dict[int, str], reading: Reading
) -> None:
    lines = part.grid.lines
    first = min(header, default=_WIDEST)
    labels = [
        key
        for column, (line, cell) in sorted(row.items())
        if column < first and (key := meaning(lines[line][cell], part.table, "row"))
    ]
    if not labels:
        return
    crossed: dict[str, list[Ref]] = {}
    for column, key in header.items():
        ref = row.get(column)
        if ref and ref.line == index and ref not in crossed.setdefault(key, []):
            crossed[key].append(ref)
    keys = list(crossed)
    if part.table == "disclosures" and columns_of(labels[-1], keys) is None:  # type: ignore[arg-type]
        return
    settled = _each_once(crossed)
    found = {key: one for key, refs in settled.items() if (one := _only(part.grid, refs))}
    reading.put(labels[-1], found, found.values(), part.table)


def _each_once(crossed: dict[str, list[Ref]]) -> dict[str, list[Ref]]:
    """Give every cell to one header where spans overlap, as in the ragged blocks of the 2019 form.

    A cell that is the only one under its header is not its neighbour's; one that is the only one
    under two headers is nobody's.
    """
    while True:
        owners: dict[Ref, list[str]] = {}
        for key, refs in crossed.items():
            if len(refs) == 1:
                owners.setdefault(refs[0], []).append(key)
        settled = {
            key: refs if len(refs) == 1 else [ref for ref in refs if ref not in owners] or refs
            for key, refs in crossed.items()
        }
        if settled == crossed:
            return {k: r for k, r in settled.items() if len(r) > 1 or len(owners[r[0]]) == 1}
        crossed = settled


def _only(grid: Grid, refs: Iterable[Ref]) -> Seen | None:
    """The one cell under a header; of several, the one that is not empty."""
    cells = [seen(grid, *ref) for ref in refs]
    printed = [cell for cell in cells if cell.text.strip()]
    if len(cells) == 1 or len(printed) == 1:
        return (printed or cells)[0]
    return cells[0] if cells and not printed else None

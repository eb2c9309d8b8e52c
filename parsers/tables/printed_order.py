"""This module reads a table by printed order: the last label of a line names it, its values follow.

It needs no spans, so it survives wrong ones; a value cell that was dropped is what it cannot see.
"""

from itertools import groupby

from parsers.recognise import Part
from parsers.tables.column_order import correct_column_order
from parsers.tables.entries import read_entries
from parsers.tables.headers import UNKNOWN
from parsers.tables.reading import Entry, Reading, RowRead, merged_cells, place_of
from parsers.text import APART


def read_lines(parts: list[Part], table: str) -> Reading:
    """Read table 二 or 三, whose rows are lines, from all the parts it was printed in."""
    reading = Reading(table)
    entries = list(read_entries(parts, reading))
    for _, mine in groupby(entries, key=lambda entry: id(entry.grid)):
        rows = list(mine)
        if rows[0].grid.spans is None:
            rows = correct_column_order(rows, reading)
        start = _start(rows)
        for entry in rows:
            _place(entry, start, reading)
    return reading


def _start(entries: list[Entry]) -> str:
    """Where values begin in the rows of a grid that pads them: at the label or from the line's end.

    All rows together tell. Where both fit, spans speak for the end and their want for the label.
    """
    rows = [(len(entry.columns), entry.line.cells[entry.first :]) for entry in entries]
    from_label = not any(any(cells[width:]) for width, cells in rows if len(cells) > width)
    from_end = not any(any(cells[:-width]) for width, cells in rows if 0 < width < len(cells))
    if from_label and from_end:
        return "label" if entries[0].grid.spans is None else "end"
    return "label" if from_label else "end" if from_end else "neither"


def _place(entry: Entry, start: str, reading: Reading) -> None:
    width, printed = len(entry.columns), len(entry.line.cells) - entry.first
    if not width:
        return
    known = not any(key.startswith(UNKNOWN) for key in entry.columns)
    merged = printed < width and known and merged_cells(entry.grid, entry.line, entry.first, width)
    if merged:
        reading.put(entry.row, RowRead(entry.grid, entry.line.position, entry.columns, merged))
        return
    glued = entry.grid.spans is None and any(APART in t for t in entry.line.cells[entry.first :])
    if printed < width or (printed > width and start == "neither") or glued:
        place = place_of(entry.grid, entry.line.position, entry.first - 1)
        text = " | ".join(entry.line.cells)
        reading.doubt("row-not-placed", f"{reading.table}.{entry.row}", text, place)
        if printed < width and known and not glued:
            cells = tuple(range(entry.first, entry.first + printed))
            short = RowRead(entry.grid, entry.line.position, entry.columns, cells)
            reading.short.setdefault(entry.row, short)
        return
    first = entry.first if start == "label" else len(entry.line.cells) - width
    cells = tuple(range(first, first + width))
    columns = entry.columns
    if not known:
        columns, cells = _known(entry, cells, reading)
    reading.put(entry.row, RowRead(entry.grid, entry.line.position, columns, cells))


def _known(
    entry: Entry, cells: tuple[int, ...], reading: Reading
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The columns of the form with their cells; what stands in others is laid aside.

    A header that the form has once and the table twice is as unknown there as any other.
    """
    both = list(zip(entry.columns, cells, strict=True))
    if not reading.extra and UNKNOWN + "total" in entry.columns:
        reading.doubt("unknown-label", reading.table, reading.headers["total"])
    reading.extra[entry.row] = {
        key.removeprefix(UNKNOWN): entry.line.cells[cell]
        for key, cell in both
        if key.startswith(UNKNOWN)
    }
    kept = [(key, cell) for key, cell in both if not key.startswith(UNKNOWN)]
    return tuple(key for key, _ in kept), tuple(cell for _, cell in kept)

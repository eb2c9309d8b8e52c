"""This module reads a table by printed order: the last label of a line names it, its values follow.

It needs no spans, so it survives wrong ones; a value cell that was dropped is what it cannot see.
"""

from collections.abc import Iterator
from itertools import groupby

from parsers.page import Grid
from parsers.recognise import Line, Part
from parsers.tables.column_order import correct_column_order
from parsers.tables.header_lines import read_header_line
from parsers.tables.headers import (
    UNKNOWN,
    assumed_request_columns,
    disclosure_columns,
    partial_request_columns,
    request_columns,
)
from parsers.tables.lost_headers import Evidence, columns_without_header, form_evidence
from parsers.tables.reading import Entry, Reading, RowRead, merged_cells, place_of
from parsers.text import APART, is_figure, number

_LONGEST_WORD = 60  # what is longer and no label is a note
Header = tuple[tuple[str, ...], ...]  # the lines of words above a row, each from left to right
_NOTE_SIGNS = frozenset("注说备*※")


def read_lines(parts: list[Part], table: str) -> Reading:
    """Read table 二 or 三, whose rows are lines, from all the parts it was printed in."""
    reading = Reading(table)
    entries = list(_entries(parts, reading))
    for _, mine in groupby(entries, key=lambda entry: id(entry.grid)):
        rows = list(mine)
        if rows[0].grid.spans is None:
            rows = correct_column_order(rows, reading)
        start = _start(rows)
        for entry in rows:
            _place(entry, start, reading)
    return reading


def _entries(parts: list[Part], reading: Reading) -> Iterator[Entry]:
    header: Header = ()
    fresh, before = True, ""
    told = form_evidence(parts if reading.table == "disclosures" else ())
    for part in parts:
        for line in part.lines:
            if line.kind == "header":
                header = () if fresh or reading.table == "disclosures" else header
                header += (read_header_line(part.grid, line, reading),)
                fresh = False
            elif line.kind == "row":
                fresh = True
                entry = _entry(part.grid, line, header, told, reading)
                before = entry.row
                yield entry
            elif line.kind in ("values", "other"):
                reading.strangers.append((before, line.cells))
                _stranger(part.grid, line, reading)


def _entry(grid: Grid, line: Line, header: Header, told: Evidence, reading: Reading) -> Entry:
    row = line.roles[line.label].row or ""
    for cell in range(line.label):
        if line.cells[cell] and not line.roles[cell].known:
            place = place_of(grid, line.position, cell)
            reading.doubt("unknown-label", reading.table, line.cells[cell], place)
    printed = len(line.cells) - line.label - 1
    if reading.table == "disclosures":
        columns = (
            disclosure_columns(row, header[-1])
            if header and header[-1]
            else columns_without_header(row, printed, told, grid.spans is not None)
        )
    else:
        columns = request_columns(header, printed)
        if columns is None and grid.spans is not None:
            columns = partial_request_columns(header, printed)
    if columns is None:
        place = place_of(grid, line.position, line.label)
        reading.doubt("header-missing", f"{reading.table}.{row}", None, place)
        columns = assumed_request_columns(header, printed) if reading.table == "requests" else ()
    return Entry(row, columns, grid, line, line.label + 1)


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


def _stranger(grid: Grid, line: Line, reading: Reading) -> None:
    """A line that names no row: a note under the table, or a row that no form has."""
    pairs = zip(line.cells, line.roles, strict=True)
    unknown = [text for text, role in pairs if text and not role.known and not is_figure(text)]
    figures = any(number(text).state == "number" for text in line.cells)
    if not unknown and not figures:
        return
    text = " | ".join(filter(None, line.cells))
    if len(unknown) == 1 and not figures and (len(text) > _LONGEST_WORD or text[0] in _NOTE_SIGNS):
        return
    reading.doubt("unknown-label", reading.table, text, place_of(grid, line.position, 0))

"""This module reads a table by printed order: the last label of a line names it, its values follow.

It needs no spans, so it survives wrong ones; a value cell that was dropped is what it cannot see.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from parsers.page import Grid
from parsers.reading import Reading, RowRead, at, columns_of
from parsers.recognise import Line, Part
from parsers.text import fold, is_figure, number
from schemas.form import forms

COLUMNS = tuple(forms()["2021"].tables["requests"].columns)
_ORGANISATIONS = frozenset(COLUMNS[1:-1])
_GROUP = "法人或其他组织"
_LONGEST_WORD = 60  # what is longer and no label is a note
_NOTE_SIGNS = frozenset("注说备*※")


class Entry(NamedTuple):
    """A printed row before its values are placed: `first` is the cell after its label."""

    row: str
    columns: tuple[str, ...]
    grid: Grid
    line: Line
    first: int


def read_lines(parts: list[Part], table: str) -> Reading:
    """Read table 二 or 三, whose rows are lines, from all the parts it was printed in."""
    reading = Reading(table)
    entries = list(_entries(parts, reading))
    for _, mine in groupby(entries, key=lambda entry: id(entry.grid)):
        rows = list(mine)
        start = _start(rows)
        for entry in rows:
            _place(entry, start, reading)
    return reading


def _entries(parts: list[Part], reading: Reading) -> Iterator[Entry]:
    header: list[str | None] = []
    fresh = True
    for part in parts:
        for line in part.lines:
            if line.kind == "header":
                header = [] if fresh or reading.table == "disclosures" else header
                header += _header_words(part.grid, line, reading)
                fresh = False
            elif line.kind == "row":
                fresh = True
                yield _entry(part.grid, line, tuple(header), reading)
            elif line.kind in ("values", "other"):
                _stranger(part.grid, line, reading)


def _header_words(grid: Grid, line: Line, reading: Reading) -> Iterator[str | None]:
    for cell, (text, role) in enumerate(zip(line.cells, line.roles, strict=True)):
        if role.column:
            reading.headers.setdefault(role.column, text)
            yield role.column
        elif text and fold(text) == _GROUP:
            yield _GROUP
        elif text and not role.known:
            reading.doubt("unknown-label", reading.table, text, at(grid, line.position, cell))
            yield None


def _entry(grid: Grid, line: Line, header: tuple[str | None, ...], reading: Reading) -> Entry:
    row = line.roles[line.label].row or ""
    for cell in range(line.label):
        if line.cells[cell] and not line.roles[cell].known:
            place = at(grid, line.position, cell)
            reading.doubt("unknown-label", reading.table, line.cells[cell], place)
    if reading.table == "disclosures":
        columns = _disclosed(row, header, len(line.cells) - line.label - 1)
    else:
        columns = _applicants(header)
    if columns is None:
        place = at(grid, line.position, line.label)
        reading.doubt("header-missing", f"{reading.table}.{row}", None, place)
        columns = COLUMNS if reading.table == "requests" else ()
    return Entry(row, columns, grid, line, line.label + 1)


def _disclosed(row: str, header: tuple[str | None, ...], printed: int) -> tuple[str, ...] | None:
    """The columns of a row of table 二; without a header, only where one form alone fits."""
    return columns_of(row, header or (None,) * printed)


def _applicants(header: tuple[str | None, ...]) -> tuple[str, ...] | None:
    """The columns of table 三 in printed order: the organisations stand where their group does."""
    keys = [key for key in header if key is not None]
    if keys == list(COLUMNS):
        return COLUMNS
    if _GROUP in keys:
        inner = [key for key in keys if key in _ORGANISATIONS]
        outer = [key for key in keys if key not in _ORGANISATIONS]
        at_group = outer.index(_GROUP)
        keys = [*outer[:at_group], *inner, *outer[at_group + 1 :]]
    return tuple(keys) if len(keys) == len(COLUMNS) and set(keys) == set(COLUMNS) else None


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
    if printed < width or (printed > width and start == "neither"):
        place = at(entry.grid, entry.line.position, entry.first - 1)
        text = " | ".join(entry.line.cells)
        reading.doubt("row-not-placed", f"{reading.table}.{entry.row}", text, place)
        if printed < width:
            cells = tuple(range(entry.first, entry.first + printed))
            short = RowRead(entry.grid, entry.line.position, entry.columns, cells)
            reading.short.setdefault(entry.row, short)
        return
    first = entry.first if start == "label" else len(entry.line.cells) - width
    cells = tuple(range(first, first + width))
    reading.put(entry.row, RowRead(entry.grid, entry.line.position, entry.columns, cells))


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
    reading.doubt("unknown-label", reading.table, text, at(grid, line.position, 0))

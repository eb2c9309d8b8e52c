"""This module compares the two readings of a table: their agreement is evidence that it was well read.

Printed order and spanned grid fail in different ways. Where they differ, a finding says so and the
table is not sound.
"""

from functools import lru_cache

from parsers.numbers import is_figure
from parsers.recognise import Part, find_tables
from parsers.tables import across, across_grid, printed_order, spanned_grid
from parsers.tables.other_units import doubt_other_units
from parsers.tables.reading import Reading, RowRead, allows_two_readings, texts_by_column
from parsers.tables.shapes import REMEMBERED, InternedShape, example_grid
from parsers.tables.subtotals import sums_up_group
from schemas.form import forms

# The tables that are printed as one line, every row's columns side by side.
_TABLES = (table for form in forms().values() for table in form.tables.values())
_ACROSS = frozenset(table.name for table in _TABLES if table.across)


def read(name: str, found: list[Part]) -> Reading:
    """Read a table from its parts, by both readings where the source has spans, else by printed order alone.

    A table whose shape has been read before without any doubt is read as it was then.
    """
    known = _read_well(name, tuple([part.shape for part in found]))
    if known is None:
        return _afresh(name, found)
    grids = [part.grid for part in found]
    rows = {  # made anew, which takes a third of the time of `_replace`
        row: RowRead(grids[place.number], line, columns, cells)
        for row, (place, line, columns, cells) in known.rows.items()
    }
    return Reading(name, rows, headers=known.headers)


def _afresh(name: str, found: list[Part]) -> Reading:
    twice = all(map(allows_two_readings, found))
    reading = read_twice(name, found) if twice else read_once(name, found)
    doubt_other_units(found, reading)
    return reading


@lru_cache(maxsize=REMEMBERED)
def _read_well(name: str, shapes: tuple[InternedShape, ...]) -> Reading | None:
    """The reading of a table of these shapes; None where it depends on the figures."""
    grids = [example_grid(interned.shape, place) for place, interned in enumerate(shapes)]
    reading = _afresh(name, [part for part in find_tables(grids) if part.table == name])
    doubtful = not reading.sound or reading.findings or reading.short
    summed = reading.summed or any(sums_up_group(one.line) for one in reading.strangers)
    return None if doubtful or summed else reading


def read_once(name: str, parts: list[Part]) -> Reading:
    """Read a table by printed order alone, for a source that keeps no spans."""
    return across.read_order(parts) if name in _ACROSS else printed_order.read_lines(parts, name)


def read_twice(name: str, parts: list[Part]) -> Reading:
    """Read a table by printed order and by its grid; every difference is a doubt.

    Rows that only the grid has are added to those of printed order.
    """
    first = read_once(name, parts)
    second = (
        across_grid.read_lines(parts) if name in _ACROSS else spanned_grid.read_lines(parts, name)
    )
    if second.rows == first.rows:
        return first
    for row in first.rows.keys() | second.rows.keys():
        one, other = first.rows.get(row), second.rows.get(row)
        if one != other:
            _compare(row, one, other, first)
    _same_order(first, second)
    first.findings.sort(key=lambda f: (f.code, f.where or ""))
    first.rows |= _added(first, second)
    return first


def _same_order(first: Reading, second: Reading) -> None:
    """Doubt a row whose columns the two readings see in different orders, which equal figures would hide."""
    if not first.sound:
        return
    for row, one in first.rows.items():
        other = second.rows.get(row)
        if other and set(other.columns) == set(one.columns) and _order(other) != _order(one):
            orders = " / ".join(" ".join(_order(read)) for read in (one, other))
            where, place = f"{first.table}.{row}", one.place(one.columns[0])
            first.doubt("readings-disagree", where, orders, place)
            return


def _order(read: RowRead) -> list[str]:
    return [column for _, column in sorted(zip(read.cells, read.columns, strict=True))]


def _added(first: Reading, second: Reading) -> dict[str, RowRead]:
    """The rows that only the grid has, if their line is no other row's and they have just its cells.

    A span that reaches too far gives a line a second name, and a cell lost or added shifts those after it.
    """
    lines = {(read.grid.number, read.line) for read in first.rows.values()}
    return {
        row: read
        for row, read in second.rows.items()
        if row not in first.rows
        and (read.grid.number, read.line) not in lines
        and (row not in first.short or len(read.columns) == len(first.short[row].columns))
        and (first.table in _ACROSS or _reads_all(read))
    }


def _reads_all(read: RowRead) -> bool:
    """Whether no figure stands just before what is read of a row's line, and nothing after it."""
    if not read.cells:
        return False
    line = read.grid.lines[read.line]
    first, last = min(read.cells), max(read.cells)
    return not any(line[last + 1 :]) and not (first and is_figure(line[first - 1]))


def _compare(row: str, one: RowRead | None, other: RowRead | None, reading: Reading) -> None:
    texts = texts_by_column(one) if one else {}
    others = texts_by_column(other) if other else {}
    for column in texts.keys() | others.keys():
        if texts.get(column) != others.get(column):
            read = one if one and column in texts else other
            text = f"{texts.get(column, '?')} / {others.get(column, '?')}"
            where = f"{reading.table}.{row}.{column}"
            reading.doubt("readings-disagree", where, text, read and read.place(column))

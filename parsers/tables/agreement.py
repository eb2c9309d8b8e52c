"""This module sets the two readings of a table side by side: agreement is evidence.

Printed order and spanned grid fail in different ways. Where they differ the finding says so, and
the table cannot be called well read.
"""

from functools import lru_cache

from parsers.recognise import Part, find_tables
from parsers.tables import across, printed_order, spanned_grid
from parsers.tables.reading import Reading, RowRead, allows_two_readings, texts_by_column
from parsers.tables.shapes import REMEMBERED, InternedShape, example_grid
from schemas.form import forms

# The tables that are printed as one line, every row's columns side by side.
_ACROSS = frozenset(
    name for form in forms().values() for name, table in form.tables.items() if table.across
)


def read(name: str, found: list[Part]) -> Reading:
    """Read a table from its parts: by both readings where the source keeps spans, else by one.

    A table of a shape that both read without any doubt is read as that shape was.
    """
    known = _read_well(name, tuple([part.shape for part in found]))
    if known is None:
        return _afresh(name, found)
    grids = [part.grid for part in found]
    rows = {
        row: RowRead(grids[place.number], line, columns, cells)
        for row, (place, line, columns, cells) in known.rows.items()
    }
    return Reading(name, rows, headers=known.headers)


def _afresh(name: str, found: list[Part]) -> Reading:
    return (
        read_twice(name, found) if all(map(allows_two_readings, found)) else read_once(name, found)
    )


@lru_cache(maxsize=REMEMBERED)
def _read_well(name: str, shapes: tuple[InternedShape, ...]) -> Reading | None:
    """How a table of these shapes is read, whatever its figures; None where they may matter."""
    grids = [example_grid(told.shape, place) for place, told in enumerate(shapes)]
    reading = _afresh(name, [part for part in find_tables(grids) if part.table == name])
    doubtful = not reading.sound or reading.findings or reading.short
    return None if doubtful else reading


def read_once(name: str, parts: list[Part]) -> Reading:
    """Read a table by printed order alone, for a source that keeps no spans."""
    return across.read_order(parts) if name in _ACROSS else printed_order.read_lines(parts, name)


def _spanned(name: str, parts: list[Part]) -> Reading:
    return across.read_grid(parts) if name in _ACROSS else spanned_grid.read_lines(parts, name)


def read_twice(name: str, parts: list[Part]) -> Reading:
    """Read a table by printed order and by its grid, whose rows stand where the first has none.

    Every difference is a doubt.
    """
    first, second = read_once(name, parts), _spanned(name, parts)
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
    """Doubt columns that the readings see in another order, where equal figures hide it."""
    if not first.sound:
        return
    for row, one in first.rows.items():
        other = second.rows.get(row)
        if other and set(other.columns) == set(one.columns) and _order(other) != _order(one):
            orders = " / ".join(" ".join(_order(read)) for read in (one, other))
            first.doubt(
                "readings-disagree", f"{first.table}.{row}", orders, one.place(one.columns[0])
            )
            return


def _order(read: RowRead) -> list[str]:
    return [column for _, column in sorted(zip(read.cells, read.columns, strict=True))]


def _added(first: Reading, second: Reading) -> dict[str, RowRead]:
    """The rows of the grid alone: those whose line is no other row's, and that lost no cell.

    A span that reaches too far gives a line a second name, and a lost cell shifts those after it.
    """
    lines = {(read.grid.number, read.line) for read in first.rows.values()}
    return {
        row: read
        for row, read in second.rows.items()
        if row not in first.rows
        and (read.grid.number, read.line) not in lines
        and (row not in first.short or len(read.columns) == len(first.short[row].columns))
    }


def _compare(row: str, one: RowRead | None, other: RowRead | None, reading: Reading) -> None:
    texts = texts_by_column(one) if one else {}
    others = texts_by_column(other) if other else {}
    for column in texts.keys() | others.keys():
        if texts.get(column) != others.get(column):
            read = one if one and column in texts else other
            text = f"{texts.get(column, '?')} / {others.get(column, '?')}"
            where = f"{reading.table}.{row}.{column}"
            reading.doubt("readings-disagree", where, text, read and read.place(column))

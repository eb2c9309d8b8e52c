"""This module turns the readings of a table into its records: places to figures, as printed.

Where two readings differ the finding says so, and the table cannot be called well read.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from parsers import across, printed_order, spanned_grid
from parsers.reading import Reading, Seen, two_readings
from parsers.recognise import Part
from parsers.text import MONEY_UNITS, number, squeeze
from schemas.finding import Finding, finding
from schemas.form import Form, Table, forms
from schemas.report import Disclosure, Dispute, Request, Row

RECORDS: dict[str, type[Row]] = {
    "disclosures": Disclosure,
    "requests": Request,
    "disputes": Dispute,
}
_UNIT = re.compile(r"\((?:单位:?)?(亿元|万元|千元|元)\)")

Place = tuple[str, str]


class TableRead(NamedTuple):
    """A table as read: the places printed, their figures, and whether it was well read.

    A place in `values` is printed, None there is a blank; a place in `unreadable` is printed too,
    yet is no figure. `spans`: the source kept them, so there were two readings.
    """

    form: Form | None
    table: Table
    expected: tuple[Place, ...]
    cells: dict[Place, Seen]
    values: dict[Place, int | Decimal | None]
    unreadable: frozenset[Place]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    sound: bool
    spans: bool


def read(name: str, parts: list[Part], preferred: str | None) -> TableRead:
    """Read one table from its parts; `preferred` is the form to take where its rows leave it open."""
    first = _printed(name, parts)
    spans = all(two_readings(part) for part in parts)
    second = _spanned(name, parts) if spans else None
    cells = _merge(name, first, second)
    form = _form_of(name, first.rows or [row for row, _ in cells], cells, preferred)
    table = form.tables[name]
    values, unreadable = _figures(name, cells, table, first)
    _check_order(name, list(dict.fromkeys(row for row, _ in cells)), cells, table, first)
    return TableRead(
        form,
        table,
        _expected(name, table, cells),
        cells,
        values,
        unreadable,
        _records(name, table, cells, values, first.headers),
        tuple(first.findings),
        first.sound,
        spans,
    )


def _printed(name: str, parts: list[Part]) -> Reading:
    return across.read_order(parts) if name == "disputes" else printed_order.read_lines(parts, name)


def _spanned(name: str, parts: list[Part]) -> Reading:
    return across.read_grid(parts) if name == "disputes" else spanned_grid.read_lines(parts, name)


def _merge(name: str, first: Reading, second: Reading | None) -> dict[Place, Seen]:
    """The printed order's places, the grid's where it has more; each difference is a doubt."""
    if second is None or second.cells == first.cells:
        return first.cells
    for place in first.cells.keys() | second.cells.keys():
        one, other = first.cells.get(place), second.cells.get(place)
        if one is None or other is None or one.text.strip() != other.text.strip():
            at = one or other
            where = f"{name}.{place[0]}.{place[1]}"
            text = f"{one.text if one else None!r} / {other.text if other else None!r}"
            first.doubt("readings-disagree", where, text, at)
    first.findings.sort(key=lambda f: (f.code, f.where or ""))
    short = {row for row, _ in second.cells} - {row for row, _ in first.cells}
    return first.cells | {place: cell for place, cell in second.cells.items() if place[0] in short}


def _form_of(name: str, rows: list[str], cells: dict[Place, Seen], preferred: str | None) -> Form:
    """The form whose rows and columns the printed ones are, told by labels alone."""

    def misfit(form: Form) -> tuple[int, bool, int]:
        table = form.tables[name]
        return (
            sum(not _is_of(row, cells, table) for row in rows),
            form.version != preferred,
            sum(place not in cells for place in table.places),
        )

    candidates = [form for form in forms().values() if name in form.tables]
    preferred = preferred or candidates[0].version
    return min(candidates, key=misfit)


def _is_of(row: str, cells: dict[Place, Seen], table: Table) -> bool:
    """Whether a printed row is one of the table's, with no column that the table's row lacks."""
    if row not in table.rows:
        return False
    printed = {column for r, column in cells if r == row}
    columns = set(table.rows[row].columns)
    return printed <= columns if table.name != "disclosures" else printed in (columns, set())


def _expected(name: str, table: Table, cells: dict[Place, Seen]) -> tuple[Place, ...]:
    """The places that the table should have; a row printed by another form has that form's."""
    if name != "disclosures":
        return table.places
    printed = {row: {column for r, column in cells if r == row} for row, _ in cells}
    others = [f.tables[name].rows for f in forms().values() if name in f.tables]
    return tuple(
        (row.key, column)
        for row in table.rows.values()
        for column in next(
            (
                other[row.key].columns
                for other in others
                if row.key in other and set(other[row.key].columns) == printed.get(row.key)
            ),
            row.columns,
        )
    )


def _figures(
    name: str, cells: dict[Place, Seen], table: Table, reading: Reading
) -> tuple[dict[Place, int | Decimal | None], frozenset[Place]]:
    values: dict[Place, int | Decimal | None] = {}
    unreadable: list[Place] = []
    for place, cell in cells.items():
        read = number(cell.text)
        value, whole = read.value, place[1] != "amount"
        if isinstance(value, Decimal) and whole and value == value.to_integral_value():
            value = int(value)
        if read.state == "unparsed" or (isinstance(value, Decimal) and whole):
            unreadable.append(place)
            where = f"{name}.{place[0]}.{place[1]}"
            reading.findings.append(finding("unreadable-figure", where, cell.text, cell.place))
            value = None
        elif value is not None and value < 0 and not _signed(place[1], table):
            where = f"{name}.{place[0]}.{place[1]}"
            reading.findings.append(finding("negative-figure", where, cell.text, cell.place))
        values[place] = value
    return values, frozenset(unreadable)


def _signed(column: str, table: Table) -> bool:
    return column in table.columns and table.columns[column].signed


def _check_order(
    name: str, rows: list[str], cells: dict[Place, Seen], table: Table, reading: Reading
) -> None:
    """Rows and columns must stand in the form's order: arithmetic cannot tell a swap."""
    known = [row for row in table.rows if row in rows]
    if [row for row in rows if row in table.rows] != known:
        reading.doubt("out-of-order", name, " ".join(rows))
    foreign = [row for row in rows if row not in table.rows]
    if foreign:
        reading.doubt("row-of-another-form", name, " ".join(foreign))
    for row in known:
        printed = [column for r, column in cells if r == row]
        if [c for c in table.columns if c in printed] != [c for c in printed if c in table.columns]:
            reading.doubt("out-of-order", f"{name}.{row}", " ".join(printed))
            return


def _records(
    name: str,
    table: Table,
    cells: dict[Place, Seen],
    values: dict[Place, int | Decimal | None],
    headers: dict[str, str],
) -> tuple[Row, ...]:
    build = RECORDS[name]
    order: Callable[[str], int] = {row: i for i, row in enumerate(table.rows)}.get  # type: ignore[assignment]
    rows = sorted({row for row, _ in cells}, key=lambda row: (order(row) is None, order(row) or 0))
    made = []
    for row in rows:
        places = {column: cell for (r, column), cell in cells.items() if r == row}
        fields: dict[str, object] = {column: values[row, column] for column in places}
        if "amount" in places:
            fields["amount"] = _money(values[row, "amount"])
            fields["unit"] = _unit(places["amount"].text, headers.get("amount", ""), table)
        texts = {
            column: cell.text for column, cell in places.items() if not number(cell.text).plain
        }
        made.append(build(row=row, printed=texts, **fields))
    return tuple(made)


def _money(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _unit(cell: str, header: str, table: Table) -> str | None:
    """The unit of an amount: printed in the cell, else in the header, else what the form prescribes."""
    unit = number(cell).unit
    if unit in MONEY_UNITS:
        return unit
    match = _UNIT.search(squeeze(header))
    return match.group(1) if match else table.columns["amount"].unit

"""This module turns the readings of a table into its records: places to figures, as printed.

Where two readings differ the finding says so, and the table cannot be called well read.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from parsers import across, printed_order, spanned_grid
from parsers.reading import Reading, RowRead, said, two_readings
from parsers.recognise import Part
from parsers.text import MONEY_UNITS, number, squeeze
from schemas.finding import Finding, finding
from schemas.form import Form, Line, Table, forms
from schemas.report import Disclosure, Dispute, Request, Row

RECORDS: dict[str, type[Row]] = {
    "disclosures": Disclosure,
    "requests": Request,
    "disputes": Dispute,
}
_UNIT = re.compile(r"\((?:单位:?)?(亿元|万元|千元|元)\)")

Place = tuple[str, str]
Value = int | Decimal | None


class TableRead(NamedTuple):
    """A table as read: its rows, the figure of every place that is printed, and how well.

    None in `values` is a blank or a sign for nothing; a place in `unreadable` is no figure.
    `spans`: the source kept them, so that there were two readings.
    """

    form: Form
    table: Table
    expected: tuple[Place, ...]
    placed: dict[str, RowRead]
    values: dict[Place, Value]
    unreadable: frozenset[Place]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    sound: bool
    spans: bool


def read(name: str, parts: list[Part], preferred: str | None) -> TableRead:
    """Read one table from its parts; `preferred` is the form to take where its rows leave it open."""
    spans = all(map(two_readings, parts))
    reading = _agreed(_printed(name, parts), _spanned(name, parts) if spans else None)
    form = _form_of(name, reading.rows, preferred)
    table = form.tables[name]
    _check_order(reading, table)
    values, unreadable = _figures(reading, table)
    return TableRead(
        form,
        table,
        _expected(table, reading.rows),
        reading.rows,
        values,
        unreadable,
        _records(reading, table, values),
        tuple(reading.findings),
        reading.sound,
        spans,
    )


def _printed(name: str, parts: list[Part]) -> Reading:
    return across.read_order(parts) if name == "disputes" else printed_order.read_lines(parts, name)


def _spanned(name: str, parts: list[Part]) -> Reading:
    return across.read_grid(parts) if name == "disputes" else spanned_grid.read_lines(parts, name)


def _agreed(first: Reading, second: Reading | None) -> Reading:
    """The printed order, with the grid's rows where it has none; every difference is a doubt."""
    if second is None or second.rows == first.rows:
        return first
    for row in first.rows.keys() | second.rows.keys():
        one, other = first.rows.get(row), second.rows.get(row)
        if one != other:
            _compare(row, one, other, first)
    first.findings.sort(key=lambda f: (f.code, f.where or ""))
    first.rows |= {row: read for row, read in second.rows.items() if row not in first.rows}
    return first


def _compare(row: str, one: RowRead | None, other: RowRead | None, reading: Reading) -> None:
    texts = said(one) if one else {}
    others = said(other) if other else {}
    for column in texts.keys() | others.keys():
        if texts.get(column) != others.get(column):
            read = one if one and column in texts else other
            text = f"{texts.get(column, '?')} / {others.get(column, '?')}"
            where = f"{reading.table}.{row}.{column}"
            reading.doubt("readings-disagree", where, text, read and read.place(column))


def _form_of(name: str, rows: dict[str, RowRead], preferred: str | None) -> Form:
    """The form whose rows and columns the printed ones are, told by labels alone."""
    candidates = [form for form in forms().values() if name in form.tables]
    preferred = preferred or candidates[0].version

    def misfit(form: Form) -> tuple[int, bool, int]:
        table = form.tables[name]
        return (
            sum(not _is_of(row, read, table) for row, read in rows.items()),
            form.version != preferred,
            sum(row not in rows for row in table.rows),
        )

    return min(candidates, key=misfit)


def _is_of(row: str, read: RowRead, table: Table) -> bool:
    """Whether a printed row is one of the table's, with no column that the table's row lacks."""
    if row not in table.rows:
        return False
    printed, columns = set(read.columns), set(table.rows[row].columns)
    return printed == columns if table.name == "disclosures" else printed <= columns


def _expected(table: Table, rows: dict[str, RowRead]) -> tuple[Place, ...]:
    """The places that the table should have; a row printed by another form has that form's."""
    if table.name != "disclosures":
        return table.places
    others = [
        form.tables[table.name].rows for form in forms().values() if table.name in form.tables
    ]
    return tuple(
        (row.key, column) for row in table.rows.values() for column in _columns(row, rows, others)
    )


def _columns(row: Line, rows: dict[str, RowRead], others: list[dict[str, Line]]) -> tuple[str, ...]:
    printed = set(rows[row.key].columns) if row.key in rows else set()
    fitting = (o[row.key].columns for o in others if row.key in o)
    return next((columns for columns in fitting if set(columns) == printed), row.columns)


def _figures(reading: Reading, table: Table) -> tuple[dict[Place, Value], frozenset[Place]]:
    values: dict[Place, Value] = {}
    unreadable = []
    for row, read in reading.rows.items():
        for column, text in zip(read.columns, read.texts, strict=True):
            value = number(text).value
            if value is None and number(text).state == "unparsed":
                unreadable.append((row, column))
            elif isinstance(value, Decimal) and column != "amount":
                value = int(value) if value == value.to_integral_value() else None
                unreadable += [(row, column)] if value is None else []
            elif value is not None and value < 0 and not _signed(column, table):
                where = f"{table.name}.{row}.{column}"
                place = read.place(column)
                reading.findings.append(finding("negative-figure", where, text, place))
            values[row, column] = value
    for row, column in unreadable:
        read = reading.rows[row]
        where, text = f"{table.name}.{row}.{column}", said(read)[column]
        reading.findings.append(finding("unreadable-figure", where, text, read.place(column)))
    return values, frozenset(unreadable)


def _signed(column: str, table: Table) -> bool:
    return column in table.columns and table.columns[column].signed


def _check_order(reading: Reading, table: Table) -> None:
    """Rows and columns must stand in the form's order: arithmetic cannot tell a swap."""
    known = [row for row in reading.rows if row in table.rows]
    if [row for row in table.rows if row in reading.rows] != known:
        reading.doubt("out-of-order", table.name, " ".join(reading.rows))
    foreign = [row for row in reading.rows if row not in table.rows]
    if foreign:
        reading.doubt("row-of-another-form", table.name, " ".join(foreign))
    for row in known:
        printed = reading.rows[row].columns
        columns = table.rows[row].columns
        if printed != columns and [c for c in columns if c in printed] != [
            c for c in printed if c in columns
        ]:
            reading.doubt("out-of-order", f"{table.name}.{row}", " ".join(printed))
            return


def _records(reading: Reading, table: Table, values: dict[Place, Value]) -> tuple[Row, ...]:
    """A record a printed row, in the form's order, those of another form after them."""
    build = RECORDS[table.name]
    order = [row for row in table.rows if row in reading.rows]
    made = []
    for row in (*order, *(row for row in reading.rows if row not in table.rows)):
        read = reading.rows[row]
        fields: dict[str, object] = {column: values[row, column] for column in read.columns}
        texts = said(read)
        if "amount" in texts:
            amount = values[row, "amount"]
            fields["amount"] = None if amount is None else Decimal(amount)
            fields["unit"] = _unit(texts["amount"], reading.headers.get("amount", ""), table)
        printed = {column: text for column, text in texts.items() if not number(text).plain}
        made.append(build(row=row, printed=printed, **fields))
    return tuple(made)


def _unit(cell: str, header: str, table: Table) -> str | None:
    """The unit of an amount: printed in the cell, else in the header, else what the form prescribes."""
    unit = number(cell).unit
    if unit in MONEY_UNITS:
        return unit
    match = _UNIT.search(squeeze(header))
    return match.group(1) if match else table.columns["amount"].unit

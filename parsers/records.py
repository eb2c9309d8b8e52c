"""This module turns a table as read into its records: places to figures, as printed."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from parsers import agreement
from parsers.reading import Reading, RowRead, said, two_readings
from parsers.recognise import Part
from parsers.subtotals import subtotals
from parsers.text import MONEY_UNITS, count, number, squeeze
from schemas.finding import Finding, finding
from schemas.form import Form, Line, Table, forms
from schemas.report import Disclosure, Dispute, Request, Row

# All rows of a table are validated at once: one by one costs twice as much.
_ROWS: dict[str, TypeAdapter[Any]] = {
    "disclosures": TypeAdapter(tuple[Disclosure, ...]),
    "requests": TypeAdapter(tuple[Request, ...]),
    "disputes": TypeAdapter(tuple[Dispute, ...]),
}
_UNIT = re.compile(r"\((?:单位:?)?(亿元|万元|千元|元)\)")

Place = tuple[str, str]
Printed = tuple[
    tuple[str, tuple[str, ...]], ...
]  # each row with its columns, in the order of print
Value = int | Decimal | None


class Figures(NamedTuple):
    """The figures of a table's places, those that are none, and what is printed where it differs."""

    values: dict[Place, Value]
    unreadable: frozenset[Place]
    printed: dict[str, dict[str, str]]


class TableRead(NamedTuple):
    """A table as read: its rows, the figure of every place that is printed, and how well.

    None in `values` is a blank or a sign for nothing; a place in `unreadable` is no figure.
    `spans`: the source kept them, so that there were two readings. `short` has the rows that were
    found with too few cells to place. `recognised`: the text is an OCR's reading of a picture.
    """

    form: Form
    table: Table
    expected: tuple[Place, ...]
    placed: dict[str, RowRead]
    short: dict[str, RowRead]
    values: dict[Place, Value]
    unreadable: frozenset[Place]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    sound: bool
    spans: bool
    recognised: bool = False


def read(name: str, parts: list[Part], preferred: str | None) -> TableRead:
    """Read one table from its parts; `preferred` is the form to take where its rows leave it open."""
    reading = agreement.read(name, parts)
    printed = tuple([(row, read.columns) for row, read in reading.rows.items()])
    form = forms()[_form_of(name, printed, preferred)]
    table = form.tables[name]
    for code, where, text in _disorder(form.version, name, printed):
        reading.doubt(code, where, text)
    figures = _figures(reading, table)
    reading.findings += subtotals(reading)
    return TableRead(
        form,
        table,
        _expected(form.version, name, printed),
        reading.rows,
        {row: read for row, read in reading.short.items() if row not in reading.rows},
        figures.values,
        figures.unreadable,
        _records(reading, table, figures),
        tuple(reading.findings),
        reading.sound,
        all(map(two_readings, parts)),
    )


@lru_cache(maxsize=512)
def _form_of(name: str, printed: Printed, preferred: str | None) -> str:
    """The form whose rows and columns the printed ones are, told by labels alone."""
    candidates = [form for form in forms().values() if name in form.tables]
    preferred = preferred or candidates[0].version
    rows = dict(printed)

    def misfit(form: Form) -> tuple[int, bool, int]:
        table = form.tables[name]
        return (
            sum(not _is_of(row, columns, table) for row, columns in printed),
            form.version != preferred,
            sum(row not in rows for row in table.rows),
        )

    return min(candidates, key=misfit).version


def _is_of(row: str, printed: tuple[str, ...], table: Table) -> bool:
    """Whether a printed row is one of the table's, with no column that the table's row lacks."""
    if row not in table.rows:
        return False
    columns = set(table.rows[row].columns)
    return set(printed) == columns if table.name == "disclosures" else set(printed) <= columns


@lru_cache(maxsize=512)
def _expected(version: str, name: str, printed: Printed) -> tuple[Place, ...]:
    """The places that the table should have; a row printed by another form has that form's."""
    table = forms()[version].tables[name]
    if name != "disclosures":
        return table.places
    others = [form.tables[name].rows for form in forms().values() if name in form.tables]
    rows = dict(printed)
    return tuple(
        (row.key, column)
        for row in table.rows.values()
        for column in _columns(row, rows.get(row.key, ()), others)
    )


def _columns(row: Line, printed: tuple[str, ...], others: list[dict[str, Line]]) -> tuple[str, ...]:
    fitting = (o[row.key].columns for o in others if row.key in o)
    return next((columns for columns in fitting if set(columns) == set(printed)), row.columns)


def _figures(reading: Reading, table: Table) -> Figures:
    """Every printed place's figure; a place whose text is not simply its number is `printed` too."""
    values: dict[Place, Value] = {}
    unreadable: list[Place] = []
    printed: dict[str, dict[str, str]] = {}
    for row, read in reading.rows.items():
        odd = printed[row] = {}
        counts = tuple(map(count, read.texts))
        if None not in counts:
            values.update(zip(_places(row, read.columns), counts, strict=True))
            continue
        for column, text in zip(read.columns, read.texts, strict=True):
            told = number(text)
            value, state = _whole(told.value, told.state, column)
            if not told.plain or value is not told.value or state == "unparsed":
                odd[column] = text
                unreadable += [(row, column)] if state == "unparsed" else []
            if value is not None and value < 0 and not _signed(column, table):
                _complain("negative-figure", row, column, reading)
            values[row, column] = value
    for row, column in unreadable:
        _complain("unreadable-figure", row, column, reading)
    return Figures(values, frozenset(unreadable), printed)


@lru_cache(maxsize=512)
def _places(row: str, columns: tuple[str, ...]) -> tuple[Place, ...]:
    return tuple((row, column) for column in columns)


def _whole(value: Value, state: str, column: str) -> tuple[Value, str]:
    """A count is whole: `3.0` is 3, and `2.5` is no count. Amounts have decimals."""
    if not isinstance(value, Decimal) or column == "amount":
        return value, state
    return (int(value), state) if value == value.to_integral_value() else (None, "unparsed")


def _complain(code: str, row: str, column: str, reading: Reading) -> None:
    read = reading.rows[row]
    where = f"{reading.table}.{row}.{column}"
    reading.findings.append(finding(code, where, said(read)[column], read.place(column)))


def _signed(column: str, table: Table) -> bool:
    return column in table.columns and table.columns[column].signed


@lru_cache(maxsize=512)
def _disorder(version: str, name: str, printed: Printed) -> tuple[tuple[str, str, str], ...]:
    """What stands out of the form's order, as code, place and text: arithmetic cannot tell a swap."""
    table = forms()[version].tables[name]
    rows = dict(printed)
    known = [row for row in rows if row in table.rows]
    foreign = [row for row in rows if row not in table.rows]
    found = []
    if [row for row in table.rows if row in rows] != known:
        found.append(("out-of-order", name, " ".join(rows)))
    if foreign:
        found.append(("row-of-another-form", name, " ".join(foreign)))
    swapped = next((row for row in known if _is_swapped(rows[row], table.rows[row].columns)), None)
    if swapped:
        found.append(("out-of-order", f"{name}.{swapped}", " ".join(rows[swapped])))
    return tuple(found)


def _is_swapped(printed: tuple[str, ...], columns: tuple[str, ...]) -> bool:
    return [c for c in columns if c in printed] != [c for c in printed if c in columns]


def _records(reading: Reading, table: Table, figures: Figures) -> tuple[Row, ...]:
    """A record a printed row, in the form's order, those of another form after them."""
    order = [row for row in table.rows if row in reading.rows]
    every = (*order, *(row for row in reading.rows if row not in table.rows))
    fields = [_fields(row, reading, table, figures) for row in every]
    made: tuple[Row, ...] = _ROWS[table.name].validate_python(fields)
    return made


def _fields(row: str, reading: Reading, table: Table, figures: Figures) -> dict[str, object]:
    columns = reading.rows[row].columns
    values = map(figures.values.__getitem__, _places(row, columns))
    fields: dict[str, object] = dict(zip(columns, values, strict=True))
    fields |= _amount(row, reading, table, figures) if "amount" in fields else {}
    return fields | {"row": row, "printed": figures.printed[row]}


def _amount(row: str, reading: Reading, table: Table, figures: Figures) -> dict[str, object]:
    amount = figures.values[row, "amount"]
    text = said(reading.rows[row])["amount"]
    unit = _unit(text, reading.headers.get("amount", ""), table)
    return {"amount": None if amount is None else Decimal(amount), "unit": unit}


def _unit(cell: str, header: str, table: Table) -> str | None:
    """The unit of an amount: printed in the cell, else in the header, else what the form prescribes."""
    unit = number(cell).unit
    if unit in MONEY_UNITS:
        return unit
    match = _UNIT.search(squeeze(header))
    return match.group(1) if match else table.columns["amount"].unit

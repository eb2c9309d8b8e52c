"""This module turns a reading of a table into records: the figure of each place, as printed."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from parsers.recognise import Part
from parsers.tables import agreement
from parsers.tables.by_labels import Place, form_of_columns, interpret_labels
from parsers.tables.reading import Reading, RowRead, allows_two_readings, texts_by_column
from parsers.tables.subtotals import check_subtotals
from parsers.text import MONEY_UNITS, count, number, squeeze
from parsers.traditional import simplified
from schemas.finding import Finding, finding
from schemas.form import Form, Table, forms
from schemas.report import Disclosure, Dispute, Request, Row

# All rows of a table are validated at once: one by one costs twice as much.
_ROWS: dict[str, TypeAdapter[Any]] = {
    "disclosures": TypeAdapter(tuple[Disclosure, ...]),
    "requests": TypeAdapter(tuple[Request, ...]),
    "disputes": TypeAdapter(tuple[Dispute, ...]),
}
_UNIT = re.compile(r"(?:单位[:为]?|[(\[【])(亿元|万元|千元|元)(?=[)\]】]|$)")

Value = int | Decimal | None


class Figures(NamedTuple):
    """The figures of a table by place, the places whose text is no figure, and the fields of each row's record."""

    values: dict[Place, Value]
    unreadable: frozenset[Place]
    fields: dict[str, dict[str, object]]


class TableRead(NamedTuple):
    """A table as read: its rows, the figure of each printed place, and how well it was read.

    In `values`, None is a blank or a sign for nothing; a place in `unreadable` prints something
    else. `missing` are the places of `expected` that are not printed. `spans`: the source has cell
    spans, so that there were two readings. `short` has the rows with too few cells to place.
    `recognised`: the text was read by OCR.
    """

    form: Form
    table: Table
    expected: tuple[Place, ...]
    missing: tuple[Place, ...]
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
    """Read one table from its parts; `preferred` is the form to assume where its rows fit several."""
    reading = agreement.read(name, parts)
    printed = tuple([(row, read.columns) for row, read in reading.rows.items()])
    if not printed:
        preferred = form_of_columns(name, reading.headers) or preferred
    labels = interpret_labels(name, printed, preferred)
    form = forms()[labels.form]
    table = form.tables[name]
    for code, where, text in labels.disorder:
        reading.doubt(code, where, text)
    figures = _figures(reading, table)
    missing = labels.places.difference(figures.values)
    reading.findings += check_subtotals(reading)
    return TableRead(
        form,
        table,
        labels.expected,
        tuple(place for place in labels.expected if place in missing) if missing else (),
        reading.rows,
        {row: read for row, read in reading.short.items() if row not in reading.rows},
        figures.values,
        figures.unreadable,
        _records(reading, table, figures),
        tuple(reading.findings),
        reading.sound,
        all(map(allows_two_readings, parts)),
    )


def _figures(reading: Reading, table: Table) -> Figures:
    """The figure of every printed place, and the fields of every row's record."""
    values: dict[Place, Value] = {}
    unreadable: list[Place] = []
    fields: dict[str, dict[str, object]] = {}
    for row, read in reading.rows.items():
        line = read.grid.lines[read.line]
        figures: list[Value] = [count(line[cell]) for cell in read.cells]
        printed: dict[str, str] = {}
        if None in figures:
            figures, printed, unread = _beside_counts(row, reading, table)
            unreadable += unread
        # Of one length by how they were made: to check it would double what it costs.
        values.update(zip(_places(row, read.columns), figures))  # noqa: B905
        mine: dict[str, object] = dict(zip(read.columns, figures))  # noqa: B905
        if "amount" in mine:
            mine |= _amount(values[row, "amount"], read, reading, table)
        mine["row"], mine["printed"] = row, printed
        fields[row] = mine
    for row, column in unreadable:
        _complain("unreadable-figure", row, column, reading)
    return Figures(values, frozenset(unreadable), fields)


def _beside_counts(
    row: str, reading: Reading, table: Table
) -> tuple[list[Value], dict[str, str], list[Place]]:
    """The figures of a row that prints more than plain counts, its texts that are not plain, and
    its unreadable places.
    """
    read = reading.rows[row]
    figures: list[Value] = []
    printed: dict[str, str] = {}
    unreadable: list[Place] = []
    for column, text in zip(read.columns, read.texts, strict=True):
        figure = number(text)
        value, state = _whole(figure.value, figure.state, column)
        if not figure.plain or value is not figure.value or state == "unparsed":
            printed[column] = text
            unreadable += [(row, column)] if state == "unparsed" else []
        if value is not None and value < 0 and not _signed(column, table):
            _complain("negative-figure", row, column, reading)
        figures.append(value)
    return figures, printed, unreadable


@lru_cache(maxsize=512)
def _places(row: str, columns: tuple[str, ...]) -> tuple[Place, ...]:
    return tuple((row, column) for column in columns)


def _whole(value: Value, state: str, column: str) -> tuple[Value, str]:
    """A count is a whole number: `3.0` is 3, and `2.5` is none. Amounts may have decimals."""
    if not isinstance(value, Decimal) or column == "amount":
        return value, state
    return (int(value), state) if value == value.to_integral_value() else (None, "unparsed")


def _complain(code: str, row: str, column: str, reading: Reading) -> None:
    read = reading.rows[row]
    where = f"{reading.table}.{row}.{column}"
    reading.findings.append(finding(code, where, texts_by_column(read)[column], read.place(column)))


def _signed(column: str, table: Table) -> bool:
    return column in table.columns and table.columns[column].signed


def _records(reading: Reading, table: Table, figures: Figures) -> tuple[Row, ...]:
    """One record for each printed row, in the form's order; rows of other forms come last."""
    order = [row for row in table.rows if row in reading.rows]
    every = (*order, *(row for row in reading.rows if row not in table.rows))
    made: tuple[Row, ...] = _ROWS[table.name].validate_python([figures.fields[r] for r in every])
    return made


def _amount(
    amount: Value, read: RowRead, reading: Reading, table: Table
) -> dict[str, Decimal | str | None]:
    text, header = texts_by_column(read)["amount"], reading.headers.get("amount", "")
    unit = _unit(text, header) or table.columns["amount"].unit
    return {"amount": None if amount is None else Decimal(amount), "unit": unit}


@lru_cache(maxsize=512)
def _unit(cell: str, header: str) -> str | None:
    """The printed unit of an amount: its cell's, else its header's."""
    unit = number(cell).unit
    if unit in MONEY_UNITS:
        return unit
    match = _UNIT.search(simplified(squeeze(header)))
    return match.group(1) if match else None

"""This module turns a reading of a table into records: the figure of each place, as printed."""

from typing import Any, NamedTuple

from pydantic import TypeAdapter

from parsers.figures import Figures, Value, doubt_moved_figures, read_figures
from parsers.recognise import Part
from parsers.tables import agreement
from parsers.tables.by_labels import form_of_columns, interpret_labels
from parsers.tables.reading import Reading, RowRead, allows_two_readings
from parsers.tables.subtotals import check_subtotals, take_out_subtotal_rows
from parsers.tables.unlabelled_rows import name_rows_by_order
from schemas.finding import Finding, Place, finding
from schemas.form import Form, FormPlace, Table, forms
from schemas.report import Disclosure, Dispute, Request, Row

# All rows of a table are validated at once: one by one costs twice as much.
_ROWS: dict[str, TypeAdapter[Any]] = {
    "disclosures": TypeAdapter(tuple[Disclosure, ...]),
    "requests": TypeAdapter(tuple[Request, ...]),
    "disputes": TypeAdapter(tuple[Dispute, ...]),
}


class TableRead(NamedTuple):
    """A table as read: its rows, the figure of each printed place, and how well it was read.

    In `values`, None is a blank or a sign for nothing; a place in `unreadable` prints something
    else. `missing` are the places of `expected` that are not printed. `spans`: the source has cell
    spans, so that there were two readings. `short` has the rows with too few cells to place.
    `recognised`: the text was read by OCR. `parted` has the places whose figure may be two, with a
    blank between them.
    """

    form: Form
    table: Table
    expected: tuple[FormPlace, ...]
    missing: tuple[FormPlace, ...]
    placed: dict[str, RowRead]
    short: dict[str, RowRead]
    values: dict[FormPlace, Value]
    unreadable: frozenset[FormPlace]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    sound: bool
    spans: bool
    recognised: bool = False
    parted: tuple[FormPlace, ...] = ()


def read(name: str, parts: list[Part], preferred: str | None) -> TableRead:
    """Read one table from its parts; `preferred` is the form to assume where its rows fit several."""
    reading = agreement.read(name, parts)
    take_out_subtotal_rows(reading)
    _tell_of_what_is_apart(reading, parts)
    if name == "requests" and reading.strangers:
        name_rows_by_order(reading, parts)
    printed = tuple([(row, read.columns) for row, read in reading.rows.items()])
    if not printed:
        preferred = form_of_columns(name, reading.headers) or preferred
    labels = interpret_labels(name, printed, preferred)
    form = forms()[labels.form]
    table = form.tables[name]
    for code, where, text in labels.disorder:
        reading.doubt(code, where, text)
    figures = read_figures(reading, table)
    missing = labels.places.difference(figures.values)
    check_subtotals(reading)
    if "total" in table.columns:
        doubt_moved_figures(reading, table, figures.values)
    return TableRead(
        form=form,
        table=table,
        expected=labels.expected,
        missing=tuple(place for place in labels.expected if place in missing) if missing else (),
        placed=reading.rows,
        short={row: read for row, read in reading.short.items() if row not in reading.rows},
        values=figures.values,
        unreadable=figures.unreadable,
        rows=_records(reading, table, figures),
        findings=tuple(reading.findings),
        sound=reading.sound,
        spans=all(map(allows_two_readings, parts)),
        parted=figures.parted,
    )


def _tell_of_what_is_apart(reading: Reading, parts: list[Part]) -> None:
    """Add doubts for figures that no cell of a table has, and what is remarked beside its lines."""
    for part in parts:
        for figures in part.grid.outside:
            reading.doubt("row-not-placed", reading.table, figures)
        lines = {part.grid.origin(line.position, 0)[0] for line in part.like}
        for (line, cell), text in part.grid.remarks.items():
            if line in lines:
                place = Place(table=part.grid.number, line=line + 1, cell=cell + 1)
                reading.findings.append(finding("remark-beside", reading.table, text, place))


def _records(reading: Reading, table: Table, figures: Figures) -> tuple[Row, ...]:
    """One record for each printed row, in the form's order; rows of other forms come last."""
    order = [row for row in table.rows if row in reading.rows]
    every = (*order, *(row for row in reading.rows if row not in table.rows))
    made: tuple[Row, ...] = _ROWS[table.name].validate_python([figures.fields[r] for r in every])
    return made

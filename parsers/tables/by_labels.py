"""This module determines a table's form and places from its printed labels, and what is out of order.

Nothing here depends on figures, so that the result is cached by the labels.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from schemas.form import Form, FormPlace, Line, Table, every_table, forms

# Each row with its columns, in the order of print.
Printed = tuple[tuple[str, tuple[str, ...]], ...]


class LabelReading(NamedTuple):
    """A table's form, the places it should have, and what is out of order, as code, place and text."""

    form: str
    expected: tuple[FormPlace, ...]
    places: frozenset[FormPlace]
    disorder: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=512)
def interpret_labels(name: str, printed: Printed, preferred: str | None) -> LabelReading:
    """What the printed rows and columns say; `preferred` is the form to assume where they fit several."""
    version = _form_of(name, printed, preferred)
    expected = _expected(version, name, printed)
    return LabelReading(version, expected, frozenset(expected), _disorder(version, name, printed))


def form_of_columns(name: str, columns: Iterable[str]) -> str | None:
    """The only form that has all the columns of a header; None where several have, or none."""
    named = set(columns)
    tables = ((version, form.tables.get(name)) for version, form in forms().items())
    fitting = [version for version, table in tables if table and named <= table.columns.keys()]
    return fitting[0] if named and len(fitting) == 1 else None


def _form_of(name: str, printed: Printed, preferred: str | None) -> str:
    """The form that the printed rows and columns fit best; of two, the one without the rows that are not printed."""
    candidates = [form for form in forms().values() if name in form.tables]
    preferred = preferred or candidates[0].version
    rows = dict(printed)

    def misfit(form: Form) -> tuple[int, bool, bool, int]:
        table = form.tables[name]
        return (
            sum(not _is_of(row, columns, table) for row, columns in printed),
            any(_only_adds(table, other.tables[name], rows) for other in candidates),
            form.version != preferred,
            sum(row not in rows for row in table.rows),
        )

    return min(candidates, key=misfit).version


def _only_adds(table: Table, other: Table, printed: Iterable[str]) -> bool:
    """Whether a table is another with further rows, none of which is printed."""
    further = table.rows.keys() - other.rows.keys()
    return bool(further) and further.isdisjoint(printed) and set(other.places) <= set(table.places)


def _is_of(row: str, printed: tuple[str, ...], table: Table) -> bool:
    """Whether a table has this row, and in it all the printed columns."""
    if row not in table.rows:
        return False
    columns = set(table.rows[row].columns)
    return set(printed) == columns if table.name == "disclosures" else set(printed) <= columns


def _expected(version: str, name: str, printed: Printed) -> tuple[FormPlace, ...]:
    """The places that the table should have; a row that is printed as in another form has that form's."""
    table = forms()[version].tables[name]
    if name != "disclosures":
        return table.places
    others = [table.rows for table in every_table(name)]
    rows = dict(printed)
    columns = {row.key: _columns(row, rows.get(row.key, ()), others) for row in table.rows.values()}
    return tuple((key, column) for key, found in columns.items() for column in found)


def _columns(row: Line, printed: tuple[str, ...], others: list[dict[str, Line]]) -> tuple[str, ...]:
    fitting = (o[row.key].columns for o in others if row.key in o)
    return next((columns for columns in fitting if set(columns) == set(printed)), row.columns)


def _disorder(version: str, name: str, printed: Printed) -> tuple[tuple[str, str, str], ...]:
    """What is not in the form's order, as code, place and text: no equation would show a swap."""
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

"""This module turns the texts of a reading into figures by place, and doubts rows whose figures have moved.

A copy that leaves out a blank cell and fills the row up at its end puts the total under 其他, or under 尚未审结.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from parsers.numbers import MONEY_UNITS, State, count, is_parted, number
from parsers.tables.reading import Reading, RowRead, texts_by_column
from parsers.text import squeeze
from parsers.traditional import simplified
from schemas.finding import finding
from schemas.form import FormPlace, Table

_UNIT = re.compile(r"(?:单位[:为]?|[(\[【])(亿元|万元|千元|元)(?=[)\]】]|$)")
# No figure begins with a nought: 01743 may be the 0 and the 1743 of two cells, the second of which is blank now.
_NOUGHT = re.compile(r"\D{0,3}0[\d,]*[1-9]")
Value = int | Decimal | None
_FEWEST = 3  # rows of figures that tell that a column is gone


class Figures(NamedTuple):
    """The figures of a table by place, the places whose text is no figure, and the fields of each row's record.

    `parted` has the places whose figure has a blank among its digits.
    """

    values: dict[FormPlace, Value]
    unreadable: frozenset[FormPlace]
    fields: dict[str, dict[str, object]]
    parted: tuple[FormPlace, ...] = ()


def read_figures(reading: Reading, table: Table) -> Figures:
    """The figure of every printed place, and the fields of every row's record."""
    values: dict[FormPlace, Value] = {}
    unreadable: list[FormPlace] = []
    parted: list[FormPlace] = []
    fields: dict[str, dict[str, object]] = {}
    for row, printed_row in reading.rows.items():
        line = printed_row.grid.lines[printed_row.line]
        figures: list[Value] = [count(line[cell]) for cell in printed_row.cells]
        printed: dict[str, str] = {}
        if None in figures:
            figures, printed, unread = _beside_counts(row, reading, table)
            unreadable += unread
            parted += [(row, column) for column, text in printed.items() if is_parted(text)]
        # Both have the same length by construction; checking it would double the time.
        values.update(zip(_places(row, printed_row.columns), figures))  # noqa: B905
        fields_of_row: dict[str, object] = dict(zip(printed_row.columns, figures))  # noqa: B905
        if "amount" in fields_of_row:
            fields_of_row |= _amount(values[row, "amount"], printed_row, reading, table)
        fields_of_row["row"], fields_of_row["printed"] = row, printed
        fields[row] = fields_of_row
    for row, column in unreadable:
        _complain("unreadable-figure", row, column, reading)
    return Figures(values, frozenset(unreadable), fields, tuple(parted))


def _beside_counts(
    row: str, reading: Reading, table: Table
) -> tuple[list[Value], dict[str, str], list[FormPlace]]:
    """The figures of a row that prints more than plain counts, its texts that are not plain, and
    its unreadable places.
    """
    printed_row = reading.rows[row]
    figures: list[Value] = []
    printed: dict[str, str] = {}
    unreadable: list[FormPlace] = []
    for column, text in zip(printed_row.columns, printed_row.texts, strict=True):
        figure = number(_in_full(text) if column == "amount" else text)
        value, state = _whole(figure.value, figure.state, column)
        if _NOUGHT.match(squeeze(text)):
            value, state = None, "unparsed"
        if not figure.plain or value is not figure.value or state == "unparsed":
            printed[column] = text
            unreadable += [(row, column)] if state == "unparsed" else []
        if value is not None and value < 0 and not _signed(column, table):
            _complain("negative-figure", row, column, reading)
        figures.append(value)
    return figures, printed, unreadable


@lru_cache(maxsize=512)
def _places(row: str, columns: tuple[str, ...]) -> tuple[FormPlace, ...]:
    return tuple((row, column) for column in columns)


def _whole(value: Value, state: State, column: str) -> tuple[Value, State]:
    """The value of a count, which is a whole number: `3.0` is 3, `2.5` is no count; amounts may have decimals."""
    if not isinstance(value, Decimal) or column == "amount":
        return value, state
    return (int(value), state) if value == value.to_integral_value() else (None, "unparsed")


def _complain(code: str, row: str, column: str, reading: Reading) -> None:
    printed_row = reading.rows[row]
    where = f"{reading.table}.{row}.{column}"
    text, place = texts_by_column(printed_row)[column], printed_row.place(column)
    reading.findings.append(finding(code, where, text, place))


def _signed(column: str, table: Table) -> bool:
    return column in table.columns and table.columns[column].signed


def _in_full(amount: str) -> str:
    """An amount with the 元 that a hand-typed `26.5万` leaves out; a count in 万 may be of anything."""
    return f"{amount}元" if amount.endswith(("万", "萬", "亿", "億")) else amount


def _amount(
    amount: Value, printed_row: RowRead, reading: Reading, table: Table
) -> dict[str, Decimal | str | None]:
    text, header = texts_by_column(printed_row)["amount"], reading.headers.get("amount", "")
    unit = money_unit(text, header) or table.columns["amount"].unit
    return {"amount": None if amount is None else Decimal(amount), "unit": unit}


@lru_cache(maxsize=512)
def money_unit(cell: str, header: str = "") -> str | None:
    """The printed unit of an amount: its cell's, which may be in brackets, else its header's."""
    unit = number(_in_full(cell)).unit
    if unit in MONEY_UNITS:
        return unit
    found = (_UNIT.search(simplified(squeeze(text))) for text in (cell, header))
    return next((match.group(1) for match in found if match), None)


def doubt_moved_figures(reading: Reading, table: Table, values: Mapping[FormPlace, Value]) -> None:
    """Doubt each row whose total is blank while the figure before it is at least as much as the others together.

    In a table that leaves most totals blank, one that is blank says nothing. In one that leaves all blank,
    a column may be gone: the figure before the total is at least as much as the others in each row then.
    """
    *terms, last, total = table.columns
    blank = [row for row in reading.rows if values.get((row, total), 0) is None]
    if not blank:
        return
    sums = {row: _sum(row, terms, values) for row in blank}
    lasts = {row: _sum(row, (last,), values) for row in blank}
    moved = [row for row in blank if lasts[row] and lasts[row] >= sums[row]]
    if len(blank) == len(reading.rows):
        every = all(lasts[row] >= sums[row] for row in blank)
        moved = moved[:1] if every and sum(map(bool, sums.values())) >= _FEWEST else []
    elif 2 * len(blank) > len(reading.rows):
        return
    for row in moved:
        where, read = f"{reading.table}.{row}.{total}", reading.rows[row]
        reading.doubt("figures-moved", where, " | ".join(read.texts), read.place(last))


def _sum(row: str, columns: Iterable[str], values: Mapping[FormPlace, Value]) -> Decimal:
    return sum((Decimal(values.get((row, column)) or 0) for column in columns), Decimal())

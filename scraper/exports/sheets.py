"""This module lists the tables and views to export, with the type of each column.

Money is a decimal, a day a date; only shares are floats.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from scraper.database.connect import schema
from scraper.database.describe import describe
from scraper.database.dictionary import of_column, table_glosses
from scraper.database.tables import INTERNAL

Kind = Literal["integer", "number", "decimal", "date", "string"]
Value = int | float | Decimal | date | str | None

_BATCH = 10_000
_ORDER = ("report", "agency", "report_year", "check", "table", "row", "column", "key")
_DECIMAL = re.compile(r"(^|_)amount$|^value$")
_DATE = re.compile(r"_on$|^latest$")
_COMPUTED: dict[Kind, re.Pattern[str]] = {
    "number": re.compile(r"_share$"),
    "string": re.compile(
        r"(^|_)(table|column|unit|printed|check|key|report|timing|severity|status)$"
    ),
}
_DECLARED: dict[str, Kind] = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}
_HELD: dict[str, Kind] = {"integer": "integer", "real": "number"}


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet and the kind of its values."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table or view: its columns, its key if it has one, and its foreign keys as (column, table)."""

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    view: bool = False

    def batches(self, db: sqlite3.Connection) -> Iterator[list[tuple[Value, ...]]]:
        """The rows in the order of the key, in batches, each value converted to its column's kind."""
        names = [field.name for field in self.fields]
        order = [*self.key, *(name for name in _ORDER if name in names), *names]
        sql = (f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(self.name)} "  # noqa: S608
               f"ORDER BY {', '.join(map(_quoted, dict.fromkeys(order)))}")  # fmt: skip
        converters = [_CONVERTERS[field.kind] for field in self.fields]
        found = db.execute(sql)
        while rows := found.fetchmany(_BATCH):
            yield [
                tuple(None if value is None else convert(value)
                      for convert, value in zip(converters, row, strict=True))
                for row in rows
            ]  # fmt: skip


_CONVERTERS: dict[Kind, Any] = {
    "integer": int, "number": float, "decimal": lambda value: Decimal(str(value)), "date": date.fromisoformat, "string": str,
}  # fmt: skip


def sheets(db: sqlite3.Connection) -> list[Sheet]:
    """All tables and views that the dictionary describes, tables first."""
    kinds = dict(db.execute("SELECT name, type FROM sqlite_master"))
    names = tuple(table_glosses())
    return [
        _sheet(db, name, view=kinds[name] == "view")
        for name in names
        if name in kinds and name not in INTERNAL
    ]


@cache
def empty_sheets() -> tuple[Sheet, ...]:
    """The sheets of an empty database, for their documentation."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(schema())
        describe(db)
        return tuple(sheets(db))


def _sheet(db: sqlite3.Connection, name: str, *, view: bool) -> Sheet:
    columns = db.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
    fields = tuple(Field(row[1], _kind(db, name, row[1], row[2])) for row in columns)
    key = tuple(row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5])
    return Sheet(name, fields, key, _links(db, name, fields), view)


def _links(
    db: sqlite3.Connection, name: str, fields: tuple[Field, ...]
) -> tuple[tuple[str, str], ...]:
    declared = db.execute(f"PRAGMA foreign_key_list({_quoted(name)})").fetchall()
    if declared or name == "agencies":
        return tuple(sorted((row[3], row[2]) for row in declared))
    known = {"report": "reports", "agency": "agencies"}
    return tuple((one.name, known[one.name]) for one in fields
                 if one.name in known and name != "portals")  # fmt: skip


def _kind(db: sqlite3.Connection, table: str, column: str, declared: str) -> Kind:
    """The kind of a column, by its name, its declared type, or the values that a view computes."""
    if _DECIMAL.search(column):
        return "decimal"
    if _DATE.search(column):
        return "date"
    return _DECLARED.get(declared) or _computed(db, table, column)


def _computed(db: sqlite3.Connection, table: str, column: str) -> Kind:
    entry = of_column(table, column)
    for kind, names in _COMPUTED.items():
        if names.search(column):
            return "integer" if kind == "string" and entry and entry.unit else kind
    if entry and entry.unit:
        return "integer"
    sql = f"SELECT DISTINCT typeof({_quoted(column)}) FROM {_quoted(table)}"  # noqa: S608
    held = {row[0] for row in db.execute(sql)} - {"null"}
    return _HELD.get(next(iter(held), "integer"), "string") if len(held) < 2 else "string"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

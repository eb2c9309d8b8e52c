"""This module describes the page of a row, and arranges a report's figures as its form does, with links to evidence and failing equations.

Places that the page does not have are empty, and text that is not a number is shown as printed.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from datasette.utils import tilde_decode

from schemas.form import Line, Table, forms
from scraper.browse import printed_page
from scraper.browse.revised import last_change
from scraper.database import names
from scraper.database.connect import dict_rows
from scraper.database.dictionary import glosses, of_column, table_glosses, value_words
from scraper.database.tables import INTERNAL, record_tables
from scraper.questions import described

Href = Callable[[str, str, str], str]  # table, row and column
_REPORT = """SELECT reports.*, captures.url, captures.name AS file, captures.sha256,
  captures.warc, captures."offset", before.id AS previous,
  (SELECT json_extract(json, '$.tables') FROM revisions WHERE report = reports.id
    ORDER BY number DESC LIMIT 1) AS tables
  FROM reports JOIN captures ON captures.id = reports.capture
  LEFT JOIN reports AS before ON before.agency = reports.agency AND before.scope = reports.scope
    AND before.report_year = reports.report_year - 1
  WHERE reports.id = ?"""
_FAILING = """SELECT "where", text FROM findings WHERE report = ? AND code = 'equation-failed'
  ORDER BY number"""
_REPAIRS = """SELECT "table", row, column, printed, proposed FROM repairs WHERE report = ?
  ORDER BY number"""


class Field(NamedTuple):
    """A place of the form: its text, the link to its evidence, and the previous year's figure if that differs."""

    text: str
    href: str
    before: str | None


class Row(NamedTuple):
    """A printed row: key, label, the group it is part of, and a field for each column (None if the form has none)."""

    key: str
    label: str
    part: str | None
    fails: bool
    fields: list[Field | None]


class Block(NamedTuple):
    """Rows with the same columns; a column is its key, its label, and whether an equation along it fails."""

    columns: list[tuple[str, str, bool]]
    rows: list[Row]


class FilledTable(NamedTuple):
    """A table of the form with a report's figures."""

    name: str
    title: dict[str, str]
    status: str
    blocks: list[Block]
    failing: list[tuple[str, str, str]]
    repairs: list[tuple[str, str | None, int]]


def lay_out(db: sqlite3.Connection, report: str, href: Href) -> dict[str, Any] | None:
    """The template variables of a report's page; None if there is no such report.

    `href` gives the address of the evidence for a figure, by table, row and column.
    """
    found = _rows(db, _REPORT, report)
    if not found:
        return None
    one = found[0]
    tables = json.loads(one["tables"] or "{}")
    return {
        "line": one,
        "scope": value_words("scope", one["scope"]),
        "words": value_words,
        "revised": last_change(db, report),
        "tables": [shown for name in record_tables()
                   if (shown := _table(db, one, name, tables.get(name, {}).get("form"), href))],
    }  # fmt: skip


def _table(
    db: sqlite3.Connection, report: dict[str, Any], name: str, version: str | None, href: Href
) -> FilledTable | None:
    table = forms()[version].tables.get(name) if version in forms() else None
    printed, before = (
        {row["row"]: row for row in _rows(db, f"SELECT * FROM {name} WHERE report = ?", key)}  # noqa: S608
        for key in (report["id"], report["previous"])
    )
    if table is None or not printed:
        return None
    failed = _rows(db, _FAILING, report["id"])
    failing = [one for one in failed if (one["where"] or "").partition(".")[0] == name]
    faults = {part for one in failing for part in one["where"].split(".")[1:]}
    return FilledTable(
        name,
        table_glosses()[name],
        report[f"{name}_status"],
        [_block(table, list(rows), (printed, before), faults, partial(href, name))
         for _, rows in groupby(table.rows.values(), lambda row: row.columns)],
        [(names.place(one["where"]), one["text"], names.formula(name, one["text"])) for one in failing],
        [(names.place(f"{name}.{one['row']}.{one['column']}"), one["printed"], one["proposed"])
         for one in _rows(db, _REPAIRS, report["id"]) if one["table"] == name],
    )  # fmt: skip


def _block(
    table: Table, rows: list[Line], held: tuple[dict[str, Any], dict[str, Any]],
    faults: set[str], href: Callable[[str, str], str],
) -> Block:  # fmt: skip
    columns = [key for key in rows[0].columns if key in table.columns]
    return Block(
        [(key, table.columns[key].labels[0], key in faults) for key in columns],
        [_row(table.name, row, list(_fields(row.key, columns, held, href)), fails=row.key in faults)
         for row in rows],
    )  # fmt: skip


def _row(table: str, line: Line, fields: list[Field | None], *, fails: bool) -> Row:
    label = line.labels[0]
    part = names.part_of(line.key, label) if table == "requests" else None
    return Row(line.key, label, part, fails, fields)


def _fields(
    row: str, columns: list[str], held: tuple[dict[str, Any], dict[str, Any]],
    href: Callable[[str, str], str],
) -> Iterator[Field | None]:  # fmt: skip
    printed, before = (one.get(row) for one in held)
    for column in columns:
        text = None if printed is None else _text(printed, column)
        was = None if before is None else _text(before, column)
        differs = was if was and was != text else None
        yield None if text is None else Field(text, href(row, column), differs)


def _text(row: dict[str, Any], column: str) -> str | None:
    """The figure, or the text printed in its place; None if the page does not have the place."""
    value, unit = row[column], row.get("unit") if column == "amount" else None
    if value is not None:
        return f"{value} {unit}" if unit else str(value)
    printed: str | None = json.loads(row["printed"]).get(column)
    return printed


def _rows(db: sqlite3.Connection, sql: str, report: str | None) -> list[dict[str, Any]]:
    return list(dict_rows(db.execute(sql, (report,))))


def describe_row(table: str, columns: list[str]) -> dict[str, Any]:
    """The descriptions of a row's columns, and the names of tables that may refer to it."""
    known = [(name, of_column(table, name)) for name in columns]
    return {
        "columns": {name: described(entry) for name, entry in known if entry},
        "tables": {
            name: f"{one['zh'].partition('：')[0]} {one['en'].partition(':')[0]}"
            for name, one in glosses()["tables"].items()
            if name not in INTERNAL
        },
    }


async def lay_out_report(datasette: Any, database: str, request: Any) -> dict[str, Any] | None:
    """The form as the requested report fills it; None if there is no such report."""
    report = tilde_decode(request.url_vars["pks"])
    base = datasette.urls.database(database)
    archived = printed_page.archives(datasette)

    def href(table: str, row: str, column: str) -> str:
        if archived:
            place = f"{table}.{row}.{column}"
            return printed_page.printed_path(datasette, database, report, place)
        asked = {"report": report, "table": table, "row": row, "column": column}
        return f"{base}/evidence?{urlencode(asked)}"

    found: dict[str, Any] | None = await datasette.get_database(database).execute_fn(
        lambda db: lay_out(db, report, href)
    )
    return found

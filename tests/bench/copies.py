"""This module multiplies a database: its reports once more under other keys and names, by SQL alone.

So a million reports need no hour of writing; what a database of a million costs to finish and to ask
is measured on the rows themselves.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from scraper.database import connect, transaction
from scraper.tables import record_tables
from tests.bench.country import _SIGNS

MOST = 9  # copies; the first sign of a key tells them apart
_SPLIT = 150  # of a text the rest is another's in every copy
_OF_REPORTS = ("revisions", *record_tables(), "findings")
_NAMED = ("name", "claimed_name", "agency_name")
_KEYS = {"report": "n", "agency": "n", "capture": "g"}


def multiply(database: Path, copies: int) -> None:
    """Add so many copies of every report, each another agency's, before a run is finished."""
    with closing(connect(database)) as db:
        db.execute("PRAGMA foreign_keys = off")  # each copy is as whole as what it copies
        db.create_function("varied", 2, _varied, deterministic=True)
        for copy in range(1, copies + 1):
            with transaction(db):
                for table in ("agencies", "captures", "reports", *_OF_REPORTS):
                    _copy(db, table, copy)


def _copy(db: sqlite3.Connection, table: str, copy: int) -> None:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    cells = ", ".join(_cell(table, column, copy) for column in columns)
    key = _KEYS.get({"agencies": "agency", "captures": "capture"}.get(table, "report"), "")
    which = "report" if table in (*_OF_REPORTS,) else "id"
    first = f"substr({which}, 1, 1) {'=' if key == 'n' else '<'} '{key}'"
    db.execute(f"INSERT INTO {table} SELECT {cells} FROM {table} WHERE {first}")


def _cell(table: str, column: str, copy: int) -> str:
    quoted = f'"{column}"'
    kind = {"agencies": "agency", "captures": "capture", "reports": "report"}.get(table)
    sign = _KEYS[kind] if column == "id" and kind else _KEYS.get(column)
    if sign:
        return f"char({ord(sign) + copy}) || substr({quoted}, 2)"
    if column == "id":  # of a section: 53 bits, as every other
        return f"({quoted} + {copy * 0x1C71C71C71C71}) & {2**53 - 1}"
    if column in _NAMED:
        return f"'{'甲乙丙丁戊己庚辛壬'[copy - 1]}省' || {quoted}"
    return f"varied({quoted}, {copy})" if (table, column) == ("sections", "text") else quoted


def _varied(text: str, copy: int) -> str:
    turned = str.maketrans(_SIGNS, _SIGNS[copy:] + _SIGNS[:copy])
    return text[:_SPLIT] + text[_SPLIT:].translate(turned)

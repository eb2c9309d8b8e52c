"""This module multiplies a database: its reports once more under other keys and names, by SQL alone.

Agencies, captures, reports and every line that is derived of a report are copied; printed rows, prose,
findings and revisions are not. So the questions that read lines are asked of as many as a country has,
and nobody waits hours for reports to be written.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from scraper.database.connect import connect, transaction
from scraper.database.derived import DERIVED
from scraper.database.describe import readers_indexes
from scraper.database.sums import yearly

_NAMES = ("name", "claimed_name", "agency_name")
# The first sign of a key by what it is a key of; a copy has a later one.
_AGENCY, _CAPTURE = "n", "g"
_SIGNS = {
    "agency": _AGENCY, "report": _AGENCY, "previous_report": _AGENCY, "next_report": _AGENCY,
    "own_report": _AGENCY, "consolidated_report": _AGENCY, "capture": _CAPTURE,
}  # fmt: skip
_OWN = {"agencies": "agency", "captures": "capture", "reports": "report"}
_LINES = tuple(name for name in DERIVED if name not in yearly())


def multiply(database: Path, copies: int) -> None:
    """Add so many copies of every report, each another agency's, to a finished database."""
    with closing(connect(database)) as db:
        # Each copy is as whole as what it copies; SQLite would search for children without an index.
        db.execute("PRAGMA foreign_keys = off")
        with transaction(db):
            _multiply(db, copies)


def _multiply(db: sqlite3.Connection, copies: int) -> None:
    for statement in readers_indexes():  # the end of a run makes them again
        db.execute(f"DROP INDEX {statement.split()[5]}")
    for name in yearly():
        db.execute(f"DELETE FROM {name}")
    for table in (*_OWN, *_LINES):
        for copy in range(1, copies + 1):
            _copy(db, table, copy)


def _copy(db: sqlite3.Connection, table: str, copy: int) -> None:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    cells = ", ".join(_cell(table, column, copy) for column in columns)
    key = "id" if table in _OWN else columns[0]
    last = _CAPTURE if table == "captures" else chr(ord(_AGENCY) + 1)
    db.execute(f"INSERT INTO {table} SELECT {cells} FROM {table} WHERE {key} < '{last}'")


def _cell(table: str, column: str, copy: int) -> str:
    sign = _SIGNS.get(_OWN[table] if column == "id" else column)
    if sign:
        return f"char({ord(sign) + copy}) || substr({column}, 2)"
    return f"'第{copy}省' || {column}" if column in _NAMES else f'"{column}"'

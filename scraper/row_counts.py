"""This module counts the rows of a database once, before it is served, as `datasette inspect` does.

Datasette would count a table anew for each of its pages, and hash the whole file. What cannot be
counted in time is left out, and its pages say no count.
"""

import sqlite3
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

from scraper.database.connect import open_readonly

_PATIENCE = 3.0  # seconds for a table
_STEPS = 100_000  # of SQLite's machine between two looks at the clock
_HEADER = 100  # bytes; SQLite counts in it how often the file was changed


def inspect_data(path: Path) -> dict[str, Any]:
    """What Datasette takes as `inspect_data` of a database that does not change while it is served.

    `uncounted` are the tables and views that could not be counted in time.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        changes = file.read(_HEADER)
    with open_readonly(path) as db:
        tables = {name: _count(db.conn, name) for name in db.table_names()}
        views = {name: _count(db.conn, name) for name in db.view_names()}
    counts = {
        "hash": sha256(f"{size}|".encode() + changes).hexdigest(),
        "size": size,
        "file": str(path),
        "tables": {name: {"count": count} for name, count in tables.items()},
        "uncounted": [name for name, count in (tables | views).items() if count is None],
    }
    return {path.stem: counts}


def _count(db: sqlite3.Connection, name: str) -> int | None:
    latest = monotonic() + _PATIENCE
    db.set_progress_handler(lambda: monotonic() > latest, _STEPS)
    try:
        with suppress(sqlite3.OperationalError):  # interrupted
            return int(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        return None
    finally:
        db.set_progress_handler(None, 0)

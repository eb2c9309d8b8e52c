"""This module counts the rows of a database once, before it is served, as `datasette inspect` does, and keeps Datasette from counting those of others.

Datasette would count a table again for each of its pages, and hash the whole file. Tables that cannot
be counted in time are left out, and their pages show no count.
"""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

from scraper.database.connect import open_readonly

_TIMEOUT = 3.0  # seconds per table
_STEPS = 100_000  # instructions of SQLite's virtual machine between two looks at the clock
_HEADER = 100  # bytes of the file's header, which contains SQLite's change counter
_ONE_REPORT = "report"  # a filter by report, whose rows are counted quickly
Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


def inspect_data(path: Path, served_as: str | None = None) -> dict[str, Any]:
    """Datasette's `inspect_data` for a database that does not change while it is served, by default as its file.

    `uncounted` lists the tables and views that could not be counted in time.
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
    return {served_as or path.stem: counts}


def _count(db: sqlite3.Connection, name: str) -> int | None:
    latest = monotonic() + _TIMEOUT
    db.set_progress_handler(lambda: monotonic() > latest, _STEPS)
    try:
        with suppress(sqlite3.OperationalError):  # interrupted
            return int(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        return None
    finally:
        db.set_progress_handler(None, 0)


def wrap_application(app: App, datasette: Any) -> App:
    """Wrap an ASGI application so that tables without a known count are not counted."""

    async def shown(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and _is_uncounted(datasette, scope):
            query = scope["query_string"]
            scope = scope | {"query_string": query + (b"&" if query else b"") + b"_nocount=1"}
        await app(scope, receive, send)

    return shown


def _is_uncounted(datasette: Any, scope: Scope) -> bool:
    path: str = scope["path"].removesuffix(".json")
    database, _, table = path.rpartition("/")
    database = database.rpartition("/")[2]
    inspected = (datasette.inspect_data or {}).get(database, {})
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    return table in inspected.get("uncounted", ()) and not {_ONE_REPORT, "_nocount"} & asked.keys()

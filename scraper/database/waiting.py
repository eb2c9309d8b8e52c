"""This module waits for another program that writes to a database, and tells so."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic

from scraper.database import connect
from scraper.errors import DatabaseUnusable

_TURN = 1.0  # seconds that SQLite waits before Python may see a signal


def wait_for_writer(path: Path, told: Callable[[], None]) -> None:
    """Wait while another program writes to a database, `TIMEOUT` at most; `told` is called once if one does.

    SQLite itself would wait as long without a word, deaf to Ctrl-C. Raises DatabaseUnusable if it was in vain.
    """
    if not path.is_file():
        return
    latest = monotonic() + connect.TIMEOUT
    turn = min(_TURN, connect.TIMEOUT)
    with closing(sqlite3.connect(path, timeout=turn, isolation_level=None)) as db:
        if why := _refused(db):
            told()
        while why and monotonic() < latest:
            why = _refused(db)
    if why:
        raise DatabaseUnusable(f"{path}: {connect.explain_sqlite(why)}")


def _refused(db: sqlite3.Connection) -> str:
    """What SQLite says of a lock that another program holds; empty if none does, or for what `connect` will tell."""
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        return str(error) * ("locked" in str(error))
    return ""

"""This module replaces one database by another atomically.

Programs that have the old file open keep reading it. A kill at any moment leaves either the old or the
new file: the copy is written beside it under a hidden name, synced to disk, then renamed.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from scraper.atomic_output import hidden_path, put, translate_os_errors
from scraper.check import damages
from scraper.database.connect import TIMEOUT, open_readonly, translate_sqlite_errors
from scraper.errors import DatabaseUnusable

_LOGS = ("-wal", "-shm", "-journal")


@contextmanager
def snapshot(database: Path, served: Path) -> Iterator[Path]:
    """A consistent copy of a database beside the served one, deleted when the block ends.

    Raises DatabaseUnusable if an extraction into it is not finished, or it is damaged.
    """
    copy = hidden_path(served)
    try:
        _remove(copy)
        with open_readonly(database) as source:
            _require_finished(source.conn, database)
            with translate_sqlite_errors(served), closing(sqlite3.connect(copy)) as target:
                source.conn.backup(target)
                target.execute("PRAGMA journal_mode = delete")
                with translate_sqlite_errors(database):
                    _require_sound(target, database)
        yield copy
    finally:
        _remove(copy)


def _require_finished(db: sqlite3.Connection, database: Path) -> None:
    last = db.execute(
        "SELECT finished FROM runs WHERE command != 'crawl' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if last and last[0] is None:
        raise DatabaseUnusable(
            f"{database}: an extraction into it is running or was interrupted; let it finish, or extract again"
        )


def _require_sound(db: sqlite3.Connection, database: Path) -> None:
    if damage := next(damages(db), None):
        raise DatabaseUnusable(f"{database}: damaged: {damage}; remove the file and extract again")


def _remove(path: Path) -> None:
    for name in (path, *_logs(path)):
        with suppress(OSError):  # reported when the copy is written
            name.unlink(missing_ok=True)


def _logs(path: Path) -> list[Path]:
    return [path.with_name(path.name + end) for end in _LOGS]


def settle(served: Path) -> None:
    """Merge a database's log files into it, as SQLite would take them for those of its replacement.

    Raises DatabaseUnusable if another program has the database open and keeps a log.
    """
    if not served.exists():
        _remove(served)  # logs of a deleted file
    if not any(log.exists() for log in _logs(served)):
        return
    with translate_sqlite_errors(served), closing(sqlite3.connect(served, timeout=TIMEOUT)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # rolls back a hot journal
        db.execute("PRAGMA journal_mode = delete")
    if left := [log.name for log in _logs(served) if log.exists()]:
        raise DatabaseUnusable(
            f"{served}: in use by another program, which keeps {left[0]}; try again when it has ended"
        )


def swap(copy: Path, place: Path) -> None:
    """Rename a copy to a settled database, with its permissions; programs that have that open keep it."""
    with translate_os_errors(place):
        if place.exists():
            shutil.copymode(place, copy)
        put(copy, place)

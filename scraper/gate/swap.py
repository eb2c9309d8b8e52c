"""This module replaces one database by another: whole and at once, for readers who come later.

Whoever has the old file open keeps reading it. A kill at any moment leaves the old file or the new
one, never a part: the copy is made beside it under a hidden name, brought to disk, then renamed.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from scraper.atomic_output import hidden_path, put, translate_os_errors
from scraper.database.connect import TIMEOUT, open_readonly, translate_sqlite_errors
from scraper.errors import DatabaseUnusable

_LOGS = ("-wal", "-shm", "-journal")


@contextmanager
def snapshot(database: Path, served: Path) -> Iterator[Path]:
    """A copy of a database at one moment of it, beside the served one, gone when the block ends.

    A database that an extraction has not finished is DatabaseUnusable, as is a damaged one.
    """
    copy = hidden_path(served)
    try:
        _remove(copy)
        with open_readonly(database) as source:
            _ended(source.conn, database)
            with translate_sqlite_errors(copy), closing(sqlite3.connect(copy)) as target:
                source.conn.backup(target)
                target.execute("PRAGMA journal_mode = delete")
                with translate_sqlite_errors(database):
                    _sound(target, database)
        yield copy
    finally:
        _remove(copy)


def _ended(db: sqlite3.Connection, database: Path) -> None:
    last = db.execute(
        "SELECT finished FROM runs WHERE command != 'crawl' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if last and last[0] is None:
        raise DatabaseUnusable(
            f"{database}: an extraction is at work on it, or was stopped; let it come to its end"
        )


def _sound(db: sqlite3.Connection, database: Path) -> None:
    (said,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    broken = db.execute("PRAGMA foreign_key_check").fetchone()
    if said != "ok" or broken:
        raise DatabaseUnusable(f"{database}: damaged: {said if said != 'ok' else broken}")


def _remove(path: Path) -> None:
    for name in (path, *_logs(path)):
        with suppress(OSError):  # told when the copy is written
            name.unlink(missing_ok=True)


def _logs(path: Path) -> list[Path]:
    return [path.with_name(path.name + end) for end in _LOGS]


def settle(served: Path) -> None:
    """Fold a log that a database has beside it into it: it would be taken for that of the next file.

    Where a program that keeps a log has the file open, it is DatabaseUnusable.
    """
    if not served.exists():
        _remove(served)  # logs of a file that is gone
    if not any(log.exists() for log in _logs(served)):
        return
    with translate_sqlite_errors(served), closing(sqlite3.connect(served, timeout=TIMEOUT)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # plays a hot journal back
        db.execute("PRAGMA journal_mode = delete")
    if left := [log.name for log in _logs(served) if log.exists()]:
        raise DatabaseUnusable(f"{served}: in use by another program, which keeps {left[0]}")


def swap(copy: Path, place: Path) -> None:
    """Give a copy a settled database's name and its permissions; its readers keep the old file."""
    with translate_os_errors(place):
        if place.exists():
            shutil.copymode(place, copy)
        put(copy, place)

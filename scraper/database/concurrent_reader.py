"""This module lets another thread read a database while this one writes to it, and waits for another program that writes.

SQLite allows both at once in WAL mode. On a file system that does not support WAL, the reading is
finished before the writing continues.
"""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Lock
from time import monotonic

from scraper.database import connect
from scraper.errors import DatabaseUnusable

_STEPS = 10_000  # instructions of SQLite's virtual machine between two checks whether to stop
Find = Callable[[sqlite3.Connection], None]
_TURN = 1.0  # seconds that SQLite waits before Python may see a signal


@contextmanager
def read_meanwhile(
    path: Path, find: Find, *pragmas: str
) -> Iterator[Callable[[], sqlite3.Connection]]:
    """Run `find` in another thread, on a connection of its own that sees what is committed.

    Yields a function that waits for it and returns the connection, with the temporary tables that
    `find` made; it raises what `find` raised. `find` is interrupted if the block ends before, and must
    end its transaction itself, so that it does not hold up the writer.
    """
    stopped, using = Event(), Lock()
    reader = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    def alone() -> None:
        with using:
            find(reader)

    try:
        for pragma in pragmas:
            reader.execute(pragma)
        reader.set_progress_handler(stopped.is_set, _STEPS)
        # Asked first: a connection serves one thread at a time.
        (mode,) = reader.execute("PRAGMA journal_mode").fetchone()
        with ThreadPoolExecutor(1) as one:
            finding = one.submit(alone)

            def found() -> sqlite3.Connection:
                finding.result()
                return reader

            try:
                if mode != "wal":
                    wait([finding])
                yield found
            finally:
                stopped.set()
    finally:  # an interrupt while the thread starts leaves one that nobody else waits for
        stopped.set()
        with using:
            reader.close()


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

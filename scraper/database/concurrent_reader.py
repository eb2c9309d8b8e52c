"""This module lets another thread read a database while this one writes to it.

SQLite lets both work at once where it keeps a log of what is written (WAL). A file system that has none
of it gets a database without: there the reading is done before the writing goes on.
"""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock

_STEPS = 10_000  # of SQLite's machine between two looks at whether to stop

Find = Callable[[sqlite3.Connection], None]


@contextmanager
def read_meanwhile(
    path: Path, find: Find, *pragmas: str
) -> Iterator[Callable[[], sqlite3.Connection]]:
    """Have `find` read what is committed, through a connection of its own.

    What is given waits for it and returns that connection, with the tables of the moment that `find`
    has made; what `find` raised is raised there. It is stopped where the block ends before. `find`
    ends its transaction itself, so that it holds nothing up.
    """
    stopped, using = Event(), Lock()
    reader = _opened(path, pragmas)

    def alone() -> None:
        with using:
            find(reader)

    try:
        reader.set_progress_handler(stopped.is_set, _STEPS)
        at_once = _has_log(reader)  # asked before: a connection answers one thread at a time
        with ThreadPoolExecutor(1) as one:
            finding = one.submit(alone)

            def found() -> sqlite3.Connection:
                finding.result()
                return reader

            try:
                if not at_once:
                    wait([finding])
                yield found
            finally:
                stopped.set()
    finally:  # what breaks in while the thread begins leaves one that nobody else waits for
        stopped.set()
        with using:
            reader.close()


def _has_log(db: sqlite3.Connection) -> bool:
    (mode,) = db.execute("PRAGMA journal_mode").fetchone()
    return bool(mode == "wal")


def _opened(path: Path, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    reader = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in pragmas:
        reader.execute(pragma)
    return reader

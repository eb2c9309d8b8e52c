"""This module lets another thread read a database while this one writes to it.

SQLite allows both at once in WAL mode. On a file system that does not support WAL, the reading is
finished before the writing continues.
"""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock

_STEPS = 10_000  # instructions of SQLite's virtual machine between two checks whether to stop

Find = Callable[[sqlite3.Connection], None]


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

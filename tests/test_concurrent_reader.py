"""A database is read by another thread while this one writes to it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from scraper.database.concurrent_reader import read_meanwhile
from tests.dumped import altered

_ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.db"
    altered(made, "PRAGMA journal_mode = wal", "CREATE TABLE kept AS SELECT 'committed' AS word")
    return made


def _find(db: sqlite3.Connection) -> None:
    db.execute("CREATE TEMP TABLE found AS SELECT word FROM kept")


def _never_ends(db: sqlite3.Connection) -> None:
    db.execute(_ENDLESS)


def test_what_is_found_meanwhile_is_of_what_was_committed(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO kept VALUES ('written meanwhile')")
        with read_meanwhile(path, _find) as found:
            assert found().execute("SELECT word FROM temp.found").fetchall() == [("committed",)]
        db.execute("COMMIT")
        assert db.execute("SELECT count(*) FROM kept").fetchone() == (2,)


def test_what_finding_raises_is_raised_where_it_is_waited_for(path):
    with (
        read_meanwhile(path, lambda db: db.execute("SELECT * FROM nowhere") and None) as found,
        pytest.raises(sqlite3.OperationalError, match="nowhere"),
    ):
        found()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_finding_is_stopped_where_the_writing_breaks(path, error):
    with pytest.raises(error), read_meanwhile(path, _never_ends):
        raise error


def test_where_there_is_no_log_the_reader_is_gone_before_the_writer_goes_on(path):
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as db:
        assert db.execute("PRAGMA journal_mode = delete").fetchone() == ("delete",)
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        with read_meanwhile(path, _find_whole) as found:
            # More than is cached
            db.executemany("INSERT INTO kept VALUES (?)", [("x" * 3000,)] * 2000)
            assert found().execute("SELECT word FROM temp.found").fetchall() == [("committed",)]
        db.execute("COMMIT")


def _find_whole(db: sqlite3.Connection) -> None:
    db.execute("BEGIN")
    _find(db)
    db.execute("COMMIT")


def test_a_break_while_the_thread_begins_closes_nothing_that_it_reads(path, monkeypatch):
    begin, began = Thread.start, Event()

    def broken(thread: Thread) -> None:
        begin(thread)
        began.wait(10)
        raise KeyboardInterrupt

    def find(db: sqlite3.Connection) -> None:
        began.set()
        _never_ends(db)

    monkeypatch.setattr(Thread, "start", broken)
    with pytest.raises(KeyboardInterrupt), read_meanwhile(path, find):
        pass

"""This module opens a database of this program, or says in one line why it cannot be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.database.derived import derived_schema
from scraper.database.tables import APPLICATION, VERSION, filed_schema
from scraper.errors import DatabaseUnusable, OtherSchema

if TYPE_CHECKING:
    from sqlite_utils import Database

# A report's rows go to places all over a large database: a larger cache costs memory and finds no more.
PRAGMAS = (
    "journal_mode = wal", "synchronous = normal", "foreign_keys = on",
    "cache_size = -8192", "wal_autocheckpoint = 8000",
)  # fmt: skip
# The end of a run sorts, several tables at once, and SQLite sorts in as much memory as it caches in.
AT_THE_END = "PRAGMA cache_size = -2048"
PATIENCE = 10.0  # seconds for another program to finish its write
# Python looks for a way to store each None unless one is told: two fifths of what a row of blanks costs.
sqlite3.register_adapter(type(None), lambda none: none)


@contextmanager
def translate_sqlite_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of an unusable file into DatabaseUnusable, in one line."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DatabaseUnusable(f"{path}: {_said(str(error))}") from error
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(f"{path}: {error}") from error


def _said(message: str) -> str:
    busy = "locked" in message or "busy" in message
    return "in use by another program; try again when it has ended" if busy else message


def connect(path: Path) -> sqlite3.Connection:
    """Open a database for writing, its schema made where the file is new.

    Another version's schema, or a database that is not ours, is DatabaseUnusable.
    """
    if path.is_dir() or not path.parent.is_dir():
        kind = "is a folder" if path.is_dir() else "no such folder"
        raise DatabaseUnusable(f"{path if path.is_dir() else path.parent}: {kind}")
    with translate_sqlite_errors(path):
        db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _ready(db, path)
        except BaseException:
            db.close()
            raise
    return db


def _ready(db: sqlite3.Connection, path: Path) -> None:
    _check(db, path)
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    with transaction(db):
        if not _is_made(db):
            _make(db)


def schema() -> str:
    """The whole schema as SQL: what is filed, and what follows from it."""
    return filed_schema() + derived_schema()


def _make(db: sqlite3.Connection) -> None:
    """Make every table within the transaction at hand, so that a kill leaves all or nothing."""
    for statement in schema().split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute(f"PRAGMA application_id = {APPLICATION}")


def _is_made(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA user_version").fetchone()[0])


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is another program's, or was made by another version of this one."""
    found = db.execute("PRAGMA user_version").fetchone()[0]
    ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    filled = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not filled and not found:
        return
    if not ours:
        raise DatabaseUnusable(f"{path}: no database of gongkai; name another file")
    if found != VERSION:
        raise OtherSchema(
            f"{path}: its schema is version {found}, this program's is {VERSION}; "
            "remove the file and extract again"
        )


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Begin a write, and commit it or take all of it back."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def open_readonly(path: Path) -> Iterator["Database"]:
    """Open a database of ours for reading only; a missing or foreign one is DatabaseUnusable."""
    from sqlite_utils import Database  # loads pandas where that is installed: 80 MB

    if path.is_dir():
        raise DatabaseUnusable(f"{path}: is a folder")
    if not path.is_file():
        raise DatabaseUnusable(
            f"{path}: no such database; make it with: gongkai extract {path} PAGES"
        )
    with translate_sqlite_errors(path):
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            _check(db, path)
            if not _is_made(db):
                raise DatabaseUnusable(f"{path}: no database of gongkai; name another file")
            yield Database(db)
        finally:
            db.close()

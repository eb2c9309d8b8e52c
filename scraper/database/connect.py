"""This module opens a database, and reports in one line why it cannot be used."""

import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.database.derived import derived_schema, renew_derived
from scraper.database.tables import APPLICATION, VERSION, filed_schema, statements_of
from scraper.errors import DatabaseUnusable, OtherSchema, instead_of_folder

if TYPE_CHECKING:
    from sqlite_utils import Database

# A report's rows are spread over a large database: a larger cache would cost memory without more hits.
_PRAGMAS = (
    "journal_mode = wal", "synchronous = normal", "foreign_keys = on",
    "cache_size = -8192", "wal_autocheckpoint = 8000",
)  # fmt: skip
# For the end of a run, which sorts several tables at once: SQLite uses as much memory for sorting as for its cache.
AT_THE_END = "PRAGMA cache_size = -2048"
# Seconds to wait for another program to finish its write, which at a million reports takes a few.
TIMEOUT = 60.0
# Without a registered adapter Python searches for one for every None: 40% of the time for a row of blanks.
sqlite3.register_adapter(type(None), lambda none: none)

LATER = "spare_texts"  # which databases of earlier builds lack: it is made, and filled as pages are filed
_SUFFIXES = ("", ".db", ".db3", ".sqlite", ".sqlite3")  # of what may become a database

# How a message of SQLite's begins, and what is said instead.
_EARLIER = "its tables are those of an earlier build; remove the file and extract again"
_TOLD = {
    "file is not a database": "not a database; a page is read by gongkai show",
    "database or disk is full": "its disk is full, or that of temporary files (TMPDIR); free some space and run the same command again",
    "database disk image is malformed": "database disk image is malformed; remove the file and extract again",
    "attempt to write a readonly database": "cannot be written to; see who may write to it and its folder",
    "unable to open database file": "cannot be opened; see who may read it and write to its folder",
    "no such table": "is incomplete, as an extraction into it was interrupted; extract again",
    "no such column": _EARLIER,
}


@contextmanager
def translate_sqlite_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into DatabaseUnusable, in one line that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(f"{path}: {explain_sqlite(str(error))}") from error


def explain_sqlite(message: str) -> str:
    """What one of SQLite's messages means for who runs a command, and what to do."""
    if "locked" in message or "busy" in message:
        return "in use by another program; try again when it has ended"
    return next((told for begins, told in _TOLD.items() if message.startswith(begins)), message)


def connect(path: Path) -> sqlite3.Connection:
    """Open a database for writing, and create the schema in a new file.

    Raises DatabaseUnusable if it cannot be opened, is not a database of this program, or has another
    version's schema (OtherSchema).
    """
    if path.is_dir():
        said = "is a folder; the database comes first: gongkai extract reports.db PAGES"
        raise DatabaseUnusable(f"{path}: {said}")
    if not path.parent.is_dir():
        raise DatabaseUnusable(f"{path.parent}: no such folder; create it first")
    with translate_sqlite_errors(path):
        db = sqlite3.connect(path, timeout=TIMEOUT, isolation_level=None)
        try:
            _prepare(db, path)
        except BaseException:
            db.close()
            raise
    return db


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    _check(db, path, may_be_new=True)
    if _has_schema(db):
        check_columns(db, path)
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    with transaction(db):
        if _has_schema(db):
            _renew_schema(db)
        else:
            _create_schema(db)


def schema() -> str:
    """The whole schema as SQL: the tables that reports are filed in, and the derived ones."""
    return filed_schema() + derived_schema()


def _create_schema(db: sqlite3.Connection) -> None:
    """Create all tables within the current transaction, so that a kill leaves all or none."""
    for statement in statements_of(schema()):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute(f"PRAGMA application_id = {APPLICATION}")


def _renew_schema(db: sqlite3.Connection) -> None:
    """Renew what an earlier build made otherwise: indexes, derived tables (a row that a form has gained is a column), spare texts."""
    held = _statements(db)
    for made in (one for one in statements_of(filed_schema()) if one not in held):
        if made.startswith("CREATE INDEX"):
            db.execute(f"DROP INDEX IF EXISTS {made.split()[2]}")
            db.execute(made)
        elif made.startswith(f"CREATE TABLE {LATER} "):
            db.execute(made)
    if not held.issuperset(statements_of(derived_schema())):
        renew_derived(db)


def _statements(db: sqlite3.Connection) -> set[str]:
    return {sql for (sql,) in db.execute("SELECT sql FROM sqlite_master")}


def check_columns(db: sqlite3.Connection, path: Path) -> None:
    """Raise OtherSchema for a database in which reports are filed in other columns."""
    if not _statements(db).issuperset(statements_of(filed_schema())) and _has_other_columns(db):
        raise OtherSchema(f"{path}: {_EARLIER}")


def _has_other_columns(db: sqlite3.Connection) -> bool:
    """Whether a filed table has other columns than this program's."""
    columns = """SELECT m.name, c.cid, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
      WHERE m.type = 'table' ORDER BY 1, 2"""
    with closing(sqlite3.connect(":memory:")) as new:
        new.executescript(filed_schema())
        wanted = new.execute(columns).fetchall()
    tables = {table for table, *_ in wanted} - {LATER}
    held, made = (
        [one for one in rows if one[0] in tables] for rows in (db.execute(columns), wanted)
    )
    return held != made


def _has_schema(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA user_version").fetchone()[0])


def _check(db: sqlite3.Connection, path: Path, *, may_be_new: bool = False) -> None:
    """Raise DatabaseUnusable for a file of another program or of another version of this one."""
    found = db.execute("PRAGMA user_version").fetchone()[0]
    ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    filled = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if may_be_new and not filled and not found:
        return
    if not ours:
        raise DatabaseUnusable(f"{path}: not a gongkai database; name another file")
    if found != VERSION:
        raise OtherSchema(
            f"{path}: its schema is version {found}, this program's is {VERSION}; "
            "remove the file and extract again"
        )


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Run the block in a write transaction, which is rolled back if it raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def dict_rows(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    """The rows of a query by column name."""
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


@contextmanager
def open_readonly(path: Path) -> Iterator["Database"]:
    """Open a database of this program for reading only; raises DatabaseUnusable as `connect` does."""
    from sqlite_utils import Database  # imports pandas if that is installed: 80 MB

    if path.is_dir():
        raise DatabaseUnusable(instead_of_folder(path))
    if not path.is_file():
        if path.suffix not in _SUFFIXES:
            raise DatabaseUnusable(f"{path}: no such file; a database has a name like reports.db")
        said = f"no such database; make it with: gongkai extract {shlex.quote(str(path))} PAGES"
        raise DatabaseUnusable(f"{path}: {said}")
    with translate_sqlite_errors(path):
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            _check(db, path)
            yield Database(db)
        finally:
            db.close()

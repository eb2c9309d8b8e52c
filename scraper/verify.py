"""This module verifies a database against its archive, by reading everything again and comparing."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scraper.corrections import Corrections
from scraper.database.connect import LATER, open_readonly, translate_sqlite_errors
from scraper.database.derived import DERIVED
from scraper.extract import ReadOptions, Supplied, extract

# Tables (None) and columns that depend on a clock, the program's version or a roster, not on a page.
_IGNORED = {
    "runs": None,
    "captures": ("read_by",),
    "agencies": ("superior", "superior_from"),
    "reports": ("parser_version",),
    **dict.fromkeys(DERIVED, ("superior",)),
}
_INDEX = "sections_fts"
_LISTED = """SELECT superior, name, code FROM agencies
  WHERE superior_from = 'roster' AND id IN (SELECT agency FROM reports)"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that differs; `column` is None for a row that only one side has."""

    table: str
    key: str
    column: str | None
    database: Any
    archive: Any


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of a verification, as `verify --json` prints it."""

    database: str
    rows: dict[str, int]
    differences: list[Difference]
    unreadable: list[dict[str, str]]


def verify(
    database: Path,
    archive: Iterable[Path],
    workers: int,
    corrections: Corrections | None,
    watch: Callable[[str], None],
) -> Verified:
    """Read the archive again, and compare every resulting row with the database's.

    Raises DatabaseUnusable if the database cannot be opened or read completely.
    """
    with open_readonly(database) as db:  # raises now rather than after an hour of reading
        listed = db.execute(_LISTED).fetchall()  # their names are spelled as in the roster
    with TemporaryDirectory(prefix="gongkai-verify-") as folder:
        again = Path(folder) / "again.db"
        supplied = Supplied(listed, corrections or {})
        summary = extract(again, archive, ReadOptions(workers), supplied, watch)
        rows, found = compare(database, again)
    return Verified(str(database), rows, found, summary.unreadable)


def compare(database: Path, again: Path) -> tuple[dict[str, int], list[Difference]]:
    """The rows by table of a database, and how another differs from it, in the order of tables and keys."""
    with _attach_both(database, again) as db:
        names = list(_tables(db))
        rows = {
            name: int(db.execute(f"SELECT count(*) FROM main.{name}").fetchone()[0])  # noqa: S608
            for name in names
        }
        return rows, [one for name in names for one in _table_differences(db, name)]


@contextmanager
def _attach_both(database: Path, again: Path) -> Iterator[sqlite3.Connection]:
    """Open both databases read-only in one connection, as `main` and `again`.

    SQLite's errors within the block are raised as DatabaseUnusable.
    """
    address = f"{database.resolve().as_uri()}?mode=ro"
    with translate_sqlite_errors(database), closing(sqlite3.connect(address, uri=True)) as db:
        db.row_factory = sqlite3.Row
        db.execute("ATTACH ? AS again", (f"{again.resolve().as_uri()}?mode=ro",))
        yield db


def _tables(db: sqlite3.Connection) -> Iterator[str]:
    sql = """SELECT name FROM again.sqlite_master WHERE type = 'table'
      AND (name != ? OR name IN (SELECT name FROM main.sqlite_master)) ORDER BY rowid"""
    for (name,) in db.execute(sql, (LATER,)).fetchall():
        if not name.startswith(("sqlite_", _INDEX)) and _IGNORED.get(name, ()) is not None:
            yield name


def _table_differences(db: sqlite3.Connection, table: str) -> Iterator[Difference]:
    """The differences in one table: rows found on one side only, paired by key."""
    info = db.execute(f"PRAGMA again.table_info({table})").fetchall()
    columns = [row["name"] for row in info if row["name"] not in (_IGNORED.get(table) or ())]
    key = [row["name"] for row in sorted(info, key=itemgetter("pk")) if row["pk"]]
    here, there = (
        _rows_only_in(db, table, columns, sides) for sides in (("main", "again"), ("again", "main"))
    )
    ours, theirs = (
        {tuple(row[column] for column in key): row for row in rows} for rows in (here, there)
    )
    for name in sorted({**ours, **theirs}, key=str):
        if not _is_of_roster(db, table, name):
            yield from _row_differences(table, name, ours.get(name), theirs.get(name))


def _rows_only_in(
    db: sqlite3.Connection, table: str, columns: list[str], sides: tuple[str, str]
) -> list[sqlite3.Row]:
    # Named by their table: to SQLite a bare name in quotes that no column has is a text.
    one, other = (
        ", ".join(f'{side}.{table}."{column}"' for column in columns) + f" FROM {side}.{table}"
        for side in sides
    )
    sql = f"SELECT {one} EXCEPT SELECT {other}"
    return db.execute(sql).fetchall()


def _is_of_roster(db: sqlite3.Connection, table: str, key: tuple[Any, ...]) -> bool:
    """Whether a row belongs to an agency that only a roster names."""
    if table not in ("agencies", "coverage"):
        return False
    sql = """SELECT superior_from = 'roster' AND NOT EXISTS
      (SELECT 1 FROM main.reports WHERE agency = agencies.id) FROM main.agencies WHERE id = ?"""
    row = db.execute(sql, key[:1]).fetchone()
    return bool(row and row[0])


def _row_differences(
    table: str, key: tuple[Any, ...], here: sqlite3.Row | None, there: sqlite3.Row | None
) -> Iterator[Difference]:
    name = " ".join(map(str, key))
    if here is None or there is None:
        sides = ("missing", "there") if here is None else ("there", "missing")
        yield Difference(table, name, None, *sides)
        return
    for column in here.keys():  # noqa: SIM118  (a row's own iteration gives its values)
        if here[column] != there[column]:
            yield Difference(table, name, column, here[column], there[column])

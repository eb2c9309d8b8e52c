"""This module writes a database out as text that depends on nothing but what is in it, and selects rows of one."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

CLOCK = frozenset({"started", "finished"})  # when a run was: the one thing that no archive says
_OURS = "name NOT LIKE 'sqlite_%' AND name NOT GLOB 'sections_fts_*'"
_WORDS = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, sections_fts, instance)"


def dumped(database: Path, leave_out: Collection[str] = CLOCK) -> Iterator[str]:
    """Every statement of the schema, every row and every word of the full text, a line each.

    `leave_out` names tables and columns that are not to be compared.
    """
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        for pragma in ("application_id", "user_version"):
            yield f"{pragma} {db.execute(f'PRAGMA {pragma}').fetchone()[0]}"
        made = db.execute(f"SELECT sql FROM sqlite_master WHERE {_OURS} ORDER BY type, name")
        yield from (" ".join(str(sql).split()) for (sql,) in made)
        yield from lines_of(db, leave_out)
        db.execute(_WORDS)
        yield from map(repr, db.execute("SELECT * FROM temp.words ORDER BY 1, 2, 3, 4"))


def selected(database: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a query; the database is closed again."""
    with closing(sqlite3.connect(database)) as db:
        return db.execute(sql, values).fetchall()


def altered(database: Path, *statements: str) -> None:
    """Change a database by statements; it is closed again."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def lines_of(db: sqlite3.Connection, leave_out: Collection[str] = ("runs",)) -> list[str]:
    """Every row of every table, a line each; by default without the runs, which have a clock."""
    tables = (table for table in _tables(db) if table not in leave_out)
    return [line for table in tables for line in _rows(db, table, leave_out)]


def digest(database: Path, leave_out: Collection[str] = CLOCK) -> str:
    """The SHA-256 of a database as text."""
    made = sha256()
    for line in dumped(database, leave_out):
        made.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return made.hexdigest()


def _tables(db: sqlite3.Connection) -> list[str]:
    sql = f"SELECT name FROM sqlite_master WHERE type = 'table' AND {_OURS} ORDER BY name"
    return [name for (name,) in db.execute(sql) if name != "sections_fts"]


def _rows(db: sqlite3.Connection, table: str, leave_out: Collection[str]) -> Iterator[str]:
    names = [name for (_, name, *_) in db.execute(f"PRAGMA table_info({table})")]
    kept = ", ".join(f'"{name}"' for name in names if name not in leave_out)
    lines = (f"{table} {row!r}" for row in db.execute(f"SELECT {kept} FROM {table}"))
    yield from sorted(lines)

"""This module spoils databases as disks, kills and other programs do, and counts the reports of one that is sound."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from scraper.database.tables import VERSION
from tests.dumped import altered


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwritten(path: Path) -> None:
    whole = path.read_bytes()
    kept = len(whole) // 4  # wherever a table's rows lie, some lie in what is lost
    path.write_bytes(whole[:kept] + bytes(len(whole) - kept))


def text(path: Path) -> None:
    """Put a text in its place."""
    path.write_text("this is no database, and longer than a header")


def _unlinked(path: Path) -> None:
    altered(path, "DELETE FROM agencies")


def version(number: int) -> Callable[[Path], None]:
    """Give it the schema's version of another program."""

    def set_version(path: Path) -> None:
        altered(path, f"PRAGMA user_version = {number}")

    return set_version


def with_another_column(path: Path) -> None:
    """Give a table in which reports are filed a column of another build."""
    altered(path, "ALTER TABLE disclosures ADD COLUMN another INTEGER")


def _foreign(path: Path) -> None:
    path.unlink()
    altered(path, "CREATE TABLE notes (text TEXT)")


# What is done to a database, and what is then said of it.
UNUSABLE: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut": (_cut, "malformed"),
    "overwritten": (_overwritten, ""),
    "text": (text, "not a database"),
    "older": (version(VERSION - 1), f"its schema is version {VERSION - 1}"),
    "newer": (version(VERSION + 1), f"its schema is version {VERSION + 1}"),
    "another program's": (_foreign, "not a gongkai database"),
}
UNWRITABLE = UNUSABLE | {
    "an earlier build's": (with_another_column, "its tables are those of an earlier build")
}
SPOILT = UNUSABLE | {
    "with links that lead nowhere": (_unlinked, "a row of agencies that is not there")
}


def reports(database: Path) -> int:
    """The number of reports in a database that is sound."""
    with sqlite3.connect(database) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        (count,) = db.execute("SELECT count(*) FROM reports").fetchone()
    db.close()
    return int(count)

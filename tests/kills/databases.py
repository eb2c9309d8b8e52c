"""This module checks a database after a kill: it is sound, and every report in it is complete."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from scraper.database.claims import Claim
from scraper.database.rows import make_rows, report_columns, restore_report
from scraper.database.tables import VERSION
from tests.dumped import digest

CURRENT = "SELECT json FROM revisions WHERE report = ? ORDER BY number DESC LIMIT 1"
INDEXED = "SELECT 1 FROM sections_fts_docsize WHERE id = ?"
CLAIMED = """SELECT claimed_code, claimed_name, claimed_region, claimed_year, claimed_scope
  FROM captures JOIN reports ON reports.capture = captures.id WHERE reports.id = ?"""


def stands(database: Path) -> frozenset[str]:
    """Check a copy of a database, so that nothing is repaired; returns its captures."""
    if not database.exists():
        return frozenset()
    with tempfile.TemporaryDirectory() as place:
        for file in database.parent.glob(f"{database.name}*"):
            shutil.copy(file, place)
        with closing(sqlite3.connect(Path(place) / database.name)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            if db.execute("PRAGMA user_version").fetchone() == (0,):
                assert db.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
                return frozenset()
            assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
            return _whole(db)


def _whole(db: sqlite3.Connection) -> frozenset[str]:
    """Assert that every report's rows are those of its current revision."""
    columns = ", ".join(report_columns())
    for key, *values in db.execute(f"SELECT id, {columns} FROM reports").fetchall():
        report = restore_report(db.execute(CURRENT, (key,)).fetchone()[0])
        expected = make_rows(key, report, Claim(*db.execute(CLAIMED, (key,)).fetchone()))
        assert tuple(values) == expected.values, key
        indexed = [at for at, *_ in expected.rows.pop("sections_fts")]
        kept = [bool(db.execute(INDEXED, (at,)).fetchone()) for at in indexed]
        assert all(kept), (key, "sections_fts")
        for table, wanted in expected.rows.items():
            kept = db.execute(f"SELECT * FROM {table} WHERE report = ?", (key,)).fetchall()
            assert sorted(map(repr, kept)) == sorted(map(_as_kept, wanted)), (key, table)
    sql = "SELECT count(*) FROM captures WHERE outcome = 'report' AND report IS NULL"
    assert db.execute(sql).fetchone() == (0,)
    return frozenset(key for (key,) in db.execute("SELECT id FROM captures"))


def _as_kept(row: tuple[object, ...]) -> str:
    return repr(tuple(int(value) if isinstance(value, bool) else value for value in row))


def same(database: Path, wanted: str) -> None:
    """Assert that a database's dump, without runs, is byte for byte that of an undisturbed run."""
    assert digest(database, {"runs"}) == wanted

"""This module creates the views, the dictionary and the indexes for readers."""

import sqlite3

from scraper.database.dictionary import by_key
from scraper.database.indexes import readers_indexes
from scraper.database.views import views

_SAMPLE = 1000  # entries of each index that ANALYZE examines


def describe(db: sqlite3.Connection) -> None:
    """Bring views, dictionary and indexes up to date; only what differs is written."""
    _views(db)
    wanted = sorted(by_key().values())
    if db.execute("SELECT * FROM dictionary ORDER BY kind, key").fetchall() != wanted:
        db.execute("DELETE FROM dictionary")
        db.executemany("INSERT INTO dictionary VALUES (?, ?, ?, ?, ?, ?)", wanted)
    for statement in readers_indexes():
        db.execute(statement)
    db.execute(f"PRAGMA analysis_limit = {_SAMPLE}")
    db.execute("ANALYZE")


def _views(db: sqlite3.Connection) -> None:
    wanted = {name: f"CREATE VIEW {name} AS {sql}" for name, sql in views().items()}
    held = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    if held == wanted:
        return
    for name in held:
        db.execute(f"DROP VIEW {name}")
    for sql in wanted.values():
        db.execute(sql)

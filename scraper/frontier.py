"""This module stores the state of a crawl in SQLite, so that a kill at any moment loses no page.

A page is pending, leased or done; leases of a process that died are revoked on opening. The same
database holds what each portal's visit has found, when a host may be asked next, and what later
runs need for conditional requests.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.database.connect import transaction
from scraper.errors import ArchiveDamaged, GongkaiError

FILE = "frontier.db"  # in an archive's folder
_VERSION = 1
REMEDY = "remove it to fetch everything again; the WARC files beside it are kept"
_AT_ONCE = 50  # pages that are leased

_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, command TEXT NOT NULL,
  requests INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS visits (
  run INTEGER NOT NULL, portal TEXT NOT NULL, tally TEXT NOT NULL, outcome TEXT,
  PRIMARY KEY (run, portal)) STRICT;
CREATE TABLE IF NOT EXISTS pages (
  id INTEGER PRIMARY KEY, portal TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
  rank INTEGER NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, referer TEXT,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'leased', 'done')),
  answer INTEGER, UNIQUE (portal, key)) STRICT;
CREATE INDEX IF NOT EXISTS pages_next ON pages (portal, state, rank, id);
CREATE TABLE IF NOT EXISTS answers (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, etag TEXT, modified TEXT,
  digest TEXT NOT NULL, record TEXT NOT NULL, date TEXT NOT NULL,
  file TEXT NOT NULL, offset INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS problems (
  run INTEGER NOT NULL, portal TEXT NOT NULL, url TEXT NOT NULL, reason TEXT NOT NULL,
  UNIQUE (run, portal, url, reason)) STRICT;
CREATE TABLE IF NOT EXISTS reports (
  portal TEXT NOT NULL, key TEXT NOT NULL, agency TEXT NOT NULL, year INTEGER, own INTEGER NOT NULL,
  PRIMARY KEY (portal, key)) STRICT;
CREATE TABLE IF NOT EXISTS hosts (
  host TEXT PRIMARY KEY, next REAL NOT NULL DEFAULT 0, delay REAL NOT NULL DEFAULT 0,
  stopped_in INTEGER, reason TEXT) STRICT;
CREATE TABLE IF NOT EXISTS cookies (
  host TEXT NOT NULL, name TEXT NOT NULL, run INTEGER NOT NULL, url TEXT NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY (host, name)) STRICT;
CREATE TABLE IF NOT EXISTS robots (
  origin TEXT PRIMARY KEY, fetched REAL NOT NULL, body BLOB) STRICT;
CREATE TABLE IF NOT EXISTS listed (
  portal TEXT NOT NULL, run INTEGER NOT NULL, reports INTEGER NOT NULL,
  PRIMARY KEY (portal, run)) STRICT;
CREATE TABLE IF NOT EXISTS standing (
  portal TEXT PRIMARY KEY, status TEXT NOT NULL, reason TEXT, runs INTEGER NOT NULL,
  engine TEXT, listing TEXT) STRICT;
CREATE TABLE IF NOT EXISTS changes (
  run INTEGER NOT NULL, portal TEXT NOT NULL, change TEXT NOT NULL, before TEXT, now TEXT,
  runs INTEGER, agency TEXT, year INTEGER, url TEXT) STRICT;
CREATE TABLE IF NOT EXISTS absent (
  portal TEXT NOT NULL, agency TEXT NOT NULL, year INTEGER NOT NULL,
  PRIMARY KEY (portal, agency, year)) STRICT;
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, acked INTEGER NOT NULL) STRICT;
"""

_NEXT = """SELECT id, key, kind, rank, url, title, referer FROM pages
  WHERE portal = ? AND state = 'pending' ORDER BY rank, id LIMIT ?"""
_REPLAYED = """SELECT answers.* FROM answers JOIN pages ON pages.answer = answers.id
  WHERE pages.portal = ? AND pages.key = ? AND pages.state <> 'pending'"""
_ENQUEUE = """INSERT INTO pages (portal, key, kind, rank, url, title, referer)
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET kind = excluded.kind, rank = excluded.rank, title = excluded.title,
    referer = excluded.referer, state = 'pending'
  WHERE pages.kind = 'listing' AND excluded.kind = 'report'"""


@dataclass(frozen=True, slots=True)
class Queued:
    """A page to be fetched: a report page or an attachment, lower ranks first."""

    key: str
    kind: str
    rank: int
    url: str
    title: str = ""
    referer: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The latest complete response to a request, and where its record is in the archive."""

    id: int
    key: str
    url: str
    etag: str | None
    modified: str | None
    digest: str
    record: str
    date: str
    file: str
    offset: int


class Frontier:
    """The frontier of one archive; safe to use from many threads.

    Raises ArchiveDamaged if its database is corrupt, GongkaiError if another version wrote it.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            self._prepare(path)
        except sqlite3.OperationalError:  # the disk is full, or the folder is not writable
            self._db.close()
            raise
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise ArchiveDamaged(f"{path}: {error}; {REMEDY}") from error

    def _prepare(self, path: Path) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        made = self._db.execute("PRAGMA user_version").fetchone()[0]
        filled = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if filled and made != _VERSION:
            self._db.close()
            raise GongkaiError(f"{path}: written by another version of gongkai; {REMEDY}")
        with self.transaction():  # all or nothing, even after a kill or on a full disk
            for statement in _SCHEMA.split(";\n"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
        self._db.execute("UPDATE pages SET state = 'pending' WHERE state = 'leased'")

    def close(self) -> None:
        """Close the database; its write-ahead log is merged into it."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run the block in one transaction."""
        with self._lock, transaction(self._db):
            yield self._db

    def write(self, sql: str, *values: Any) -> None:
        """Execute one statement in its own transaction."""
        with self._lock:
            self._db.execute(sql, values)

    def row(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        with self._lock:
            return self._db.execute(sql, values).fetchone()  # type: ignore[no-any-return]

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def queue(self, portal: str, pages: Iterable[Queued]) -> None:
        """Add pages in a transaction of their own; see `enqueue`."""
        with self.transaction() as db:
            enqueue(db, portal, pages)

    def lease(self, portal: str) -> list[Queued]:
        """Mark the next pending pages of a portal as leased, lowest rank first, and return them."""
        with self.transaction() as db:
            rows = db.execute(_NEXT, (portal, _AT_ONCE)).fetchall()
            leased = [(row[0],) for row in rows]
            db.executemany("UPDATE pages SET state = 'leased' WHERE id = ?", leased)
        return [Queued(*row[1:]) for row in rows]

    def held(self, key: str) -> Held | None:
        """The latest complete response to a request, from any run."""
        return self._held("SELECT * FROM answers WHERE key = ?", key)

    def replayed(self, portal: str, key: str) -> Held | None:
        """The response that this run already has for a page: from before a kill, or as a page of the listing."""
        return self._held(_REPLAYED, portal, key)

    def _held(self, sql: str, *values: Any) -> Held | None:
        row = self.row(sql, *values)
        return None if row is None else Held(*row)


def enqueue(db: sqlite3.Connection, portal: str, pages: Iterable[Queued]) -> None:
    """Add pages within a transaction; known pages are left as they are.

    A page that was fetched on the way to the listing and is also a row of it is taken for a report, and not fetched again.
    """
    values = ((portal, p.key, p.kind, p.rank, p.url, p.title, p.referer) for p in pages)
    db.executemany(_ENQUEUE, values)

"""This module buffers the rows of a transaction, which are written table by table at its end.

Many rows in one statement cost half of what they cost report by report, and an agency of many
reports is named once. Nobody sees a transaction before its end, so nothing is ever half there.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from scraper.database import statements
from scraper.database.claims import Claim
from scraper.database.rows import Rows
from scraper.reading import Reading

_KEYED = ("captures", "reports")  # what another page may refer to, by its key
_NAME = """SELECT coalesce(captures.claimed_name, reports.agency_name), captures.claimed_code,
  captures.claimed_region, reports.region, reports.level
  FROM reports JOIN captures ON captures.id = reports.capture
  WHERE reports.agency = ? ORDER BY reports.report_year DESC, reports.id DESC"""
_AGENCY = """INSERT INTO agencies (id, name, code, region_code, region, level)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET (name, code, region_code, region, level)
  = (excluded.name, excluded.code, excluded.region_code, excluded.region, excluded.level)
  WHERE (name, code, region_code, region, level) IS NOT
  (excluded.name, excluded.code, excluded.region_code, excluded.region, excluded.level)"""


class Batch:
    """The rows that wait for the end of a transaction, and the agencies to be renamed."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._kept: list[Rows] = []
        self._waiting: set[str] = set()
        self._named: dict[str | None, tuple[str | None, str | None]] = {}
        self._agencies: set[str] = set()
        self._begun = 0

    def begin(self) -> None:
        """Begin a transaction, unless one is under way."""
        if not self.db.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")
            self._begun = self.db.total_changes

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Make what is written and buffered within the block all or nothing, whatever interrupts it."""
        held = len(self._kept)
        self._begun = -1
        with _taken_back(self.db):
            try:
                yield
            except BaseException:
                del self._kept[held:]
                raise

    def lay_by(self, rows: Rows, claim: Claim | None = None) -> None:
        """Buffer rows that belong together, with the claim of their page where it has one."""
        for table in _KEYED:
            self._waiting.update(row[0] for row in rows.get(table, ()))
        if claim:
            self._named[claim.name] = (claim.code, claim.region)
        self._kept.append(rows)

    def meets(self, reading: Reading) -> bool:
        """Whether a page, or its claim, touches rows that are buffered."""
        if filed := reading.filed:
            own = (filed.claim.code, filed.claim.region)
            if (
                filed.identity.report in self._waiting
                or self._named.get(filed.claim.name, own) != own
            ):
                return True
        return any(one.id in self._waiting for one in (reading.capture, *reading.attachments))

    def has(self, capture: str) -> bool:
        """Whether a capture is buffered."""
        return capture in self._waiting

    def rename(self, agency: str) -> None:
        """Note that an agency's reports have changed, and its name may have with them."""
        self._agencies.add(agency)

    def write(self) -> None:
        """Write what is buffered; a failure takes back the rows that belong together, and no others."""
        try:
            self._write(self._kept)
        except sqlite3.Error:
            while self._kept and self.db.in_transaction:
                self._write([self._kept.pop(0)])
            raise
        self._waiting.clear()
        self._named.clear()

    def _write(self, kept: list[Rows]) -> None:
        """Write rows and forget them; ordered by key, as any other order would cost the full text dear."""
        if not kept:
            return
        tables: Rows = {table: [] for table in statements.FIRST}
        for rows in kept:
            for table, values in rows.items():
                tables.setdefault(table, []).extend(values)
        nothing_before = self.db.total_changes == self._begun
        with (_begun_anew if nothing_before else _taken_back)(self.db):
            for table, values in tables.items():
                if values:
                    ordered = values if table in statements.FIRST else sorted(values)
                    self.db.executemany(statements.statement(table, values[0]), ordered)
            kept.clear()  # within, so that a break leaves rows to be read again, and none twice

    def settle(self) -> None:
        """Write what is buffered and name the agencies, so that the transaction may end."""
        self.write()
        for agency in sorted(self._agencies):
            _name(self.db, agency)
        self._agencies.clear()


@contextmanager
def _taken_back(db: sqlite3.Connection) -> Iterator[None]:
    """Take back what fails within the block, and let the transaction go on."""
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # a full disk ends it
            db.execute("ROLLBACK TO part")
        raise
    db.execute("RELEASE part")


@contextmanager
def _begun_anew(db: sqlite3.Connection) -> Iterator[None]:
    """The same where nothing is written before: SQLite copies no page to take it back, a seventh of writing."""
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
            db.execute("BEGIN IMMEDIATE")
        raise


def _name(db: sqlite3.Connection, agency: str) -> None:
    """Name an agency as the latest of its reports that names it does; delete one without reports."""
    rows = db.execute(_NAME, (agency,)).fetchall()
    if rows:
        latest = [next((v for v in column if v), None) for column in zip(*rows, strict=True)]
        db.execute(_AGENCY, (agency, *latest))
    else:
        db.execute("DELETE FROM agencies WHERE id = ? AND superior_from IS NOT 'roster'", (agency,))

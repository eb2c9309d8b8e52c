"""This module holds what a transaction still owes: rows that are written, table by table, at its end.

Many rows in one statement cost half of what they cost report by report, and an agency of many
reports is named once. Nobody sees a transaction before its end, so nothing is ever half there.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from scraper.changes import Change, filed
from scraper.claims import Claim, Identity
from scraper.known import PROGRAM
from scraper.revisions import Revision
from scraper.rows import Made, Rows, Values, report_columns

_INTO = {"sections_fts": "sections_fts (rowid, heading, text)"}
_REPORT = (
    "id", "agency", "report_year", "scope", "revisions", "parser_version", "capture",
    *report_columns(),
)  # fmt: skip
_REVISION = "INSERT INTO revisions VALUES (?, ?, ?, ?, ?)"
_THERE = """INSERT INTO agencies (id, name, code, region_code, region, level)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
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
    """The rows that wait for the end of a transaction, and the agencies to be named anew."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._kept: list[Rows] = []
        self._agencies: set[str] = set()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """A report is written whole or not at all, whatever breaks in on it."""
        held = len(self._kept)
        with _taken_back(self.db):
            try:
                yield
            except BaseException:
                del self._kept[held:]
                raise

    def report(self, whose: Identity, claim: Claim, current: Revision, made: Made) -> Change:
        """Insert a report's own row, by its current revision, where none of its rows are in the
        tables; lay by those, and the agency's name.
        """
        if whose.agency not in self._agencies:
            page = dict(zip(report_columns(), made.values, strict=True))
            name = claim.name or page["agency_name"] or None
            own = (name, claim.code, claim.region, page["region"], page["level"])
            self.db.execute(_THERE, (whose.agency, *own))
        key = (whose.report, whose.agency, claim.year, claim.scope)
        told = (current.number, PROGRAM, current.capture)
        _insert(self.db, f"reports ({', '.join(_REPORT)})", [(*key, *told, *made.values)])
        self.rename(whose.agency)
        self._kept.append(made.rows)
        return filed(whose.report, current.capture, made)

    def revisions(self, report: str, every: Iterable[Revision]) -> None:
        """Insert a report's revisions."""
        self.db.executemany(_REVISION, [(report, *revision) for revision in every])

    def rename(self, agency: str) -> None:
        """What an agency's reports say has changed: it is to be named anew."""
        self._agencies.add(agency)

    def write(self) -> None:
        """Write what is laid by, ordered by key: any other order would cost the full text's index dear."""
        tables: Rows = defaultdict(list)
        for rows in self._kept:
            for table, values in rows.items():
                tables[table] += values
        with _taken_back(self.db):
            for table, values in tables.items():
                if values:
                    _insert(self.db, _INTO.get(table, table), sorted(values))
        self._kept.clear()

    def settle(self) -> None:
        """Write what is laid by and name the agencies: the transaction may end."""
        self.write()
        for agency in sorted(self._agencies):
            _name(self.db, agency)
        self._agencies.clear()


@contextmanager
def _taken_back(db: sqlite3.Connection) -> Iterator[None]:
    """What fails within is taken back alone; the transaction goes on."""
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK TO part")
        raise
    db.execute("RELEASE part")


def _insert(db: sqlite3.Connection, into: str, values: list[Values]) -> None:
    marks = ", ".join("?" * len(values[0]))
    db.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608  (names are ours)


def _name(db: sqlite3.Connection, agency: str) -> None:
    """An agency is called as its latest report that says so; one without reports goes."""
    told = db.execute(_NAME, (agency,)).fetchall()
    if told:
        latest = [next((v for v in column if v), None) for column in zip(*told, strict=True)]
        db.execute(_AGENCY, (agency, *latest))
    else:
        db.execute("DELETE FROM agencies WHERE id = ? AND superior_from IS NOT 'roster'", (agency,))

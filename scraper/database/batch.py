"""This module buffers the rows of a transaction, which are written table by table at its end.

Writing many rows with one statement takes half the time of writing them report by report, and an agency
with many reports is named only once.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from parsers.metadata.named_regions import division
from parsers.metadata.spellings import brief_name, name_in_full, spellings
from scraper.database import statements
from scraper.database.claims import PRINTED_NAME, Claim, organisation
from scraper.database.rows import ReportRows, Rows, report_columns
from scraper.database.shared_codes import SharedCodes
from scraper.reading import Reading

_FORM, _STATUS = map(report_columns().index, ("form", "status"))
_KEYED = ("captures", "reports")  # tables whose rows another page may refer to, by key
_NAME = f"""SELECT
  coalesce(iif(claimed_code = reports.agency AND claimed_name != {PRINTED_NAME}, NULL, claimed_name), reports.agency_name),
  captures.claimed_region, reports.region, reports.level
  FROM reports JOIN captures ON captures.id = reports.capture
  WHERE reports.agency = ? ORDER BY reports.report_year DESC, reports.id DESC"""  # noqa: S608
_AGENCY = """INSERT INTO agencies (id, name, code, region_code, region, level)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET (name, code, region_code, region, level)
  = (excluded.name, excluded.code, excluded.region_code, excluded.region, excluded.level)
  WHERE (name, code, region_code, region, level) IS NOT
  (excluded.name, excluded.code, excluded.region_code, excluded.region, excluded.level)"""

_LISTED = """SELECT name FROM agencies
  WHERE id = ? AND name IN (SELECT value FROM json_each(?)) AND superior_from = 'roster'"""


class Event(NamedTuple):
    """An event of the log, with its fields."""

    name: str
    fields: dict[str, Any]


class Batch:
    """The buffered rows of a transaction, and the agencies to be renamed at its end."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.codes = SharedCodes(db)
        self._groups: list[Rows] = []
        self._buffered: set[str] = set()
        self._claimed_places: dict[str | None, tuple[str | None, str | None]] = {}
        self._claimed_codes: dict[str | None, str | None] = {}
        self._agencies: set[str] = set()
        self._changes_at_start = 0
        self.told: list[Event] = []  # logged once this is committed

    def begin(self) -> None:
        """Begin a transaction, unless one is open."""
        if not self.db.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")
            self._changes_at_start = self.db.total_changes

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Make what is written and buffered within the block atomic."""
        held, told = len(self._groups), len(self.told)
        self._changes_at_start = -1
        with _savepoint(self.db):
            try:
                yield
            except BaseException:
                del self._groups[held:]
                del self.told[told:]
                self.codes.forget()
                raise

    def add(self, rows: Rows, claim: Claim | None = None) -> None:
        """Buffer rows that belong together, with the claim of their page if it has one."""
        for table in _KEYED:
            self._buffered.update(row[0] for row in rows.get(table, ()))
        if claim:
            self._claimed_places[_key(claim)] = (claim.code, claim.region)
            self._claimed_codes[claim.code] = _key(claim)
        self._groups.append(rows)

    def tell(self, event: str, **fields: Any) -> None:
        """Note an event for the log."""
        self.told.append(Event(event, fields))

    def tell_filed(self, report: str, capture: str, made: ReportRows) -> None:
        """Note that a report's rows are written, from a capture."""
        codes = Counter(code for _, _, code, *_ in made.rows["findings"])
        state = {"form": made.values[_FORM], "status": made.values[_STATUS]}
        self.tell("report-filed", report=report, capture=capture, **state, findings=dict(codes))

    def conflicts_with(self, reading: Reading) -> bool:
        """Whether a page, or its claim, concerns rows that are buffered."""
        if filed := reading.filed:
            code, name, place = filed.claim.code, _key(filed.claim), filed.claim.region
            if (
                filed.identity.report in self._buffered
                or self._claimed_places.get(name, (code, place)) != (code, place)
                or (code and self._claimed_codes.get(code, name) != name)
            ):
                return True
        return any(one.id in self._buffered for one in (reading.capture, *reading.attachments))

    def has(self, capture: str) -> bool:
        """Whether a capture is buffered."""
        return capture in self._buffered

    def rename(self, agency: str) -> None:
        """Note that an agency's reports have changed, and so perhaps its name."""
        self._agencies.add(agency)

    def write(self) -> None:
        """Write what is buffered; after a failure, only the groups of rows that cannot be written are lost."""
        try:
            self._write(self._groups)
        except sqlite3.Error:
            while self._groups and self.db.in_transaction:
                self._write([self._groups.pop(0)])
            raise
        self._buffered.clear()
        self._claimed_places.clear()
        self._claimed_codes.clear()

    def _write(self, groups: list[Rows]) -> None:
        """Write rows and clear the buffer; rows are ordered by key, because other orders slow the full-text index."""
        if not groups:
            return
        tables: Rows = {table: [] for table in statements.FIRST}
        for rows in groups:
            for table, values in rows.items():
                tables.setdefault(table, []).extend(values)
        nothing_before = self.db.total_changes == self._changes_at_start
        with (_restart_on_error if nothing_before else _savepoint)(self.db):
            for table, values in tables.items():
                if values:
                    ordered = values if table in statements.FIRST else sorted(values)
                    self.db.executemany(statements.statement(table, values[0]), ordered)
            groups.clear()  # within the block, so that an interruption writes no row twice

    def settle(self) -> None:
        """Write what is buffered and name the agencies, so that the transaction can be committed."""
        self.write()
        for agency in sorted(self._agencies):
            _name(self.db, agency)
        self._agencies.clear()


@contextmanager
def _savepoint(db: sqlite3.Connection) -> Iterator[None]:
    """Roll back to the beginning of the block if it raises, and keep the transaction open."""
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # SQLite itself ends it on a full disk
            db.execute("ROLLBACK TO part")
            db.execute("RELEASE part")  # else a block around this one would go back only to here
        raise
    db.execute("RELEASE part")


@contextmanager
def _restart_on_error(db: sqlite3.Connection) -> Iterator[None]:
    """The same if nothing was written before: without a savepoint SQLite copies no pages, which saves a seventh."""
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
            db.execute("BEGIN IMMEDIATE")
        raise


def _key(claim: Claim) -> str | None:
    return claim.name and brief_name(claim.name)


def _name(db: sqlite3.Connection, agency: str) -> None:
    """Name an agency as its latest report that names it; delete an agency without reports.

    It is named as a roster spells it, else in full if any report does.
    """
    rows = db.execute(_NAME, (agency,)).fetchall()
    if rows:
        found = [next(filter(None, column), None) for column in zip(*rows, strict=True)]
        name, *place, level = found
        known = spellings(name or "")
        listed = db.execute(_LISTED, (agency, json.dumps(known))).fetchone()
        full = (each for each, *_ in rows if each in known and name_in_full(each) == each)
        name = listed[0] if listed else next(full, name)
        db.execute(_AGENCY, (agency, name, organisation(agency), *division(name, *place), level))
    else:
        db.execute("DELETE FROM agencies WHERE id = ? AND superior_from IS NOT 'roster'", (agency,))

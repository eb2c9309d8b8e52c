"""This module files a page that affects no other, as nearly all are, with a single look-up."""

import sqlite3

from scraper.database import statements
from scraper.database.batch import Batch
from scraper.database.changes import Change, report_filed
from scraper.database.revisions import Revision
from scraper.reading import Reading

_CONCERNS = """SELECT EXISTS (SELECT 1 FROM captures WHERE id = ?)
  OR EXISTS (SELECT 1 FROM reports WHERE id = ?)
  OR EXISTS (SELECT 1 FROM captures WHERE claimed_name = ? AND outcome = 'report'
    AND (claimed_code, claimed_region) IS NOT (?, ?))"""
_IS_FILED = "SELECT EXISTS (SELECT 1 FROM captures WHERE id = ? AND report IS NOT NULL)"


def is_independent(db: sqlite3.Connection, reading: Reading) -> bool:
    """Whether a page's capture and report are new, and decide nothing about any other capture.

    So it is where agency and year are told, and every capture of the name has the same code and
    region: then its claim alone says whose it is (scraper.database.claims.identify). A page that is no report
    concerns none but itself, where it was one.
    """
    filed = reading.filed
    if filed is None:
        return not db.execute(_IS_FILED, (reading.capture.id,)).fetchone()[0]
    name, year = filed.claim.name, filed.claim.year
    if name is None or year is None:
        return False
    asked = (reading.capture.id, filed.identity.report, name, filed.claim.code, filed.claim.region)
    return not db.execute(_CONCERNS, asked).fetchone()[0]


def file_alone(batch: Batch, reading: Reading) -> tuple[str | None, list[Change]]:
    """Buffer a page that concerns no other: its report's first revision, as the worker made it.

    Returns the report's key, and what has changed.
    """
    told = reading.filed
    rows = statements.of_attached(reading)
    rows["captures"].insert(0, statements.of_capture(reading))
    if told is None:
        batch.lay_by(rows)
        return None, []
    whose, capture = told.identity, reading.capture.id
    revision = Revision(1, capture, told.content, told.text)
    rows |= statements.of_agency(whose.agency, told.claim, told.made)
    rows["filed"] = [(whose.report, capture)]
    rows |= statements.of_report(whose, told.claim, revision, told.made)
    rows |= statements.of_revisions(whose.report, [revision])
    batch.rename(whose.agency)
    batch.lay_by(rows, told.claim)
    return whose.report, [report_filed(whose.report, capture, told.made)]

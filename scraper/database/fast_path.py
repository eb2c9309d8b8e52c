"""This module files a page that affects no other, as nearly all do, with a single query."""

import json
import sqlite3

from parsers.metadata.spellings import spellings
from scraper.database import statements
from scraper.database.batch import Batch
from scraper.database.revisions import Revision
from scraper.reading import Reading

_CONCERNS = """SELECT EXISTS (SELECT 1 FROM captures WHERE id = ?)
  OR EXISTS (SELECT 1 FROM reports WHERE id = ?)
  OR EXISTS (SELECT 1 FROM captures WHERE claimed_name IN (SELECT value FROM json_each(?)) AND outcome = 'report'
    AND (claimed_code, claimed_region) IS NOT (?, ?))
  OR EXISTS (SELECT 1 FROM captures WHERE claimed_code = ? AND outcome = 'report'
    AND claimed_name NOT IN (SELECT value FROM json_each(?)))"""
_IS_FILED = "SELECT EXISTS (SELECT 1 FROM captures WHERE id = ? AND report IS NOT NULL)"


def is_independent(db: sqlite3.Connection, reading: Reading) -> bool:
    """Whether a page's capture and report are new, and change the identity of no other capture.

    This holds if agency and year are known, every capture of the name has the same code and region, and none
    of the code another name: then `identities.identify` depends on the claim alone. A page that is no
    report affects others only if it was filed as one before.
    """
    filed = reading.filed
    if filed is None:
        return not db.execute(_IS_FILED, (reading.capture.id,)).fetchone()[0]
    name, year = filed.claim.name, filed.claim.year
    if name is None or year is None:
        return False
    code, names = filed.claim.code, json.dumps(spellings(name))
    place = (code, filed.claim.region)
    asked = (reading.capture.id, filed.identity.report, names, *place, code, names)
    return not db.execute(_CONCERNS, asked).fetchone()[0]


def file_alone(batch: Batch, reading: Reading) -> str | None:
    """Buffer the rows of an independent page: its report's first revision; returns the report's key, if any."""
    filed = reading.filed
    rows = statements.of_attached(reading)
    rows["captures"].insert(0, statements.of_capture(reading))
    if filed is None:
        batch.add(rows)
        return None
    identity, capture = filed.identity, reading.capture.id
    revision = Revision(1, capture, filed.content, filed.text)
    rows |= statements.of_agency(identity.agency, filed.claim, filed.made)
    rows["filed"] = [(identity.report, capture)]
    rows |= statements.of_report(identity, filed.claim, revision, filed.made)
    rows |= statements.of_revisions(identity.report, [revision])
    batch.rename(identity.agency)
    batch.add(rows, filed.claim)
    batch.tell_filed(identity.report, capture, filed.made)
    return identity.report

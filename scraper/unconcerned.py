"""This module files a report that concerns no other capture, as nearly all do: nothing is looked up twice."""

import sqlite3
from dataclasses import fields
from operator import attrgetter

from scraper.batch import Batch
from scraper.changes import Change
from scraper.known import reader
from scraper.reading import Fetched, Filed
from scraper.revisions import Revision

_CONCERNS = """SELECT EXISTS (SELECT 1 FROM captures WHERE id = ?)
  OR EXISTS (SELECT 1 FROM reports WHERE id = ?)
  OR EXISTS (SELECT 1 FROM captures WHERE claimed_name = ? AND outcome = 'report'
    AND (claimed_code, claimed_region) IS NOT (?, ?))"""
_CAPTURE = """INSERT INTO captures (id, sha256, name, url, fetched_at, status, media_type, bytes,
  warc, "offset", portal, outcome, read_by, content, claimed_on, claimed_code, claimed_name,
  claimed_region, claimed_year, claimed_scope)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'report', ?, ?, ?, ?, ?, ?, ?, ?)"""
_FILED = "UPDATE captures SET report = ? WHERE id = ?"
values_of = attrgetter(*(field.name for field in fields(Fetched)))


def concerns_none(db: sqlite3.Connection, capture: Fetched, filed: Filed) -> bool:
    """Whether a capture and its report are new, and say nothing of whose any other capture is.

    So it is where agency and year are told, and every capture of the name has the same code and
    region: then its claim alone says whose it is (scraper.claims.identify).
    """
    told = filed.claim
    if told.name is None or told.year is None:
        return False
    asked = (capture.id, filed.identity.report, told.name, told.code, told.region)
    return not db.execute(_CONCERNS, asked).fetchone()[0]


def file_alone(batch: Batch, capture: Fetched, filed: Filed) -> Change:
    """File a capture that concerns no other: its report's first revision, as its worker made it.

    No row is written before those that it refers to: while one is wanting, SQLite searches every
    table for what may refer to each row that comes.
    """
    report = filed.identity.report
    claimed = (filed.content, filed.published_on, *filed.claim)
    batch.db.execute(_CAPTURE, (*values_of(capture), reader(), *claimed))
    revision = Revision(1, capture.id, filed.content, filed.text)
    change = batch.report(filed.identity, filed.claim, revision, filed.made)
    batch.db.execute(_FILED, (report, capture.id))
    batch.revisions(report, [revision])
    return change

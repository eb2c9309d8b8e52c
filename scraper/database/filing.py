"""This module files readings: it assigns each to a report, and updates that report's revisions and rows.

Every function runs within the caller's transaction, with no rows buffered. Once the batch is settled,
the database is the same as after any other order of the same readings.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from parsers.metadata.spellings import spellings
from scraper.database import fulltext, sketches, statements
from scraper.database.batch import Batch
from scraper.database.claims import Claim, organisation
from scraper.database.identities import Identity, Known, identities
from scraper.database.revisions import (
    ALIKE,
    ORDER,
    Revision,
    Texts,
    drop,
    keep_apart,
    revisions,
    texts_of,
)
from scraper.database.rows import STORED, make_rows, restore_report
from scraper.database.tables import record_tables
from scraper.reading import Filed

_KNOWN = """SELECT id, sha256, claimed_code, claimed_name, claimed_region, claimed_year,
  claimed_scope, content, claimed_on, fetched_at, report FROM captures WHERE outcome = 'report' AND """
_NAMED = _KNOWN + "claimed_name IN (SELECT value FROM json_each(?))"  # noqa: S608
# The first of the captures that claim the same, have the same content, and are filed alike: a page with a visitor
# counter gives one a night, and what one of them is, all are.
_NAMED_ONCE = _NAMED.replace(" FROM captures", f", min({ORDER}) FROM captures") + (
    f" GROUP BY {ALIKE}, iif(content = '', sha256, ''), report"
)
_OPEN = _KNOWN + "claimed_name IS NULL AND content = ? AND content != ''"
_ONE = _KNOWN + "id = ?"
_OF_REPORT = _KNOWN + "report = ?"
_TOLD = """SELECT organization_code, agency_code, EXISTS (SELECT 1 FROM findings
  WHERE report = reports.id AND code = 'code-shared') FROM reports WHERE id = ?"""
_COLUMNS = (
    "content, claimed_on, claimed_code, claimed_name, claimed_region, claimed_year, claimed_scope"
)
_CLAIMED = f"SELECT {_COLUMNS}, report FROM captures WHERE id = ?"  # noqa: S608  (names are ours)
_CLAIM = f"UPDATE captures SET ({_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?) WHERE id = ?"  # noqa: S608


def file(batch: Batch, capture: str, filed: Filed) -> str:
    """File a capture's report, and every other capture whose identity it changes; returns the report's key."""
    again = _claim(batch, capture, (filed.content, filed.published_on, *filed.claim))
    (one,) = _knowns(batch, _ONE, capture)
    found = _identities(batch, one)
    text = (filed.content, capture, filed.text)
    _file_anew(batch, found, again, {one.report, found[one].report}, text)
    return found[one].report


def unfile(batch: Batch, capture: str) -> None:
    """Remove a capture from its report, because a newer parser, or a person, finds no report in it."""
    db = batch.db
    (report,) = db.execute("SELECT report FROM captures WHERE id = ?", (capture,)).fetchone()
    again = _claim(batch, capture, (None,) * 7)
    db.execute("UPDATE captures SET report = NULL WHERE id = ?", (capture,))
    _file_anew(batch, {}, again, {report})


def _claim(batch: Batch, capture: str, said: tuple[Any, ...]) -> Iterable[Known]:
    """Note what a capture claims; returns others to be filed anew: a code is shared, or no longer, or one left them."""
    *before, report = batch.db.execute(_CLAIMED, (capture,)).fetchone()
    batch.db.execute(_CLAIM, (*said, capture))
    drop(batch.db, capture)
    left = report is not None and tuple(before) != said
    codes = {said[2]: None} | ({before[2]: capture} if left else {})
    keys = {
        key for code, gone in codes.items() if code for key in batch.codes.review(code, left=gone)
    }
    again = {one for key in keys - {capture} for one in _knowns(batch, _ONE, key)}
    if left:
        whose = Known(capture, "", Claim(*before[2:]), before[0] or "", ("", "", ""), report)
        again |= _siblings(batch, whose, _NAMED_ONCE)
    return again


def _file_anew(
    batch: Batch,
    found: dict[Known, Identity],
    again: Iterable[Known],
    touched: set[str | None],
    text: tuple[str, str, str] | None = None,
) -> None:
    """Move captures to the reports `found`, and those to be decided `again`; then settle all reports touched.

    `text` is the content, the capture and the JSON that are new.
    """
    db = batch.db
    for one in again:
        found = found | _identities(batch, one)
    placed = {other: each for other, each in found.items() if each.report != other.report}
    for other, identity in placed.items():
        touched |= {other.report, identity.report}
        db.execute(statements.FIRST["filed"], (identity.report, other.id))
        if other.report:
            batch.tell("capture-moved", capture=other.id, report=identity.report)
    reports = sorted(filter(None, touched))
    texts = texts_of(db, reports)
    if text:
        texts[text[0]][text[1]] = text[2]
    agencies = {identity.report: identity.agency for identity in found.values()}
    for report in reports:
        _settle(batch, Identity(report, agencies.get(report, "")), texts)


def _knowns(batch: Batch, sql: str, *values: str) -> Iterator[Known]:
    """The captures that a query finds; a code that several agencies print is no part of their claims."""
    for row in batch.db.execute(sql, values).fetchall():
        order = (row[8] or "", row[9] or "", row[1])
        claim = Claim(*row[2:7])
        if claim.code and claim.code in batch.codes:
            claim = claim._replace(code=None)
        yield Known(row[0], row[1], claim, row[7], order, row[10])


def _identities(batch: Batch, one: Known) -> dict[Known, Identity]:
    """The reports of `one` and of the captures decided together with it; of those filed alike only the first, if none moves."""
    if one.claim.name:
        found = identities({*_siblings(batch, one, _NAMED_ONCE), one})
        filed = {other: each for other, each in found.items() if other != one or one.report}
        if all(each.report == other.report for other, each in filed.items()):
            return found
    return identities({*_siblings(batch, one, _NAMED), one})


def _siblings(batch: Batch, one: Known, named: str) -> set[Known]:
    """The captures whose identities are decided together with that of `one`: those of its name, or its content."""
    if one.claim.name:
        return set(_knowns(batch, named, json.dumps(spellings(one.claim.name))))
    return set(_knowns(batch, _OPEN, one.content))


def _settle(batch: Batch, identity: Identity, texts: Texts) -> None:
    """Update a report's revisions and rows to match its captures; nothing is written if they match already."""
    db, key = batch.db, identity.report
    captures = list(_knowns(batch, _OF_REPORT, key))
    wanted = revisions(captures, texts)
    keep_apart(db, key, wanted, texts)
    sql = "SELECT number, capture, content, json FROM revisions WHERE report = ? ORDER BY number"
    held = [Revision(*row) for row in db.execute(sql, (key,))]
    claims = {one.id: one.claim for one in captures}
    if not (wanted or held):
        return
    agency = identity.agency or _agency_of(db, key)
    batch.rename(agency)  # an earlier build may have named it otherwise
    if wanted == held and _tells_of_code(db, key, claims[held[-1].capture]):
        return
    if held:
        _clear(db, key)
    batch.add(statements.of_revisions(key, wanted))
    if not wanted:
        batch.tell("report-withdrawn", report=key)
        return
    _replace(batch, Identity(key, agency), claims[wanted[-1].capture], wanted[-1])


def _tells_of_code(db: sqlite3.Connection, report: str, claim: Claim) -> bool:
    """Whether a report has the finding that its code is shared if it is; one of an earlier build has none."""
    *printed, told = db.execute(_TOLD, (report,)).fetchone()
    return bool(told) == (claim.code is None and any(map(organisation, printed)))


def _agency_of(db: sqlite3.Connection, report: str) -> str:
    return str(db.execute("SELECT agency FROM reports WHERE id = ?", (report,)).fetchone()[0])


def _replace(batch: Batch, identity: Identity, claim: Claim, current: Revision) -> None:
    """Buffer the rows of the current revision; there must be none yet."""
    made = make_rows(identity.report, restore_report(current.text), claim)
    batch.add(statements.of_report(identity, claim, current, made))
    batch.tell_filed(identity.report, current.capture, made)


def _clear(db: sqlite3.Connection, report: str) -> None:
    fulltext.remove_from_index(db, report)
    sketches.delete_sketches(db, report)
    for table in (*record_tables(), *STORED, "revisions"):
        db.execute(f"DELETE FROM {table} WHERE report = ?", (report,))  # noqa: S608
    db.execute("DELETE FROM reports WHERE id = ?", (report,))

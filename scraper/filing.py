"""This module files readings: whose report it is, which revision, and the rows that follow.

Every function runs within the caller's transaction and leaves the database as any other order of
the same readings would have left it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from scraper import fulltext, likeness
from scraper.changes import Change, filed, moved, withdrawn
from scraper.claims import Claim, Identity, Known, identify, is_told
from scraper.reading import Filed
from scraper.revisions import Revision, Texts, revisions
from scraper.rows import STORED, Rows, Values, parsed, report_columns, report_values, rows
from scraper.tables import record_tables

KNOWN = """SELECT id, sha256, claimed_code, claimed_name, claimed_region, claimed_year,
  claimed_scope, content, claimed_on, fetched_at, report FROM captures WHERE outcome = 'report' AND """
_NAMED = KNOWN + "claimed_name = ?"
_OPEN = KNOWN + "claimed_name IS NULL AND content = ? AND content != ''"
_OF_REPORT = KNOWN + "report = ?"
_NAME = """SELECT coalesce(captures.claimed_name, reports.agency_name), captures.claimed_code,
  captures.claimed_region, reports.region, reports.level
  FROM reports JOIN captures ON captures.id = reports.capture
  WHERE reports.agency = ? ORDER BY reports.report_year DESC, reports.id DESC"""
_AGENCY = """INSERT INTO agencies (id, name, code, region_code, region, level)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET (name, code, region_code, region, level)
  = (excluded.name, excluded.code, excluded.region_code, excluded.region, excluded.level)
  WHERE (name, code, region_code, region, level) IS NOT
  (excluded.name, excluded.code, excluded.region_code, excluded.region, excluded.level)"""


def file(
    db: sqlite3.Connection, capture: str, told: Filed, version: str
) -> tuple[str, list[Change]]:
    """File a capture's report, and every other capture whose report this one settles.

    Returns the report's key, and what else has changed.
    """
    one = _known(db, capture)
    before = {one.report} - {None}
    siblings = {*_siblings(db, one), one}
    placed = {other: identity for other in siblings
              if (identity := identify(other, siblings)).report != other.report}  # fmt: skip
    identities = {identify(other, siblings) for other in siblings}
    touched = {*before, identify(one, siblings).report}
    for other, identity in placed.items():
        touched |= {other.report, identity.report} - {None}
        db.execute("UPDATE captures SET report = ? WHERE id = ?", (identity.report, other.id))
    texts = _texts(db, touched)
    texts[told.content][capture] = told.text
    agencies = {identity.report: identity.agency for identity in identities}
    changes = [
        moved(other.id, identity.report) for other, identity in placed.items() if other != one
    ]
    for report in sorted(str(report) for report in touched):
        changes += _settle(db, Identity(report, agencies.get(report, "")), texts, version)
    return identify(one, siblings).report, changes


def unfile(db: sqlite3.Connection, capture: str, version: str) -> list[Change]:
    """Take a capture out of its report, where a newer parser finds none in it."""
    found = db.execute("SELECT report FROM captures WHERE id = ?", (capture,)).fetchone()
    if not found or not found[0]:
        return []
    db.execute("UPDATE captures SET report = NULL WHERE id = ?", (capture,))
    return _settle(db, Identity(found[0], ""), _texts(db, [found[0]]), version)


def _known(db: sqlite3.Connection, capture: str) -> Known:
    return next(_knowns(db, KNOWN + "id = ?", capture))


def _knowns(db: sqlite3.Connection, sql: str, value: str) -> Iterator[Known]:
    for row in db.execute(sql, (value,)):
        order = (row[8] or "", row[9] or "", row[1])
        yield Known(row[0], row[1], Claim(*row[2:7]), row[7], order, row[10])


def _siblings(db: sqlite3.Connection, one: Known) -> set[Known]:
    """The captures among which the identity of one, and one's of theirs, is decided."""
    if one.claim.name:
        return set(_knowns(db, _NAMED, one.claim.name))
    return set(_knowns(db, _OPEN, one.content))


def _texts(db: sqlite3.Connection, reports: Iterable[str | None]) -> Texts:
    texts: Texts = defaultdict(dict)
    for report in reports:
        for content, capture, text in db.execute(
            "SELECT content, capture, json FROM revisions WHERE report = ?", (report,)
        ):
            texts[content][capture] = text
    return texts


def _settle(db: sqlite3.Connection, identity: Identity, texts: Texts, version: str) -> list[Change]:
    """Make a report's revisions and rows what its captures say; nothing is written if they are."""
    key = identity.report
    captures = list(_knowns(db, _OF_REPORT, key))
    wanted = revisions(captures, texts)
    sql = "SELECT number, capture, content, json FROM revisions WHERE report = ? ORDER BY number"
    held = [Revision(*row) for row in db.execute(sql, (key,))]
    if wanted == held:
        return []
    agency = identity.agency or _agency_of(db, key)
    if held:
        _clear(db, key)
    db.executemany(
        "INSERT INTO revisions VALUES (?, ?, ?, ?, ?)", ((key, *revision) for revision in wanted)
    )
    change = _replace(db, Identity(key, agency), captures, wanted, version)
    _name_agency(db, agency)
    return [change]


def _agency_of(db: sqlite3.Connection, report: str) -> str:
    return str(db.execute("SELECT agency FROM reports WHERE id = ?", (report,)).fetchone()[0])


def _replace(
    db: sqlite3.Connection, identity: Identity, captures: list[Known], wanted: list[Revision],
    version: str,
) -> Change:  # fmt: skip
    """Write the current revision's rows, where none stand."""
    if not wanted:
        return withdrawn(identity.report)
    current = wanted[-1]
    claim = next(one.claim for one in captures if one.id == current.capture)
    report = parsed(current.text)
    key = (identity.report, identity.agency, claim.year, claim.scope)
    told = (len(wanted), version, current.capture, *report_values(report))
    names = ("id", "agency", "report_year", "scope", "revisions", "parser_version", "capture")
    columns = ", ".join((*names, *report_columns()))
    _insert(db, f"reports ({columns})", [(*key, *told)])
    made = rows(identity.report, report, _open_questions(claim))
    _write(db, made)
    return filed(identity.report, current.capture, report, made)


def _open_questions(claim: Claim) -> tuple[str, ...]:
    told = (("agency-unknown", is_told(claim)), ("year-unknown", claim.year is not None))
    return tuple(code for code, known in told if not known)


def _write(db: sqlite3.Connection, made: Rows) -> None:
    for table, values in made.items():
        if values:
            _insert(db, table, values)


def _insert(db: sqlite3.Connection, into: str, values: list[Values]) -> None:
    marks = ", ".join("?" * len(values[0]))
    db.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608  (names are ours)


def _clear(db: sqlite3.Connection, report: str) -> None:
    fulltext.forget(db, report)
    likeness.forget(db, report)
    for table in (*record_tables(), *STORED, "revisions"):
        db.execute(f"DELETE FROM {table} WHERE report = ?", (report,))  # noqa: S608
    db.execute("DELETE FROM reports WHERE id = ?", (report,))


def _name_agency(db: sqlite3.Connection, agency: str) -> None:
    """An agency is called as its latest report that says so; one without reports goes."""
    told = db.execute(_NAME, (agency,)).fetchall()
    if told:
        latest = [next((v for v in column if v), None) for column in zip(*told, strict=True)]
        db.execute(_AGENCY, (agency, *latest))
    else:
        db.execute("DELETE FROM agencies WHERE id = ? AND superior_from IS NOT 'roster'", (agency,))

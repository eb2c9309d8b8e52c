"""This module reads a roster of agencies that must report, with their superiors, and applies it to a database."""

import csv
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from scraper.database.claims import by_name, organisation
from scraper.errors import Unreadable

Member = tuple[str | None, str, str | None]  # superior, agency, code

_FIND = """SELECT id FROM agencies WHERE code = :code UNION ALL
  SELECT id FROM agencies WHERE name = :name AND (:code IS NULL OR code IS NULL) ORDER BY id"""
_ADD = "INSERT INTO agencies (id, name, code) VALUES (?, ?, ?)"
_SET_FROM_ROSTER = """UPDATE agencies SET superior = :superior, superior_from = 'roster'
  WHERE id = :id AND (superior, superior_from) IS NOT (:superior, 'roster')"""
# Agencies that only a roster named, and that now exist with a code or region under the same name.
_SUPERSEDED = """DELETE FROM agencies WHERE superior_from = 'roster'
  AND id NOT IN (SELECT agency FROM reports)
  AND EXISTS (SELECT 1 FROM agencies AS met WHERE met.name = agencies.name AND met.id != agencies.id
    AND (agencies.code IS NULL OR met.code = agencies.code)
    AND met.id IN (SELECT agency FROM reports))"""

# Portals without any report yet, including those that refused the crawler.
_SILENT = """SELECT superior, agency, agency_code FROM portals WHERE id NOT IN (
  SELECT portal FROM captures WHERE outcome = 'report' AND portal IS NOT NULL)"""
_SET_FROM_PORTAL = """UPDATE agencies SET superior = :superior, superior_from = 'portal'
  WHERE id = :id AND superior_from IS NULL"""
_NO_LONGER_SILENT = f"""DELETE FROM agencies WHERE superior_from = 'portal'
  AND id NOT IN (SELECT agency FROM reports)
  AND name NOT IN (SELECT agency FROM ({_SILENT}))"""  # noqa: S608


def read_roster(path: Path) -> tuple[Member, ...]:
    """Read a CSV with the columns superior, agency and code; the last may be missing or blank.

    Raises Unreadable if the file cannot be read, is neither UTF-8 nor GB 18030, or lacks a column.
    """
    table = csv.DictReader(_text(path).splitlines())
    try:
        lacking = {"superior", "agency"} - set(table.fieldnames or ())
        if lacking:
            raise Unreadable(f"has no column {' and '.join(sorted(lacking))}", path)
        rows = [{key: (value or "").strip() for key, value in row.items() if key} for row in table]
    except csv.Error as error:
        raise Unreadable(f"line {table.line_num + 1}: {error}", path) from error
    return tuple(
        (row["superior"] or None, row["agency"], row.get("code") or None)
        for row in rows
        if row["agency"]
    )


def _text(path: Path) -> str:
    """The text of a file in UTF-8 or GB 18030, decoded strictly: a replaced character would change a name."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Unreadable(str(error.strerror), path) from error
    for charset in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return body.decode(charset)
    raise Unreadable("is neither UTF-8 nor GB 18030; save it as CSV UTF-8", path)


def apply_portals(db: sqlite3.Connection) -> None:
    """Add the agencies of portals without a report, and remove those that only such a portal had added."""
    db.execute(_NO_LONGER_SILENT)
    for superior, name, code in db.execute(_SILENT).fetchall():
        key = _agency(db, name, organisation(code))
        db.execute(_SET_FROM_PORTAL, {"superior": superior, "id": key})


def apply(db: sqlite3.Connection, roster: Iterable[Member]) -> None:
    """Set the superior of each member; members without a report are added as agencies."""
    for superior, name, code in sorted(roster, key=str):
        key = _agency(db, name, organisation(code))
        db.execute(_SET_FROM_ROSTER, {"superior": superior, "id": key})
    db.execute(_SUPERSEDED)


def _agency(db: sqlite3.Connection, name: str, code: str | None) -> str:
    """The key of an agency by its code or name; it is added if it is not known."""
    found = db.execute(_FIND, {"code": code, "name": name}).fetchone()
    key: str = found[0] if found else code or by_name(name, None)
    if not found:
        db.execute(_ADD, (key, name, code))
    return key

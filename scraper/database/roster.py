"""This module reads a roster of agencies: who must report, and who is superior to whom."""

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
_SET = """UPDATE agencies SET superior = :superior, superior_from = 'roster'
  WHERE id = :id AND (superior, superior_from) IS NOT (:superior, 'roster')"""
# An agency that only a roster knew, met since with a code or a region under the same name.
_MET = """DELETE FROM agencies WHERE superior_from = 'roster'
  AND id NOT IN (SELECT agency FROM reports)
  AND EXISTS (SELECT 1 FROM agencies AS met WHERE met.name = agencies.name AND met.id != agencies.id
    AND (agencies.code IS NULL OR met.code = agencies.code)
    AND met.id IN (SELECT agency FROM reports))"""

# The portals that have not brought a report yet, refused or blocked ones among them: their agencies have none.
_SILENT = """SELECT superior, agency, agency_code FROM portals WHERE id NOT IN (
  SELECT portal FROM captures WHERE outcome = 'report' AND portal IS NOT NULL)"""
_NOTE = """UPDATE agencies SET superior = :superior, superior_from = 'portal'
  WHERE id = :id AND superior_from IS NULL"""
_HEARD = f"""DELETE FROM agencies WHERE superior_from = 'portal'
  AND id NOT IN (SELECT agency FROM reports)
  AND name NOT IN (SELECT agency FROM ({_SILENT}))"""  # noqa: S608


def read_roster(path: Path) -> tuple[Member, ...]:
    """Read a CSV with the columns superior, agency and code; the last may be missing or blank.

    A file that cannot be read, is in another charset than UTF-8 or GB 18030, or lacks a column is
    Unreadable.
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
    """A table's text, as Chinese Windows or anybody else saves it; letters made up name no agency."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Unreadable(str(error.strerror), path) from error
    for charset in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return body.decode(charset)
    raise Unreadable("is neither UTF-8 nor GB 18030; save it as CSV UTF-8", path)


def apply_portals(db: sqlite3.Connection) -> None:
    """Make an agency without a report of each whose portal has not brought one; it goes once one comes."""
    db.execute(_HEARD)
    for superior, name, code in db.execute(_SILENT).fetchall():
        key = _agency(db, name, organisation(code))
        db.execute(_NOTE, {"superior": superior, "id": key})


def apply(db: sqlite3.Connection, roster: Iterable[Member]) -> None:
    """Set each member's superior; one without a report becomes an agency that has none yet."""
    for superior, name, code in sorted(roster, key=str):
        key = _agency(db, name, organisation(code))
        db.execute(_SET, {"superior": superior, "id": key})
    db.execute(_MET)


def _agency(db: sqlite3.Connection, name: str, code: str | None) -> str:
    """The key of an agency by its code or its name, which is added where it is not known."""
    found = db.execute(_FIND, {"code": code, "name": name}).fetchone()
    key: str = found[0] if found else code or by_name(name, None)
    if not found:
        db.execute(_ADD, (key, name, code))
    return key

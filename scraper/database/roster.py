"""This module reads a roster of agencies that must report, with their superiors, and applies it to a database."""

import csv
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from parsers.metadata.governments import spellings
from scraper.database.claims import organisation
from scraper.database.identities import by_name
from scraper.errors import Unreadable

Member = tuple[str | None, str, str | None]  # superior, agency, code

# What a roster's first line may call its columns; the database's names come first.
_COLUMNS = {
    "superior": ("superior", "上级机关", "上级", "上级单位", "主管机关", "主管部门", "主管单位"),
    "agency": ("agency", "机关名称", "机关", "单位名称", "单位", "部门名称", "部门"),
    "code": ("code", "统一社会信用代码", "社会信用代码", "信用代码", "机关代码", "代码"),
}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

# The one with reports first, and not one that only a roster has named.
_FIND = """SELECT id FROM agencies WHERE code = :code
  OR (name IN (:name, :full, :short, :place) AND (:code IS NULL OR code IS NULL))
  ORDER BY NOT EXISTS (SELECT 1 FROM reports WHERE reports.agency = agencies.id), id"""
_SPELL = """UPDATE agencies SET name = :name
  WHERE name IN (:full, :short, :place) AND name != :name
    AND (id = :id OR (superior_from = 'roster' AND id NOT IN (SELECT agency FROM reports)))"""
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
    """Read a CSV with the columns superior, agency and code, or their Chinese names.

    The code may be missing or blank; commas, semicolons or tabs may stand between the columns. Raises
    Unreadable if the file cannot be read, is neither UTF-8 nor GB 18030, or lacks a column.
    """
    lines = _text(path).splitlines()
    table = csv.reader(lines, delimiter=max(",;\t", key="".join(lines[:1]).count))
    try:
        places = _places(next(table, []))
        if not {"superior", "agency"} <= places.keys():
            raise Unreadable(
                "the first line must name the columns: superior (上级机关) and agency (机关名称), "
                "and may name code (统一社会信用代码)",
                path,
            )
        rows = [
            {key: "".join(row[place : place + 1]).strip() for key, place in places.items()}
            for row in table
        ]
    except csv.Error as error:
        raise Unreadable(f"line {table.line_num}: {error}", path) from error
    return tuple(
        (row["superior"] or None, row["agency"], row.get("code") or None)
        for row in rows
        if row["agency"]
    )


def _places(header: list[str]) -> dict[str, int]:
    """Where a header has each column."""
    called = [name.strip() for name in header]
    found = {
        key: [called.index(name) for name in names if name in called]
        for key, names in _COLUMNS.items()
    }
    return {key: places[0] for key, places in found.items() if places}


def _text(path: Path) -> str:
    """The text of a file in UTF-8 or GB 18030, decoded strictly: a replaced character would change a name."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Unreadable(str(error.strerror), path) from error
    if body.startswith(_WORKBOOKS):
        raise Unreadable("is an Excel workbook; save it as CSV UTF-8", path)
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
    """The key of an agency by its code or name, which is then spelled like this; it is added if it is not known."""
    named = dict(zip(("full", "short", "place"), spellings(name), strict=True)) | {"name": name}
    found = db.execute(_FIND, named | {"code": code}).fetchone()
    key: str = found[0] if found else code or by_name(name, None)
    db.execute(_SPELL, named | {"id": key})
    if not found:
        db.execute(_ADD, (key, name, code))
    return key

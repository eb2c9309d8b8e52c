"""This module applies a roster of agencies that must report, with their superiors, to a database.

A code that a list gives to several agencies, as if a county's were that of each of its bureaus, identifies none.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from parsers.metadata.named_regions import division
from parsers.metadata.spellings import brief_name, spellings
from scraper.database.claims import organisation
from scraper.database.identities import by_name

Member = tuple[str | None, str, str | None]  # superior, agency, code

# The one with reports first, and not one that only a roster has named.
_FIND = """SELECT id FROM agencies WHERE code = :code OR id = :code
  OR (name IN (SELECT value FROM json_each(:names)) AND (:code IS NULL OR code IS NULL))
  ORDER BY NOT EXISTS (SELECT 1 FROM reports WHERE reports.agency = agencies.id), id"""
_SPELL = """UPDATE agencies SET name = :name
  WHERE name IN (SELECT value FROM json_each(:names)) AND name != :name
    AND (id = :id OR (superior_from = 'roster' AND id NOT IN (SELECT agency FROM reports)))"""
_ADD = "INSERT INTO agencies (id, name, code) VALUES (?, ?, ?)"
_PLACE = """UPDATE agencies SET region_code = ?, region = ?
  WHERE id = ? AND region_code IS NULL AND id NOT IN (SELECT agency FROM reports)"""
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
# Those that are silent still are added anew, by what they are called now.
_ONCE_SILENT = """DELETE FROM agencies WHERE superior_from = 'portal'
  AND id NOT IN (SELECT agency FROM reports)"""


def apply_portals(db: sqlite3.Connection) -> None:
    """Add the agencies of portals without a report, and remove those that only such a portal had added."""
    db.execute(_ONCE_SILENT)
    for superior, name, code in _identified(db.execute(_SILENT).fetchall()):
        key = _agency(db, name, code)
        db.execute(_SET_FROM_PORTAL, {"superior": superior, "id": key})


def apply(db: sqlite3.Connection, roster: Iterable[Member]) -> None:
    """Set the superior of each member; members without a report are added as agencies."""
    for superior, name, code in _identified(sorted(roster, key=str)):
        key = _agency(db, name, code)
        db.execute(_SET_FROM_ROSTER, {"superior": superior, "id": key})
    db.execute(_SUPERSEDED)


def _identified(members: Iterable[Member]) -> Iterator[Member]:
    """The members with their organisation codes, without those of several."""
    told = [(superior, name, organisation(code)) for superior, name, code in members]
    names: dict[str | None, set[str]] = {}
    for _, name, code in told:
        names.setdefault(code, set()).add(brief_name(name))
    for superior, name, code in told:
        yield superior, name, code if len(names[code]) == 1 else None


def _agency(db: sqlite3.Connection, name: str, code: str | None) -> str:
    """The key of an agency by its code or name, which is then spelled like this; it is added if it is not known."""
    named = {"name": name, "names": json.dumps((name, *spellings(name)))}
    found = db.execute(_FIND, named | {"code": code}).fetchone()
    key: str = found[0] if found else code or by_name(name, None)
    db.execute(_SPELL, named | {"id": key})
    if not found:
        db.execute(_ADD, (key, name, code))
    db.execute(_PLACE, (*division(name, None, None), key))
    return key

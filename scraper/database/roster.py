"""This module applies to a database who must report to whom: a roster of agencies, and what archives say of portals.

A code that a list gives to several agencies, as if a county's were that of each of its bureaus, identifies none.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parsers.metadata.named_regions import division
from parsers.metadata.spellings import brief_name, spellings
from schemas.capture import Registrant
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
_FORMER = "former"
_HELD = "SELECT agency, agency_code, superior FROM portals WHERE id = ?"
_NEWEST = "SELECT coalesce(max(warc), '') FROM captures WHERE portal = ?"
_KEEP = """INSERT INTO portals VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  (agency, agency_code, superior) = (excluded.agency, excluded.agency_code, excluded.superior)"""
# All that the agencies of portals may be called, with their codes and superiors.
_NAMES = (
    "CREATE TEMP TABLE IF NOT EXISTS registered (name TEXT, code TEXT, superior TEXT)",
    "CREATE INDEX IF NOT EXISTS temp.registered_name ON registered(name)",
    "CREATE INDEX IF NOT EXISTS temp.registered_code ON registered(code)",
    "DELETE FROM temp.registered",
)
_NAME = "INSERT INTO temp.registered VALUES (?, ?, ?)"
_REGISTERED = """FROM temp.registered
  WHERE (registered.name = agencies.name OR registered.code = agencies.code)"""
_SUPERIOR = f"""UPDATE agencies SET superior_from = 'portal',
  superior = (SELECT min(registered.superior) {_REGISTERED})
  WHERE superior_from IS NOT 'roster'
    AND EXISTS (SELECT 1 {_REGISTERED} AND registered.superior IS NOT NULL)"""  # noqa: S608
# What no portal says any more: it has another superior or none, or the agency's name or code is another by now.
_NOTHING_SAID = f"""UPDATE agencies SET superior = NULL, superior_from = NULL
  WHERE superior_from = 'portal' AND id IN (SELECT agency FROM reports)
    AND NOT EXISTS (SELECT 1 {_REGISTERED} AND registered.superior IS NOT NULL)"""  # noqa: S608
_ONCE_REGISTERED = f"""UPDATE agencies SET superior = ?, superior_from = '{_FORMER}'
  WHERE superior_from IS NULL AND (name IN (SELECT value FROM json_each(?)) OR code = ?)
    AND NOT EXISTS (SELECT 1 {_REGISTERED})"""  # noqa: S608
_STRUCK = """superior_from = 'roster'
  AND coalesce(superior, '') IN (SELECT value FROM json_each(:superiors)) AND name NOT IN (SELECT value FROM json_each(:names))
  AND (code IS NULL OR code NOT IN (SELECT value FROM json_each(:codes)))"""
_STRUCK_WITHOUT = f"""DELETE FROM agencies WHERE {_STRUCK}
  AND id NOT IN (SELECT agency FROM reports)"""  # noqa: S608
_STRUCK_WITH = f"UPDATE agencies SET superior_from = '{_FORMER}' WHERE {_STRUCK}"  # noqa: S608


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


def keep_latest(
    db: sqlite3.Connection, registrations: Mapping[Registrant, str]
) -> Iterator[Registrant]:
    """Store of each portal what the latest file says, unless the database has pages of a later one; yields what that replaces."""
    latest: dict[str, tuple[str, tuple[str, str | None, str | None]]] = {}
    for one, file in registrations.items():
        said = file, (one.agency, one.agency_code, one.superior)
        latest[one.portal] = max(said, latest.get(one.portal, said), key=repr)
    for portal, (file, values) in sorted(latest.items()):
        held = db.execute(_HELD, (portal,)).fetchone()
        if held != values:
            (newest,) = db.execute(_NEWEST, (portal,)).fetchone()
            if newest <= file:
                db.execute(_KEEP, (portal, *values))
                if held:
                    agency, code, superior = held
                    yield Registrant(
                        portal=portal, agency=agency, agency_code=code, superior=superior
                    )


def set_superiors(db: sqlite3.Connection) -> None:
    """Set the superiors that portals tell of agencies, however their reports spell their names."""
    for statement in _NAMES:
        db.execute(statement)
    for agency, code, superior in db.execute("SELECT agency, agency_code, superior FROM portals"):
        names = (agency, *spellings(agency))
        db.executemany(_NAME, ((name, organisation(code), superior) for name in names))
    db.execute(_SUPERIOR)
    db.execute(_NOTHING_SAID)


def mark_former(db: sqlite3.Connection, registrations: Iterable[Registrant]) -> None:
    """Mark the agencies of former registrations that no portal is registered for any more, once superiors are set."""
    for one in sorted(registrations, key=str):
        if one.superior:
            names = json.dumps((one.agency, *spellings(one.agency)))
            db.execute(_ONCE_REGISTERED, (one.superior, names, organisation(one.agency_code)))


def strike(db: sqlite3.Connection, roster: Sequence[Member]) -> None:
    """Remove the agencies that an earlier roster had and this one has not; those with reports are former.

    A roster replaces only what was known of the superiors that it names; without one the earlier holds.
    """
    codes = (organisation(code) for _, _, code in roster)
    listed = {
        "superiors": json.dumps([superior or "" for superior, _, _ in roster]),
        "names": json.dumps([name for _, name, _ in roster]),
        "codes": json.dumps([code for code in codes if code]),
    }
    if roster:
        db.execute(_STRUCK_WITHOUT, listed)
        db.execute(_STRUCK_WITH, listed)

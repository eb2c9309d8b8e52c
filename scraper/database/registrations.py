"""This module keeps whose portals are, and whose they were, as archives say: a portals file changes with its agencies.

An agency that a portals file or a roster no longer names has reports of earlier years, but owes none:
its superior is `former`.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parsers.metadata.spellings import spellings
from schemas.capture import Registrant
from scraper.database.claims import organisation
from scraper.database.roster import Member

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

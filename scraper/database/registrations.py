"""This module keeps whose portals are, and whose they were, as archives say: a portals file changes with its agencies.

An agency that a portals file or a roster no longer names has reports of earlier years, but owes none:
its superior is `former`.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from schemas.capture import Registrant
from scraper.database.claims import organisation
from scraper.database.roster import Member

_FORMER = "former"

_HELD = "SELECT agency, agency_code, superior FROM portals WHERE id = ?"
_NEWEST = "SELECT coalesce(max(warc), '') FROM captures WHERE portal = ?"
_KEEP = """INSERT INTO portals VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  (agency, agency_code, superior) = (excluded.agency, excluded.agency_code, excluded.superior)"""
_NO_LONGER_REGISTERED = f"""UPDATE agencies SET superior_from = '{_FORMER}'
  WHERE superior_from = 'portal' AND id IN (SELECT agency FROM reports) AND NOT EXISTS (
    SELECT 1 FROM portals
    WHERE portals.agency = agencies.name OR substr(portals.agency_code, 9, 9) = agencies.code)"""  # noqa: S608
_ONCE_REGISTERED = f"""UPDATE agencies SET superior = ?, superior_from = '{_FORMER}'
  WHERE superior_from IS NULL AND (name = ? OR code = ?)"""  # noqa: S608
_STRUCK = """superior_from = 'roster'
  AND coalesce(superior, '') IN (SELECT value FROM json_each(:superiors)) AND name NOT IN (SELECT value FROM json_each(:names))
  AND (code IS NULL OR code NOT IN (SELECT value FROM json_each(:codes)))"""
_STRUCK_WITHOUT = f"""DELETE FROM agencies WHERE {_STRUCK}
  AND id NOT IN (SELECT agency FROM reports)"""  # noqa: S608
_STRUCK_WITH = f"UPDATE agencies SET superior_from = '{_FORMER}' WHERE {_STRUCK}"  # noqa: S608


def keep_latest(db: sqlite3.Connection, registrations: Mapping[Registrant, str]) -> None:
    """Store of each portal what the latest file says, unless the database has pages of a later one."""
    latest: dict[str, tuple[str, tuple[str, str | None, str | None]]] = {}
    for one, file in registrations.items():
        said = file, (one.agency, one.agency_code, one.superior)
        latest[one.portal] = max(said, latest.get(one.portal, said), key=repr)
    for portal, (file, values) in sorted(latest.items()):
        if db.execute(_HELD, (portal,)).fetchone() != values:
            (newest,) = db.execute(_NEWEST, (portal,)).fetchone()
            if newest <= file:
                db.execute(_KEEP, (portal, *values))


def mark_former(db: sqlite3.Connection, registrations: Iterable[Registrant]) -> None:
    """Mark the agencies with reports that no portal is registered for any more."""
    db.execute(_NO_LONGER_REGISTERED)
    for one in sorted(registrations, key=str):
        if one.superior:
            db.execute(_ONCE_REGISTERED, (one.superior, one.agency, organisation(one.agency_code)))


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

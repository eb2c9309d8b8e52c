"""This module tells what a report's current revision changed in the one before it: figures, or only text."""

import json
import sqlite3
from typing import Any, NamedTuple

from scraper.database import names
from scraper.database.tables import figure_columns, record_tables

_LATEST = """SELECT revisions.number, revisions.json, captures.claimed_on, captures.fetched_at
  FROM revisions JOIN captures ON captures.id = revisions.capture
  WHERE revisions.report = ? ORDER BY revisions.number DESC LIMIT 2"""


class Revised(NamedTuple):
    """How many revisions there are, the days of the last two (None if not known), and each changed place with both figures."""

    number: int
    before: str | None
    now: str | None
    figures: list[tuple[str, Any, Any]]


def last_change(db: sqlite3.Connection, report: str) -> Revised | None:
    """The change that the current revision of a report brought; None if it is the first."""
    found = db.execute(_LATEST, (report,)).fetchall()
    if len(found) < 2:
        return None
    (number, now, *new), (_, before, *old) = found
    held, was = _figures(now), _figures(before)
    changed = [
        (names.place(place), was.get(place), held.get(place))
        for place in dict.fromkeys((*held, *was))
        if held.get(place) != was.get(place)
    ]
    return Revised(number, _day(*old), _day(*new), changed)


def _day(claimed: str | None, fetched: str | None) -> str | None:
    """The day that a page gives as that of its publication, else the day on which it was fetched."""
    return claimed or (fetched or "")[:10] or None


def _figures(text: str) -> dict[str, Any]:
    """The figures of a revision by their places, as printed in order."""
    told = json.loads(text)
    return {
        f"{table}.{row['row']}.{column}": row[column]
        for table in record_tables()
        for row in told.get(table, ())
        for column in figure_columns(table)
        if row.get(column) is not None
    }

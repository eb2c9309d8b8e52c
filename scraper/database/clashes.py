"""This module finds reports whose pages name different agencies: one code on both may hide one behind the other.

Such pages have the same figures and prose, or one address, so that they may be one agency that was renamed; pages
that differ are of two agencies (see `shared_codes`). The database keeps both as revisions.
"""

import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from parsers.metadata.names import is_abbreviation
from parsers.traditional import simplified
from scraper.database.claims import PRINTED_NAME

_PAGES = f"""SELECT DISTINCT report, {PRINTED_NAME} FROM captures
  WHERE report IN ({{reports}}) AND outcome = 'report' AND claimed_name IS NOT NULL ORDER BY 1, 2"""  # noqa: S608
_ALL = "SELECT report FROM captures GROUP BY report HAVING count(*) > 1"


class Clash(NamedTuple):
    """A report, and the agencies that its pages name."""

    report: str
    names: list[str]


def find_clashes(db: sqlite3.Connection, reports: str = _ALL) -> list[Clash]:
    """The reports, of those that a query selects, whose pages name agencies that are not one by abbreviation.

    Those of one report alone are held at a time: a run may have a million.
    """
    pages = groupby(db.execute(_PAGES.format(reports=reports)), key=itemgetter(0))
    found = ((report, _fullest([name for _, name in named])) for report, named in pages)
    return [Clash(report, names) for report, names in found if len(names) > 1]


def _fullest(names: list[str]) -> list[str]:
    """The names without those that abbreviate another, or write it in other characters."""
    written = {simplified(name): name for name in names}
    return [
        name
        for key, name in written.items()
        if not any(key != other and is_abbreviation(key, other) for other in written)
    ]

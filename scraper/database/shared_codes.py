"""This module tells which organisation codes several agencies print, so that they identify none of them.

A catalogue often numbers all its agencies' documents under one code, that of the office that keeps it, or of
the place (K45899617/2026-00221 for each town of a county). The reports of one year under such a code are of
different agencies, which are then known by their names. A renamed agency keeps its code from one year to the
next, and a page whose name is changed later keeps its address or its content: neither makes a code shared, but
a town is not renamed after another place.
"""

import re
import sqlite3
from collections.abc import Iterable
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple

from parsers.metadata.names import is_abbreviation
from parsers.metadata.spellings import spellings
from parsers.traditional import simplified
from scraper.database.claims import PRINTED_NAME

_OF_CODE = "FROM captures WHERE claimed_code = ? AND outcome = 'report'"
_PAGES = f"""SELECT DISTINCT claimed_year || claimed_scope, {PRINTED_NAME}, content, coalesce(url, id)
  {_OF_CODE} AND claimed_name IS NOT NULL AND claimed_year IS NOT NULL AND content != '' ORDER BY 1"""
_MISFILED = (
    f"SELECT id {_OF_CODE} AND report IS NOT NULL AND (report GLOB claimed_code || '-*') = ?"
)
_TOWN = re.compile("(.+?)(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|办)?")


class _Page(NamedTuple):
    name: str
    content: str
    address: str


class SharedCodes:
    """What a database's captures say of codes; asked of each code once, until `review` is told of a change."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._shared: dict[str, bool] = {}
        self._settled: set[str] = set()  # the shared ones whose pages are all filed by name

    def __contains__(self, code: str) -> bool:
        if code not in self._shared:
            self._shared[code] = is_shared(self._db, code)
        return self._shared[code]

    def review(self, code: str, *, fewer: bool) -> list[str]:
        """The captures to be filed anew, as one more claims a code, or also one less: it is now shared, or no longer."""
        if code in self._settled and not fewer:
            return []
        self._shared.pop(code, None)
        shared = code in self
        (self._settled.add if shared else self._settled.discard)(code)
        return [key for (key,) in self._db.execute(_MISFILED, (code, shared))]

    def forget(self) -> None:
        """Ask the database again, as captures have been rolled back."""
        self._shared.clear()
        self._settled.clear()


def is_shared(db: sqlite3.Connection, code: str) -> bool:
    """Whether pages under a code are of agencies that differ: two of one year by name, address and content, or two towns."""
    pages = [(of, _Page(*page)) for of, *page in db.execute(_PAGES, (code,))]
    if len({page.name for _, page in pages}) < 2:
        return False
    years = groupby(pages, key=itemgetter(0))
    towns = {town[1] for _, page in pages if (town := _TOWN.fullmatch(simplified(page.name)))}
    return any(_differ(page for _, page in of_year) for _, of_year in years) or any(
        one not in other and other not in one for one, other in combinations(towns, 2)
    )


def _differ(pages: Iterable[_Page]) -> bool:
    return any(
        one.content != other.content
        and one.address != other.address
        and not may_be_one(one.name, other.name)
        for one, other in combinations(pages, 2)
    )


def may_be_one(one: str, other: str) -> bool:
    """Whether one agency may have both names: spelt otherwise, or one an abbreviation of the other.

    >>> may_be_one("甲县教育局", "甲县水务局"), may_be_one("甲县水务局", "甲县水务")
    (False, True)
    """
    if other in spellings(one):
        return True
    first, second = simplified(one), simplified(other)
    return first == second or is_abbreviation(first, second) or is_abbreviation(second, first)

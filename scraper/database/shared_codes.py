"""This module tells which organisation codes several agencies print, so that they identify none of them, and which reports have pages of several.

A catalogue often numbers all its agencies' documents under one code, that of the office that keeps it, or of
the place (K45899617/2026-00221 for each town of a county). The reports of one year under such a code are of
different agencies, which are then known by their names. A renamed agency keeps its code from one year to the
next, and a page whose name is changed later keeps its address or its content: neither makes a code shared, but
a town is not renamed after another place, nor a government after a bureau.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, combinations, groupby, product
from operator import attrgetter, itemgetter
from typing import NamedTuple

from parsers.metadata.agencies import is_government
from parsers.metadata.names import is_abbreviation
from parsers.metadata.spellings import spellings
from parsers.traditional import simplified
from scraper.database.claims import PRINTED_NAME

_OF_CODE = "FROM captures WHERE claimed_code = ? AND outcome = 'report'"
_PAGES = f"""SELECT min(id), claimed_year || claimed_scope, {PRINTED_NAME}, content, coalesce(url, id)
  {_OF_CODE} AND claimed_name IS NOT NULL AND claimed_year IS NOT NULL AND content != ''
  GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5"""
_MISFILED = (
    f"SELECT id {_OF_CODE} AND report IS NOT NULL AND (report GLOB claimed_code || '-*') = ?"
)
_NAMES = """SELECT (SELECT min(claimed_name) FROM captures WHERE claimed_code = ?)
  != (SELECT max(claimed_name) FROM captures WHERE claimed_code = ?)"""
_TOWN = re.compile("(.+?)(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|办)?")
# 省人民政府办公厅 and 新区管理委员会 are none: they report for the government and the zone, as 县人民政府办公室 does.
_BUREAU_OR_TOWN = re.compile(rf".+(?:局|(?<!办公)厅|(?<!区管)委|(?<!区管理)委员会)|{_TOWN.pattern}")
_PRINTED = f"""SELECT DISTINCT report, {PRINTED_NAME} FROM captures
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
    pages = groupby(db.execute(_PRINTED.format(reports=reports)), key=itemgetter(0))
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


class _Page(NamedTuple):
    capture: str
    of: str  # year and scope
    name: str
    content: str
    address: str


_Pair = frozenset[str]


class SharedCodes:
    """What a database's captures say of codes; asked of each code once, until `review` is told of a change."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._pairs: dict[str, _Pair] = {}
        self._settled: set[str] = set()  # the shared ones whose pages are all filed by name

    def __contains__(self, code: str) -> bool:
        if code not in self._pairs:
            self._pairs[code] = two_agencies(self._db, code)
        return bool(self._pairs[code])

    def review(self, code: str, *, left: str | None) -> list[str]:
        """The captures to be filed anew, as one more claims a code, or one has `left` it: it is now shared, or no longer."""
        if code in self._settled and left not in self._pairs[code]:
            return []
        self._pairs.pop(code, None)
        shared = code in self
        (self._settled.add if shared else self._settled.discard)(code)
        if not (shared or left):  # as it was before: one more makes no code an agency's own
            return []
        return [key for (key,) in self._db.execute(_MISFILED, (code, shared))]

    def forget(self) -> None:
        """Ask the database again, as captures have been rolled back."""
        self._pairs.clear()
        self._settled.clear()


def two_agencies(db: sqlite3.Connection, code: str) -> _Pair:
    """Two captures under a code that are of agencies that differ: by name, address and content in one year, or by what they are.

    Empty if the code is an agency's own.
    """
    if not db.execute(_NAMES, (code, code)).fetchone()[0]:
        return frozenset()
    pages = [_Page(*row) for row in db.execute(_PAGES, (code,))]
    of_years = groupby(pages, key=attrgetter("of"))
    pairs = chain.from_iterable(combinations(list(of_year), 2) for _, of_year in of_years)
    differing = ((one, other) for one, other in pairs if _differ(one, other))
    found = next(chain(differing, _two_towns(pages), _of_two_kinds(pages)), ())
    return frozenset(page.capture for page in found)


def _of_two_kinds(pages: Iterable[_Page]) -> Iterator[tuple[_Page, _Page]]:
    """The pages of a government, each with those of bureaus and towns that are no copies of it."""
    bodies = [page for page in pages if _BUREAU_OR_TOWN.fullmatch(simplified(page.name))]
    governments = [page for page in pages if page not in bodies and is_government(page.name)]
    return filter(_are_two_pages, product(governments, bodies))


def _two_towns(pages: Iterable[_Page]) -> Iterator[tuple[_Page, _Page]]:
    towns = {town[1]: page for page in pages if (town := _TOWN.fullmatch(simplified(page.name)))}
    for one, other in combinations(towns, 2):
        if one not in other and other not in one:
            yield towns[one], towns[other]


def _differ(one: _Page, other: _Page) -> bool:
    return _are_two_pages((one, other)) and not may_be_one(one.name, other.name)


def _are_two_pages(pages: tuple[_Page, _Page]) -> bool:
    one, other = pages
    return one.content != other.content and one.address != other.address


def may_be_one(one: str, other: str) -> bool:
    """Whether one agency may have both names: spelt otherwise, or one an abbreviation of the other.

    >>> may_be_one("甲县教育局", "甲县水务局"), may_be_one("甲县水务局", "甲县水务")
    (False, True)
    """
    if other in spellings(one):
        return True
    first, second = simplified(one), simplified(other)
    return first == second or is_abbreviation(first, second) or is_abbreviation(second, first)

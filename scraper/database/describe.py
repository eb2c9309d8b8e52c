"""This module creates what only readers need: the views, the dictionary, and the indexes of their filters.

Datasette counts every facet of a table on each of its pages, for all rows or for those selected by
another facet. Only an index of that other column followed by the facet's own lets SQLite count without
reading a million rows.
"""

import sqlite3
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from scraper.database.absence import INDEXES
from scraper.database.dictionary import by_key
from scraper.database.views import views

_SAMPLE = 1000  # entries of each index that ANALYZE examines
FACETS = {
    "reports": ("report_year", "form", "status", "scope", "level"),
    "findings": ("code", "severity"),
    "captures": ("outcome", "media_type"),
    "agencies": ("level", "superior"),
    "repairs": ("table",),
    "dictionary": ("kind",),
    "quality": ("status", "report_year", "form"),
    "publication": ("timing", "report_year", "scope"),
    "similarities": ("kind",),
    "coverage": ("report_year", "level"),
    "request_totals": ("report_year", "status"),
    "dispute_totals": ("report_year", "status"),
    "disclosure_totals": ("report_year", "status"),
    "outcomes": ("report_year", "level"),
}
_READS = {"outcomes": "request_totals"}  # the table that a view reads, as a view has no indexes
_KEYED = ("dictionary",)  # tables for which the primary key is enough
# For queries and links, and for filters that are no facets.
_OTHERS = {
    "reports": (("status", "report_year", "id"), ("agency_name",)),
    "captures": (("sha256",), ("url",)),
    "similarities": (("share",),),
    "coverage": (("reports", "level"),),
}
# Canned queries read these in order, and only as far as rows are shown.
_LISTS = (
    "coverage_missing ON coverage(reports, report_year DESC, superior, agency_name)",
    "disclosure_totals_procurement ON disclosure_totals(report_year, agency_name, report)"
    " WHERE procurement_projects IS NOT NULL OR procurement_amount IS NOT NULL",
)

Index = tuple[str, tuple[str, ...]]  # a table and the columns


def describe(db: sqlite3.Connection) -> None:
    """Bring views, dictionary and indexes up to date; only what differs is written."""
    _views(db)
    wanted = sorted(by_key().values())
    if db.execute("SELECT * FROM dictionary ORDER BY kind, key").fetchall() != wanted:
        db.execute("DELETE FROM dictionary")
        db.executemany("INSERT INTO dictionary VALUES (?, ?, ?, ?, ?, ?)", wanted)
    for statement in readers_indexes():
        db.execute(statement)
    db.execute(f"PRAGMA analysis_limit = {_SAMPLE}")
    db.execute("ANALYZE")


def _views(db: sqlite3.Connection) -> None:
    wanted = {name: f"CREATE VIEW {name} AS {sql}" for name, sql in views().items()}
    held = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    if held == wanted:
        return
    for name in held:
        db.execute(f"DROP VIEW {name}")
    for sql in wanted.values():
        db.execute(sql)


@cache
def readers_indexes() -> tuple[str, ...]:
    """The statements that create the indexes that only readers need, for the end of a run."""
    return (*_made(), *(f"CREATE INDEX IF NOT EXISTS {one}" for one in (*_LISTS, *INDEXES)))


def _made() -> Iterator[str]:
    others = ((table, columns) for table, every in _OTHERS.items() for columns in every)
    wanted = dict.fromkeys((*_facets(), *others))
    for table, columns in wanted:
        if not any(_begins(columns, other) for name, other in wanted if name == table):
            listed = ", ".join(f'"{column}"' for column in columns)
            name = "_".join((table, *columns))
            yield f"CREATE INDEX IF NOT EXISTS {name} ON {table}({listed})"


def _facets() -> Iterator[Index]:
    """Indexes for facets: a single one, or every two of a table in both orders."""
    for name, facets in FACETS.items():
        if name not in _KEYED:
            table = _READS.get(name, name)
            yield from ((table, pair) for pair in permutations(facets, min(2, len(facets))))


def _begins(columns: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether another index begins with these columns, and so makes this one unnecessary."""
    return columns != other and other[: len(columns)] == columns

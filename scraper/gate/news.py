"""This module lists the reports that are gone, revised or new in another database.

A report is revised if its current content, that is, its figures and sections' text, differs.
"""

import sqlite3
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from scraper.database.lines import rows_of
from scraper.database.tables import figure_columns, record_tables

_OTHER = """NOT EXISTS (SELECT 1 FROM {other}_reports WHERE agency = r.agency AND year = r.year
    AND scope = r.scope)
  AND NOT EXISTS (SELECT 1 FROM {other}_reports WHERE name = r.name AND year = r.year
    AND scope = r.scope)"""
_CONTENT = """(SELECT content FROM {db}.revisions WHERE report = r.report
    ORDER BY number DESC LIMIT 1)"""
_REVISED = " ".join((
    "r.report IN (SELECT after FROM kept) AND",
    _CONTENT.format(db="new"), "IS NOT", _CONTENT.format(db="old"),
))  # fmt: skip
_NAMED = """SELECT '{what}', r.report, coalesce(a.name, a.id), nullif(r.year, 0), r.scope, d.status
  FROM {db}_reports r JOIN {db}.reports d ON d.id = r.report JOIN {db}.agencies a ON a.id = r.agency
  WHERE {condition} ORDER BY r.report"""
_SQL = "\nUNION ALL ".join(
    f"SELECT * FROM ({_NAMED.format(what=what, db=db, condition=condition)})"  # noqa: S608
    for what, db, condition in (
        ("gone", "old", _OTHER.format(other="new")),
        ("revised", "new", _REVISED),
        ("new", "new", _OTHER.format(other="old")),
    )
)
_FIGURES = """SELECT "table" || '.' || row || '.' || "column", value FROM {db}.facts
  WHERE report = ? AND value IS NOT NULL"""
# Revised reports whose figures are compared: a new version of the program may revise all.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """A changed figure; None stands for no figure."""

    place: str
    before: int | str | None
    now: int | str | None


@dataclass(frozen=True, slots=True)
class News:
    """A report that is new, revised or gone, its status, and of a revised one the figures that changed."""

    what: Literal["gone", "revised", "new"]
    report: str
    agency: str
    year: int | None
    scope: str
    status: str
    figures: tuple[Figure, ...] = ()


def news(db: sqlite3.Connection) -> list[News]:
    """What is gone, revised and new, of two databases that `align_databases` has prepared.

    Of the first 1,000 revised reports the figures are compared.
    """
    found = [News(*row) for row in db.execute(_SQL)]
    revised = [one.report for one in found if one.what == "revised"][:_MOST]
    figures = {report: _changed(db, report) for report in revised}
    return [
        replace(one, figures=figures.get(one.report, ())) if one.what == "revised" else one
        for one in found
    ]


def _changed(db: sqlite3.Connection, report: str) -> tuple[Figure, ...]:
    before, now = (
        dict(db.execute(_FIGURES.format(db=name), (report,)).fetchall()) for name in ("old", "new")
    )
    places = sorted(
        {*before, *now}, key=lambda place: (_printed().get(place, len(_printed())), place)
    )
    return tuple(
        Figure(place, before.get(place), now.get(place))
        for place in places if before.get(place) != now.get(place)
    )  # fmt: skip


@cache
def _printed() -> dict[str, int]:
    """The rank of every place of the forms in printed order, without the statistics before 2019."""
    places = (
        f"{table}.{row}.{column}"
        for table in record_tables() for row in rows_of(table) for column in figure_columns(table)
    )  # fmt: skip
    return {place: number for number, place in enumerate(places)}

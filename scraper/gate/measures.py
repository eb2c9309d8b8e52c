"""This module counts what the gate measures in a database: reports, years, proved tables, fields, findings.

A measure is a property of a report: `proved.requests`, `read.disclosures`, `filled.index_number`, or
`finding.unknown-label`, whose absence is good.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from schemas.finding import codes
from scraper.database.tables import (
    JSON_COLUMNS,
    WELL_READ_SQL,
    column_name,
    judged_tables,
    metadata_columns,
)

_FINDINGS = "SELECT DISTINCT report, code FROM {db}.findings WHERE severity != 'info'"
_HELD = """SELECT 1 FROM old.findings h
  WHERE h.report = p.before AND h.code = f.code AND h.severity != 'info'"""

_GONE = (
    """SELECT portal, 'agencies', count(DISTINCT CASE WHEN agency_gone THEN agency END),
  count(DISTINCT agency) FROM gone GROUP BY portal""",
    """SELECT portal, 'reports', sum(report_gone), count(*) FROM gone WHERE NOT agency_gone
  GROUP BY portal""",
    """SELECT portal, 'reports.' || year, sum(report_gone), count(*) FROM gone WHERE year > 0
  GROUP BY portal, year""",
)


class Turned(NamedTuple):
    """How many reports no longer have a property, of so many that had it."""

    bad: int
    of: int

    def __add__(self, other: tuple[Any, ...]) -> "Turned":
        """The sum of both."""
        return Turned(self.bad + other[0], self.of + other[1])


Key = tuple[str | None, str]  # portal, None for the run as a whole, and measure
Changes = dict[Key, Turned]


@cache
def properties() -> dict[str, str]:
    """The measures of a row of `reports`, each with its SQL condition, in which `{r}` is the row."""
    tables = judged_tables()
    fields = [column_name(name) for name in metadata_columns() if name not in JSON_COLUMNS]
    return {
        **{f"proved.{table}": f"{{r}}.{table}_status = 'proved'" for table in tables},
        **{f"read.{table}": f"{{r}}.{table}_status IN {WELL_READ_SQL}" for table in tables},
        "filled.report_year": "{r}.report_year IS NOT NULL",
        **{f"filled.{field}": f"{{r}}.{field} IS NOT NULL" for field in fields},
    }


def count_turned(db: sqlite3.Connection, pairs: str, after: str) -> Changes:
    """How many reports turned bad, by portal and measure.

    `pairs` is a table of pairs with `before` in database `old` and `after` in the database `after`.
    """
    return dict(_turned_rows(db, pairs, after)) | _turned_findings(db, pairs, after)


def _turned_rows(db: sqlite3.Connection, pairs: str, after: str) -> Iterator[tuple[Key, Turned]]:
    sums = ", ".join(
        f"sum({had}), sum({had} AND NOT {has})"
        for sql in properties().values()
        for had, has in [(sql.format(r="b"), sql.format(r="a"))]
    )
    rows = db.execute(
        f"SELECT p.portal, {sums} FROM {pairs} p JOIN old.reports b ON b.id = p.before "  # noqa: S608
        f"JOIN {after}.reports a ON a.id = p.after GROUP BY p.portal"
    )
    for portal, *counts in rows:
        for place, name in enumerate(properties()):
            of, bad = map(int, counts[2 * place : 2 * place + 2])
            yield (portal, name), Turned(bad, of)


def _turned_findings(db: sqlite3.Connection, pairs: str, after: str) -> Changes:
    every = dict(db.execute(f"SELECT portal, count(*) FROM {pairs} GROUP BY portal"))  # noqa: S608
    had, has = _FINDINGS.format(db="old"), _FINDINGS.format(db=after)
    before = _by_code(db, f"{pairs} p JOIN ({had}) f ON f.report = p.before")
    bad = _by_code(db, f"{pairs} p JOIN ({has}) f ON f.report = p.after WHERE NOT EXISTS ({_HELD})")
    return {
        (portal, f"finding.{code}"): Turned(
            bad.get((portal, code), 0), count - before.get((portal, code), 0)
        )
        for portal, count in every.items()
        for code in codes()
    }


def _by_code(db: sqlite3.Connection, source: str) -> dict[Key, int]:
    rows = db.execute(f"SELECT p.portal, f.code, count(*) FROM {source} GROUP BY 1, 2")  # noqa: S608
    return {(portal, code): count for portal, code, count in rows}


def count_gone(db: sqlite3.Connection) -> Changes:
    """Lost agencies, lost reports of remaining agencies, and lost reports by year."""
    return {
        (portal, measure): Turned(bad, of)
        for sql in _GONE
        for portal, measure, bad, of in db.execute(sql)
    }


Figures = dict[str, int]  # by measure; `reports` is the total


def figures(db: sqlite3.Connection, name: str) -> dict[str | None, Figures]:
    """The figures of a database by portal, and in total under None."""
    found: dict[str | None, Counter[str]] = defaultdict(Counter)
    for portal, source in (("portal", f"{name}_places"), ("NULL", f"{name}_reports")):
        for place, report_counts in _counted(db, portal, source, name):
            found[place].update(report_counts)
    found.setdefault(None, Counter(reports=0))
    return {place: dict(counts) for place, counts in found.items()}


def _counted(
    db: sqlite3.Connection, portal: str, source: str, name: str
) -> Iterator[tuple[str | None, Figures]]:
    sums = ", ".join(f"sum({sql.format(r='r')})" for sql in properties().values())
    keys = ("reports", "agencies", *properties())
    for place, *counts in db.execute(
        f"SELECT {portal}, count(*), count(DISTINCT s.agency), {sums} FROM {source} s "  # noqa: S608
        f"JOIN {name}.reports r ON r.id = s.report GROUP BY 1"
    ):
        yield place, dict(zip(keys, map(int, counts), strict=True))
    for place, year, count in db.execute(
        f"SELECT {portal}, year, count(*) FROM {source} WHERE year > 0 GROUP BY 1, 2"  # noqa: S608
    ):
        yield place, {f"reports.{year}": count}
    for place, code, count in db.execute(
        f"SELECT {portal}, f.code, count(*) FROM {source} s "  # noqa: S608
        f"JOIN ({_FINDINGS.format(db=name)}) f ON f.report = s.report GROUP BY 1, 2"
    ):
        yield place, {f"finding.{code}": count}

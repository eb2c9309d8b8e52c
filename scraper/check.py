"""This module checks a database: whether the file is intact, references resolve, and which equations fail."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.database.connect import open_readonly
from scraper.database.shared_codes import find_clashes

_STATUSES = (
    "SELECT coalesce(form, '—') AS form, status, count(*) AS reports FROM reports GROUP BY 1, 2"
)
_CODES = """SELECT code, severity, count(*) AS count, count(DISTINCT report) AS reports FROM findings
  GROUP BY code, severity ORDER BY severity = 'info', severity = 'warning', 3 DESC, 1"""
_FAILING = """SELECT agencies.name AS agency, reports.report_year AS year, findings."where",
  findings.text, captures.name AS file, captures.url, reports.id AS report
  FROM findings JOIN reports ON reports.id = findings.report
  JOIN agencies ON agencies.id = reports.agency JOIN captures ON captures.id = reports.capture
  WHERE findings.code = 'equation-failed' ORDER BY agency, year, findings.number"""
_YEARS = """SELECT agency_name AS agency, report_year AS year, scope, "check", key, expected, printed,
  severity, report, previous_report FROM year_breaks
  ORDER BY severity = 'info', severity = 'warning', agency_name, report_year, "check", key"""
_GAPS = """SELECT agency_name AS agency, scope, first_missing, last_missing FROM year_gaps
  ORDER BY agency_name, scope, first_missing"""
_EQUATIONS = (
    "SELECT sum(held) AS held, sum(failed) AS failed, sum(not_judged) AS not_judged FROM reports"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check, as `check --json` prints it."""

    database: str
    whole: bool
    damage: list[str]
    equations: dict[str, int]
    reports: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    failing: list[dict[str, Any]]
    years: list[dict[str, Any]]
    gaps: list[dict[str, Any]]
    clashes: list[dict[str, Any]]


def check(path: Path) -> Checked:
    """Check a database; raises DatabaseUnusable if it cannot be opened."""
    with open_readonly(path) as db:
        damage = list(damages(db.conn))
        return Checked(
            database=str(path),
            whole=not damage,
            damage=damage,
            equations={key: value or 0 for key, value in next(db.query(_EQUATIONS)).items()},
            reports=list(db.query(_STATUSES)),
            findings=list(db.query(_CODES)),
            failing=list(db.query(_FAILING)),
            years=list(db.query(_YEARS)),
            gaps=list(db.query(_GAPS)),
            clashes=[clash._asdict() for clash in find_clashes(db.conn)],
        )


def damages(db: sqlite3.Connection) -> Iterator[str]:
    """What is damaged in a database: pages of the file, and rows that refer to none."""
    yield from (said for (said,) in db.execute("PRAGMA integrity_check") if said != "ok")
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        which = "a row" if row is None else f"row {row}"  # of a table without numbers
        yield f"{table}: {which} refers to a row of {parent} that is not there"

"""This module summarises a run: what was read, how far it can be trusted, what to do next."""

import shlex
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scraper.database.connect import dict_rows
from scraper.database.shared_codes import find_clashes
from scraper.errors import Unreadable
from scraper.inputs.saved import locate
from scraper.inputs.sources import Skipped
from scraper.store import Store

_OF_RUN = """CREATE TEMP VIEW IF NOT EXISTS of_run AS SELECT report FROM captures
  WHERE id IN (SELECT id FROM temp.met)"""
_REPORTS = """SELECT coalesce(form, '—'), status, count(*) FROM reports
  WHERE id IN (SELECT report FROM of_run) GROUP BY 1, 2"""
_FINDINGS = """SELECT code, severity, count(*) AS count, count(DISTINCT report) AS reports FROM findings
  WHERE report IN (SELECT report FROM of_run) GROUP BY 1, 2
  ORDER BY severity = 'info', severity = 'warning', 3 DESC, 1"""
# The reports with errors, and those of which not all figures were read for certain.
_WORST = """SELECT agency_name AS agency, report_year AS year, file, url, status, failed, errors, report
  FROM quality
  WHERE report IN (SELECT report FROM of_run)
    AND (errors > 0 OR status IN ('doubtful', 'partial') OR requests_status = 'absent' AND report_year >= 2019)
  ORDER BY errors DESC, failed DESC, report LIMIT 5"""
_OUTCOMES = """SELECT outcome, count(*) FROM captures WHERE id IN (SELECT id FROM temp.met)
  GROUP BY outcome"""
_NEW = """SELECT outcome, count(*) FROM captures
  WHERE id IN (SELECT id FROM temp.met WHERE read) GROUP BY outcome"""
_REFUSED = """SELECT id, coalesce(name, url, id) AS page, url, sha256, reason FROM captures
  WHERE outcome = ? AND id IN (SELECT id FROM temp.met) ORDER BY page, sha256"""
# A wall that stood before a page for a night is forgotten once the page is had again, and so is a damaged document.
_HEALED = """SELECT id FROM captures JOIN (
    SELECT url, max(fetched_at) AS had FROM captures
    WHERE outcome <> 'unreadable' AND url IN (SELECT url FROM captures WHERE outcome = 'unreadable')
    GROUP BY url) USING (url)
  WHERE outcome = 'unreadable' AND fetched_at < had"""
_WITHOUT = """SELECT name FROM agencies WHERE superior_from = 'roster'
  AND id NOT IN (SELECT agency FROM reports) ORDER BY name"""
_HELD = {table: table for table in ("reports", "captures", "revisions")} | {
    "agencies": "agencies WHERE EXISTS (SELECT 1 FROM reports WHERE agency = agencies.id)"
}


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a run, as `extract --json` prints it; `new` are the outcomes of what was not read before."""

    database: str
    pages: int
    unchanged: int
    outcomes: dict[str, int]
    new: dict[str, int]
    skipped: dict[str, int]
    reports: dict[str, dict[str, int]]
    findings: list[dict[str, Any]]
    worst: list[dict[str, Any]]
    unreadable: list[dict[str, str]]
    not_reports: list[dict[str, str]]
    in_database: dict[str, int] = field(default_factory=dict)
    next: str = ""
    unmet: list[dict[str, Any]] = field(default_factory=list)
    without_report: list[str] = field(default_factory=list)
    repeated: int = 0
    clashes: list[dict[str, Any]] = field(default_factory=list)


def summary(
    store: Store, skipped: Skipped, unread: Iterable[Unreadable], paths: Iterable[Path] = ()
) -> Summary:
    """Summarise the run of these paths that a store has just finished; `unread` are files that could not be read."""
    db = store.db
    store.known.settle()
    db.execute(_OF_RUN)
    reports: dict[str, dict[str, int]] = {}
    for form, status, count in db.execute(_REPORTS):
        reports.setdefault(form, {})[status] = count
    outcomes = dict(db.execute(_OUTCOMES))
    refused = {why: _refused(db, why, paths) for why in ("unreadable", "not-a-report")}
    return Summary(
        database=str(store.path),
        pages=sum(outcomes.values()),
        unchanged=store.known.unchanged,
        outcomes=outcomes,
        new=dict(db.execute(_NEW)),
        skipped=skipped.counts,
        reports=reports,
        findings=list(dict_rows(db.execute(_FINDINGS))),
        worst=list(dict_rows(db.execute(_WORST))),
        unreadable=[
            *refused["unreadable"],
            *({"page": one.file or "", "reason": one.reason} for one in unread),
        ],
        not_reports=refused["not-a-report"],
        in_database={
            table: db.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]  # noqa: S608
            for table, rows in _HELD.items()
        },
        next=shlex.join(("gongkai", "serve", str(store.path))),
        without_report=[name for (name,) in db.execute(_WITHOUT)],
        repeated=outcomes.get("report", 0) - sum(sum(one.values()) for one in reports.values()),
        clashes=[clash._asdict() for clash in find_clashes(db, "SELECT report FROM of_run")],
    )


def _refused(db: sqlite3.Connection, outcome: str, paths: Iterable[Path]) -> list[dict[str, str]]:
    """The files of a run with this outcome, by their paths below the folders of the run, and the reasons."""
    rows = list(dict_rows(db.execute(_REFUSED, (outcome,))))
    if rows and outcome == "unreadable":
        healed = {one for (one,) in db.execute(_HEALED)}
        rows = [row for row in rows if row["id"] not in healed]
    where = locate(paths, {(row["page"], row["sha256"]) for row in rows if not row["url"]})
    return [
        {"page": where.get((row["page"], row["sha256"]), row["page"]), "reason": row["reason"]}
        for row in rows
    ]

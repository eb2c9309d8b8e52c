"""This module records what has changed at a portal since its previous run.

Recorded are a new status, engine or listing address, and reports that are new, no longer listed, or
listed again. Of a portal's first run only the fact that it is the first is recorded.
"""

from sqlite3 import Connection
from typing import Any

from scraper.crawling.identity import Identity
from scraper.crawling.outcome import Outcome, Tally
from scraper.crawling.run_report import Change
from scraper.frontier import Frontier, Queued

# Reasons with which a visit may end after the whole listing was read: a report not in it is no longer listed.
WALKED = frozenset({None, "pages-missing", "fewer-listed", "years-missing", "reports-missing"})
NOT_LISTED = "not-listed"
COLUMNS = ("portal", "change", "before", "now", "runs", "agency", "year", "url")

BEFORE = "SELECT status, reason, runs, engine, listing FROM standing WHERE portal = ?"
STAND = "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?)"
HAS_REPORT = "SELECT 1 FROM reports WHERE portal = ? AND agency = ? AND year IS ?"
HAS_PAGE = "SELECT 1 FROM reports WHERE portal = ? AND key = ?"
ADD = "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
BACK = "DELETE FROM absent WHERE portal = ? AND agency = ? AND year = ?"
CHANGES = f"SELECT {', '.join(COLUMNS)} FROM changes WHERE run = ? AND portal = ? ORDER BY rowid"  # noqa: S608
GONE = """WITH here AS (SELECT agency, coalesce(year, 0) AS year FROM reports JOIN pages USING (portal, key)
    WHERE portal = :portal AND state = 'done' AND answer IS NOT NULL)
  SELECT agency, coalesce(reports.year, 0), answers.url, problems.reason FROM reports
  LEFT JOIN answers USING (key)
  LEFT JOIN pages ON pages.portal = reports.portal AND pages.key = reports.key
  LEFT JOIN problems ON problems.run = :run AND problems.portal = :portal AND problems.url = pages.url
  WHERE reports.portal = :portal AND (agency, coalesce(reports.year, 0)) NOT IN here
  GROUP BY agency, coalesce(reports.year, 0)"""


def note_report(db: Connection, run: int, portal: str, found: Identity, page: Queued) -> None:
    """Record a report that is new: by its agency and year, or by its page if it has no year."""
    if not _one(db, BEFORE, portal) or _one(db, HAS_REPORT, portal, found.agency, found.year):
        return
    if found.year or not _one(db, HAS_PAGE, portal, page.key):
        values = {"agency": found.agency, "year": found.year, "url": page.url}
        _add(db, run, portal, change="report-new", **values)


def note_end(db: Connection, run: int, portal: str, outcome: Outcome, tally: Tally) -> None:
    """Record how a portal's status, engine and listing differ from its previous run."""
    before = _one(db, BEFORE, portal)
    listing = {"engine": tally.engine, "listing": tally.listing}
    runs = 1
    if before:
        status, reason, runs, *listed = before
        if (status, reason) == (outcome.status, outcome.reason):
            runs += 1
        else:
            now = _with_reason(outcome.status, outcome.reason)
            values = {"before": _with_reason(status, reason), "now": now, "runs": runs}
            _add(db, run, portal, change="status", **values)
            runs = 1
        for (name, value), was in zip(listing.items(), listed, strict=True):
            listing[name] = value or was
            if value and was and value != was:
                _add(db, run, portal, change=name, before=was, now=value)
    else:
        _add(db, run, portal, change="portal-new")
    db.execute(STAND, (portal, outcome.status, outcome.reason, runs, *listing.values()))
    if outcome.reason in WALKED:
        _compare_reports(db, run, portal)


def changes_of(frontier: Frontier, run: int, portal: str) -> tuple[Change, ...]:
    """What has changed at a portal in a run, in the order in which it was recorded."""
    rows = frontier.rows(CHANGES, run, portal)
    return tuple(Change(**dict(zip(COLUMNS, row, strict=True))) for row in rows)


def _compare_reports(db: Connection, run: int, portal: str) -> None:
    """Record the reports that are no longer listed or can no longer be fetched, and those that are back."""
    gone = {tuple(row[:2]): row[2:] for row in db.execute(GONE, {"run": run, "portal": portal})}
    known = set(db.execute("SELECT agency, year FROM absent WHERE portal = ?", (portal,)))
    for agency, year in sorted(gone.keys() - known):
        url, reason = gone[agency, year]
        values = {"agency": agency, "year": year or None, "url": url, "now": reason or NOT_LISTED}
        _add(db, run, portal, change="report-gone", **values)
        db.execute("INSERT INTO absent VALUES (?, ?, ?)", (portal, agency, year))
    for agency, year in sorted(known - gone.keys()):
        _add(db, run, portal, change="report-back", agency=agency, year=year or None)
        db.execute(BACK, (portal, agency, year))


def _add(db: Connection, run: int, portal: str, **fields: Any) -> None:
    values = (fields.get(name) for name in COLUMNS[1:])
    db.execute(ADD, (run, portal, *values))


def _one(db: Connection, sql: str, *values: Any) -> Any:
    return db.execute(sql, values).fetchone()


def _with_reason(status: str, reason: str | None) -> str:
    return status if reason is None else f"{status} ({reason})"

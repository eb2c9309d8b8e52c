"""This module records what has changed at a portal since its previous run.

Recorded are a new status, engine or listing address, and reports that are new, no longer listed, or
listed again. Of a portal's first run only the fact that it is the first is recorded.
"""

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from scraper.crawling.identity import Identity
from scraper.crawling.outcome import Outcome, Tally
from scraper.crawling.run_report import Change
from scraper.frontier import Frontier, Queued

# Reasons with which a visit may end after the whole listing was read: a report not in it is no longer listed.
_WALKED = frozenset({None, "pages-missing", "fewer-listed", "years-missing", "reports-missing"})
_NOT_LISTED = "not-listed"
_COLUMNS = tuple(Change.model_fields)

_BEFORE = "SELECT status, reason, runs, engine, listing FROM standing WHERE portal = ?"
_STAND = "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?)"
_HAS_REPORT = "SELECT 1 FROM reports WHERE portal = ? AND agency = ? AND year IS ?"
HAS_PAGE = "SELECT 1 FROM reports WHERE portal = ? AND key = ?"
_ADD = "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_BACK = "DELETE FROM absent WHERE portal = ? AND agency = ? AND year = ?"
_CHANGES = f"SELECT {', '.join(_COLUMNS)} FROM changes WHERE run = ? AND portal = ? ORDER BY rowid"  # noqa: S608
_GONE = """WITH here AS (SELECT agency, coalesce(year, 0) AS year FROM reports JOIN pages USING (portal, key)
    WHERE portal = :portal AND state = 'done' AND answer IS NOT NULL)
  SELECT agency, coalesce(reports.year, 0), answers.url, problems.reason FROM reports
  LEFT JOIN answers USING (key)
  LEFT JOIN pages ON pages.portal = reports.portal AND pages.key = reports.key
  LEFT JOIN problems ON problems.run = :run AND problems.portal = :portal AND problems.url = pages.url
  WHERE reports.portal = :portal AND (agency, coalesce(reports.year, 0)) NOT IN here
  GROUP BY agency, coalesce(reports.year, 0)"""


def changes_of(frontier: Frontier, run: int, portal: str) -> tuple[Change, ...]:
    """What has changed at a portal in a run, in the order in which it was recorded."""
    rows = frontier.rows(_CHANGES, run, portal)
    return tuple(Change(**dict(zip(_COLUMNS, row, strict=True))) for row in rows)


@dataclass(frozen=True, slots=True)
class Changes:
    """Records what changes at one portal in one run, within a transaction."""

    db: Connection
    run: int
    portal: str

    def note_report(self, found: Identity, page: Queued) -> None:
        """Record a report that is new: by its agency and year, or by its page if it has no year."""
        if not self._one(_BEFORE) or self._one(_HAS_REPORT, found.agency, found.year):
            return
        if found.year or not self._one(HAS_PAGE, page.key):
            self._add("report-new", agency=found.agency, year=found.year, url=page.url)

    def note_end(self, outcome: Outcome, tally: Tally) -> None:
        """Record how the portal's status, engine and listing differ from its previous run."""
        listing = {"engine": tally.engine, "listing": tally.listing}
        runs = 1
        if before := self._one(_BEFORE):
            status, reason, lasted, *listed = before
            if (status, reason) == (outcome.status, outcome.reason):
                runs = lasted + 1
            else:
                was, now = _ending(status, reason), _ending(outcome.status, outcome.reason)
                self._add("status", before=was, now=now, runs=lasted)
            for (name, value), was in zip(listing.items(), listed, strict=True):
                listing[name] = value or was
                if value and was and value != was:
                    self._add(name, before=was, now=value)
        else:
            self._add("portal-new")
        values = (self.portal, outcome.status, outcome.reason, runs, *listing.values())
        self.db.execute(_STAND, values)
        if outcome.reason in _WALKED:
            self._compare_reports()

    def _compare_reports(self) -> None:
        """Record the reports that are no longer listed or can no longer be fetched, and those that are back."""
        rows = self.db.execute(_GONE, {"run": self.run, "portal": self.portal})
        gone = {tuple(row[:2]): row[2:] for row in rows}
        sql = "SELECT agency, year FROM absent WHERE portal = ?"
        known = set(self.db.execute(sql, (self.portal,)))
        for agency, year in sorted(gone.keys() - known):
            url, reason = gone[agency, year]
            told = {"agency": agency, "year": year or None, "url": url}
            self._add("report-gone", now=reason or _NOT_LISTED, **told)
            self.db.execute("INSERT INTO absent VALUES (?, ?, ?)", (self.portal, agency, year))
        for agency, year in sorted(known - gone.keys()):
            self._add("report-back", agency=agency, year=year or None)
            self.db.execute(_BACK, (self.portal, agency, year))

    def _add(self, change: str, **fields: Any) -> None:
        values = (fields.get(name) for name in _COLUMNS[2:])
        self.db.execute(_ADD, (self.run, self.portal, change, *values))

    def _one(self, sql: str, *values: Any) -> Any:
        """The first row of a query about the portal."""
        return self.db.execute(sql, (self.portal, *values)).fetchone()


def _ending(status: str, reason: str | None) -> str:
    return status if reason is None else f"{status} ({reason})"

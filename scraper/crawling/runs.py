"""This module begins or resumes a run, records how each portal's visit ended, and makes the run report."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from parsers.metadata.titles import title_year
from schemas.portal import Portal
from scraper.crawling import run_report
from scraper.crawling.changes import Changes, changes_of
from scraper.crawling.identity import from_row
from scraper.crawling.outcome import Outcome, Tally
from scraper.crawling.plan import Plan, Task
from scraper.crawling.visit import reports_held
from scraper.database.crawl_runs import LOG
from scraper.errors import GongkaiError
from scraper.frontier import Frontier
from scraper.reasons import reasons

_TALLY = "SELECT tally FROM visits WHERE run = ? AND portal = ?"
_OUTCOME = "SELECT outcome FROM visits WHERE run = ? AND portal = ? AND outcome IS NOT NULL"
_STANDING = "SELECT runs FROM standing WHERE (portal, status, reason) IS (?, ?, ?)"
_LAST = "SELECT max(coalesce(finished, started)) FROM runs"
_UNFINISHED = "SELECT id FROM runs WHERE finished IS NULL AND command = ?"
# Pages that could not be fetched; an attachment has the title of the article that links to it.
_MISSED = """SELECT coalesce(article.title, page.title), problems.url, reason FROM problems
  JOIN pages AS page ON page.portal = problems.portal AND page.url = problems.url
  LEFT JOIN pages AS article ON article.portal = page.portal AND article.url = page.referer
    AND article.kind = 'report'
  WHERE run = ? AND problems.portal = ? AND page.kind != 'listing' ORDER BY problems.rowid"""
_PROBLEMS = "SELECT url, reason FROM problems WHERE run = ? AND portal = ? ORDER BY rowid"


class Runs:
    """The current run of an archive: a new one, or an unfinished one of the same command.

    Raises GongkaiError if the clock is a day or more behind the last run: what is fetched last is current.
    """

    def __init__(self, frontier: Frontier, folder: Path, plan: Plan) -> None:
        _check_clock(frontier, folder)
        self._frontier = frontier
        self._log = folder / LOG
        # A list of addresses says nothing of what a portal lists.
        self._walks_listings = plan.urls is None
        row = frontier.row(_UNFINISHED, plan.command)
        self.resumed = row is not None
        self.id = int(row[0]) if row else self._begin(plan.command)

    def _begin(self, command: str) -> int:
        with self._frontier.transaction() as db:
            db.execute("UPDATE runs SET finished = ? WHERE finished IS NULL", (run_report.now(),))
            sql = """INSERT INTO runs (id, started, command)
              SELECT max(coalesce(max(id), 0), ?) + 1, ?, ? FROM runs RETURNING id"""
            values = (run_report.last(self._log), run_report.now(), command)
            run = int(db.execute(sql, values).fetchone()[0])
            db.execute("DELETE FROM pages")
            db.execute("DELETE FROM problems")
            db.execute("DELETE FROM changes")
            db.execute("DELETE FROM visits WHERE run < ?", (run,))
        return run

    def tally(self, portal: str) -> Tally:
        """A portal's counts so far, also from before a kill."""
        row = self._frontier.row(_TALLY, self.id, portal)
        return Tally(**json.loads(row[0])) if row else Tally()

    def outcome(self, portal: str) -> Outcome | None:
        """How a portal's visit ended; None if it has not."""
        row = self._frontier.row(_OUTCOME, self.id, portal)
        return Outcome(**json.loads(row[0])) if row else None

    def record(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """Store how a portal's visit ended."""
        values = (self.id, portal, tally.to_json(), json.dumps(asdict(outcome)))
        with self._frontier.transaction() as db:
            db.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?)", values)
            if self._walks_listings:
                Changes(db, self.id, portal).note_end(outcome, tally)

    def report(self, tasks: Sequence[Task], finished: str | None) -> run_report.RunReport:
        """The run report so far; a portal without an outcome was interrupted."""
        portals = tuple(self._portal(task) for task in tasks)
        row = self._frontier.row("SELECT started FROM runs WHERE id = ?", self.id)
        facts = run_report.RunFacts(
            id=self.id,
            started=row[0] if row else run_report.now(),
            finished=finished,
            resumed=self.resumed,
            requests=sum(portal.requests for portal in portals),
            bytes=sum(portal.bytes for portal in portals),
        )
        return run_report.RunReport(
            run=facts,
            portals=portals,
            missing=tuple(one for task in tasks for one in self._missing(task.portal)),
            changes=tuple(one for task in tasks for one in self.changes(task.portal.id)),
            document_hosts=tuple(
                run_report.DocumentHost(portal=task.portal.id, host=host)
                for task in tasks
                for host in self.tally(task.portal.id).document_hosts
            ),
        )

    def changes(self, portal: str) -> tuple[run_report.Change, ...]:
        """What has changed at a portal since its previous run."""
        return changes_of(self._frontier, self.id, portal)

    def _missing(self, portal: Portal) -> Iterator[run_report.Missing]:
        for title, url, reason in self._frontier.rows(_MISSED, self.id, portal.id):
            from_title = from_row(title, portal)
            yield run_report.Missing(
                portal=portal.id,
                agency=from_title.agency if from_title else None,
                year=from_title.year if from_title else title_year(title),
                url=url,
                reason=reason,
            )

    def _portal(self, task: Task) -> run_report.PortalReport:
        ident = task.portal.id
        outcome = self.outcome(ident) or Outcome("incomplete", "interrupted")
        reason = reasons()[outcome.reason] if outcome.reason else None
        lasts = self._frontier.row(_STANDING, ident, outcome.status, outcome.reason)
        return run_report.PortalReport(
            id=ident,
            agency=task.portal.agency if task.registered else None,
            status=outcome.status,
            reason=outcome.reason,
            detail=(outcome.detail or reason.en) if reason else None,
            advice=reason.advice if reason else None,
            reports=len(
                {(agency, year) for agency, year, _ in reports_held(self._frontier, ident)}
            ),
            problems=self._problems(ident),
            runs=lasts[0] if lasts else 1,
            **self.tally(ident).counts(),
        )

    def _problems(self, portal: str) -> tuple[run_report.Problem, ...]:
        rows = self._frontier.rows(_PROBLEMS, self.id, portal)
        return tuple(run_report.Problem(url=str(url), reason=str(reason)) for url, reason in rows)

    def finish(self, tasks: Sequence[Task]) -> run_report.RunReport:
        """End the run: append its report to `runs.jsonl`, so that the next command begins a new run."""
        report = self.report(tasks, run_report.now())
        run_report.append(self._log, report)
        self._frontier.write(
            "UPDATE runs SET finished = ? WHERE id = ?", report.run.finished, self.id
        )
        return report


def _check_clock(frontier: Frontier, folder: Path) -> None:
    row, here = frontier.row(_LAST), run_report.now()
    before = row[0] if row else None
    if before and datetime.fromisoformat(before) - datetime.fromisoformat(here) > timedelta(days=1):
        raise GongkaiError(
            f"{folder}: the clock says {here}, before the last crawl at {before}, so new pages would pass for "
            "old ones; set the clock, or remove frontier.db if it was wrong at that crawl"
        )

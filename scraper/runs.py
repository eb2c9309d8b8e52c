"""This module keeps runs: begins or takes up, records outcomes, makes the run report."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from schemas.record import Record
from scraper.failures import Status, reasons
from scraper.frontier import Frontier
from scraper.plan import Task
from scraper.tally import Tally
from scraper.visit import Outcome, held


class Problem(Record):
    """One page that was not had."""

    url: str
    reason: str


class RunFacts(Record):
    """The run as a whole."""

    id: int
    started: str
    finished: str | None
    resumed: bool
    requests: int
    bytes: int


class PortalReport(Record):
    """How one portal's run went; reason, detail and advice are null when it is `ok`."""

    id: str
    agency: str | None
    status: Status
    reason: str | None
    detail: str | None
    advice: str | None
    engine: str | None
    robots: str
    reports: int
    elsewhere: int
    requests: int
    fetched: int
    unchanged: int
    bytes: int
    problems: tuple[Problem, ...]


class RunReport(Record):
    """The report of a run: what `crawl --json` prints and `runs.jsonl` keeps."""

    run: RunFacts
    portals: tuple[PortalReport, ...]

    @property
    def all_ok(self) -> bool:
        """Whether every portal is `ok`."""
        return all(portal.status == "ok" for portal in self.portals)


def now() -> str:
    """This moment as reports write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Runs:
    """The runs of one archive."""

    def __init__(self, frontier: Frontier, folder: Path, command: str) -> None:
        self._frontier = frontier
        self._log = folder / "runs.jsonl"
        row = frontier.row("SELECT id FROM runs WHERE finished IS NULL AND command = ?", command)
        self.resumed = row is not None
        self.id = int(row[0]) if row else self._begin(command)

    def _begin(self, command: str) -> int:
        with self._frontier.transaction() as db:
            db.execute("UPDATE runs SET finished = ? WHERE finished IS NULL", (now(),))
            sql = """INSERT INTO runs (id, started, command)
              SELECT max(coalesce(max(id), 0), ?) + 1, ?, ? FROM runs RETURNING id"""
            values = (_last(self._log), now(), command)
            run = int(db.execute(sql, values).fetchone()[0])
            db.execute("DELETE FROM pages")
            db.execute("DELETE FROM problems")
            db.execute("DELETE FROM visits WHERE run < ?", (run,))
        return run

    def tally(self, portal: str) -> Tally:
        """A portal's counts, as a killed run left them."""
        row = self._frontier.row(TALLY, self.id, portal)
        return Tally(**json.loads(row[0])) if row else Tally()

    def outcome(self, portal: str) -> Outcome | None:
        """How a portal's run has ended; None where it has not."""
        row = self._frontier.row(OUTCOME, self.id, portal)
        return Outcome(**json.loads(row[0])) if row else None

    def ended(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """Write down how a portal's run has ended."""
        values = (self.id, portal, tally.to_json(), json.dumps(asdict(outcome)))
        self._frontier.write("INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?)", *values)

    def report(self, tasks: Sequence[Task], finished: str | None) -> RunReport:
        """The report as things stand; a portal without an outcome was interrupted."""
        portals = tuple(self._portal(task) for task in tasks)
        row = self._frontier.row("SELECT started FROM runs WHERE id = ?", self.id)
        facts = RunFacts(
            id=self.id,
            started=row[0] if row else now(),
            finished=finished,
            resumed=self.resumed,
            requests=sum(portal.requests for portal in portals),
            bytes=sum(portal.bytes for portal in portals),
        )
        return RunReport(run=facts, portals=portals)

    def _portal(self, task: Task) -> PortalReport:
        ident = task.portal.id
        outcome = self.outcome(ident) or Outcome("incomplete", "interrupted")
        reason = reasons()[outcome.reason] if outcome.reason else None
        return PortalReport(
            id=ident,
            agency=task.portal.agency if task.registered else None,
            status=outcome.status,
            reason=outcome.reason,
            detail=(outcome.detail or reason.en) if reason else None,
            advice=reason.advice if reason else None,
            reports=len({(agency, year) for agency, year, _ in held(self._frontier, ident)}),
            problems=self._problems(ident),
            **self.tally(ident).counts(),
        )

    def _problems(self, portal: str) -> tuple[Problem, ...]:
        rows = self._frontier.rows(PROBLEMS, self.id, portal)
        return tuple(Problem(url=str(url), reason=str(reason)) for url, reason in rows)

    def finish(self, tasks: Sequence[Task]) -> RunReport:
        """End the run: its report goes to `runs.jsonl`, and the next command begins a new run."""
        report = self.report(tasks, now())
        _append(self._log, report)
        self._frontier.write(
            "UPDATE runs SET finished = ? WHERE id = ?", report.run.finished, self.id
        )
        return report


TALLY = "SELECT tally FROM visits WHERE run = ? AND portal = ?"
OUTCOME = "SELECT outcome FROM visits WHERE run = ? AND portal = ? AND outcome IS NOT NULL"
PROBLEMS = "SELECT url, reason FROM problems WHERE run = ? AND portal = ? ORDER BY rowid"


def _append(path: Path, report: RunReport) -> None:
    """One line a run: a line of the same run, left by a kill at the last moment, stays the one."""
    with path.open("ab") as file:
        file.truncate(_whole(path))
        if _last(path) < report.run.id:
            file.write(report.model_dump_json().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _whole(path: Path) -> int:
    """Where the last whole line ends."""
    return path.read_bytes().rfind(b"\n") + 1


def _last(path: Path) -> int:
    """The number of the last run that has a line, whatever the frontier still knows."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return max(map(_run_of, file), default=0)


def _run_of(line: bytes) -> int:
    try:
        return int(json.loads(line)["run"]["id"])
    except (ValueError, KeyError, TypeError):
        return 0

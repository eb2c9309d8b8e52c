"""This module holds the report of a run, and its lines in `runs.jsonl`."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from schemas.record import Record
from scraper.reasons import Status


class Problem(Record):
    """One page that was not had."""

    url: str
    reason: str


class Missing(Record):
    """A report that is listed and was not had, as far as its row says whose it is and of which year."""

    portal: str
    agency: str | None
    year: int | None
    url: str
    reason: str


class Change(Record):
    """What is otherwise at a portal than in its run before.

    `change` is portal-new (there was none), status, engine, listing, report-new, report-gone or
    report-back; `runs` is for how many runs the status before had lasted.
    """

    portal: str
    change: str
    before: str | None = None
    now: str | None = None
    runs: int | None = None
    agency: str | None = None
    year: int | None = None
    url: str | None = None


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
    missing: tuple[Missing, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def all_ok(self) -> bool:
        """Whether every portal is `ok`."""
        return all(portal.status == "ok" for portal in self.portals)


def now() -> str:
    """This moment as reports write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(path: Path, report: RunReport) -> None:
    """One line per run: a line of the same run, left by a kill at the last moment, stays the one."""
    with path.open("ab") as file:
        file.truncate(_whole(path))
        if last(path) < report.run.id:
            file.write(report.model_dump_json().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _whole(path: Path) -> int:
    """Where the last whole line ends."""
    return path.read_bytes().rfind(b"\n") + 1


def last(path: Path) -> int:
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

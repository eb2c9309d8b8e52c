"""This module holds the report of a run, and its lines in `runs.jsonl`."""

import json
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from schemas.record import Record
from scraper.reasons import Status


class Problem(Record):
    """One page that could not be fetched, or is not what its row says."""

    url: str
    reason: str


class Missing(Record):
    """A report that is listed but could not be fetched, with agency and year if its row names them."""

    portal: str
    agency: str | None
    year: int | None
    url: str
    reason: str


class DocumentHost(Record):
    """A host outside a portal's own that holds documents or lists of its reports, which were not fetched."""

    portal: str
    host: str


class Change(Record):
    """What has changed at a portal since its previous run.

    `change` is portal-new (it had none), status, engine, listing, report-new, report-gone or
    report-back; `runs` is the number of runs for which the previous status had lasted.
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
    """How one portal's visit ended; reason, detail and advice are null if it is `ok`.

    `runs` is the number of runs, this one included, that have ended so, one after the other.
    """

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
    runs: int = 1


class RunReport(Record):
    """The report of a run: what `crawl --json` prints and `runs.jsonl` keeps."""

    run: RunFacts
    portals: tuple[PortalReport, ...]
    missing: tuple[Missing, ...] = ()
    changes: tuple[Change, ...] = ()
    document_hosts: tuple[DocumentHost, ...] = ()

    @property
    def all_ok(self) -> bool:
        """Whether every portal is `ok`."""
        return all(portal.status == "ok" for portal in self.portals)


def now() -> str:
    """The current time in UTC, as reports write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(path: Path, report: RunReport) -> None:
    """Append a run's line, unless it has one already; a line cut off by a kill is removed first."""
    with path.open("ab") as file:
        file.truncate(_complete_length(path))
        if last(path) < report.run.id:
            file.write(report.model_dump_json().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _complete_length(path: Path) -> int:
    """The offset at which the last complete line ends."""
    with _mapped(path) as text:
        return text.rfind(b"\n") + 1


def last(path: Path) -> int:
    """The number of the last run that has a line, 0 if there is none."""
    with _mapped(path) as text:
        return next(filter(None, map(_run_number, _reversed_lines(text))), 0)


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap | bytes]:
    """Map a file into memory: after years it holds a megabyte for each night."""
    if not path.exists() or not path.stat().st_size:
        yield b""
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        yield text


def _reversed_lines(text: mmap.mmap | bytes) -> Iterator[bytes]:
    """The lines of a text, last first."""
    end = len(text)
    while end >= 0:
        begin = text.rfind(b"\n", 0, end) + 1
        yield text[begin:end]
        end = begin - 1


def _run_number(line: bytes) -> int:
    try:
        return int(json.loads(line)["run"]["id"])
    except (ValueError, KeyError, TypeError):
        return 0

"""This module runs a crawl: portals in parallel, each in its own thread and at its own pace, once what a kill left is cut off."""

import contextlib
import os
import signal
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from scraper.archive import OWN_FILES, Archive, locked
from scraper.crawling.hosts import Hosts
from scraper.crawling.journal import Journal, RunContext
from scraper.crawling.outcome import Outcome, Tally
from scraper.crawling.plan import Plan, Task, queue_addresses
from scraper.crawling.progress import Progress
from scraper.crawling.run_report import RunReport
from scraper.crawling.runs import Runs
from scraper.crawling.visit import visit
from scraper.database.connect import explain_sqlite
from scraper.errors import ArchiveDamaged, GongkaiError, raised_as, sigterm_as_interrupt
from scraper.frontier import FILE, Frontier
from scraper.inputs.gzip_members import find_torn_member
from scraper.pace import Interrupted

JOBS = 64
_END_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Crawl:
    """A crawl in progress."""

    plan: Plan
    context: RunContext
    runs: Runs
    progress: Progress
    stop: threading.Event
    errors: list[BaseException] = field(default_factory=list)

    def _visit(self, task: Task) -> None:
        if self.stop.is_set():
            return
        tally = self.runs.tally(task.portal.id)
        self.progress.began(task.portal.id, tally)
        try:
            listed = self.plan.urls is not None
            outcome = visit(task.portal, self.context, tally, listed=listed)
        except Interrupted:
            return
        except (GongkaiError, sqlite3.Error) as error:
            self._abort(error)
            return
        except Exception as error:
            outcome = Outcome("failed", "program-error", f"{type(error).__name__}: {error}")
            self.progress.broke(task.portal.id, error)
        self._record(task, outcome, tally)

    def _record(self, task: Task, outcome: Outcome, tally: Tally) -> None:
        try:
            self.runs.record(task.portal.id, outcome, tally)
        except sqlite3.Error as error:
            self._abort(error)
        self.progress.ended(task.portal.id, outcome, tally)
        self.progress.changed(task.portal.id, self.runs.changes(task.portal.id))

    def _abort(self, error: BaseException) -> None:
        self.errors.append(error)
        self.stop.set()

    def run(self, jobs: int) -> None:
        """Visit every portal that has no outcome yet; returns early if the crawl is stopped."""
        todo = [task for task in self.plan.tasks if self.runs.outcome(task.portal.id) is None]
        self.progress.planned(len(self.plan.tasks), len(todo))
        with ThreadPoolExecutor(jobs, thread_name_prefix="portal") as threads:
            visits: list[Future[None]] = []
            try:
                visits += (threads.submit(self._visit, task) for task in todo)
                wait(visits)
            except KeyboardInterrupt:  # each visit still finishes the record it is writing
                self.stop.set()
                self.progress.interrupted()
                with _default_signal_handlers():
                    wait(visits)
        for visited in visits:
            visited.result()  # raises what no visit should


def crawl(folder: Path, plan: Plan, jobs: int, progress: Progress) -> tuple[RunReport, bool]:
    """Crawl into an archive's folder; returns the run report, and whether the run was finished.

    Raises GongkaiError if the archive is damaged, in use, or cannot be written.
    """
    translated = raised_as(
        (sqlite3.Error, OSError),
        lambda error: GongkaiError(f"{folder}: {explain_sqlite(str(error))}"),
    )
    with locked(folder), translated, open_frontier(folder) as frontier:
        truncate_incomplete(folder, frontier)
        runs = Runs(frontier, folder, plan)
        queue_addresses(plan, frontier)
        stop = threading.Event()
        with (
            open_run_context(folder, plan, frontier, runs.id, stop) as context,
            sigterm_as_interrupt(),
        ):
            running = Crawl(plan, context, runs, progress, stop)
            running.run(jobs)
        if running.errors:
            raise running.errors[0]
        if stop.is_set():
            return runs.report(plan.tasks, None), False
        return runs.finish(plan.tasks), True


@contextlib.contextmanager
def open_frontier(folder: Path) -> Iterator[Frontier]:
    """Open the frontier of an archive, and close it afterwards."""
    frontier = Frontier(folder / FILE)
    try:
        yield frontier
    finally:
        frontier.close()


@contextlib.contextmanager
def open_run_context(
    folder: Path, plan: Plan, frontier: Frontier, run: int, stop: threading.Event
) -> Iterator[RunContext]:
    """Open what the portals of a run share; its connections and files are closed afterwards."""
    journal = Journal(Archive(folder, frontier, plan.info()), frontier)
    hosts = Hosts(frontier, run, stop)
    try:
        yield RunContext(run, folder, frontier, journal, hosts)
    finally:
        hosts.close()
        journal.close()


@contextlib.contextmanager
def _default_signal_handlers() -> Iterator[None]:
    """Within the block, a further Ctrl-C or SIGTERM ends the process immediately."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in _END_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def truncate_incomplete(folder: Path, frontier: Frontier) -> None:
    """Truncate each of the archive's own files to the length that the frontier acknowledged.

    A file that the frontier does not know, because the frontier was lost, is truncated to its last
    complete record. Raises ArchiveDamaged if a file is missing or shorter than acknowledged.
    """
    for name, acked in frontier.rows("SELECT name, acked FROM files"):
        path = folder / name
        if acked == 0:
            path.unlink(missing_ok=True)
            frontier.write("DELETE FROM files WHERE name = ?", name)
        else:
            _truncate(path, acked)
    known = {str(row[0]) for row in frontier.rows("SELECT name FROM files")}
    for path in sorted(folder.glob(OWN_FILES)):
        if path.name not in known:
            _adopt(path, frontier)


def _adopt(path: Path, frontier: Frontier) -> None:
    """Acknowledge a file up to its last complete record; a corrupt one is left as it is."""
    try:
        with path.open("rb") as file:
            torn = find_torn_member(file)
    except zlib.error:
        return
    whole = path.stat().st_size if torn is None else torn
    if not whole:
        path.unlink()
        return
    os.truncate(path, whole)
    frontier.write("INSERT INTO files (name, acked) VALUES (?, ?)", path.name, whole)


def _truncate(path: Path, acked: int) -> None:
    size = path.stat().st_size if path.exists() else -1
    if size < acked:
        found = "is gone" if size < 0 else f"has {size} bytes"
        raise ArchiveDamaged(
            f"{path}: {found}, but its frontier knows {acked} bytes; "
            "put it back, or remove frontier.db to fetch everything again"
        )
    if size > acked:
        os.truncate(path, acked)

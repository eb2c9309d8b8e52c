"""This module runs a crawl: portals side by side, each in a thread of its own and at its own pace."""

import contextlib
import queue
import signal
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scraper.archive import Archive, locked
from scraper.crawling.hosts import Hosts
from scraper.crawling.journal import Journal
from scraper.crawling.keeping import Ground
from scraper.crawling.plan import Plan, Task, queue_addresses
from scraper.crawling.progress import Progress
from scraper.crawling.recovery import cut_torn_tails
from scraper.crawling.run_report import RunReport
from scraper.crawling.runs import Runs
from scraper.crawling.tally import Tally
from scraper.crawling.visit import Outcome, visit, visit_listed
from scraper.errors import GongkaiError
from scraper.frontier import Frontier
from scraper.pace import Interrupted
from scraper.termination import sigterm_as_interrupt

JOBS = 64
ENDINGS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Crawl:
    """One crawl under way."""

    plan: Plan
    ground: Ground
    runs: Runs
    progress: Progress
    stop: threading.Event
    errors: list[BaseException] = field(default_factory=list)
    ended: list[threading.Event] = field(default_factory=list)

    def worker(self, tasks: "queue.SimpleQueue[Task]", ended: threading.Event) -> None:
        """Run in a worker's thread: do its work, and set `ended` whatever happens."""
        try:
            self.work(tasks)
        finally:
            ended.set()

    def work(self, tasks: "queue.SimpleQueue[Task]") -> None:
        """Visit one portal after another until none is left, or the crawl is to end."""
        while not self.stop.is_set():
            try:
                task = tasks.get_nowait()
            except queue.Empty:
                return
            self._visited(task)

    def _visited(self, task: Task) -> None:
        tally = self.runs.tally(task.portal.id)
        self.progress.began(task.portal.id, tally)
        try:
            go = visit if self.plan.urls is None else visit_listed
            outcome = go(task.portal, self.ground, tally)
        except Interrupted:
            return
        except (GongkaiError, sqlite3.Error) as error:
            self._fatal(error)
            return
        except Exception as error:
            outcome = Outcome("failed", "program-error", f"{type(error).__name__}: {error}")
            self.progress.broke(task.portal.id, error)
        self._ended(task, outcome, tally)

    def _ended(self, task: Task, outcome: Outcome, tally: Tally) -> None:
        try:
            self.runs.ended(task.portal.id, outcome, tally)
        except sqlite3.Error as error:
            self._fatal(error)
        self.progress.ended(task.portal.id, outcome, tally)
        self.progress.changed(task.portal.id, self.runs.changes(task.portal.id))

    def _fatal(self, error: BaseException) -> None:
        self.errors.append(error)
        self.stop.set()

    def run(self, jobs: int) -> None:
        """Run every portal that has no outcome yet; returns early when the crawl is to end."""
        tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
        todo = [task for task in self.plan.tasks if self.runs.outcome(task.portal.id) is None]
        for task in todo:
            tasks.put(task)
        self.progress.planned(len(self.plan.tasks), len(todo))
        for number in range(min(jobs, len(todo))):
            self.ended.append(threading.Event())
            threading.Thread(
                target=self.worker,
                args=(tasks, self.ended[-1]),
                daemon=True,
                name=f"portal-{number}",
            ).start()
        self._waited()

    def _waited(self) -> None:
        """Wait for every worker; Ctrl-C lets each finish the record in hand.

        By events, since a `join` that Ctrl-C breaks off calls a thread ended that goes on
        (bpo-45274).
        """
        try:
            for ended in self.ended:
                ended.wait()
        except KeyboardInterrupt:
            self.stop.set()
            self.progress.interrupted()
            with _at_once():
                for ended in self.ended:
                    ended.wait()


def crawl(folder: Path, plan: Plan, jobs: int, progress: Progress) -> tuple[RunReport, bool]:
    """Crawl into an archive's folder; returns the run report, and whether the run is finished.

    Raises GongkaiError where the archive is damaged, in use, or cannot be written.
    """
    with locked(folder), _told(folder), open_frontier(folder) as frontier:
        cut_torn_tails(folder, frontier)
        runs = Runs(frontier, folder, plan)
        queue_addresses(plan, frontier)
        stop = threading.Event()
        with open_ground(folder, plan, (frontier, runs, stop)) as ground, sigterm_as_interrupt():
            under_way = Crawl(plan, ground, runs, progress, stop)
            under_way.run(jobs)
        if under_way.errors:
            raise under_way.errors[0]
        if stop.is_set():
            return runs.report(plan.tasks, None), False
        return runs.finish(plan.tasks), True


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise GongkaiError(f"{folder}: {error}") from error


@contextlib.contextmanager
def open_frontier(folder: Path) -> Iterator[Frontier]:
    """Open the frontier of an archive, and close it at the end."""
    frontier = Frontier(folder / "frontier.db")
    try:
        yield frontier
    finally:
        frontier.close()


@contextlib.contextmanager
def open_ground(
    folder: Path, plan: Plan, made: tuple[Frontier, Runs, threading.Event]
) -> Iterator[Ground]:
    """Give what the portals of a run share; its connections and files are closed at the end."""
    frontier, runs, stop = made
    journal = Journal(Archive(folder, frontier, plan.info()), frontier)
    hosts = Hosts(frontier, runs.id, stop)
    try:
        yield Ground(runs.id, folder, frontier, journal, hosts)
    finally:
        hosts.close()
        journal.close()


@contextlib.contextmanager
def _at_once() -> Iterator[None]:
    """After one Ctrl-C, let a second one end the process at once, as any kill does."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

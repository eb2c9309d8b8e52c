"""This module stores readings in SQLite: a single writer, each report atomically, no clock times but a run's own."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from schemas.capture import Registrant
from scraper.database import crawl_runs, filing, similarities, statements
from scraper.database.batch import Batch, Event
from scraper.database.concurrent_reader import read_meanwhile
from scraper.database.connect import AT_THE_END, connect, transaction, translate_sqlite_errors
from scraper.database.derived import derive
from scraper.database.describe import describe
from scraper.database.fast_path import file_alone, is_independent
from scraper.database.incremental import PROGRAM, SeenCaptures
from scraper.database.revisions import forget
from scraper.database.roster import (
    Member,
    apply,
    apply_portals,
    keep_latest,
    mark_former,
    set_superiors,
    strike,
)
from scraper.log import log_event
from scraper.reading import Fetched, Reading

# A commit takes as long as five reports; a large scanned document should not wait for 200 others.
_BETWEEN = 32_000_000  # bytes of pages read between two commits, of which each page
_LEAST = 128_000  # counts so many at least: 250 pages
_ENDED = """UPDATE runs SET (finished, captures, reports, unreadable)
  = (:finished, :captures, :reports, :unreadable) WHERE id = :id"""


class Store:
    """A database open for one run of `extract`; use it in a `with` statement.

    Every failure of SQLite is raised as DatabaseUnusable.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = connect(path)
        self._portals: set[Registrant] = set()
        self.known = SeenCaptures(self.db)
        self._batch = Batch(self.db)
        self._held = 0
        self.counts: dict[str, int] = {}
        self._passed: list[str] = []
        self.run = self._begin_run()
        log_event("database-opened", run=self.run)

    def _begin_run(self) -> int:
        with translate_sqlite_errors(self.path), transaction(self.db):
            sql = "INSERT INTO runs (started, command, program) VALUES (?, 'extract', ?)"
            return self.db.execute(sql, (_now(), PROGRAM)).lastrowid or 0

    def keep_crawls(self, rows: Iterable[crawl_runs.Row]) -> None:
        """Store how crawls ended, one row per portal and run; existing rows are kept."""
        with translate_sqlite_errors(self.path):
            self._commit()
            with transaction(self.db):
                for row in rows:
                    self.db.execute(crawl_runs.INSERT, row)
                    if row["agency"]:  # a portal without any capture is otherwise unknown
                        self.db.execute(
                            statements.FIRST["portals"], (row["portal"], row["agency"], None, None)
                        )

    def expect_corrections(self, pages: Collection[str]) -> None:
        """Have what may take the place of corrected pages, which are told by SHA-256, read again too."""
        if pages:
            with translate_sqlite_errors(self.path), transaction(self.db):
                forget(self.db, pages)

    def add(self, reading: Reading) -> None:
        """Store the reading of one page; storing it again changes nothing."""
        with translate_sqlite_errors(self.path):
            self._batch.begin()
            if self._batch.conflicts_with(reading):
                self._batch.write()
            self._portal(reading.registrant)
            before = len(self._batch.told)
            alone = is_independent(self.db, reading)
            report = file_alone(self._batch, reading) if alone else self._file_among_others(reading)
            self._batch.told.insert(before, _page_read(reading, report))
            self._count(reading.capture.bytes)
        self.known.meet((reading.capture, *reading.attachments))

    def skips(
        self, page: Fetched, attachments: Sequence[Fetched], portal: Registrant | None
    ) -> bool:
        """Whether this program has read a page already; if so, it is noted as unchanged."""
        with translate_sqlite_errors(self.path):
            if self._batch.has(page.id):
                self._batch.write()
            if not self.known.has(page, attachments):
                return False
            self._batch.begin()
            with self._batch.whole():
                self._portal(portal)
                self.known.skip((page, *attachments))
                self._passed += [one.id for one in (page, *attachments)]
            self._count(0)
        return True

    def _count(self, size: int) -> None:
        """Commit after enough pages, since each commit waits for the disk."""
        self._held += max(size, _LEAST)
        if self._held >= _BETWEEN:
            self._commit()

    def _commit(self) -> None:
        self._held = 0
        passed, told = self._passed, self._batch.told
        self._passed, self._batch.told = [], []
        if not self.db.in_transaction:
            return
        self._batch.settle()
        self.known.settle()
        self.db.execute("COMMIT")
        if passed:
            log_event("pages-unchanged", captures=passed)
        for event, fields in told:  # now, so that the log never says more than the database
            log_event(event, **fields)

    def _portal(self, portal: Registrant | None) -> None:
        if portal and portal not in self._portals:
            self._portals.add(portal)
            self._batch.add(statements.of_portal(portal))

    def _file_among_others(self, reading: Reading) -> str | None:
        """File a report that may affect others, or remove a page from the report that it belonged to."""
        capture = reading.capture.id
        self._batch.write()
        with self._batch.whole():
            self.db.execute(statements.CAPTURE, statements.of_capture(reading))
            report = None
            if reading.filed:
                report = filing.file(self._batch, capture, reading.filed)
            else:
                filing.unfile(self._batch, capture)
            self._batch.add(statements.of_attached(reading))
            self._batch.write()
        return report

    def finish(
        self, roster: Sequence[Member] = (), registrations: Mapping[Registrant, str] | None = None
    ) -> None:
        """End the run: fill in superiors, similarities, derived tables, views and indexes; then close the log."""
        with translate_sqlite_errors(self.path):
            self._commit()
            self.db.execute(AT_THE_END)
            with (
                transaction(self.db),
                read_meanwhile(self.path, similarities.find_changes, AT_THE_END) as found,
            ):
                once = set(registrations or {})
                once.update(keep_latest(self.db, registrations or {}))
                strike(self.db, roster)
                apply_portals(self.db)
                set_superiors(self.db)
                mark_former(self.db, once)
                apply(self.db, roster)
                derive(self.db)
                similarities.apply_changes(self.db, found())
                describe(self.db)
                self.counts = self.known.counts()
                self.db.execute(_ENDED, {"finished": _now(), "id": self.run, **self.counts})
            with suppress(sqlite3.OperationalError):  # open elsewhere: the log file stays
                self.db.execute("PRAGMA journal_mode = delete")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            with translate_sqlite_errors(self.path):
                self._commit()
        finally:
            self.db.close()


def _page_read(reading: Reading, report: str | None) -> Event:
    attachments = [one.id for one in reading.attachments]
    stored = {"outcome": reading.outcome, "report": report, "attachments": attachments}
    return Event("page-read", {"capture": reading.capture.id, **stored})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

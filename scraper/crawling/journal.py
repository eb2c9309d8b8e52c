"""This module writes fetched records to disk in an order that survives a kill.

`RunContext` is what all portals of a run share. First the WARC records, then fsync, then the frontier's rows, all in one thread: everything that is
submitted while it writes shares the next fsync and the next transaction.
"""

import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from scraper.archive import Archive
from scraper.crawling.hosts import Hosts
from scraper.crawling.records import Member
from scraper.frontier import Frontier

Apply = Callable[[sqlite3.Connection, str, list[int]], None]


@dataclass(slots=True)
class Entry:
    """Records that belong together, and the function that writes their rows once they are on disk."""

    members: Sequence[Member]
    apply: Apply
    done: "Future[None]" = field(default_factory=Future)


class Journal:
    """The single writer of archive and frontier."""

    def __init__(self, archive: Archive, frontier: Frontier) -> None:
        self._archive = archive
        self._frontier = frontier
        self._entries: queue.SimpleQueue[Entry | None] = queue.SimpleQueue()
        self._broken: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="journal")
        self._thread.start()

    def commit(self, members: Sequence[Member], apply: Apply) -> None:
        """Write records, then rows; returns when both are on disk.

        Once a write has failed, its error is raised for this entry and all later ones.
        """
        entry = Entry(members, apply)
        self._entries.put(entry)
        entry.done.result()

    def close(self) -> None:
        """Write what was submitted, and end the thread."""
        self._entries.put(None)
        self._thread.join()
        self._archive.close()

    def _run(self) -> None:
        more = True
        while more:
            batch, more = self._batch()
            try:
                self._write(batch)
            except BaseException as error:
                self._broken = self._broken or error
            for entry in batch:
                if self._broken is None:
                    entry.done.set_result(None)
                else:
                    entry.done.set_exception(self._broken)

    def _batch(self) -> tuple[list[Entry], bool]:
        batch: list[Entry] = []
        while True:
            try:
                entry = self._entries.get(block=not batch)
            except queue.Empty:
                return batch, True
            if entry is None:
                return batch, False
            batch.append(entry)

    def _write(self, batch: list[Entry]) -> None:
        if self._broken is not None or not batch:
            return
        groups = [entry.members for entry in batch]
        name, offsets, size = "", [list[int]()] * len(groups), 0
        if any(groups):
            name, offsets, size = self._archive.append(groups)
        with self._frontier.transaction() as db:
            for entry, places in zip(batch, offsets, strict=True):
                entry.apply(db, name, places)
            db.execute(
                "UPDATE files SET acked = ? WHERE name = ? AND acked < ?", (size, name, size)
            )


@dataclass(frozen=True, slots=True)
class RunContext:
    """One run of the crawler: its number, the archive's folder, and what reads and writes there."""

    run: int
    folder: Path
    frontier: Frontier
    journal: Journal
    hosts: Hosts

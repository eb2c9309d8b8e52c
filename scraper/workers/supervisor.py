"""This module supervises the worker processes: the pages of one that died are read again by another."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import NamedTuple

from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.saved import Saved, open_page
from scraper.log import log_event
from scraper.reading import Reading, make_reading
from scraper.workers.allocator import rare_garbage_collection
from scraper.workers.broken_pool import answer, ask, has_died, kill_workers
from scraper.workers.processes import pool_of, renew_pool

Source = Saved | Group
Answer = Reading | Unreadable
Read = Callable[[Iterable[Source]], Iterable[Answer]]

_DIED = "the process that read it died, and so did a second one that read nothing else"


class Sent(NamedTuple):
    """A submitted batch, its future answer, and the pool that reads it."""

    batch: list[Source]
    answer: "Future[list[Answer]]"
    pool: ProcessPoolExecutor


class Supervisor:
    """Maintains a pool of workers, and replaces it when a worker dies, which breaks the whole pool."""

    def __init__(self, read: Read, workers: int) -> None:
        self._read = read
        self._workers = workers
        self._other_children = multiprocessing.active_children()
        self._pool = pool_of(workers)
        self._broken: ProcessPoolExecutor | None = None
        self._starter = threading.Thread(
            target=self._start_workers, args=(self._pool,), daemon=True
        )
        self._starter.start()

    def _start_workers(self, pool: ProcessPoolExecutor) -> None:
        """Start every worker; the first one has to load the program."""
        with suppress(
            RuntimeError
        ):  # the pool is closed or broken already, which its next use reports
            for _ in range(self._workers):
                ask(pool, os.getpid)

    def give(self, batch: list[Source]) -> Sent:
        """Submit a batch; `take` returns its answers."""
        try:
            return self._submit(batch)
        except BrokenProcessPool:
            self._handle_death(self._pool)
            self._pool.shutdown(wait=False)
            self._pool = renew_pool(self._workers)
            return self._submit(batch)

    def _submit(self, batch: list[Source]) -> Sent:
        return Sent(batch, ask(self._pool, _read_batch, self._read, batch), self._pool)

    def take(self, sent: Sent) -> list[Answer]:
        """Wait for a batch and return its answers."""
        try:
            return self._answer(sent)
        except BrokenProcessPool:
            self._handle_death(sent.pool)
            return _read_again(self._read, sent.batch)

    def _answer(self, sent: Sent) -> list[Answer]:
        """The answers to a batch; raises BrokenProcessPool if its pool is broken."""
        if sent.pool is self._broken and not sent.answer.done():
            raise BrokenProcessPool
        return answer(sent.pool, sent.answer)

    def _handle_death(self, pool: ProcessPoolExecutor) -> None:
        """Log a worker's death once per pool, and kill workers that the broken pool does not know.

        A pool waits for all of its workers, but ends only those that it knew when it broke.
        """
        if pool is not self._broken:
            self._broken = pool
            log_event("worker-died")
            self._starter.join()
            for left in multiprocessing.active_children():
                if left not in self._other_children:
                    left.kill()

    def close(self) -> None:
        """Stop all workers, whatever they are doing."""
        self._starter.join()
        try:
            ask(self._pool, os.getpid)
        except RuntimeError:  # it is broken or shut down
            self._handle_death(self._pool)
        if has_died(self._pool):
            kill_workers(self._pool)
        self._pool.shutdown(wait=True, cancel_futures=True)


def _read_again(read: Read, batch: list[Source]) -> list[Answer]:
    """Read a batch again in a single worker; if that dies too, read each page in a worker of its own."""
    log_event("pages-retried", pages=len(batch))
    try:
        with renew_pool(1) as single:
            return answer(single, single.submit(_read_batch, read, batch))
    except BrokenProcessPool:
        log_event("worker-died")
        if len(batch) > 1:
            return [one for page in batch for one in _read_again(read, [page])]
        return [_unread(batch[0])]


def _unread(source: Source) -> Answer:
    group = open_page(source)
    return (
        group if isinstance(group, Unreadable) else make_reading(group.capture, Unreadable(_DIED))
    )


def _read_batch(read: Read, batch: list[Source]) -> list[Answer]:
    with rare_garbage_collection():
        return list(read(batch))

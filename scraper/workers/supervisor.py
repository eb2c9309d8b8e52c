"""This module supervises the processes that read: the pages of one that died are read again by another."""

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
    """A batch under way, and the pool that reads it."""

    batch: list[Source]
    answer: "Future[list[Answer]]"
    pool: ProcessPoolExecutor


class Supervisor:
    """Keeps a pool of workers, and replaces it where one has died, which no pool outlives."""

    def __init__(self, read: Read, workers: int) -> None:
        self._read = read
        self._workers = workers
        self._others = multiprocessing.active_children()
        self._pool = pool_of(workers)
        self._mourned: ProcessPoolExecutor | None = None
        self._beginning = threading.Thread(target=self._begin, args=(self._pool,), daemon=True)
        self._beginning.start()

    def _begin(self, pool: ProcessPoolExecutor) -> None:
        """Start every worker: the first one takes as long as loading the program does."""
        with suppress(RuntimeError):  # the pool is closed or broken already: who uses it will see
            for _ in range(self._workers):
                ask(pool, os.getpid)

    def give(self, batch: list[Source]) -> Sent:
        """Submit a batch; `take` gives its answers."""
        try:
            return self._sent(batch)
        except BrokenProcessPool:
            self._mourn(self._pool)
            self._pool.shutdown(wait=False)
            self._pool = renew_pool(self._workers)
            return self._sent(batch)

    def _sent(self, batch: list[Source]) -> Sent:
        return Sent(batch, ask(self._pool, _read_batch, self._read, batch), self._pool)

    def take(self, sent: Sent) -> list[Answer]:
        """Wait for a batch, and give its answers."""
        try:
            return self._answer(sent)
        except BrokenProcessPool:
            self._mourn(sent.pool)
            return _again(self._read, sent.batch)

    def _answer(self, sent: Sent) -> list[Answer]:
        """The answers to a batch; a pool that broke while the batch was submitted never gives any."""
        if sent.pool is self._mourned and not sent.answer.done():
            raise BrokenProcessPool
        return answer(sent.pool, sent.answer)

    def _mourn(self, pool: ProcessPoolExecutor) -> None:
        """Log a death once, though it breaks every batch that the pool has.

        A worker that began while its pool broke is ended: the pool ends those that it knew, and waits
        for all.
        """
        if pool is not self._mourned:
            self._mourned = pool
            log_event("worker-died")
            self._beginning.join()
            for left in multiprocessing.active_children():
                if left not in self._others:
                    left.kill()

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        self._beginning.join()
        try:
            ask(self._pool, os.getpid)
        except RuntimeError:  # it is broken, or shut already and there is no other
            self._mourn(self._pool)
        if has_died(self._pool):
            kill_workers(self._pool)
        self._pool.shutdown(wait=True, cancel_futures=True)


def _again(read: Read, batch: list[Source]) -> list[Answer]:
    """Read a batch again in a single worker; if that dies too, read each page in a worker of its own."""
    log_event("pages-retried", pages=len(batch))
    try:
        with renew_pool(1) as lone:
            return answer(lone, lone.submit(_read_batch, read, batch))
    except BrokenProcessPool:
        log_event("worker-died")
        if len(batch) > 1:
            return [one for page in batch for one in _again(read, [page])]
        return [_unread(batch[0])]


def _unread(source: Source) -> Answer:
    group = open_page(source)
    return (
        group if isinstance(group, Unreadable) else make_reading(group.capture, Unreadable(_DIED))
    )


def _read_batch(read: Read, batch: list[Source]) -> list[Answer]:
    with rare_garbage_collection():
        return list(read(batch))

"""This module supervises the processes that read: the pages of one that died are read again by another."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from scraper.errors import GongkaiError, Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.saved import Saved, opened
from scraper.log import say
from scraper.reading import Reading, reading
from scraper.workers.allocator import keep_pages_memory, seldom_searched
from scraper.workers.broken_pool import NOT_BEGUN, answer, ask, cut_off, has_died

Source = Saved | Group
Answer = Reading | Unreadable
Read = Callable[[Iterable[Source]], Iterable[Answer]]

# Seconds after each trial to begin a worker: the server that forks them may be long in dying.
_PAUSES = (0.05, 0.2, 1.0, 5.0)
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
        self._pool = _pool(workers)
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
            self._pool = _renewed(self._workers)
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
            say("worker-died")
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
            cut_off(self._pool)
        self._pool.shutdown(wait=True, cancel_futures=True)


def _again(read: Read, batch: list[Source]) -> list[Answer]:
    """Read a batch again in a single worker; if that dies too, read each page in a worker of its own."""
    say("pages-retried", pages=len(batch))
    try:
        with _renewed(1) as lone:
            return answer(lone, lone.submit(_read_batch, read, batch))
    except BrokenProcessPool:
        say("worker-died")
        if len(batch) > 1:
            return [one for page in batch for one in _again(read, [page])]
        return [_unread(batch[0])]


def _unread(source: Source) -> Answer:
    group = opened(source)
    return group if isinstance(group, Unreadable) else reading(group.capture, Unreadable(_DIED))


def _read_batch(read: Read, batch: list[Source]) -> list[Answer]:
    with seldom_searched():
        return list(read(batch))


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, _context(), _begin)


def _renewed(workers: int) -> ProcessPoolExecutor:
    """A pool that replaces a broken one, with its first worker started.

    With the pool the server that forks its workers may have died; it is replaced when that is seen.
    """
    for pause in _PAUSES:
        with suppress(*NOT_BEGUN):
            return _begun(workers)
        time.sleep(pause)
    try:
        return _begun(workers)
    except NOT_BEGUN as error:
        raise GongkaiError(f"no process could be started to read pages: {error}") from error


def _begun(workers: int) -> ProcessPoolExecutor:
    pool = _pool(workers)
    pool.submit(os.getpid)
    return pool


def _context() -> BaseContext:
    """The context whose clean server process forks the workers: threads of this one do not survive a fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["scraper.read"])
    return context


def _begin() -> None:
    """Set a worker up: it leaves Ctrl-C to the writer, ends when the writer ends, and keeps its memory."""
    keep_pages_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(
        target=_end_with, args=(multiprocessing.parent_process(),), daemon=True
    ).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)

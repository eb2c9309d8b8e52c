"""This module reads pages by many processes, in their order; one that dies costs its pages a retry."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain, islice
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from scraper.attached import Group
from scraper.errors import Unreadable
from scraper.heap import keep_pages_memory, seldom_searched
from scraper.log import say
from scraper.reading import Reading, reading
from scraper.saved import Saved, opened

Source = Saved | Group
Answer = Reading | Unreadable
Read = Callable[[Source], Answer]

BATCH = 16  # pages sent at once, or
_BYTES = 4_000_000  # as many as these hold that are in memory
AHEAD = 4  # batches under way for each worker: enough to keep it busy, few enough for memory
_DIED = "the process that read it died, and so did a second one that read nothing else"


def by_many(
    read: Read, sources: Iterator[Source], workers: int, alone: int = 0
) -> Iterator[Answer]:
    """Read by so many workers; what comes out is in the order of what goes in.

    `read` is a module's function. A page whose reader dies twice is an unreadable one. The first
    pages, `alone` of them, are read by this process while the workers get ready, or if there are no more.
    """
    batches = _batches(sources)
    head = deque(islice(batches, alone // BATCH))
    first = next(batches, None)
    crew = _Crew(read, workers) if first else None
    try:
        while head:
            yield from map(read, head.popleft())
        if crew and first:
            yield from _by_crew(crew, chain([first], batches), AHEAD * workers)
    finally:
        if crew:
            crew.close()


def _by_crew(crew: "_Crew", batches: Iterator[list[Source]], ahead: int) -> Iterator[Answer]:
    under_way: deque[_Sent] = deque()
    for batch in batches:
        under_way.append(crew.give(batch))
        if len(under_way) >= ahead:
            yield from crew.take(under_way.popleft())
    while under_way:
        yield from crew.take(under_way.popleft())


def _batches(groups: Iterator[Source]) -> Iterator[list[Source]]:
    batch: list[Source] = []
    held = 0
    for group in groups:
        batch.append(group)
        if isinstance(group, Group):
            held += sum(len(one.body) for one in (group.capture, *group.attachments))
        if len(batch) == BATCH or held >= _BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


class _Sent(NamedTuple):
    """A batch under way, and the pool that has it."""

    batch: list[Source]
    answer: "Future[list[Answer]]"
    pool: ProcessPoolExecutor


class _Crew:
    """The workers at hand; new ones where one has died, since a pool does not outlive that."""

    def __init__(self, read: Read, workers: int) -> None:
        self._read = read
        self._workers = workers
        self._pool = _pool(workers)
        self._mourned: ProcessPoolExecutor | None = None
        threading.Thread(target=self._begin, daemon=True).start()

    def _begin(self) -> None:
        """Have every worker begin: to ask for the first takes as long as loading the program does."""
        with suppress(RuntimeError):  # the pool is closed or broken already: who uses it will see
            for _ in range(self._workers):
                self._pool.submit(os.getpid)

    def give(self, batch: list[Source]) -> _Sent:
        try:
            return self._sent(batch)
        except BrokenProcessPool:
            self._mourn(self._pool)
            self._pool.shutdown(wait=False)
            self._pool = _pool(self._workers)
            return self._sent(batch)

    def _sent(self, batch: list[Source]) -> _Sent:
        return _Sent(batch, self._pool.submit(_read_batch, self._read, batch), self._pool)

    def take(self, sent: _Sent) -> list[Answer]:
        try:
            return sent.answer.result()
        except BrokenProcessPool:
            self._mourn(sent.pool)
            return _again(self._read, sent.batch)

    def _mourn(self, pool: ProcessPoolExecutor) -> None:
        """Tell of a death once, though it breaks every batch that the pool has."""
        if pool is not self._mourned:
            self._mourned = pool
            say("worker-died")

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _again(read: Read, batch: list[Source]) -> list[Answer]:
    """Read by one worker that does nothing else: all pages, and if it dies, each by itself."""
    say("pages-retried", pages=len(batch))
    try:
        with _pool(1) as lone:
            return lone.submit(_read_batch, read, batch).result()
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
        return [read(one) for one in batch]


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, _context(), _begin)


def _context() -> BaseContext:
    """A clean process forks the workers: this one has threads, which do not survive a fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["scraper.read"])
    return context


def _begin() -> None:
    """Leave Ctrl-C to the writer, and end when it has ended, whatever ended it; keep memory at hand."""
    keep_pages_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(
        target=_end_with, args=(multiprocessing.parent_process(),), daemon=True
    ).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)

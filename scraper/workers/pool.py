"""This module reads pages in several processes, in order; the pages of a process that dies are read again."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from itertools import chain, islice
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.saved import open_page
from scraper.log import log_event
from scraper.reading import make_reading
from scraper.workers.process import Answer, Died, Read, ReadingProcess, Source

BATCH = 16  # pages sent to a worker at once, or fewer if they exceed
_BYTES = 4_000_000  # bytes in memory
_AHEAD = 4  # batches submitted per worker: enough to keep it busy without using much memory
_DIED = "the process that read it died, and so did a second one that read nothing else"


def read_in_processes(
    read: Read, sources: Iterator[Source], workers: int, alone: int = 0
) -> Iterator[Answer]:
    """Read sources with so many workers; yields the answers in the order of the sources.

    `read` is a module-level function that reads pages in their order. A page whose worker dies twice is
    Unreadable. The first `alone` pages are read by this process while the workers start; if there are no
    more pages, no worker is started.
    """
    batches = _batches(sources)
    head = deque(islice(batches, alone // BATCH))
    first = next(batches, None)
    if first is None:
        yield from _read_here(read, head)
        return
    with _Pool(read, workers) as pool:
        yield from _read_here(read, head)
        under_way: deque[Future[list[Answer]]] = deque()
        for batch in chain([first], batches):
            under_way.append(pool.submit(batch))
            if len(under_way) >= _AHEAD * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _read_here(read: Read, batches: deque[list[Source]]) -> Iterator[Answer]:
    while batches:
        yield from read(batches.popleft())


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


class _Pool:
    """Processes that read, each asked by a thread of its own; one that dies is replaced."""

    def __init__(self, read: Read, workers: int) -> None:
        self._read = read
        self._closed = False
        self._started: list[ReadingProcess] = []
        self._idle: SimpleQueue[ReadingProcess] = SimpleQueue()
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reading")
        for _ in range(workers):
            self._threads.submit(lambda: self._idle.put(self._start()))

    def submit(self, batch: list[Source]) -> "Future[list[Answer]]":
        """Have a batch read when a process is free."""
        return self._threads.submit(self._answers, batch)

    def _start(self) -> ReadingProcess:
        process = ReadingProcess(self._read)
        self._started.append(process)
        return process

    def _answers(self, batch: list[Source]) -> list[Answer]:
        """The answers to a batch; where its process dies, to each page of it by itself."""
        try:
            return self._ask(batch)
        except Died:
            log_event("pages-retried", pages=len(batch))
            return [self._answer_alone(source) for source in batch]

    def _answer_alone(self, source: Source) -> Answer:
        try:
            (answer,) = self._ask([source])
            return answer
        except Died:
            group = open_page(source)
        died = Unreadable(_DIED)
        return group if isinstance(group, Unreadable) else make_reading(group.capture, died)

    def _ask(self, batch: list[Source]) -> list[Answer]:
        """The answers of an idle process, or of a new one; raises Died, CancelledError once closed."""
        try:
            process = self._idle.get_nowait()
        except Empty:
            process = self._start()
        try:
            answers = process.read(batch)
        except Died:
            if self._closed:
                raise CancelledError from None
            log_event("worker-died")
            self._started.remove(process)
            process.kill()
            process.join()
            raise
        self._idle.put(process)
        return answers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Stop all processes, whatever they are doing."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in tuple(self._started):
            if not process.is_alive():  # it had nothing to read any more
                log_event("worker-died")
            process.kill()
        self._threads.shutdown()
        for process in self._started:  # one may have started meanwhile
            process.kill()
            process.join()

"""This module reads pages in several processes, in order; the pages of a process that dies are read again."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from itertools import chain, islice
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple, Self

from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.saved import open_page
from scraper.log import log_event
from scraper.reading import make_reading
from scraper.workers.process import Answer, Died, Read, ReadingProcess, Source

BATCH = 16  # pages sent to a worker at once, or fewer if they exceed
_BYTES = 4_000_000  # bytes in memory
_AHEAD = 4  # batches submitted per worker: enough to keep it busy without using much memory
_TRIES = 2  # of a page alone: what kills processes for want of memory may kill a second one too
_DIED = "the process that read it died, and so did two more, the last of which read nothing else"


def read_in_processes(
    read: Read, sources: Iterator[Source], workers: int, alone: int = 0
) -> Iterator[Answer]:
    """Read sources with so many workers; yields the answers in the order of the sources.

    `read` is a module-level function that reads pages in their order. A page of which three workers die is
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


class _Job(NamedTuple):
    """A batch, and the answers to it once they are there."""

    batch: list[Source]
    answers: "Future[list[Answer]]"


class _Pool:
    """Processes that read, each asked by a thread of its own; one that dies is replaced."""

    def __init__(self, read: Read, workers: int) -> None:
        self._read = read
        self._closed = False
        self._started: list[ReadingProcess] = []
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads = [Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, batch: list[Source]) -> "Future[list[Answer]]":
        """Have a batch read when a process is free."""
        job = _Job(batch, Future())
        self._jobs.put(job)
        return job.answers

    def _serve(self) -> None:
        """Have jobs done by one process, which has the next batch before it has read one."""
        asked: deque[_Job] = deque()
        process: ReadingProcess | None = None
        while not self._closed:
            try:
                process = process or self._start()
                self._ask(process, asked)
            except Died:
                self._bury(process)
                process = None
                if asked and not self._closed:
                    self._retry(asked.popleft())
                while asked:  # what it had not begun
                    self._jobs.put(asked.popleft())
            except Exception as error:  # no process starts, or an answer is garbled
                self._fail(asked, error)

    def _ask(self, process: ReadingProcess, asked: deque[_Job]) -> None:
        """Send a process what it may hold, and wait for the answers to the first of its batches."""
        while len(asked) < 2 and (job := self._next(wait=not asked)):
            asked.append(job)
            process.send(job.batch)
        if asked:
            answers = process.receive()
            asked.popleft().answers.set_result(answers)

    def _next(self, *, wait: bool) -> _Job | None:
        """The next job; None if there is none yet, or the pool is closed."""
        with suppress(Empty):
            job = self._jobs.get(block=wait)
            return None if self._closed else job
        return None

    def _fail(self, asked: deque[_Job], error: Exception) -> None:
        """Raise an error where the answers to the jobs asked are waited for, else to the next one."""
        for job in asked or filter(None, [self._next(wait=True)]):
            job.answers.set_exception(error)
        asked.clear()

    def _start(self) -> ReadingProcess:
        process = ReadingProcess(self._read)
        self._started.append(process)
        return process

    def _end(self, process: ReadingProcess) -> None:
        self._started.remove(process)
        process.kill()
        process.join()

    def _bury(self, process: ReadingProcess | None) -> None:
        if process and not self._closed:
            log_event("worker-died")
            self._end(process)

    def _retry(self, job: _Job) -> None:
        """Do a job whose process has died, one page after the other."""
        log_event("pages-retried", pages=len(job.batch))
        try:
            job.answers.set_result(list(self._one_by_one(job.batch)))
        except Exception as error:
            job.answers.set_exception(error)

    def _one_by_one(self, batch: list[Source]) -> Iterator[Answer]:
        """The answers to pages by one process; a page of which two die, the second having read no other, is Unreadable."""
        process: ReadingProcess | None = None
        left = deque(batch)
        deaths = 0
        while left and not self._closed:
            try:
                process = process or self._start()
                process.send([left[0]])
                yield from process.receive()
            except Died:
                self._bury(process)
                process = None
                deaths += 1
                if deaths < _TRIES:
                    continue
                yield _unread(left[0])
            left.popleft()
            deaths = 0
        if process:
            self._end(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        """Stop all processes, whatever they are doing."""
        self._closed = True
        for process in tuple(self._started):
            if not process.is_alive():  # it had nothing to read any more
                log_event("worker-died")
            process.kill()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        for process in self._started:  # one may have started meanwhile
            process.kill()
            process.join()


def _unread(source: Source) -> Answer:
    group = open_page(source)
    if isinstance(group, Unreadable):
        return group
    return make_reading(group.capture, Unreadable(_DIED))

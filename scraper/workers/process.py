"""This module starts a process that reads pages, with its memory tuned for them, and asks it over a pipe of its own.

The process is the only one that holds its end of the pipe: where it dies, even in the middle of an
answer, the pipe ends.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from queue import SimpleQueue

from scraper.errors import GongkaiError, Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.saved import Saved
from scraper.reading import Reading

Source = Saved | Group
Answer = Reading | Unreadable
Read = Callable[[Iterable[Source]], Iterable[Answer]]
_START_ERRORS = (OSError, EOFError)  # from the system, or from the fork server
_ENDS = (OSError, EOFError)  # of the pipe
_PAUSES = (0.05, 0.2, 1.0, 5.0)  # seconds after each failed start: a dying fork server takes some
# New objects between two collections; ten pages create as many, none of them in cycles.
_SELDOM = 100_000
_TRIM, _MAP = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's malloc.h
_KEPT = 16 << 20  # bytes: more than a page of 300 KB needs, and little compared with a process


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """Within the block, run cyclic garbage collection rarely, which saves a twentieth of reading time."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def keep_pages_memory() -> None:
    """Make malloc keep freed memory for the next page, which saves a tenth of reading time.

    It is for the program's own processes, because the setting is permanent. It has no effect with
    other C libraries than glibc.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(_TRIM, _KEPT)
    mallopt(_MAP, _KEPT)


class Died(Exception):
    """The process has ended without an answer."""


class ReadingProcess:
    """A process that reads batches of pages, one after the other, and takes the next while it reads one.

    Raises GongkaiError if none can be started; multiprocessing replaces a fork server that has died
    once it notices.
    """

    def __init__(self, read: Read) -> None:
        for pause in (*_PAUSES, None):
            try:
                self._process, self._pipe = _start(read)
                return
            except _START_ERRORS as error:
                if pause is None:
                    message = f"no process could be started to read pages: {error}"
                    raise GongkaiError(message) from error
                time.sleep(pause)

    def send(self, batch: list[Source]) -> None:
        """Send a batch; raises Died."""
        try:
            self._pipe.send(batch)
        except _ENDS as error:
            raise Died from error

    def receive(self) -> list[Answer]:
        """Wait for the answers to the earliest batch that was sent; raises Died."""
        try:
            answers: list[Answer] = self._pipe.recv()
        except _ENDS as error:
            raise Died from error
        return answers

    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()

    def join(self) -> None:
        """Wait until the process has ended."""
        self._process.join()
        self._pipe.close()


def _start(read: Read) -> tuple[BaseProcess, Connection]:
    context = _context()
    _ignore_interrupts()
    ours, its = context.Pipe()
    with its:
        process = context.Process(target=_work, args=(its, read), daemon=True)
        process.start()
    return process, ours


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the main thread, not to this one, nor to the processes that it starts and that load the program."""
    resource_tracker.ensure_running()  # else its start would end what is begun here
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _context() -> ForkServerContext:
    """The multiprocessing context with a fork server, because forking this process would break its threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["scraper.read"])
    return context


def _work(pipe: Connection, read: Read) -> None:
    """Read batches until the main process is gone; Ctrl-C is for that one to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_pages_memory()
    batches: SimpleQueue[list[Source]] = SimpleQueue()
    threading.Thread(target=_take, args=(pipe, batches), daemon=True).start()
    with suppress(OSError), rare_garbage_collection():
        while True:
            pipe.send(list(read(batches.get())))


def _take(pipe: Connection, batches: "SimpleQueue[list[Source]]") -> None:
    """Take batches as they come; end this process, whatever it is doing, when none can be taken: the main one is gone."""
    try:
        while True:
            batches.put(pipe.recv())
    finally:
        os._exit(1)

"""This module starts the processes that read: forked from a clean one, ended with the one that writes."""

import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from scraper.errors import GongkaiError
from scraper.workers.allocator import keep_pages_memory
from scraper.workers.broken_pool import NOT_BEGUN

# Seconds after each trial to begin a worker: the server that forks them may be long in dying.
_PAUSES = (0.05, 0.2, 1.0, 5.0)


def pool_of(workers: int) -> ProcessPoolExecutor:
    """A pool of so many workers, none of them started yet."""
    return ProcessPoolExecutor(workers, _context(), _begin)


def renew_pool(workers: int) -> ProcessPoolExecutor:
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
    pool = pool_of(workers)
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

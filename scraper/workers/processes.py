"""This module starts the worker processes: forked from a clean server process, and ended with the main process."""

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
from scraper.workers.broken_pool import START_ERRORS

# Seconds to wait after each failed start: a dying fork server may take some time.
_PAUSES = (0.05, 0.2, 1.0, 5.0)


def pool_of(workers: int) -> ProcessPoolExecutor:
    """A pool of so many workers, none started yet."""
    return ProcessPoolExecutor(workers, _context(), _initialise)


def renew_pool(workers: int) -> ProcessPoolExecutor:
    """A pool to replace a broken one, with its first worker started.

    The fork server may have died together with the pool; multiprocessing replaces it once it notices.
    Raises GongkaiError if no worker can be started.
    """
    for pause in _PAUSES:
        with suppress(*START_ERRORS):
            return _start(workers)
        time.sleep(pause)
    try:
        return _start(workers)
    except START_ERRORS as error:
        raise GongkaiError(f"no process could be started to read pages: {error}") from error


def _start(workers: int) -> ProcessPoolExecutor:
    pool = pool_of(workers)
    pool.submit(os.getpid)
    return pool


def _context() -> BaseContext:
    """The multiprocessing context with a fork server, because forking this process would break its threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["scraper.read"])
    return context


def _initialise() -> None:
    """Initialise a worker: it ignores Ctrl-C, exits when the main process exits, and keeps freed memory."""
    keep_pages_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(
        target=_exit_with, args=(multiprocessing.parent_process(),), daemon=True
    ).start()


def _exit_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)

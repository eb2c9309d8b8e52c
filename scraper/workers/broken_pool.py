"""This module submits calls to a process pool, and detects dead workers that the pool does not report."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import TypeVar

START_ERRORS = (OSError, EOFError)  # from the system, or from the fork server
T = TypeVar("T")

_INTERVAL = 5.0  # seconds between two checks of a pool that gives no answer


def ask(pool: ProcessPoolExecutor, call: Callable[..., T], *given: object) -> "Future[T]":
    """Submit a call to a pool; raises BrokenProcessPool, also if a worker cannot be started."""
    try:
        return pool.submit(call, *given)
    except START_ERRORS as error:
        raise BrokenProcessPool(f"a process could not be begun: {error}") from error


def answer(pool: ProcessPoolExecutor, asked: "Future[T]") -> T:
    """The result of a call; raises BrokenProcessPool if a worker has died, even if the pool does not notice.

    After a worker that dies while sending an answer, the pool would wait forever for the rest of it,
    since the pipe stays open in the other processes.
    """
    while not asked.done():
        wait([asked], _INTERVAL)
        if not asked.done():
            ask(pool, os.getpid)  # raises where the pool is broken
            if has_died(pool):
                kill_workers(pool)
                raise BrokenProcessPool("a worker died in the middle of an answer")
    return asked.result()


def has_died(pool: ProcessPoolExecutor) -> bool:
    """Whether a worker of a pool has exited; none should before the pool does."""
    return any(worker.exitcode is not None for worker in _workers(pool))


def kill_workers(pool: ProcessPoolExecutor) -> None:
    """Kill a pool's workers and end its wait for their answers."""
    for worker in _workers(pool):
        worker.kill()
    pool._result_queue._writer.close()  # type: ignore[attr-defined]  # the only way to end the wait


def _workers(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    return list((pool._processes or {}).values())

"""This module calls a pool of processes, and notices the death of a worker that the pool does not report."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import TypeVar

NOT_BEGUN = (OSError, EOFError)  # from the system, or from the server that forks
T = TypeVar("T")

_PATIENCE = 5.0  # seconds between two looks at whether a pool that says nothing is broken


def ask(pool: ProcessPoolExecutor, call: Callable[..., T], *given: object) -> "Future[T]":
    """Submit a call to a pool; raises BrokenProcessPool also where it breaks while it starts a worker."""
    try:
        return pool.submit(call, *given)
    except NOT_BEGUN as error:
        raise BrokenProcessPool(f"a process could not be begun: {error}") from error


def answer(pool: ProcessPoolExecutor, asked: "Future[T]") -> T:
    """The result of a call; raises BrokenProcessPool where a worker has died, whether the pool tells or not.

    One that dies in the middle of an answer leaves a part of it: the pool waits for the rest, and
    would for ever, since it and the other workers could still write it.
    """
    while not asked.done():
        wait([asked], _PATIENCE)
        if not asked.done():
            ask(pool, os.getpid)  # raises where the pool is broken
            if has_died(pool):
                kill_workers(pool)
                raise BrokenProcessPool("a worker died in the middle of an answer")
    return asked.result()


def has_died(pool: ProcessPoolExecutor) -> bool:
    """Whether a worker of a pool has ended, which none does before its pool."""
    return any(worker.exitcode is not None for worker in _workers(pool))


def kill_workers(pool: ProcessPoolExecutor) -> None:
    """Kill a pool's workers and end its wait for their answers, so that it learns of the death."""
    for worker in _workers(pool):
        worker.kill()
    pool._result_queue._writer.close()  # type: ignore[attr-defined]  # nobody else can end the wait


def _workers(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    return list((pool._processes or {}).values())

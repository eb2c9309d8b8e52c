"""This module asks a pool of processes, and hears of a death that the pool does not tell."""

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
    """Have a pool call something; where it breaks while it begins a worker, the system says so."""
    try:
        return pool.submit(call, *given)
    except NOT_BEGUN as error:
        raise BrokenProcessPool(f"a process could not be begun: {error}") from error


def answer(pool: ProcessPoolExecutor, asked: "Future[T]") -> T:
    """What comes of a call; raises BrokenProcessPool where a worker has died, told by the pool or not.

    One that dies in the middle of an answer leaves a part of it: the pool waits for the rest, and
    would for ever, since it and the other workers could still write it.
    """
    while not asked.done():
        wait([asked], _PATIENCE)
        if not asked.done():
            ask(pool, os.getpid)  # raises where the pool is broken
            if has_died(pool):
                cut_off(pool)
                raise BrokenProcessPool("a worker died in the middle of an answer")
    return asked.result()


def has_died(pool: ProcessPoolExecutor) -> bool:
    """Whether a worker of a pool has ended, which none does before its pool."""
    return any(worker.exitcode is not None for worker in _workers(pool))


def cut_off(pool: ProcessPoolExecutor) -> None:
    """End a pool's workers, and the wait for what they were about to say: then it knows."""
    for worker in _workers(pool):
        worker.kill()
    pool._result_queue._writer.close()  # type: ignore[attr-defined]  # nobody else can end the wait


def _workers(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    return list((pool._processes or {}).values())

"""This module maps a function over many files with a dask scheduler."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

from scraper.errors import ToolMissing, Unreadable, requires

_RETRIES = 3  # of a task whose worker died

Answer = str | Unreadable | OSError | None


def map_on_scheduler(
    work: Callable[[str, str], str], files: list[Path], folder: str, address: str
) -> list[Answer]:
    """The result of `work(file, folder)` for each file, run by the workers of a scheduler.

    The result is the returned string, the Unreadable or OSError that was raised, or None if every worker
    that tried died. Raises ToolMissing if the extra `cluster` is not installed, no scheduler answers, or
    it disappears.
    """
    with requires("distributed", "cluster"):
        from distributed import Client
    try:
        client = Client(address)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ToolMissing(f"{address}: no dask scheduler answers") from error
    names = [str(file.resolve()) for file in files]
    try:
        with client:
            tasks = client.map(work, names, shards=folder, pure=False, retries=_RETRIES)
            return [_answer(task) for task in tasks]
    except (CancelledError, ConnectionError, TimeoutError) as error:
        raise ToolMissing(
            f"{address}: the dask scheduler is gone; the same command continues with the shards already made"
        ) from error


def _answer(task: Any) -> Answer:
    from distributed import KilledWorker

    error = task.exception()
    if error is None:
        return str(task.result())
    if isinstance(error, KilledWorker):
        return None
    if isinstance(error, Unreadable | OSError):
        return error
    raise error

"""This module reads pages and lets its process die at one of them; each new process imports it."""

import os
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from scraper.inputs.attached import Group
from scraper.read import read
from scraper.reading import Reading

POISON = b"poison"


def dies(groups: Iterable[Group]) -> Iterator[Reading]:
    """Read as usual, but end the process at one page."""
    for group in groups:
        if group.capture.body == POISON:
            os._exit(9)
        yield read(group)


def dies_telling(groups: Iterable[Group]) -> Iterator[Reading]:
    """Read as usual, but end the process while it is sending its results."""
    for group in groups:
        if group.capture.body == POISON:
            Connection._send = _half
        yield read(group)


def garbles(groups: Iterable[Group]) -> Iterator[Any]:
    """Answer each page with bytes that cannot be unpickled."""
    yield from (_Garbled() for _ in groups)


class _Garbled:
    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("garbled",)


def _half(pipe: Any, told: bytes, write: Any = os.write) -> NoReturn:
    write(pipe.fileno(), told[: len(told) // 2])
    os._exit(9)

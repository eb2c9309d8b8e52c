"""This module reads pages in a process that dies of one; it is loaded anew by each that follows."""

import os
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from scraper.inputs.attached import Group
from scraper.read import read
from scraper.reading import Reading

POISON = b"poison"


def dies(groups: Iterable[Group]) -> Iterator[Reading]:
    """Read as ever, but let the process die of one page."""
    for group in groups:
        if group.capture.body == POISON:
            os._exit(9)
        yield read(group)


def dies_telling(groups: Iterable[Group]) -> Iterator[Reading]:
    """Read as ever, but let the process die in the middle of telling what it has read."""
    for group in groups:
        if group.capture.body == POISON:
            Connection._send = _half  # type: ignore[attr-defined]
        yield read(group)


def garbles(groups: Iterable[Group]) -> Iterator[Any]:
    """Answer each page with what cannot be unpickled."""
    yield from (_Garbled() for _ in groups)


class _Garbled:
    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("garbled",)


def _half(pipe: Any, told: bytes, write: Any = os.write) -> NoReturn:
    write(pipe.fileno(), told[: len(told) // 2])
    os._exit(9)

"""This module gives what a verb writes its place: whole and at once, by one command at a time.

What is written lies beside its place under a hidden name until it is whole and on disk. A kill leaves
what was there before, and what lies hidden is written anew by the next command.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from scraper.errors import GongkaiError


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk says into one line, a GongkaiError; `path` is named where it names none."""
    try:
        yield
    except OSError as error:
        raise GongkaiError(f"{error.filename or path}: {error.strerror or error}") from error


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Hold a place for one command; a second one is a GongkaiError."""
    path = place.with_name(f".{place.name}.lock")
    with told(place), ExitStack() as stack:
        while True:
            lock = stack.enter_context(path.open("a"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise GongkaiError(f"{place}: another command is writing to it") from error
            if _is_still(path, lock.fileno()):
                break
        try:
            yield
        finally:
            path.unlink()  # while it is held: whoever has opened it meanwhile sees that it is gone


def _is_still(path: Path, handle: int) -> bool:
    """Whether a file that is open is the one of that name."""
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def hidden(place: Path) -> Path:
    """Where that lies which is to have a place and is not whole yet."""
    return place.with_name(f".{place.name}.new")


def put(made: Path, place: Path) -> None:
    """Bring a file to disk, then give it its place; whoever has the old one open keeps it."""
    with told(place):
        synced(made)
        made.replace(place)
        synced(place.parent)


def write(place: Path, data: bytes) -> None:
    """Write a file: all of it takes the place of what was there, or nothing; a pipe takes it as it is."""
    with told(place):
        if place.exists() and not place.is_file():
            place.write_bytes(data)
            return
        place = place.resolve()
        with alone(place):
            put(ready(place, data), place)


def ready(place: Path, data: bytes) -> Path:
    """A file written beside the place that it is to have, where there is room for it."""
    made = hidden(place)
    try:
        with told(place):
            made.write_bytes(data)
            synced(made)
    except GongkaiError:
        with suppress(OSError):
            made.unlink()
        raise
    return made


@contextmanager
def folder(place: Path) -> Iterator[Path]:
    """A folder to fill that takes the place of another when all is written.

    The other is laid aside for the moment between two renames; one that a kill left there comes back.
    """
    made, aside = hidden(place), place.with_name(f".{place.name}.old")
    with alone(place), told(place):
        if aside.exists() and not place.exists():
            aside.rename(place)
        for left in (made, aside):
            shutil.rmtree(left, ignore_errors=True)
        try:
            made.mkdir()
            yield made
            _all_synced(made)
            if place.exists():
                place.rename(aside)
            made.rename(place)
        finally:
            for left in (made, aside):
                shutil.rmtree(left, ignore_errors=True)


def _all_synced(made: Path) -> None:
    for path in (*made.rglob("*"), made):
        synced(path)


def synced(path: Path) -> None:
    """Bring a file, or a folder's list of names, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""This module puts what a verb writes in its place: whole and at once, for one command at a time.

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
def translate_os_errors(path: Path) -> Iterator[None]:
    """Turn an OSError into a GongkaiError of one line, which names its file or else `path`."""
    try:
        yield
    except OSError as error:
        raise GongkaiError(f"{error.filename or path}: {error.strerror or error}") from error


@contextmanager
def lock_place(place: Path) -> Iterator[None]:
    """Lock a place for one command; raises GongkaiError where another one holds it."""
    path = place.with_name(f".{place.name}.lock")
    with translate_os_errors(place), ExitStack() as stack:
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
    """Whether an open file is still the one of that name."""
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def hidden_path(place: Path) -> Path:
    """The hidden path where a file or folder is written before it takes its place."""
    return place.with_name(f".{place.name}.new")


def put(made: Path, place: Path) -> None:
    """Sync a file to disk, then rename it to its place; whoever has the old one open keeps it."""
    with translate_os_errors(place):
        sync(made)
        made.replace(place)
        sync(place.parent)


def write(place: Path, data: bytes) -> None:
    """Replace a file by one with this content, whole or not at all; a pipe is written to directly."""
    with translate_os_errors(place):
        if place.exists() and not place.is_file():
            place.write_bytes(data)
            return
        place = place.resolve()
        with lock_place(place):
            put(write_beside(place, data), place)


def write_beside(place: Path, data: bytes) -> Path:
    """Write a file beside its place and sync it; nothing is left of it where the disk is full."""
    made = hidden_path(place)
    try:
        with translate_os_errors(place):
            made.write_bytes(data)
            sync(made)
    except GongkaiError:
        with suppress(OSError):
            made.unlink()
        raise
    return made


@contextmanager
def folder(place: Path) -> Iterator[Path]:
    """Give a folder to fill, which replaces the one in its place when everything is written.

    The other is laid aside for the moment between two renames; one that a kill left there comes back.
    """
    made, aside = hidden_path(place), place.with_name(f".{place.name}.old")
    with lock_place(place), translate_os_errors(place):
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
        sync(path)


def sync(path: Path) -> None:
    """Sync a file, or a folder's list of names, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

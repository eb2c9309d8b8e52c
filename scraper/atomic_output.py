"""This module replaces files and folders atomically, and locks them for one command at a time.

New content is written beside its place under a hidden name, synced to disk and then renamed. A kill
leaves the old content in place, and the next command overwrites the hidden remains.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from scraper.errors import GongkaiError

_ADVICE = {  # by the number of an error, what to do
    errno.EACCES: "; see who may write there",
    errno.EROFS: "; name a place on another disk",
    errno.ENOSPC: "; free some space and run the same command again",
}
_SQLITE = b"SQLite format 3\0"  # what a database begins with


@contextmanager
def translate_os_errors(path: Path) -> Iterator[None]:
    """Turn an OSError into a GongkaiError that names the file concerned, or else `path`.

    In place of a hidden file, which no user knows, `path` is named.
    """
    try:
        yield
    except OSError as error:
        concerned = Path(os.fsdecode(error.filename or path))
        named = path if concerned.name.startswith(".") else concerned
        advice = _ADVICE.get(error.errno or 0, "")
        said = os.strerror(error.errno) if error.errno else str(error)  # not a library's own words
        raise GongkaiError(f"{named}: {said}{advice}") from error


@contextmanager
def lock_place(place: Path) -> Iterator[None]:
    """Lock a file or folder for one command; raises GongkaiError if another one holds the lock."""
    path = place.with_name(f".{place.name}.lock")
    with translate_os_errors(place), ExitStack() as stack:
        while True:
            lock = stack.enter_context(path.open("a"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                said = "another command is writing to it; try again when it has ended"
                raise GongkaiError(f"{place}: {said}") from error
            if _is_at(path, lock.fileno()):
                break
        try:
            yield
        finally:
            path.unlink()  # before the lock is released: another process that has opened it notices that it is gone


def _is_at(path: Path, handle: int) -> bool:
    """Whether an open file still exists under its name."""
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def require_parent(place: Path) -> None:
    """Raise GongkaiError if the folder that a file or folder is to be written into does not exist."""
    if not place.parent.is_dir():
        raise GongkaiError(f"{place.parent}: no such folder; create it first")


def require_place(place: Path) -> None:
    """Raise GongkaiError if no file can be written there whatever is in it: its folder is missing, or it is a database."""
    require_parent(place)
    if place.is_file() and is_database(place):
        raise GongkaiError(f"{place}: is a database; name another file to write to")


def hidden_path(place: Path) -> Path:
    """The hidden path at which a file or folder is written before it is renamed."""
    return place.with_name(f".{place.name}.new")


def put(made: Path, place: Path) -> None:
    """Sync a file to disk and rename it to its place; programs that have the old one open keep it."""
    with translate_os_errors(place):
        sync(made)
        made.replace(place)
        sync(place.parent)


def write(place: Path, data: bytes) -> None:
    """Replace a file's content atomically; a pipe or device is written to directly.

    Raises GongkaiError if it is a database, cannot be written, or another command holds the lock.
    """
    with translate_os_errors(place):
        require_place(place)
        if place.exists() and not place.is_file():
            place.write_bytes(data)
            return
        place = place.resolve() if place.is_symlink() else place
        with lock_place(place):
            put(write_beside(place, data), place)


def is_database(place: Path) -> bool:
    """Whether a file is a database of SQLite."""
    try:
        with place.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except FileNotFoundError:
        return False


def write_beside(place: Path, data: bytes) -> Path:
    """Write and sync a file at the hidden path beside its place; it is removed if that fails."""
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
    """Yield a new folder to fill, which replaces an existing one when the block ends.

    The existing folder is moved aside between two renames; if a kill left it there, it is restored.
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
            for path in (*made.rglob("*"), made):
                sync(path)
            if place.exists():
                place.rename(aside)
            made.rename(place)
        finally:
            for left in (made, aside):
                shutil.rmtree(left, ignore_errors=True)


def sync(path: Path) -> None:
    """Sync a file, or a folder's directory entries, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

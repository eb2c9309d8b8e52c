"""This module appends records to the WARC files of an archive, one file at a time."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from scraper.atomic_output import sync, translate_os_errors
from scraper.crawling.records import Member, warcinfo
from scraper.errors import GongkaiError
from scraper.frontier import Frontier

ROTATE_AT = 1_000_000_000  # bytes
OWN_FILES = "gongkai-" + "[0-9]" * 14 + "-" + "[0-9]" * 5 + ".warc.gz"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock an archive for one crawl; raises GongkaiError if another crawl is using it."""
    with translate_os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("a")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            said = "in use by another crawl; try again when it has ended"
            raise GongkaiError(f"{folder}: {said}") from error
        except OSError as error:  # a network disk without locks
            raise GongkaiError(f"{folder}: cannot be locked: {error.strerror}") from error
        yield


class Archive:
    """The WARC files of one run: opened when there is something to write, rotated at a size limit."""

    def __init__(self, folder: Path, frontier: Frontier, info: dict[str, str]) -> None:
        self._folder = folder
        self._frontier = frontier
        self._info = info
        self._file: IO[bytes] | None = None
        self._name = ""
        self._size = 0

    def append(self, groups: Sequence[Sequence[Member]]) -> tuple[str, list[list[int]], int]:
        """Write groups of records and fsync; returns the file's name, each record's offset, and the new size.

        Raises GongkaiError, with the file as it was before, if it cannot be written.
        """
        file = self._current_file()
        before = self._size
        with translate_os_errors(self._folder / self._name):
            try:
                if not before:
                    self._write(file, warcinfo(self._name, self._info).data)
                offsets = [[self._write(file, member.data) for member in group] for group in groups]
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(before)
                raise
        return self._name, offsets, self._size

    def _write(self, file: IO[bytes], data: bytes) -> int:
        """Write all of the data and return its offset; raises OSError on a full disk."""
        offset = self._size
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        self._size += len(data)
        return offset

    def _current_file(self) -> IO[bytes]:
        if self._file is not None and self._size < ROTATE_AT:
            return self._file
        self.close()
        self._name = self._new_name()
        self._frontier.write("INSERT INTO files (name, acked) VALUES (?, 0)", self._name)
        path = self._folder / self._name
        with translate_os_errors(path):
            self._file = path.open("xb", buffering=0)
        self._size = 0
        sync(self._folder)
        return self._file

    def _new_name(self) -> str:
        """A name that sorts after all earlier ones, even if the clock was set back."""
        stamp = datetime.now(UTC).strftime("gongkai-%Y%m%d%H%M%S-00000.warc.gz")
        last = max((path.name for path in self._folder.glob(OWN_FILES)), default="")
        if stamp > last:
            return stamp
        head, number = last.removesuffix(".warc.gz").rsplit("-", 1)
        return f"{head}-{int(number) + 1:05}.warc.gz"

    def close(self) -> None:
        """Close the current file, if any."""
        if self._file is not None:
            self._file.close()
            self._file = None

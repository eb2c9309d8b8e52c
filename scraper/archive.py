"""This module appends records to an archive's WARC files, and cuts what a kill left torn."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from scraper.errors import ArchiveDamaged, GongkaiError
from scraper.frontier import Frontier
from scraper.records import Member, warcinfo

ROTATE = 1_000_000_000


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the archive for one crawl; a second one is told so and ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("a")
    except OSError as error:
        raise GongkaiError(f"{folder}: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise GongkaiError(f"{folder}: in use by another crawl") from error
        yield


def cut_torn_tails(folder: Path, frontier: Frontier) -> None:
    """Cut off what lies beyond the last acknowledged byte of each file of ours.

    A file that is gone, or shorter than acknowledged, is ArchiveDamaged.
    """
    for name, acked in frontier.rows("SELECT name, acked FROM files"):
        path = folder / name
        if acked == 0:
            path.unlink(missing_ok=True)
            frontier.write("DELETE FROM files WHERE name = ?", name)
        else:
            _cut(path, acked)


def _cut(path: Path, acked: int) -> None:
    size = path.stat().st_size if path.exists() else -1
    if size < acked:
        found = "is gone" if size < 0 else f"has {size} bytes"
        raise ArchiveDamaged(
            f"{path} {found}, its frontier knows {acked}; "
            "put it back, or remove frontier.db to fetch anew"
        )
    if size > acked:
        os.truncate(path, acked)


class Archive:
    """The files of one run: opened when there is something to write, rotated when long."""

    def __init__(
        self, folder: Path, frontier: Frontier, info: dict[str, str], rotate: int = ROTATE
    ) -> None:
        self._folder = folder
        self._frontier = frontier
        self._info = info
        self._rotate = rotate
        self._file: IO[bytes] | None = None
        self._name = ""
        self._size = 0

    def append(self, groups: Sequence[Sequence[Member]]) -> tuple[str, list[list[int]], int]:
        """Write groups of records and fsync; returns file, offsets, and the size to acknowledge."""
        file = self._opened()
        try:
            offsets = [[self._write(file, member.data) for member in group] for group in groups]
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            raise GongkaiError(f"{self._folder / self._name}: {error.strerror}") from error
        return self._name, offsets, self._size

    def _write(self, file: IO[bytes], data: bytes) -> int:
        offset = self._size
        file.write(data)
        self._size += len(data)
        return offset

    def _opened(self) -> IO[bytes]:
        if self._file is not None and self._size < self._rotate:
            return self._file
        self.close()
        self._name = self._new_name()
        self._frontier.write("INSERT INTO files (name, acked) VALUES (?, 0)", self._name)
        try:
            self._file = (self._folder / self._name).open("xb")
        except OSError as error:
            raise GongkaiError(f"{self._folder / self._name}: {error.strerror}") from error
        self._size = 0
        self._write(self._file, warcinfo(self._name, self._info).data)
        _sync_folder(self._folder)
        return self._file

    def _new_name(self) -> str:
        stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
        names = (f"gongkai-{stamp}-{number:05}.warc.gz" for number in range(100_000))
        return next(name for name in names if not (self._folder / name).exists())

    def close(self) -> None:
        """Close the file at hand, if any."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

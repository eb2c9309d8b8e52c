"""This module represents a saved page by its path, which is cheap to send to the worker that opens it.

It also finds in which folder a file lies that was not read: who is sent a folder of folders has many named `1.pdf`.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from errno import errorcode
from itertools import chain
from pathlib import Path

from schemas.capture import Capture
from scraper.body import LARGEST, without_gzip
from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.document_links import with_saved_links
from scraper.inputs.folders import files_below
from scraper.inputs.packed import unpack

_MOST = 1000  # files that are looked for: nobody goes through a list of more by hand

Named = tuple[str, str]  # a name and the SHA-256 of the bytes


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that may be a page, and the files that belong to it."""

    file: Path
    kept: tuple[Path, ...] = ()

    def open(self) -> Group | Unreadable:
        """Open the page with its attachments; returns Unreadable if that fails."""
        try:
            return _problem(self.file) or Group(*_captures(self.file, self.kept))
        except OSError as error:
            return unreadable_reason(self.file, error)

    def split(self) -> Iterator["Saved"]:
        """The page with its files; if it cannot be read as a page, each file separately."""
        try:
            together = not self.kept or _problem(self.file) is None
        except OSError:
            together = False
        yield from (self,) if together else map(Saved, (self.file, *self.kept))


def unreadable_reason(path: Path, error: OSError) -> Unreadable:
    """An OSError as Unreadable, with the system's message."""
    why = errorcode.get(error.errno or 0, "damaged")
    return Unreadable(error.strerror or str(error), printable_path(path), why=why)


def open_page(source: Saved | Group) -> Group | Unreadable:
    """Open a source, unless it is open already."""
    return source.open() if isinstance(source, Saved) else source


def _problem(file: Path) -> Unreadable | None:
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        return Unreadable("not a regular file", printable_path(file), why="not-a-file")
    if status.st_size > LARGEST:
        reason = f"{status.st_size:,} bytes is too large for a page"
        return Unreadable(reason, printable_path(file), why="too-large")
    return None


def _captures(page: Path, kept: Iterable[Path]) -> tuple[Capture, tuple[Capture, ...]]:
    first = _capture(page)
    documents = with_saved_links((page, first), ((one, _capture(one)) for one in kept))
    return first, tuple(chain.from_iterable(map(unpack, documents)))


def _capture(file: Path) -> Capture:
    return Capture(body=without_gzip(file.read_bytes(), LARGEST), name=printable_path(file.name))


def printable_path(path: Path | str) -> str:
    """A path as text: file names are bytes, in UTF-8 or GBK."""
    name = os.fsencode(path)
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", errors="replace")


def locate(paths: Iterable[Path], wanted: Collection[Named]) -> dict[Named, str]:
    """The path below its folder of each wanted file; what lies in no folder, as in a zip, is left out."""
    found: dict[Named, str] = {}
    names = {name for name, _ in wanted}
    if not 0 < len(wanted) <= _MOST:
        return found
    for folder in filter(Path.is_dir, paths):
        for file in files_below(folder):
            name = printable_path(file.name)
            opened = Saved(file).open() if name in names else None
            if opened is not None and not isinstance(opened, Unreadable):
                found.setdefault(
                    (name, opened.capture.sha256), printable_path(file.relative_to(folder))
                )
    return found

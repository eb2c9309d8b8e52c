"""This module finds the pages to read: saved pages, folders, zips of pages, archives.

It reads bytes and nothing else: what a page is, the parsers say. A file that cannot be read is told
by name, and the rest goes on.
"""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from schemas.capture import Capture
from scraper.errors import ArchiveDamaged, Unreadable
from scraper.inputs import captures as archive
from scraper.inputs.attached import Group, grouped
from scraper.inputs.companions import beside, kept_beside
from scraper.inputs.folders import Skip, files, holds_none, may_keep, no_page
from scraper.inputs.saved import LARGEST, Saved, shown, unread
from scraper.inputs.tree import Fail


@dataclass(slots=True)
class Skipped:
    """What was passed over, by reason, as the walk goes on."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, reason: str, count: int = 1) -> None:
        """Count what was passed over."""
        if count:
            self.counts[reason] = self.counts.get(reason, 0) + count


Found = Saved | Group | Unreadable
Entries = dict[PurePosixPath, zipfile.ZipInfo]
_DAMAGED = (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, OSError, zlib.error)


def sources(paths: Iterable[Path], skipped: Skipped) -> Iterator[Group | Unreadable]:
    """Every page below the paths with its attachments, in the order of names; or why not."""
    for one in unopened(paths, skipped):
        yield one.opened() if isinstance(one, Saved) else one


def unopened(
    paths: Iterable[Path], skipped: Skipped, aside: list[list[Path]] | None = None
) -> Iterator[Found]:
    """The same, files not opened yet.

    Archives, a list for each path, are laid `aside` where they are to be read elsewhere.
    """
    for path in paths:
        archives: list[Path] = []
        lost: list[Unreadable] = []
        for file, kept in _files(path, skipped, lost):
            if file.name.endswith(archive.ENDINGS):
                archives.append(file)
            else:
                yield from _pages(file, skipped, kept)
        yield from lost
        if aside is None:
            yield from _archived(archives, skipped)
        else:
            aside.append(archives)


def _files(
    path: Path, skipped: Skipped, lost: list[Unreadable]
) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """The files below a path, each with those that belong to it; these do not come themselves.

    `lost` gathers what cannot be listed.
    """
    kept: dict[Path, tuple[Path, ...]] = {}
    if not path.is_dir() or may_keep(path):  # listed anew each time: no list of all files is held
        kept = kept_beside(path, lambda: _listed(path, _untold, _untold), LARGEST)
    taken = {name for names in kept.values() for name in names}
    for file in _listed(path, skipped.add, lambda one, error: lost.append(unread(one, error))):
        if file not in taken:
            yield file, kept.get(file, ())


def _listed(path: Path, skip: Skip, fail: Fail) -> Iterator[Path]:
    if path.is_dir():
        return files(path, skip, fail)
    if reason := holds_none(path):
        skip(reason)
        return iter(())
    return iter((path,))


def _untold(*_: object) -> None:
    """What there is to say of a file is said once, when it is handed on."""


def _pages(file: Path, skipped: Skipped, kept: tuple[Path, ...] = ()) -> Iterator[Found]:
    try:
        if file.suffix.lower() == ".zip":
            yield from _zipped(file, skipped)
        else:
            yield from Saved(file, kept).apart()
    except OSError as error:
        yield unread(file, error)
    except (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError) as error:
        yield Unreadable(str(error), shown(file))


def _zipped(file: Path, skipped: Skipped) -> Iterator[Found]:
    with zipfile.ZipFile(file) as packed:
        files = [entry for entry in packed.infolist() if not entry.is_dir()]
        files.sort(key=lambda one: one.filename)
        entries = {PurePosixPath(_named(entry)): entry for entry in files}
        skipped.add("files that a later one of their name replaces", len(files) - len(entries))
        kept = beside(lambda: entries, partial(_opened, packed, entries), entries.__contains__)
        taken = {name for names in kept.values() for name in names}
        for name in entries:
            if name in taken:
                continue
            if reason := no_page(name):
                skipped.add(reason)
            else:
                unpacked = partial(_unpacked, packed, entries)
                yield from _together(unpacked(name), map(unpacked, kept.get(name, ())))


def _opened(packed: zipfile.ZipFile, entries: Entries, name: PurePosixPath) -> bytes:
    """An entry's bytes; none where it is too large or cannot be unpacked, which is told later."""
    try:
        return packed.read(entries[name]) if entries[name].file_size <= LARGEST else b""
    except _DAMAGED:
        return b""


def _unpacked(
    packed: zipfile.ZipFile, entries: Entries, name: PurePosixPath
) -> Capture | Unreadable:
    file = shown(packed.filename or "")
    if entries[name].file_size > LARGEST:
        return Unreadable(f"{name}: too large for a page", file, why="too-large")
    try:
        return Capture(body=packed.read(entries[name]), name=name.name)
    except _DAMAGED as error:
        return Unreadable(f"{name}: {error}", file)


def _together(page: Capture | Unreadable, kept: Iterable[Capture | Unreadable]) -> Iterator[Found]:
    """A page with what lies beside it; where the page cannot be read, what lies beside it alone."""
    beside = list(kept)
    attached = tuple(one for one in beside if isinstance(one, Capture) and one.body)
    if isinstance(page, Unreadable):
        yield page
        yield from map(Group, attached)
    else:
        yield Group(page, attached)
    yield from (one for one in beside if isinstance(one, Unreadable))


def _named(entry: zipfile.ZipInfo) -> str:
    """An entry's name; Chinese Windows writes it in GBK and does not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _archived(files: list[Path], skipped: Skipped) -> Iterator[Found]:
    damaged: list[Unreadable] = []
    passed = partial(skipped.add, "records that can be no report")

    def told() -> Iterator[tuple[Path, Capture]]:
        for file in files:
            try:
                yield from ((file, capture) for capture in archive.captures(file, passed))
            except ArchiveDamaged as error:
                damaged.append(Unreadable(error.reason, error.file))

    yield from grouped(told())
    yield from damaged

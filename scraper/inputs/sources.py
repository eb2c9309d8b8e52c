"""This module finds the pages to read: saved pages, folders, zips of pages, archives.

It reads bytes and nothing else: what a page is, the parsers say. A file that cannot be read is told
by name, and the rest goes on.
"""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from schemas.capture import Capture
from scraper.errors import ArchiveDamaged, Unreadable
from scraper.inputs import captures as archive
from scraper.inputs.attached import Group, group_attachments
from scraper.inputs.companions import documents_beside
from scraper.inputs.folders import Skip, files, may_keep, why_no_page_by_ending
from scraper.inputs.saved import LARGEST, Saved, printable_path, unreadable_reason
from scraper.inputs.tree import Fail
from scraper.inputs.zips import read_zip


@dataclass(slots=True)
class Skipped:
    """What was passed over, by reason, as the walk goes on."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, reason: str, count: int = 1) -> None:
        """Count what was passed over."""
        if count:
            self.counts[reason] = self.counts.get(reason, 0) + count


Found = Saved | Group | Unreadable


def sources(paths: Iterable[Path], skipped: Skipped) -> Iterator[Group | Unreadable]:
    """Every page below the paths with its attachments, in the order of names; or why not."""
    for one in find_sources(paths, skipped):
        yield one.opened() if isinstance(one, Saved) else one


def find_sources(
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
        kept = documents_beside(path, lambda: _listed(path, _untold, _untold), LARGEST)
    taken = {name for names in kept.values() for name in names}
    for file in _listed(
        path, skipped.add, lambda one, error: lost.append(unreadable_reason(one, error))
    ):
        if file not in taken:
            yield file, kept.get(file, ())


def _listed(path: Path, skip: Skip, fail: Fail) -> Iterator[Path]:
    if path.is_dir():
        return files(path, skip, fail)
    if reason := why_no_page_by_ending(path):
        skip(reason)
        return iter(())
    return iter((path,))


def _untold(*_: object) -> None:
    """What there is to say of a file is said once, when it is handed on."""


def _pages(file: Path, skipped: Skipped, kept: tuple[Path, ...] = ()) -> Iterator[Found]:
    try:
        if file.suffix.lower() == ".zip":
            yield from read_zip(file, skipped.add)
        else:
            yield from Saved(file, kept).apart()
    except OSError as error:
        yield unreadable_reason(file, error)
    except (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError) as error:
        yield Unreadable(str(error), printable_path(file))


def _archived(files: list[Path], skipped: Skipped) -> Iterator[Found]:
    damaged: list[Unreadable] = []
    passed = partial(skipped.add, "records that can be no report")

    def told() -> Iterator[tuple[Path, Capture]]:
        for file in files:
            try:
                yield from ((file, capture) for capture in archive.captures(file, passed))
            except ArchiveDamaged as error:
                damaged.append(Unreadable(error.reason, error.file))

    yield from group_attachments(told())
    yield from damaged

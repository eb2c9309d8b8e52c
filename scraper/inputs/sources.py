"""This module finds the pages to read: saved pages, folders, zip files, archives.

A file that cannot be read is yielded as Unreadable, and the others are still read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schemas.capture import Capture, Registrant
from scraper.body import LARGEST
from scraper.errors import ArchiveDamaged, Unreadable
from scraper.inputs import captures as archive
from scraper.inputs.attached import Group, group_attachments
from scraper.inputs.companions import documents_beside, may_belong, shows_page_beside
from scraper.inputs.folders import (
    Fail,
    Skip,
    files,
    may_have_attachments,
    unless_answer,
    why_no_page_by_name,
)
from scraper.inputs.packed import DAMAGED, not_unpacked_because
from scraper.inputs.saved import Saved, printable_path, unreadable_reason
from scraper.inputs.zips import PACKAGES, read_package


@dataclass(slots=True)
class Skipped:
    """Counts of skipped files and records by reason, updated while they are searched.

    `registrations` are what archives say of portals, each with the last file that says so.
    """

    counts: dict[str, int] = field(default_factory=dict)
    registrations: dict[Registrant, str] = field(default_factory=dict)

    def add(self, reason: str, count: int = 1) -> None:
        """Add to the count of a reason."""
        if count:
            self.counts[reason] = self.counts.get(reason, 0) + count

    def register(self, portal: Registrant, file: str) -> None:
        """Note what a file says of a portal."""
        self.registrations[portal] = max(file, self.registrations.get(portal, ""))


Found = Saved | Group | Unreadable
Kept = dict[Path, tuple[Path, ...]]


def sources(paths: Iterable[Path], skipped: Skipped) -> Iterator[Group | Unreadable]:
    """The pages below the paths with their attachments, in the order of names; Unreadable if they cannot be read."""
    for one in find_sources(paths, skipped):
        yield one.open() if isinstance(one, Saved) else one


def find_sources(
    paths: Iterable[Path], skipped: Skipped, aside: list[list[Path]] | None = None
) -> Iterator[Found]:
    """Like `sources`, but without opening the files.

    With `aside`, the archives are not read but appended to it, one list per path.
    """
    named = list(paths)
    beside = _beside_each_other(named)
    attached = {one for kept in beside.values() for files in kept.values() for one in files}
    for path in (one for one in named if one not in attached):
        archives: list[Path] = []
        lost: list[Unreadable] = []
        for file, kept in _files(path, skipped, lost, beside.get(path)):
            if file.name.endswith(archive.ENDINGS):
                archives.append(file)
            else:
                yield from _pages(file, skipped, kept)
        yield from lost
        if aside is None:
            yield from _archived(archives, skipped)
        else:
            aside.append(archives)


def _beside_each_other(named: Sequence[Path]) -> dict[Path, Kept]:
    """What belongs to each of several files that are named one by one, if any of them may belong to another."""
    every = frozenset(named)
    if len(every) < 2 or not any(
        may_belong(one, every.__contains__) or shows_page_beside(one) for one in every
    ):
        return {}
    return {one: _beside(one) for one in named if not one.is_dir()}


def _beside(path: Path) -> Kept:
    return documents_beside(path, lambda: _listed(path, _ignore, _ignore), LARGEST)


def _files(
    path: Path, skipped: Skipped, lost: list[Unreadable], kept: Kept | None
) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """The files below a path, each with those that belong to it, which are not yielded themselves.

    `kept` is what belongs to each, if that is known. What cannot be listed is added to `lost`.
    """
    if kept is None:  # listed several times rather than held in memory
        kept = _beside(path) if not path.is_dir() or may_have_attachments(path) else {}
    taken = {name for names in kept.values() for name in names}
    for file in _listed(
        path, skipped.add, lambda one, error: lost.append(unreadable_reason(one, error))
    ):
        if file not in taken:
            yield file, kept.get(file, ())


def _listed(path: Path, skip: Skip, fail: Fail) -> Iterator[Path]:
    if path.is_dir():
        return files(path, skip, fail)
    if reason := unless_answer(why_no_page_by_name(path), path):
        skip(reason)
        return iter(())
    return iter((path,))


def _ignore(*_: object) -> None:
    """Ignore what is skipped or fails: it is reported when the files are listed again."""


def _pages(file: Path, skipped: Skipped, kept: tuple[Path, ...] = ()) -> Iterator[Found]:
    try:
        if file.suffix.lower() in PACKAGES:
            yield from read_package(file, skipped.add)
        else:
            yield from Saved(file, kept).split()
    except OSError as error:
        yield unreadable_reason(file, error)
    except DAMAGED as error:
        yield Unreadable(not_unpacked_because(error), printable_path(file))


def _archived(files: list[Path], skipped: Skipped) -> Iterator[Found]:
    damaged: list[Unreadable] = []

    def readable() -> Iterator[tuple[Path, Capture]]:
        for file in files:
            try:
                yield from (
                    (file, capture)
                    for capture in archive.captures(file, skipped.add, skipped.register)
                )
            except ArchiveDamaged as error:
                damaged.append(Unreadable(error.reason, error.file))

    yield from group_attachments(readable())
    yield from damaged

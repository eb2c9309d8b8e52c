"""This module finds the pages to read: saved pages, folders, zips of pages, archives.

It reads bytes and nothing else: what a page is, the parsers say. A file that cannot be read is told
by name, and the rest goes on.
"""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from errno import errorcode
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from schemas.capture import Capture
from scraper import captures as archive
from scraper.attached import Group, grouped
from scraper.beside import ASSETS, PICTURES, beside, kept_beside
from scraper.errors import ArchiveDamaged, Unreadable

# What lies beside saved pages and is none: their truths and notes, their style, an archive's memory.
NO_PAGES = (
    ".json", ".jsonl", ".md", ".rst", ".toml", ".yaml", ".yml", ".csv", ".log", ".py", ".db",
    ".db-wal", ".db-shm", ".sqlite", ".css", ".js", ".map", ".svg", ".ico", ".woff", ".woff2",
    ".ttf", ".eot", ".swf", ".mp3", ".mp4", ".lock", ".part", ".tmp", ".cdx", ".cdxj",
)  # fmt: skip
LARGEST = 80_000_000


@dataclass(slots=True)
class Tally:
    """What was passed over, by reason, as the walk goes on."""

    skipped: dict[str, int] = field(default_factory=dict)

    def skip(self, reason: str, count: int = 1) -> None:
        """Count what was passed over."""
        if count:
            self.skipped[reason] = self.skipped.get(reason, 0) + count


Found = Group | Unreadable
Entries = dict[PurePosixPath, zipfile.ZipInfo]
_DAMAGED = (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, OSError, zlib.error)


def sources(
    paths: Iterable[Path], tally: Tally, aside: list[list[Path]] | None = None
) -> Iterator[Found]:
    """Every page below the paths with its attachments, in the order of names; or why not.

    Archives, a list for each path, are laid `aside` where they are to be read elsewhere.
    """
    for path in paths:
        files = list(_files(path, tally)) if path.is_dir() else [path]
        archives = [file for file in files if file.name.endswith(archive.ENDINGS)]
        kept = kept_beside(path, files, LARGEST)
        taken = {name for names in kept.values() for name in names}
        for file in files:
            if file not in archives and file not in taken:
                yield from _pages(file, tally, kept.get(file, ()))
        if aside is None:
            yield from _archived(archives, tally)
        else:
            aside.append(archives)


def _files(folder: Path, tally: Tally) -> Iterator[Path]:
    """The files of a folder and the folders below, in order; a link that leads out is not followed."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        if not path.is_file():
            tally.skip("pipes, devices and broken links")
        elif not path.resolve().is_relative_to(root):
            tally.skip("links out of the folder")
        elif reason := _no_page(path.relative_to(folder)):
            tally.skip(reason)
        else:
            yield path


def _no_page(path: PurePath) -> str | None:
    name = path.name.lower()
    if any(part.startswith(".") for part in path.parts) or name.startswith(("readme", "thumbs.db")):
        return "notes and hidden files"
    if name.endswith(NO_PAGES):
        return "files that hold no page"
    kept = any(part.endswith(ASSETS) for part in path.parts[:-1])
    return "pictures of saved pages" if kept and name.endswith(PICTURES) else None


def _pages(file: Path, tally: Tally, kept: tuple[Path, ...] = ()) -> Iterator[Found]:
    try:
        if file.suffix.lower() == ".zip":
            yield from _zipped(file, tally)
        else:
            yield _read(file, kept)
    except OSError as error:
        why = errorcode.get(error.errno or 0, "damaged")
        yield Unreadable(f"{shown(file)}: {error.strerror or error}", why)
    except (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError) as error:
        yield Unreadable(f"{shown(file)}: {error}")


def _read(file: Path, kept: tuple[Path, ...] = ()) -> Found:
    told = file.stat()
    if not stat.S_ISREG(told.st_mode):
        return Unreadable(f"{shown(file)}: is no regular file", "not-a-file")
    if told.st_size > LARGEST:
        told_of = f"{told.st_size:,} bytes are more than a page has"
        return Unreadable(f"{shown(file)}: {told_of}", "too-large")
    return Group(_capture(file), tuple(map(_capture, kept)))


def _capture(file: Path) -> Capture:
    return Capture(body=file.read_bytes(), name=shown(file.name))


def shown(path: Path | str) -> str:
    """A path as it can be printed and stored: names are bytes, written in UTF-8 or in GBK."""
    name = os.fsencode(path)
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", errors="replace")


def _zipped(file: Path, tally: Tally) -> Iterator[Found]:
    with zipfile.ZipFile(file) as packed:
        entries = {
            PurePosixPath(_named(entry)): entry
            for entry in sorted(packed.infolist(), key=lambda one: one.filename)
            if not entry.is_dir()
        }
        kept = beside(entries, partial(_opened, packed, entries), entries.__contains__)
        taken = {name for names in kept.values() for name in names}
        for name, entry in entries.items():
            if name in taken:
                continue
            if reason := _no_page(name):
                tally.skip(reason)
            elif entry.file_size > LARGEST:
                yield Unreadable(f"{file}: {name}: more bytes than a page has", "too-large")
            else:
                yield _unpacked(packed, entries, name, kept.get(name, ()))


def _opened(packed: zipfile.ZipFile, entries: Entries, name: PurePosixPath) -> bytes:
    """An entry's bytes; none where it is too large or cannot be unpacked, which is told later."""
    try:
        return packed.read(entries[name]) if entries[name].file_size <= LARGEST else b""
    except _DAMAGED:
        return b""


def _unpacked(
    packed: zipfile.ZipFile, entries: Entries, name: PurePosixPath, kept: tuple[PurePosixPath, ...]
) -> Found:
    try:
        page = Capture(body=packed.read(entries[name]), name=name.name)
    except _DAMAGED as error:
        return Unreadable(f"{packed.filename}: {name}: {error}")
    bodies = ((one, _opened(packed, entries, one)) for one in kept)
    return Group(page, tuple(Capture(body=body, name=one.name) for one, body in bodies if body))


def _named(entry: zipfile.ZipInfo) -> str:
    """An entry's name; Chinese Windows writes it in GBK and does not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _archived(files: list[Path], tally: Tally) -> Iterator[Found]:
    damaged: list[Unreadable] = []
    passed = partial(tally.skip, "records that can be no report")

    def told() -> Iterator[tuple[Path, Capture]]:
        for file in files:
            try:
                yield from ((file, capture) for capture in archive.captures(file, passed))
            except ArchiveDamaged as error:
                damaged.append(Unreadable(str(error)))

    yield from grouped(told())
    yield from damaged

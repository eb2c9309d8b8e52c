"""This module reads the pages in a zip, RAR or 7z file, each with the documents beside it."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from parsers.readers.sniffing import sniff
from schemas.capture import Capture
from scraper.body import LARGEST, without_gzip
from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.companions import pages_with_documents
from scraper.inputs.document_links import with_saved_links
from scraper.inputs.folders import Skip, why_no_page
from scraper.inputs.packed import DAMAGED, entry_name, not_unpacked_because, packed_kind, unpack
from scraper.inputs.saved import Saved, printable_path

PACKAGES = (".zip", ".rar", ".7z")
_DEEPEST = 2  # a county sends one for all its agencies, each of which sent one
_ZIPPED = b"PK\x03\x04"
_HEAD = 8  # bytes by which a package is told
Entries = dict[PurePosixPath, zipfile.ZipInfo]
Unpacked = Capture | Unreadable


def _read_zip(file: Path, skip: Skip) -> Iterator[Group | Unreadable]:
    """The pages in a zip file with their attachments, in the order of names.

    `skip` is called with the reason for each entry that is no page. Raises BadZipFile or another of
    `packed.DAMAGED` if the zip file itself cannot be read.
    """
    with zipfile.ZipFile(file) as packed:
        files = [entry for entry in packed.infolist() if not entry.is_dir()]
        files.sort(key=lambda one: one.filename)
        entries = {PurePosixPath(entry_name(entry)): entry for entry in files}
        for _ in range(len(files) - len(entries)):
            skip("files that a later one of their name replaces")
        kept = pages_with_documents(
            lambda: entries, partial(_read, packed, entries), entries.__contains__
        )
        yield from _grouped(list(entries), kept, partial(_unpacked, packed, entries), skip)


def read_package(file: Path, skip: Skip) -> Iterator[Group | Unreadable]:
    """The pages in a zip, RAR or 7z file with their attachments, in the order of names.

    Its bytes tell which it is: browsers save a DOCX as `.zip`, and people rename files. Where a RAR or 7z file cannot
    be unpacked, or not to its end, it is yielded itself as well.
    """
    if file.suffix.lower() == ".zip" and not _is_something_else(file):
        yield from _read_zip(file, skip)
        return
    opened = Saved(file).open()
    if isinstance(opened, Unreadable):
        yield opened
        return
    yield from _packed(opened.capture, skip)


def _is_something_else(file: Path) -> bool:
    """Whether a file that is called a zip is a document or another kind of package."""
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    if packed_kind(head):
        return True
    if not head.startswith(_ZIPPED) or file.stat().st_size > LARGEST:
        return False
    return sniff(file.read_bytes()) != "zip"


def _packed(package: Capture, skip: Skip, depth: int = 0) -> Iterator[Group | Unreadable]:
    """The pages in a package of any kind, so deep within others; some zips hold themselves."""
    entries: dict[PurePosixPath, Capture] = {}
    left: list[Capture] = []
    for one in unpack(package):
        if one.body == package.body:
            left.append(one)
        else:
            path = PurePosixPath(one.name or "")
            entries[path] = one.model_copy(update={"name": path.name})
    kept = pages_with_documents(
        lambda: entries, lambda name: entries[name].body, entries.__contains__
    )
    yield from _grouped(list(entries), kept, entries.__getitem__, skip, depth)
    yield from map(Group, left)


def _grouped(
    names: Sequence[PurePosixPath],
    kept: Mapping[PurePosixPath, Sequence[PurePosixPath]],
    unpacked: Callable[[PurePosixPath], Unpacked],
    skip: Skip,
    depth: int = 0,
) -> Iterator[Group | Unreadable]:
    """The pages among the names, each with what is kept for it, and those in the packages among them."""
    taken = {name for documents in kept.values() for name in documents}
    for name in names:
        if name in taken:
            continue
        if reason := why_no_page(name):
            skip(reason)
            continue
        one = unpacked(name)
        if depth < _DEEPEST and name.suffix.lower() in PACKAGES and isinstance(one, Capture):
            yield from _packed(one, skip, depth + 1)
            continue
        others = kept.get(name, ())
        yield from _group((name, one), zip(others, map(unpacked, others), strict=True))


def _read(packed: zipfile.ZipFile, entries: Entries, name: PurePosixPath) -> bytes:
    """An entry's bytes; empty if it is too large or damaged, which is reported later."""
    try:
        return packed.read(entries[name]) if entries[name].file_size <= LARGEST else b""
    except DAMAGED:
        return b""


def _unpacked(
    packed: zipfile.ZipFile, entries: Entries, name: PurePosixPath
) -> Capture | Unreadable:
    file = printable_path(packed.filename or "")
    if entries[name].file_size > LARGEST:
        return Unreadable(f"{name}: too large for a page", file, why="too-large")
    try:
        body = without_gzip(packed.read(entries[name]), LARGEST)
        return Capture(body=body, name=name.name)
    except DAMAGED as error:
        return Unreadable(f"{name}: {not_unpacked_because(error)}", file)


def _group(
    named: tuple[PurePosixPath, Unpacked], kept: Iterable[tuple[PurePosixPath, Unpacked]]
) -> Iterator[Group | Unreadable]:
    """A page with its documents; if the page cannot be read, each document separately."""
    name, page = named
    beside = list(kept)
    attached = [(at, one) for at, one in beside if isinstance(one, Capture) and one.body]
    if isinstance(page, Unreadable):
        yield page
        yield from (Group(one) for _, one in attached)
    else:
        yield Group(page, tuple(with_saved_links((name, page), attached)))
    yield from (one for _, one in beside if isinstance(one, Unreadable))

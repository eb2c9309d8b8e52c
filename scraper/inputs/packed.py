"""This module unpacks a zip, RAR or 7z file that a page links to; its documents belong to the page."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from errno import EINVAL
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import PurePosixPath
from types import ModuleType

from parsers.readers.guard import LOCKED
from parsers.readers.office import PACKED
from parsers.readers.sniffing import sniff
from schemas.capture import Capture
from scraper.body import LARGEST
from scraper.inputs.folders import why_no_page

DAMAGED = (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, OSError, zlib.error)
_MOST = 500  # entries
# OSError: of a library, or EINVAL where damage leads to a place before the file's beginning.
_OF_CONTENT = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
DAMAGE = "it is damaged"
_NO_ZIP = "File is not a zip file"  # Python's words where the list at a zip's end is missing
# The one format of libarchive that each kind of file is read by: no other is tried on its bytes.
_FORMATS = ((b"Rar!\x1a\x07\x00", "rar"), (b"Rar!\x1a\x07\x01\x00", "rar5"), (b"7z", "7zip"))


class Unpackable(ValueError):
    """The file is damaged, locked with a password, or unpacks to too much."""


@cache
def libarchive() -> ModuleType | None:
    """The binding; None if it or the library is not installed."""
    try:
        return import_module("libarchive")
    except (ImportError, OSError, AttributeError):  # the last two: the binding without the library
        return None


def packed_kind(body: bytes) -> str | None:
    """`rar` or `7z`, for bytes that begin as such a file."""
    kind = sniff(body) if body.startswith((b"Rar!", b"7z")) else None
    return kind if kind in PACKED else None


def read_entries(body: bytes, largest: int) -> Iterator[tuple[str, bytes]]:
    """The files in a RAR or 7z, each with its name and bytes, in the order of the file.

    Raises Unpackable where it cannot be read to its end, or holds more than `largest` bytes.
    """
    unpacker = libarchive()
    if unpacker is None:
        raise Unpackable("libarchive is not installed")
    format_ = next((name for magic, name in _FORMATS if body.startswith(magic)), "all")
    left = largest
    try:
        with unpacker.memory_reader(body, format_, "none") as archive:
            for entry in archive:
                if entry.isdir or entry.issym or entry.islnk:
                    continue
                pieces = []
                for block in entry.get_blocks():
                    pieces.append(bytes(block))
                    left -= len(block)
                    if left < 0:
                        raise Unpackable("too large when decompressed")
                yield _name(entry.pathname), b"".join(pieces)
    except unpacker.ArchiveError as error:
        raise Unpackable(str(error)) from error


def _name(path: str | bytes | None) -> str:
    """An entry's path with `/`; one that is not Unicode is in GBK, as Chinese Windows writes it."""
    text = path.decode("gb18030", "replace") if isinstance(path, bytes) else path or ""
    return text.replace("\\", "/")


def not_unpacked_because(error: Exception) -> str:
    """Why an archive or an entry of it could not be read: the libraries' own words are for programmers."""
    said = str(error)
    if isinstance(error, RuntimeError) and ("password" in said or "encryption" in said):
        return LOCKED
    if isinstance(error, NotImplementedError):
        return "it is compressed in a way that is not supported; make an ordinary zip of it"
    if isinstance(error, OSError) and error.strerror and error.errno != EINVAL:
        return error.strerror
    if said == _NO_ZIP:
        return "it is no zip, or not all of one; save it again"
    if isinstance(error, _OF_CONTENT):
        return DAMAGE
    return said


def unpack(document: Capture) -> Iterator[Capture]:
    """The documents and pages in a packed file, each as a capture; any other document unchanged.

    A zip that is too large is left unchanged; a damaged one, or one of too many entries, is yielded itself after
    what could be read.
    """
    if packed_kind(document.body):
        yield from _unpack_with_libarchive(document)
        return
    if not document.body.startswith(b"PK") or sniff(document.body) != "zip":
        yield document
        return
    whole = False
    try:
        with zipfile.ZipFile(BytesIO(document.body)) as packed:
            entries = _entries(packed)
            fits = 0 < sum(one.file_size for one in entries[:_MOST]) <= LARGEST
            whole = fits and len(entries) <= _MOST
            for entry in entries[:_MOST] if fits else ():
                values = {"body": packed.read(entry), "name": entry_name(entry)}
                yield document.model_copy(update=values | {"link": None, "media_type": None})
    except DAMAGED:
        whole = False
    if not whole:
        yield document


def _unpack_with_libarchive(document: Capture) -> Iterator[Capture]:
    """What a RAR or 7z holds; itself with an empty `converted` where libarchive fails, unchanged without it."""
    if libarchive() is None:
        yield document
        return
    entries: list[tuple[str, bytes]] = []
    whole = True
    try:
        entries.extend(read_entries(document.body, LARGEST))
    except Unpackable:
        whole = False
    pages = sorted(one for one in entries if not why_no_page(PurePosixPath(one[0])))
    for name, body in pages[:_MOST]:
        yield document.model_copy(
            update={"body": body, "name": name, "link": None, "media_type": None}
        )
    if not (whole and entries and len(pages) <= _MOST):
        yield document.model_copy(update={"converted": b""})


def _entries(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    files = (one for one in packed.infolist() if not one.is_dir())
    pages = [one for one in files if not why_no_page(PurePosixPath(entry_name(one)))]
    return sorted(pages, key=lambda one: one.filename)


def entry_name(entry: zipfile.ZipInfo) -> str:
    """An entry's name; macOS writes it in UTF-8 without declaring it, and Chinese Windows in GBK."""
    if entry.flag_bits & 0x800:
        return entry.filename
    with suppress(UnicodeError):
        written = entry.filename.encode("cp437")
        with suppress(UnicodeError):
            name = written.decode()
            # Few GBK names are UTF-8, and none of them Chinese
            if name.isascii() or max(name) > "\u2e80":
                return name
        return written.decode("gb18030")
    return entry.filename

"""This module unpacks a zip, RAR or 7z file that a page links to; its documents belong to the page."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from errno import EINVAL
from io import BytesIO
from pathlib import PurePosixPath

from parsers.readers.guard import LOCKED
from parsers.readers.sniffing import sniff
from schemas.capture import Capture
from scraper.body import LARGEST
from scraper.inputs.folders import why_no_page
from scraper.inputs.unpackers import Unpackable, libarchive, packed_kind, read_entries

DAMAGED = (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, OSError, zlib.error)
_MOST = 500  # entries
# OSError: of a library, or EINVAL where damage leads to a place before the file's beginning.
_OF_CONTENT = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
DAMAGE = "it is damaged"
_NO_ZIP = "File is not a zip file"


def not_unpacked_because(error: Exception) -> str:
    """Why an archive or an entry of it could not be read: the libraries' own words are for programmers."""
    said = str(error)
    if isinstance(error, RuntimeError) and ("password" in said or "encryption" in said):
        return LOCKED
    if isinstance(error, NotImplementedError):
        return "it is compressed in a way that is not supported; make an ordinary zip of it"
    if isinstance(error, OSError) and error.strerror and error.errno != EINVAL:
        return error.strerror
    if isinstance(error, _OF_CONTENT) and said != _NO_ZIP:
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
            if (
                name.isascii() or max(name) > "\u2e80"
            ):  # few GBK names are UTF-8, and none of them Chinese
                return name
        return written.decode("gb18030")
    return entry.filename

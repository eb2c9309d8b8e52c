"""This module opens RAR and 7z files with libarchive, where its Python binding (extra `archives`) is installed.

libarchive reads both, RAR of either generation, is in every Linux distribution, and is fuzzed all the time;
py7zr reads 7z alone, and the libraries for RAR call a program that is not free.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from parsers.readers.office import PACKED
from parsers.readers.sniffing import sniff

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

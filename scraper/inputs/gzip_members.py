"""This module finds the gzip members of which a compressed WARC file is made, one for each record, and where a file breaks off.

Each member has a checksum of its own, so that behind damage the next whole one is read. The WARC library treats
a truncated record header like the end of the file.
"""

import re
import zlib
from collections.abc import Iterator
from typing import IO

_PACKED = b"\x1f\x8b"  # begins a member
_PIECE = 1_000_000
_GZIP = 31  # a gzip member, its head and checksum included
_MEMBER = re.compile(rb"\x1f\x8b\x08")
_STRIDE = 65_536  # bytes searched at once: the next record is near
_BEGINNING = 512  # bytes of a gzip member that hold its head and the first word of a record
_RECORD_HEAD = re.compile(rb"WARC/[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n")
_LENGTH = re.compile(rb"^content-length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 1_000_000


def find_torn_member(stream: IO[bytes], at: int = 0) -> int | None:
    """The offset of the first incomplete gzip member from `at` on, where one begins; raises zlib.error."""
    stream.seek(at)
    rest = stream.read(_PIECE)
    while rest:
        member = zlib.decompressobj(_GZIP)
        size = 0
        while not member.eof:
            if not rest:
                return at
            member.decompress(rest, _PIECE)
            left = member.unused_data if member.eof else member.unconsumed_tail
            size += len(rest) - len(left)
            rest = left or stream.read(_PIECE)
        at += size
    return None


def is_whole_member(stream: IO[bytes], at: int) -> bool:
    """Whether the gzip member at an offset is complete and its checksum right; true of what is no gzip member."""
    stream.seek(at)
    return stream.read(2) != _PACKED or _member(stream, at, 0) is not None


def whole_members(stream: IO[bytes], start: int, largest: int) -> Iterator[tuple[int, bytes]]:
    """The gzip members from `start` on that begin as a record does and are whole, each with its offset, unpacked.

    One of more than `largest` bytes is left out.
    """
    at = _next_record(stream, start)
    while at is not None:
        member, end = _member(stream, at, largest) or (None, at + 1)
        if member is not None and len(member) <= largest:
            yield at, member
        at = _next_record(stream, end)


def _member(stream: IO[bytes], at: int, kept: int) -> tuple[bytes, int] | None:
    """The first bytes of the member at an offset, a few more than `kept` at most, and where it ends; None if it is not whole."""
    stream.seek(at)
    member, unpacked = zlib.decompressobj(_GZIP), bytearray()
    rest = stream.read(_PIECE)
    try:
        while rest and not member.eof:
            part = member.decompress(rest, _PIECE)
            if len(unpacked) <= kept:
                unpacked += part
            rest = b"" if member.eof else member.unconsumed_tail or stream.read(_PIECE)
    except zlib.error:
        return None
    return (bytes(unpacked), stream.tell() - len(member.unused_data)) if member.eof else None


def _next_record(stream: IO[bytes], start: int) -> int | None:
    """The offset of the first gzip member from `start` on that begins as a record does; None where none follows."""
    at, kept = start, b""
    stream.seek(start)
    while piece := stream.read(_STRIDE):
        data = kept + piece
        for found in _MEMBER.finditer(data):
            if _begins_record(data[found.start() : found.start() + _BEGINNING]):
                return at + found.start()
        kept = data[-_BEGINNING:]
        at += len(data) - len(kept)
    return None


def _begins_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(data, 5) == b"WARC/"
    except zlib.error:
        return False


def find_truncation(stream: IO[bytes], start: int) -> int | None:
    r"""The offset at which an incomplete record begins; None if the stream ends with a complete one.

    `start` is the offset of any record. Raises zlib.error if a compressed record is damaged. Other
    compression than gzip is not checked and gives None.

    >>> from io import BytesIO
    >>> find_truncation(BytesIO(b"WARC/1.0\r\nContent-Length: 1\r\n\r\n1\r\n\r\n"), 0) is None
    True
    >>> find_truncation(BytesIO(b"WARC/1.0\r\nA: b\r\n\r\nContent-Length: 0\r\n"), 0)
    0
    """
    stream.seek(start)
    head = stream.read(5)
    if head.startswith(_PACKED):
        return find_torn_member(stream, start)
    return _plain(stream, start) if head.startswith(b"WARC/") else None


def _plain(stream: IO[bytes], at: int) -> int | None:
    """The offset of the first record with an incomplete header or body."""
    end = stream.seek(0, 2)
    while at < end:
        stream.seek(at)
        text = stream.read(_LONGEST_HEAD)
        blank = len(text) - len(text.lstrip())
        if blank == len(text):
            return None
        head, length = _RECORD_HEAD.match(text, blank), _LENGTH.search(text)
        begins = at + blank
        if head is None or length is None or length.end() > head.end():
            return begins
        at += head.end() + int(length[1])
        if at > end:
            return begins
    return None

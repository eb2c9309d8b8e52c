"""This module tells whether a file of an archive was cut off: whether it ends where a record ends.

The reader of archives stops at a record's head that breaks off as it stops at the end of a file.
"""

import re
import zlib
from typing import IO

_PIECE = 1_000_000
_PACKED = b"\x1f\x8b"
_GZIP = 31  # a gzip member, its head and checksum included
_HEAD = re.compile(rb"WARC/[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n")
_LENGTH = re.compile(rb"^content-length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 1_000_000


def find_truncation(stream: IO[bytes], start: int) -> int | None:
    r"""The byte at which what is no whole record begins; None where the stream ends with a record.

    `start` is where some record begins. Raises zlib.error where a packed record is damaged. What is
    packed otherwise than by gzip is not looked at: None.

    >>> from io import BytesIO
    >>> find_truncation(BytesIO(b"WARC/1.0\r\nContent-Length: 1\r\n\r\n1\r\n\r\n"), 0) is None
    True
    >>> find_truncation(BytesIO(b"WARC/1.0\r\nA: b\r\n\r\nContent-Length: 0\r\n"), 0)
    0
    """
    stream.seek(start)
    head = stream.read(5)
    if head.startswith(_PACKED):
        return _member(stream, start)
    return _plain(stream, start) if head.startswith(b"WARC/") else None


def _member(stream: IO[bytes], at: int) -> int | None:
    """The first gzip member that does not end."""
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


def _plain(stream: IO[bytes], at: int) -> int | None:
    """The first record whose head or body does not end."""
    end = stream.seek(0, 2)
    while at < end:
        stream.seek(at)
        text = stream.read(_LONGEST_HEAD)
        blank = len(text) - len(text.lstrip())
        if blank == len(text):
            return None
        head, length = _HEAD.match(text, blank), _LENGTH.search(text)
        begins = at + blank
        if head is None or length is None or length.end() > head.end():
            return begins
        at += head.end() + int(length[1])
        if at > end:
            return begins
    return None

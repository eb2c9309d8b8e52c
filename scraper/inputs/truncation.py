"""This module detects whether a WARC file is truncated, that is, does not end with a complete record.

The WARC library treats a truncated record header like the end of the file.
"""

import re
from typing import IO

from scraper.inputs.gzip_members import PACKED, find_torn_member

_HEAD = re.compile(rb"WARC/[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n")
_LENGTH = re.compile(rb"^content-length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 1_000_000


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
    if head.startswith(PACKED):
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
        head, length = _HEAD.match(text, blank), _LENGTH.search(text)
        begins = at + blank
        if head is None or length is None or length.end() > head.end():
            return begins
        at += head.end() + int(length[1])
        if at > end:
            return begins
    return None

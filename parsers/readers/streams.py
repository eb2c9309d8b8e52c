"""This module checks the size and the checksums of a PDF's streams before it is read.

A document whose streams unpack to too much is refused. A stream whose checksum is wrong is
reported, since the library reads it all the same: one changed bit may alter a figure in every place
where it is printed, and then no equation is broken.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any

from parsers.readers.guard import Unreadable

_BEGINS = re.compile(rb"(?<!end)stream\r?\n")
_DEFLATED = re.compile(rb"/F(?:ilter)?\s*\[?\s*/(?:FlateDecode|Fl)\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,9})(?!\d|\s+\d+\s+R)")
_STEP = 1 << 20
_LARGEST = 16 << 20  # of what a page draws or a font holds; an image may be larger
_LARGEST_IMAGE = 64 << 20
_MOST_DRAWN = 25_000  # rules and words in a stream; a page of the form has some 3,000
_MOST_IN_ALL = 80_000
_END = b"%%EOF"
_OBJECT = re.compile(rb"[\r\n]\d{1,9} +\d{1,5} +obj\b")
_DRAWS = (b" l", b" re", b"Tj", b"TJ")


def check_streams(body: bytes) -> bool:
    """Whether every stream is as it was written, and no revision breaks off after the document's end.

    Raises Unreadable for a PDF that unpacks to too much, or draws too much.
    """
    drawn, whole = 0, True
    for match in _BEGINS.finditer(body):
        header = body[max(match.start() - 400, 0) : match.start()].rpartition(b" obj")[2]
        image = b"/Image" in header
        operators, sound = _drawn(body, match.end(), _LARGEST_IMAGE if image else _LARGEST)
        drawn += 0 if image else operators
        if drawn > _MOST_IN_ALL or (operators > _MOST_DRAWN and not image):
            raise Unreadable("its pages contain too many drawing instructions")
        whole = whole and (sound or not _DEFLATED.search(header))
        whole = whole and (image or _is_as_long_as_told(body, match.end(), header))
    whole = whole or b"/Encrypt" in body  # what is encrypted unpacks only after it is decrypted
    end = body.rfind(_END)
    return whole and not (end > 0 and _OBJECT.search(body, end))


def _is_as_long_as_told(body: bytes, start: int, header: bytes) -> bool:
    """Whether a stream ends where its length says, since the library reads no further."""
    end = body.find(b"endstream", start)
    length = _LENGTH.search(header)
    return end >= 0 and (not length or not body[start + int(length[1]) : end].strip())


def is_truncated(stream: Any) -> bool:
    """Whether a pdfminer stream cannot be unpacked to its end, once decrypted."""
    names = [getattr(name, "name", None) for name, _ in stream.get_filters()]
    if stream.rawdata is None or names[:1] not in (["FlateDecode"], ["Fl"]):
        return False
    packed = stream.rawdata
    if stream.decipher:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    return not _drawn(packed, 0, _LARGEST)[1]


def _drawn(body: bytes, start: int, largest: int) -> tuple[int, bool]:
    """How many operators a deflated stream has, and whether it unpacks to its end."""
    size = drawn = 0
    opened = zlib.decompressobj()
    try:
        for piece in _unpacked(opened, body, start):
            size += len(piece)
            drawn += sum(map(piece.count, _DRAWS))
            if size > largest:
                raise Unreadable("a stream is too large when decompressed")
    except zlib.error:
        return drawn, False
    return drawn, opened.eof


def _unpacked(opened: "zlib._Decompress", body: bytes, start: int) -> Iterator[bytes]:
    """What a stream unpacks to, a step at a time, so that none is ever whole in memory."""
    rest = body[start : start + _STEP]
    place = start + len(rest)
    while rest and not opened.eof:
        yield opened.decompress(rest, _STEP)
        rest = opened.unconsumed_tail
        if not rest:
            rest = body[place : place + _STEP]
            place += len(rest)

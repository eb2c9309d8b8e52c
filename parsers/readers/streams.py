"""This module weighs the streams of a PDF before it is read: what unpacks to too much is refused."""

import re
import zlib
from collections.abc import Iterator

from parsers.readers.guard import Unreadable

_BEGINS = re.compile(rb"stream\r?\n")
_STEP = 1 << 20
_LARGEST = 16 << 20  # of what a page draws or a font holds; an image may be larger
_LARGEST_IMAGE = 64 << 20
_MOST_DRAWN = 25_000  # rules and words in a stream; a page of the form has some 3,000
_MOST_IN_ALL = 80_000
_DRAWS = (b" l", b" re", b"Tj", b"TJ")


def weigh(body: bytes) -> None:
    """Raise Unreadable for a PDF that unpacks to too much or draws too much."""
    drawn = 0
    for match in _BEGINS.finditer(body):
        image = b"/Image" in body[max(match.start() - 400, 0) : match.start()]
        mine = _drawn(body, match.end(), _LARGEST_IMAGE if image else _LARGEST)
        drawn += 0 if image else mine
        if drawn > _MOST_IN_ALL or (mine > _MOST_DRAWN and not image):
            raise Unreadable("its pages draw too much")


def _drawn(body: bytes, start: int, largest: int) -> int:
    """How much a stream draws; nothing where it is not deflated."""
    size = drawn = 0
    for piece in _unpacked(body, start):
        size += len(piece)
        drawn += sum(map(piece.count, _DRAWS))
        if size > largest:
            raise Unreadable("a stream unpacks to too much")
    return drawn


def _unpacked(body: bytes, start: int) -> Iterator[bytes]:
    opened = zlib.decompressobj()
    rest = body[start : start + _STEP]
    place = start + len(rest)
    try:
        while rest and not opened.eof:
            yield opened.decompress(rest, _STEP)
            rest = opened.unconsumed_tail
            if not rest:
                rest = body[place : place + _STEP]
                place += len(rest)
    except zlib.error:
        return

"""This module decodes content codings in pieces, so that no body is ever held at its full size.

Codings may be nested (`gzip, gzip`); every layer is decoded in pieces of at most 64 KiB.
"""

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

PIECE = 1 << 16
GZIP = b"\x1f\x8b\x08"  # the first bytes of a gzip stream, and of no page or document


class BadCoding(ValueError):
    """A content coding is unknown, or its bytes are corrupt."""


class Coding(Protocol):
    """A decoder for one layer of content coding."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode received bytes."""

    def ended(self) -> bool:
        """Whether the layer's stream has reached its own end."""


class Identity:
    """The coding that changes nothing."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Return the bytes unchanged."""
        yield data

    def ended(self) -> bool:
        """Always true: only the surrounding layers know where the body ends."""
        return True


class Zlib:
    """gzip (with any number of members) and deflate (with or without its zlib header)."""

    def __init__(self, name: str) -> None:
        self._gzip = name != "deflate"
        self._inflate = zlib.decompressobj(47)
        self._head = b""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode received bytes; raises BadCoding if they are corrupt."""
        try:
            yield from self._pieces(data)
        except zlib.error as error:
            raise BadCoding(str(error)) from error

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        if not self._gzip and len(self._head) < 2:
            data = self._head = self._head + data
            if len(data) < 2:
                return
            self._inflate = zlib.decompressobj(15 if _has_header(data) else -15)
        full = False
        while (data or full) and self._continues(data):
            piece = self._inflate.decompress(data, PIECE)
            yield piece
            full = len(piece) == PIECE  # there may be more output, although no input is left
            data = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _continues(self, data: bytes) -> bool:
        """Whether there is more to decode: a complete member may be followed by another, or by padding."""
        if not self._inflate.eof:
            return True
        if not self._gzip or not data.startswith(b"\x1f\x8b"):
            return False
        self._inflate = zlib.decompressobj(47)
        return True

    def ended(self) -> bool:
        """Whether the stream's trailer was read."""
        return self._inflate.eof


def _has_header(data: bytes) -> bool:
    """Whether a deflate body has the zlib header (RFC 1950); some servers send raw deflate."""
    return data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0


class Unnamed:
    """A body without Content-Encoding: gzip if its first bytes say so, else unchanged."""

    def __init__(self) -> None:
        self._head = b""
        self._layer: Coding | None = None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode received bytes, once there are enough to recognise gzip."""
        if self._layer is None:
            data = self._head = self._head + data
            if len(data) < len(GZIP) and GZIP.startswith(data):
                return
            self._layer = Zlib("gzip") if data.startswith(GZIP) else Identity()
        yield from self._layer.pieces(data)

    def ended(self) -> bool:
        """Whether the stream has reached its end, if it has a marked end."""
        return self._layer is None or self._layer.ended()


CODINGS: dict[str, Callable[[], Coding]] = {
    "identity": Identity,
    "none": Identity,
    "gzip": lambda: Zlib("gzip"),
    "x-gzip": lambda: Zlib("gzip"),
    "deflate": lambda: Zlib("deflate"),
}
MOST_LAYERS = 4


def parse_layers(codings: str) -> list[Coding]:
    """Decoders for a Content-Encoding header, outermost first; raises BadCoding for an unknown coding."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    unknown = [name for name in names if name not in CODINGS]
    if unknown or len(names) > MOST_LAYERS:
        raise BadCoding(f"content coding {', '.join(unknown or names)}")
    return [CODINGS[name]() for name in reversed(names)]


def undo_layers(stack: list[Coding], data: bytes) -> Iterator[bytes]:
    """Decode received bytes through every layer, in small pieces."""
    if not stack:
        yield data
        return
    for piece in stack[0].pieces(data):
        yield from undo_layers(stack[1:], piece)

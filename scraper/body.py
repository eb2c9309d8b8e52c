"""This module counts a body's bytes, as sent and as decoded, while it arrives, and tells whether it came to its end.

Codings may be nested (`gzip, gzip`); every layer is undone in pieces of at most 64 KiB, so that a
body which inflates a thousandfold is refused at its limit and never held.
"""

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

PIECE = 1 << 16
GZIP = b"\x1f\x8b\x08"  # how a gzip stream begins, and no page or document does


class TooLarge(ValueError):
    """The body is larger than its limit, as sent or as decoded."""


class BadCoding(ValueError):
    """A content coding is unknown, or its bytes are broken."""


class Coding(Protocol):
    """One layer of content coding, undone piece by piece."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Undo the layer for the bytes that came."""

    def ended(self) -> bool:
        """Whether the layer's stream has reached its own end."""


class Identity:
    """No coding at all."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """The bytes as they came."""
        yield data

    def ended(self) -> bool:
        """Always: only the layers around it know where the body ends."""
        return True


class Zlib:
    """gzip (of several members, too) and deflate (with or without its header)."""

    def __init__(self, name: str) -> None:
        self._gzip = name != "deflate"
        self._inflate = zlib.decompressobj(47)
        self._head = b""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Undo the layer; broken bytes raise BadCoding."""
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
            full = len(piece) == PIECE  # there may be more, although no byte is left to read
            data = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _continues(self, data: bytes) -> bool:
        """Whether more is to be read: after a whole stream comes its next member, or padding."""
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
    """Whether deflate begins with zlib's two bytes (RFC 1950), or with its data, as some send it."""
    return data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0


class Unnamed:
    """What no header names: gzip that was sent unasked, by its first bytes, else the bytes as they came."""

    def __init__(self) -> None:
        self._head = b""
        self._layer: Coding | None = None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Undo the layer, once enough has come to tell it."""
        if self._layer is None:
            data = self._head = self._head + data
            if len(data) < len(GZIP) and GZIP.startswith(data):
                return
            self._layer = Zlib("gzip") if data.startswith(GZIP) else Identity()
        yield from self._layer.pieces(data)

    def ended(self) -> bool:
        """Whether the stream has reached its own end, where it has one."""
        return self._layer is None or self._layer.ended()


CODINGS: dict[str, Callable[[], Coding]] = {
    "identity": Identity,
    "none": Identity,
    "gzip": lambda: Zlib("gzip"),
    "x-gzip": lambda: Zlib("gzip"),
    "deflate": lambda: Zlib("deflate"),
}
MOST_LAYERS = 4


def layers(codings: str) -> list[Coding]:
    """The layers of a Content-Encoding header, outermost first; an unknown one is BadCoding."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    unknown = [name for name in names if name not in CODINGS]
    if unknown or len(names) > MOST_LAYERS:
        raise BadCoding(f"content coding {', '.join(unknown or names)}")
    return [CODINGS[name]() for name in reversed(names)]


def undone(stack: list[Coding], data: bytes) -> Iterator[bytes]:
    """Undo every layer for the bytes that came, in small pieces."""
    if not stack:
        yield data
        return
    for piece in stack[0].pieces(data):
        yield from undone(stack[1:], piece)


class Gauge:
    """A body on its way: it keeps the bytes as sent, and counts them as sent and as decoded."""

    def __init__(self, codings: str, limit: int) -> None:
        self._layers = layers(codings) or [Unnamed()]
        self._limit = limit
        self._sent: list[bytes] = []
        self.sent = 0
        self.decoded = 0

    def add(self, data: bytes) -> None:
        """Take what came; raise TooLarge beyond the limit, BadCoding where the coding is broken."""
        self._sent.append(data)
        self.sent += len(data)
        for piece in undone(self._layers, data):
            self.decoded += len(piece)
            if self.decoded > self._limit:
                raise TooLarge(f"more than {self._limit} bytes decoded")
        if self.sent > self._limit:
            raise TooLarge(f"more than {self._limit} bytes sent")

    def ended(self) -> bool:
        """Whether each layer's stream has ended; an empty body has."""
        return not self.sent or all(layer.ended() for layer in self._layers)

    def body(self) -> bytes:
        """The bytes as sent."""
        return b"".join(self._sent)


def decoded(codings: str, body: bytes, limit: int | None = None) -> bytes:
    """A whole body with its codings undone; more than `limit` bytes raise TooLarge."""
    stack = layers(codings)
    if not stack and body.startswith(GZIP):
        stack = [Zlib("gzip")]
    return b"".join(_counted(undone(stack, body), limit)) if stack else body


def _counted(pieces: Iterator[bytes], limit: int | None) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if limit is not None and count > limit:
            raise TooLarge(f"more than {limit} bytes decoded")
        yield piece

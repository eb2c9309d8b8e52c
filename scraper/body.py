"""This module limits the size of a response body, as sent and as decoded, while it is being received and decoded in pieces.

A body that would inflate a thousandfold is refused at the limit and never held in memory.
"""

import zlib
from collections.abc import Iterator

LARGEST = 80_000_000  # bytes of a page or document that is read
_PIECE = 1 << 16
GZIP = b"\x1f\x8b\x08"  # the first bytes of a gzip stream, and of no page or document
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "identity": "", "none": ""}
_MOST_LAYERS = 4
_ANY = 47  # a window of any size, after the head of gzip or of zlib


class BadCoding(ValueError):
    """A content coding is unknown, or its bytes are corrupt."""


class Layer:
    """A decoder of one layer: gzip (any number of members), or deflate (with or without its zlib header).

    Without a name it is gzip if its first bytes say so, and else changes nothing.
    """

    def __init__(self, name: str = "") -> None:
        self._name = name
        self._head = b""
        self._changes_nothing = False
        self._inflate = None if name != "gzip" else zlib.decompressobj(_ANY)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Decode received bytes; raises BadCoding if they are corrupt."""
        if self._inflate is None and not self._changes_nothing:
            data = self._head = self._head + data
            self._begin(data)
        if self._changes_nothing:
            yield data
        elif self._inflate is not None:
            try:
                yield from self._inflated(data)
            except zlib.error as error:
                raise BadCoding(str(error)) from error

    def _begin(self, head: bytes) -> None:
        """Choose the decoder by the first bytes, once there are enough of them."""
        if self._name == "deflate":
            if len(head) > 1:
                self._inflate = zlib.decompressobj(15 if _has_header(head) else -15)
        elif head.startswith(GZIP):
            self._inflate = zlib.decompressobj(_ANY)
        else:
            self._changes_nothing = not GZIP.startswith(head)

    def _inflated(self, data: bytes) -> Iterator[bytes]:
        full = False
        while (data or full) and (inflate := self._member(data)):
            piece = inflate.decompress(data, _PIECE)
            yield piece
            full = len(piece) == _PIECE  # there may be more output, although no input is left
            data = inflate.unconsumed_tail or inflate.unused_data

    def _member(self, data: bytes) -> "zlib._Decompress | None":
        """The decoder of what follows: a complete gzip member may be followed by another, or by padding."""
        if self._inflate and self._inflate.eof:
            if self._name == "deflate" or not data.startswith(GZIP[:2]):
                return None
            self._inflate = zlib.decompressobj(_ANY)
        return self._inflate

    def ended(self) -> bool:
        """Whether the stream's trailer was read; true of bytes that are not coded."""
        return self._inflate.eof if self._inflate else not self._name


def _has_header(data: bytes) -> bool:
    """Whether a deflate body has the zlib header (RFC 1950); some servers send raw deflate."""
    return data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0


def parse_layers(codings: str) -> list[Layer]:
    """Decoders for a Content-Encoding header, outermost first; raises BadCoding for an unknown coding."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    unknown = [name for name in names if name not in _CODINGS]
    if unknown or len(names) > _MOST_LAYERS:
        raise BadCoding(f"content coding {', '.join(unknown or names)}")
    return [Layer(_CODINGS[name]) for name in reversed(names) if _CODINGS[name]]


def undo_layers(stack: list[Layer], data: bytes) -> Iterator[bytes]:
    """Decode received bytes through every layer, in small pieces."""
    if not stack:
        yield data
        return
    for piece in stack[0].pieces(data):
        yield from undo_layers(stack[1:], piece)


class TooLarge(ValueError):
    """The body is larger than its limit, as sent or as decoded."""


class BodyBuffer:
    """A body being received: it keeps the bytes as sent, and counts them as sent and as decoded."""

    def __init__(self, codings: str, limit: int) -> None:
        self._layers = parse_layers(codings) or [Layer()]
        self._limit = limit
        self._sent: list[bytes] = []
        self.sent = 0
        self.decoded = 0

    def announce(self, length: str) -> None:
        """Raise TooLarge if the length that the server declares is beyond the limit, before it is received."""
        if length.isdecimal() and int(length) > self._limit:
            raise TooLarge(f"{length} bytes declared")

    def add(self, data: bytes) -> None:
        """Append received bytes; raises TooLarge beyond the limit, BadCoding if they cannot be decoded."""
        self._sent.append(data)
        self.sent += len(data)
        for piece in undo_layers(self._layers, data):
            self.decoded += len(piece)
            if self.decoded > self._limit:
                raise TooLarge(f"more than {self._limit} bytes decoded")
        if self.sent > self._limit:
            raise TooLarge(f"more than {self._limit} bytes sent")

    def ended(self) -> bool:
        """Whether every layer of content coding has ended; an empty body has."""
        return not self.sent or all(layer.ended() for layer in self._layers)

    def body(self) -> bytes:
        """The bytes as sent."""
        return b"".join(self._sent)


def decode_body(codings: str, body: bytes, limit: int | None = None) -> bytes:
    """Decode a complete body; raises TooLarge beyond `limit` bytes, BadCoding if it cannot be decoded."""
    stack = parse_layers(codings)
    if not stack and body.startswith(GZIP):
        stack = [Layer("gzip")]
    return b"".join(_limited(undo_layers(stack, body), limit)) if stack else body


def without_gzip(body: bytes, limit: int) -> bytes:
    """A saved body without the gzip in which its server sent it; unchanged where that is cut, damaged or too large."""
    if not body.startswith(GZIP):
        return body
    layer = Layer("gzip")
    try:
        plain = b"".join(_limited(layer.pieces(body), limit))
    except (BadCoding, TooLarge):
        return body
    return plain if layer.ended() else body


def _limited(pieces: Iterator[bytes], limit: int | None) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if limit is not None and count > limit:
            raise TooLarge(f"more than {limit} bytes decoded")
        yield piece

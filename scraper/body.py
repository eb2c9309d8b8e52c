"""This module limits the size of a response body, as sent and as decoded, while it is being received.

A body that would inflate a thousandfold is refused at the limit and never held in memory.
"""

from collections.abc import Iterator

from scraper.codings import GZIP, BadCoding, Layer, parse_layers, undo_layers

LARGEST = 80_000_000  # bytes of a page or document that is read


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

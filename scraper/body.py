"""This module counts a body's bytes, as sent and as decoded, while it arrives, and tells whether it came to its end.

A body which inflates a thousandfold is refused at its limit and never held.
"""

from collections.abc import Iterator

from scraper.codings import GZIP, Unnamed, Zlib, parse_layers, undo_layers


class TooLarge(ValueError):
    """The body is larger than its limit, as sent or as decoded."""


class Gauge:
    """A body on its way: it keeps the bytes as sent, and counts them as sent and as decoded."""

    def __init__(self, codings: str, limit: int) -> None:
        self._layers = parse_layers(codings) or [Unnamed()]
        self._limit = limit
        self._sent: list[bytes] = []
        self.sent = 0
        self.decoded = 0

    def add(self, data: bytes) -> None:
        """Take what came; raise TooLarge beyond the limit, BadCoding where the coding is broken."""
        self._sent.append(data)
        self.sent += len(data)
        for piece in undo_layers(self._layers, data):
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


def decode_body(codings: str, body: bytes, limit: int | None = None) -> bytes:
    """A whole body with its codings undone; more than `limit` bytes raise TooLarge."""
    stack = parse_layers(codings)
    if not stack and body.startswith(GZIP):
        stack = [Zlib("gzip")]
    return b"".join(_counted(undo_layers(stack, body), limit)) if stack else body


def _counted(pieces: Iterator[bytes], limit: int | None) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if limit is not None and count > limit:
            raise TooLarge(f"more than {limit} bytes decoded")
        yield piece

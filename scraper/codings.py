"""This module decodes content codings in pieces, so that no body is ever held at its full size.

Codings may be nested (`gzip, gzip`); every layer is decoded in pieces of at most 64 KiB.
"""

import zlib
from collections.abc import Iterator

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

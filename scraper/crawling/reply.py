"""This module holds one response as received, and the limits that applied to it."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from parsers.listings.listing import Request
from scraper.body import decode_body

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one response: bytes of a page, bytes of an attachment, seconds in total.

    With `cut`, reading ends after so many bytes, and the rest is ignored.
    """

    page: int = 16_000_000
    attachment: int = 64_000_000
    seconds: float = 60.0
    cut: int | None = None


@dataclass(frozen=True)
class Reply:
    """One response: `body` still has its content coding; `framed` means that its length was declared.

    `sent` is the request, head and body, as it was sent.
    """

    request: Request
    sent: bytes
    status: int
    reason: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    framed: bool
    address: str
    at: datetime

    @property
    def status_line(self) -> str:
        """The status and what the server calls it: `404 Not Found`."""
        return f"{self.status} {self.reason}".strip()

    def header(self, name: str) -> str | None:
        """The first header of a name, decoded as UTF-8, else as Latin-1."""
        found = (value for key, value in self.headers if key.lower() == name.encode())
        value = next(found, None)
        return None if value is None else text_of(value)

    @property
    def media_type(self) -> str | None:
        """The media type without its parameters, in lower case."""
        value = self.header("content-type")
        return value.partition(";")[0].strip().lower() if value else None

    @property
    def charset(self) -> str | None:
        """The charset that the header declares, if any."""
        match = _CHARSET.search(self.header("content-type") or "")
        return match[1] if match else None

    @cached_property
    def digest(self) -> str:
        """The body's SHA-1 in the notation of WARC; the database identifies captures by SHA-256."""
        plain = hashlib.sha1(self.body, usedforsecurity=False).digest()
        return "sha1:" + base64.b32encode(plain).decode()

    @cached_property
    def content(self) -> bytes:
        """The body with its content coding decoded."""
        return decode_body(self.header("content-encoding") or "", self.body)


def text_of(value: bytes) -> str:
    """Decode a header's bytes: UTF-8, else Latin-1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")

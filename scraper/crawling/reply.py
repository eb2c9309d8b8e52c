"""This module holds one answer as it came off the wire, and what it was allowed to cost."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from parsers.listings.listing import Request
from scraper.body import decode_body

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost: bytes of a page, bytes of an attachment, seconds for the whole.

    With `cut`, reading simply ends there: what comes after it is not wanted.
    """

    page: int = 16_000_000
    attachment: int = 64_000_000
    seconds: float = 60.0
    cut: int | None = None


@dataclass(frozen=True)
class Reply:
    """One answer as it came: `body` with its content coding; `framed`: its end was marked.

    `sent` is the head and body of the request as they were sent.
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

    def header(self, name: str) -> str | None:
        """The first header of a name, its bytes read as UTF-8, else as Latin-1."""
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
        match = CHARSET.search(self.header("content-type") or "")
        return match[1] if match else None

    @cached_property
    def digest(self) -> str:
        """The body's SHA-1 as archives write it; a capture's SHA-256 is the database's name."""
        plain = hashlib.sha1(self.body, usedforsecurity=False).digest()
        return "sha1:" + base64.b32encode(plain).decode()

    @cached_property
    def content(self) -> bytes:
        """The body with its content coding undone."""
        return decode_body(self.header("content-encoding") or "", self.body)


def text_of(value: bytes) -> str:
    """A header's bytes as text: UTF-8, else Latin-1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")

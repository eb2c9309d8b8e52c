"""This module defines a capture: the bytes of one response or file, with its origin."""

from datetime import datetime
from functools import cached_property
from hashlib import sha256

from schemas.record import Record


class Registrant(Record):
    """The agency on whose portal a page was captured, from the portals file.

    It is used only if title and metadata do not say whose a report is.
    """

    portal: str
    agency: str
    agency_code: str | None = None
    superior: str | None = None


class Capture(Record):
    """One response of a portal, or one saved file, with its body byte for byte.

    `charset` is what the HTTP header declared; `fetched_at`, `status` and `url` are None for a saved
    file that does not contain them. `name` is the file's name, `link` the text of the link that led from
    a page to this document.
    `converted` is the body as converted by LibreOffice, for formats that need it: None if no conversion was
    made, empty if it failed. Empty as well for a RAR or 7z that libarchive could not unpack whole.
    """

    body: bytes
    name: str | None = None
    link: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None
    media_type: str | None = None
    charset: str | None = None
    warc: str | None = None
    offset: int | None = None
    registrant: Registrant | None = None
    converted: bytes | None = None

    @cached_property
    def sha256(self) -> str:
        """The body's SHA-256 in lower-case hexadecimal, which identifies the bytes everywhere."""
        return sha256(self.body).hexdigest()

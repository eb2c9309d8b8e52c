"""This module defines a capture: bytes as fetched, and from where, when and how."""

from datetime import datetime
from functools import cached_property
from hashlib import sha256

from schemas.record import Record


class Registrant(Record):
    """The agency under whose portal a page was captured, as the portals file names it.

    It settles whose a report is only where title and metadata leave that open.
    """

    portal: str
    agency: str
    agency_code: str | None = None
    superior: str | None = None


class Capture(Record):
    """One answer of a portal, or one saved file: the body byte for byte.

    `charset` is what the HTTP header declared; `fetched_at`, `status` and `url` are None for a saved
    file that does not say them. `name` is the file's name, `link` the text of the link that led from
    a page to this document.
    `converted` is what LibreOffice made of a body whose format only it reads: None where it was not
    asked, empty where it failed.
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
        """The body's SHA-256 in lower-case hexadecimal: the capture's name everywhere."""
        return sha256(self.body).hexdigest()
